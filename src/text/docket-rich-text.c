/* A plain text and the parts of it that are bold, quoted, linked.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-rich-text-private.h"

#include "docket-link-private.h"

#define MAX_PLAIN_LEN (2 * 1024 * 1024)
#define MAX_DEPTH_SHOWN 8

struct _DocketRichText
{
  char *text;
  GArray *spans;
};

G_DEFINE_BOXED_TYPE (DocketRichText, docket_rich_text, docket_rich_text_ref, docket_rich_text_unref)

/* Where a span opens or closes, for a walk along the text. */
typedef struct
{
  gsize at;
  gboolean opens;
  const DocketSpan *span;
} Edge;

typedef struct
{
  GString *plain;
  const char *text;
  guint n_quotes;
  guint n_items;
} PlainWalk;

static void
span_clear (gpointer data)
{
  DocketSpan *span = data;

  g_free (span->url);
}

static gint
compare_sizes (gsize a, gsize b)
{
  return (a > b) - (a < b);
}

/* An outer span comes before those within it. */
static gint
compare_spans (gconstpointer a, gconstpointer b)
{
  const DocketSpan *left = a;
  const DocketSpan *right = b;

  if (left->start != right->start)
    return compare_sizes (left->start, right->start);

  if (left->end != right->end)
    return compare_sizes (right->end, left->end);

  if (left->kind != right->kind)
    return compare_sizes (left->kind, right->kind);

  return compare_sizes (left->level, right->level);
}

static gint
compare_edges (gconstpointer a, gconstpointer b)
{
  const Edge *left = a;
  const Edge *right = b;

  if (left->at != right->at)
    return compare_sizes (left->at, right->at);

  return left->opens - right->opens;
}

static GArray *
edges_of (DocketRichText *self)
{
  GArray *edges = g_array_sized_new (FALSE, FALSE, sizeof (Edge), 2 * self->spans->len);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const DocketSpan *span = &g_array_index (self->spans, DocketSpan, i);
      const Edge opening = { span->start, TRUE, span };
      const Edge closing = { span->end, FALSE, span };

      g_array_append_val (edges, opening);
      g_array_append_val (edges, closing);
    }

  g_array_sort (edges, compare_edges);

  return edges;
}

/* A link whose text already says where it leads is not told twice. */
static void
append_address (PlainWalk *walk, const DocketSpan *link)
{
  const gsize len = link->end - link->start;
  const char *address = link->url;

  if (g_str_has_prefix (address, "mailto:"))
    address += strlen ("mailto:");

  if (strlen (address) == len && strncmp (address, walk->text + link->start, len) == 0)
    return;

  g_string_append_printf (walk->plain, " (%s)", address);
}

static void
pass_edge (PlainWalk *walk, const Edge *edge)
{
  const gint step = edge->opens ? 1 : -1;

  if (edge->span->kind == DOCKET_SPAN_QUOTE)
    walk->n_quotes += step;
  else if (edge->span->kind == DOCKET_SPAN_LIST_ITEM)
    walk->n_items += step;
  else if (edge->span->kind == DOCKET_SPAN_LINK && !edge->opens)
    append_address (walk, edge->span);
}

static void
begin_line (PlainWalk *walk, gboolean is_empty)
{
  const guint n_quotes = MIN (walk->n_quotes, MAX_DEPTH_SHOWN);
  const guint n_items = MIN (walk->n_items, MAX_DEPTH_SHOWN);

  for (guint i = 0; i < n_quotes; i++)
    g_string_append (walk->plain, is_empty && i + 1 == n_quotes ? ">" : "> ");

  for (guint i = 1; i < n_items && !is_empty; i++)
    g_string_append (walk->plain, "  ");
}

/**
 * docket_rich_text_spans_new:
 *
 * Returns: (transfer full) (element-type DocketSpan): an empty array that frees its spans'
 * addresses
 */
GArray *
docket_rich_text_spans_new (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DocketSpan));

  g_array_set_clear_func (spans, span_clear);

  return spans;
}

/**
 * docket_rich_text_spans_add_links:
 * @spans: (element-type DocketSpan): the spans of @text so far
 * @text: a text, valid UTF-8
 *
 * Makes links of the bare addresses that are not within a link yet. Sorts @spans.
 *
 * Any thread.
 */
