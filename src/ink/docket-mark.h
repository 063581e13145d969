/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketMarkKind:
 * @DOCKET_MARK_KIND_ARROW: from its first point to its second
 * @DOCKET_MARK_KIND_CIRCLE: in the rectangle of both
 * @DOCKET_MARK_KIND_TEXT: right of and below its first point
 * @DOCKET_MARK_KIND_BOX: black, over all that is in the rectangle of both
 */
typedef enum
{
  DOCKET_MARK_KIND_ARROW,
  DOCKET_MARK_KIND_CIRCLE,
  DOCKET_MARK_KIND_TEXT,
  DOCKET_MARK_KIND_BOX
} DocketMarkKind;

/**
 * DocketMark:
 * @x0: of the first point, in parts of the picture's longer side, as all of them
 * @colour: 0xRRGGBB
 * @text: (nullable): what a text says
 *
 * Something drawn on a picture.
 */
typedef struct
{
  DocketMarkKind kind;
  double x0, y0;
  double x1, y1;
  guint32 colour;
  char *text;
} DocketMark;

DocketMark *docket_mark_new (DocketMarkKind kind, double x, double y, guint32 colour);
DocketMark *docket_mark_copy (const DocketMark *mark);
void docket_mark_free (DocketMark *mark);
GPtrArray *docket_marks_copy (GPtrArray *marks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketMark, docket_mark_free)

G_END_DECLS
