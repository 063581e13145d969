/* Something drawn on a picture.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-mark.h"

/**
 * docket_mark_new:
 * @kind: what it is
 * @x: where it begins, in parts of the picture's longer side
 * @y: where it begins
 * @colour: 0xRRGGBB
 *
 * Returns: (transfer full): a mark without a size
 */
DocketMark *
docket_mark_new (DocketMarkKind kind, double x, double y, guint32 colour)
{
  DocketMark *mark = g_new0 (DocketMark, 1);

  *mark = (DocketMark){ .kind = kind, .x0 = x, .y0 = y, .x1 = x, .y1 = y, .colour = colour };

  return mark;
}

/**
 * docket_mark_copy:
 * @mark: a mark
 *
 * Returns: (transfer full): the same
 */
DocketMark *
docket_mark_copy (const DocketMark *mark)
{
  DocketMark *copy = g_memdup2 (mark, sizeof *mark);

  copy->text = g_strdup (mark->text);

  return copy;
}

/**
 * docket_mark_free:
 * @mark: (transfer full): a mark
 */
void
docket_mark_free (DocketMark *mark)
{
  g_free (mark->text);
  g_free (mark);
}

/**
 * docket_marks_copy:
 * @marks: (nullable) (element-type DocketMark): marks
 *
 * Returns: (transfer full) (element-type DocketMark): the same
 */
GPtrArray *
docket_marks_copy (GPtrArray *marks)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_mark_free);

  for (guint i = 0; marks != NULL && i < marks->len; i++)
    g_ptr_array_add (copy, docket_mark_copy (g_ptr_array_index (marks, i)));

  return copy;
}