void
docket_rich_text_spans_add_links (GArray *spans, const char *text)
{
  gsize from = 0, start = 0, end = 0;
  guint i = 0;
  guint n_known;

  g_return_if_fail (spans != NULL && text != NULL);

  g_array_sort (spans, compare_spans);
  n_known = spans->len;

  while (spans->len < DOCKET_RICH_TEXT_MAX_SPANS)
    {
      g_autofree char *url = docket_link_find (text, from, &start, &end);
      gboolean is_free = TRUE;

      if (url == NULL)
        break;

      /* Links do not overlap: those that end before this address do not matter again. */
      for (; i < n_known && g_array_index (spans, DocketSpan, i).start < end; i++)
        {
          const DocketSpan *known = &g_array_index (spans, DocketSpan, i);

          if (known->kind != DOCKET_SPAN_LINK)
            continue;

          if (known->end > start)
            {
              is_free = FALSE;
              break;
            }
        }

      if (is_free)
        {
          const DocketSpan link = { start, end, DOCKET_SPAN_LINK, 0, g_steal_pointer (&url) };

          g_array_append_val (spans, link);
        }

      from = end;
    }

  g_array_sort (spans, compare_spans);
}

/**
 * docket_rich_text_new_take:
 * @text: (transfer full): a text, valid UTF-8
 * @spans: (transfer full) (element-type DocketSpan): its spans, in any order
 *
 * Any thread.
 *
 * Returns: (transfer full): a rich text
 */
DocketRichText *
docket_rich_text_new_take (char *text, GArray *spans)
{
  DocketRichText *self;

  g_return_val_if_fail (text != NULL && spans != NULL, NULL);

  self = g_atomic_rc_box_new0 (DocketRichText);
  self->text = text;
  self->spans = spans;
  g_array_sort (self->spans, compare_spans);

  return self;
}

static void
docket_rich_text_free (gpointer data)
{
  DocketRichText *self = data;

  g_free (self->text);
  g_array_unref (self->spans);
}

/**
 * docket_rich_text_ref:
 * @self: a rich text
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
DocketRichText *
docket_rich_text_ref (DocketRichText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * docket_rich_text_unref:
 * @self: (transfer full): a rich text
 *
 * Any thread.
 */
void
docket_rich_text_unref (DocketRichText *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, docket_rich_text_free);
}

/**
 * docket_rich_text_get_text:
 * @self: a rich text
 *
 * The text alone: valid UTF-8, lines apart by `\n`, without control characters, invisible
 * characters and bidi overrides. Entries of lists begin with their bullet or number. Never to be
 * read as markup.
 *
 * Any thread.
 *
 * Returns: (transfer none): the text
 */
const char *
docket_rich_text_get_text (DocketRichText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

/**
 * docket_rich_text_get_spans:
 * @self: a rich text
 * @n_spans: (out): how many
 *
 * The parts that are more than plain, by where they begin, an outer one before those within it.
 * There are at most 10,000.
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable) (array length=n_spans): the spans, %NULL when there are none
 */
const DocketSpan *
docket_rich_text_get_spans (DocketRichText *self, gsize *n_spans)
{
  g_return_val_if_fail (self != NULL && n_spans != NULL, NULL);

  *n_spans = self->spans->len;

  return self->spans->len == 0 ? NULL : (const DocketSpan *) (gpointer) self->spans->data;
}

/**
 * docket_rich_text_to_plain:
 * @self: a rich text
 *
 * Says in plain text what the spans say: `> ` before each quoted line, two spaces before the
 * entries of an inner list, an address in brackets after its link. At most about 2 MB.
 *
 * Any thread.
 *
 * Returns: (transfer full): a plain text, valid UTF-8
 */
char *
docket_rich_text_to_plain (DocketRichText *self)
{
  g_autoptr (GArray) edges = NULL;
  PlainWalk walk = { 0 };
  const char *p, *end;
  gboolean at_line_start = TRUE;
  guint i = 0;

  g_return_val_if_fail (self != NULL, NULL);

  edges = edges_of (self);
  walk.text = self->text;
  p = self->text;
  end = p + strlen (p);
  walk.plain = g_string_sized_new (end - p);

  while (walk.plain->len < MAX_PLAIN_LEN)
    {
      const char *next, *newline;

      for (; i < edges->len && g_array_index (edges, Edge, i).at <= (gsize) (p - self->text); i++)
        pass_edge (&walk, &g_array_index (edges, Edge, i));

      if (p == end)
        break;

      if (at_line_start)
        begin_line (&walk, *p == '\n');

      next = i < edges->len ? self->text + g_array_index (edges, Edge, i).at : end;
      newline = memchr (p, '\n', next - p);
      if (newline != NULL)
        next = newline + 1;

      g_string_append_len (walk.plain, p, next - p);
      at_line_start = next[-1] == '\n';
      p = next;
    }

  return g_string_free (walk.plain, FALSE);
}
