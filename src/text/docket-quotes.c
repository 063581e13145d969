/* What a message quotes from earlier ones, left out.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-quotes.h"

#include <string.h>

#include "docket-rich-text-private.h"

/* A quote of so many lines or bytes is read without a click. */
#define MAX_LINES 4
#define MAX_BYTES 400

/* What stands for a quote. */
#define MARK "…"

/* A part of the text that is left out. */
typedef struct
{
  gsize start;
  gsize end;
} Range;

static gint
compare_ranges (gconstpointer a, gconstpointer b)
{
  const Range *left = a;
  const Range *right = b;

  return (left->start > right->start) - (left->start < right->start);
}

static void
add_spans (DocketRichText *self, GArray *ranges)
{
  gsize n_spans;
  const DocketSpan *spans = docket_rich_text_get_spans (self, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    if (spans[i].kind == DOCKET_SPAN_QUOTE)
      {
        const Range range = { spans[i].start, spans[i].end };

        g_array_append_val (ranges, range);
      }
}

/* As mail programs quote in plain text. */
static void
add_marked_lines (const char *text, GArray *ranges)
{
  const char *line = text;

  while (*line != '\0')
    {
      const char *newline = strchr (line, '\n');
      const char *end = newline != NULL ? newline + 1 : line + strlen (line);
      const Range range = { (gsize) (line - text), (gsize) (end - text) };

      if (*line == '>')
        g_array_append_val (ranges, range);

      line = end;
    }
}

/* Those that touch are one; the end of their last line stays. */
static GArray *
join (GArray *ranges, const char *text)
{
  GArray *joined = g_array_new (FALSE, FALSE, sizeof (Range));

  g_array_sort (ranges, compare_ranges);

  for (guint i = 0; i < ranges->len; i++)
    {
      const Range range = g_array_index (ranges, Range, i);
      Range *last = joined->len > 0 ? &g_array_index (joined, Range, joined->len - 1) : NULL;

      if (last != NULL && range.start <= last->end)
        last->end = MAX (last->end, range.end);
      else
        g_array_append_val (joined, range);
    }

  for (guint i = 0; i < joined->len; i++)
    {
      Range *range = &g_array_index (joined, Range, i);

      while (range->end > range->start && text[range->end - 1] == '\n')
        range->end--;
    }

  return joined;
}

static gboolean
is_long (const char *text, const Range *range)
{
  guint n_lines = 1;

  for (gsize i = range->start; i < range->end; i++)
    if (text[i] == '\n')
      n_lines++;

  return n_lines > MAX_LINES || range->end - range->start > MAX_BYTES;
}

/* The places of what is long; NULL for none. */
static GArray *
find_long (DocketRichText *self)
{
  const char *text = docket_rich_text_get_text (self);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_autoptr (GArray) joined = NULL;

  add_spans (self, ranges);
  add_marked_lines (text, ranges);
  joined = join (ranges, text);

  for (guint i = joined->len; i > 0; i--)
    if (!is_long (text, &g_array_index (joined, Range, i - 1)))
      g_array_remove_index (joined, i - 1);

  return joined->len > 0 ? g_steal_pointer (&joined) : NULL;
}

/* Where a place of the text is in the shorter one. */
static gsize
map (const GArray *ranges, gsize at, gboolean is_end)
{
  gsize left_out = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);

      if (at <= range->start)
        break;

      if (at < range->end)
        return range->start - left_out + (is_end ? strlen (MARK) : 0);

      left_out += range->end - range->start - strlen (MARK);
    }

  return at - left_out;
}

static char *
shorten (const char *text, const GArray *ranges, gboolean *is_blank)
{
  g_autoptr (GString) shorter = g_string_new (NULL);
  g_autoptr (GString) rest = g_string_new (NULL);
  gsize from = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);

      g_string_append_len (shorter, text + from, (gssize) (range->start - from));
      g_string_append_len (rest, text + from, (gssize) (range->start - from));
      g_string_append (shorter, MARK);
      from = range->end;
    }

  g_string_append (shorter, text + from);
  g_string_append (rest, text + from);
  *is_blank = *g_strstrip (rest->str) == '\0';

  return g_string_free (g_steal_pointer (&shorter), FALSE);
}

/**
 * docket_rich_text_hide_quotes:
 * @self: a rich text
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the text with a mark in the place of each long quote; %NULL
 * when there is none, or nothing beside it
 */
DocketRichText *
docket_rich_text_hide_quotes (DocketRichText *self)
{
  g_autoptr (GArray) ranges = NULL;
  g_autoptr (GArray) shorter_spans = NULL;
  g_autofree char *shorter = NULL;
  const DocketSpan *spans;
  gsize n_spans;
  gboolean is_blank;

  g_return_val_if_fail (self != NULL, NULL);

  ranges = find_long (self);

  if (ranges == NULL)
    return NULL;

  shorter = shorten (docket_rich_text_get_text (self), ranges, &is_blank);

  if (is_blank)
    return NULL;

  shorter_spans = docket_rich_text_spans_new ();
  spans = docket_rich_text_get_spans (self, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    {
      DocketSpan span = spans[i];

      span.start = map (ranges, spans[i].start, FALSE);
      span.end = map (ranges, spans[i].end, TRUE);

      /* A link that is not seen can't be followed. */
      if (span.start >= span.end ||
          (span.kind == DOCKET_SPAN_LINK && span.end - span.start != spans[i].end - spans[i].start))
        continue;

      span.url = g_strdup (spans[i].url);
      g_array_append_val (shorter_spans, span);
    }

  return docket_rich_text_new_take (g_steal_pointer (&shorter), g_steal_pointer (&shorter_spans));
}
