/* A document, set: what stands where on which page.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than anybody reads on paper; a text of a server is not set for hours. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_PAGES 1000

/* Points. */
#define SIZE_TITLE 20.0
#define SIZE_HEADING 12.0
#define GAP 10.0
#define COLUMN_GAP 12.0
#define ROW_PADDING 4.0
#define LOGO_WIDTH 170.0
#define LOGO_HEIGHT 64.0
#define PHOTO_HEIGHT 200.0
#define SIGNATURE_WIDTH 230.0
#define SIGNATURE_HEIGHT 80.0

/* A heading has at least so much of what it stands over on its page. */
#define KEEP_WITH 48.0

#define GREY 0x6b6b

typedef struct
{
  DocketPages *pages;
  DocketDocument *document;
  GCancellable *cancellable;
  double left;
  double width;
  double top;
  double bottom;
  double y;
} Setter;

/* A cell of a row: its text, and how much of it is set. */
typedef struct
{
  PangoLayout *layout;
  double x;
  int next_line;
} Cell;

/* --- Pages --------------------------------------------------------------------------------- */

static void
begin_page (Setter *setter)
{
  g_ptr_array_add (setter->pages->pages, g_array_new (FALSE, FALSE, sizeof (DocketItem)));
  setter->y = setter->top;
}

static void
add_item (Setter *setter, const DocketItem *item)
{
  GPtrArray *pages = setter->pages->pages;

  g_array_append_vals (g_ptr_array_index (pages, pages->len - 1), item, 1);
}

static gboolean
is_at_top (const Setter *setter)
{
  return setter->y <= setter->top;
}

/* Goes on with a new page when there is less than so much room. */
static void
reserve (Setter *setter, double height)
{
  if (!is_at_top (setter) && setter->y + height > setter->bottom)
    begin_page (setter);
}

static void
skip (Setter *setter, double height)
{
  if (!is_at_top (setter))
    setter->y += height;
}

static void
add_rule (Setter *setter, double x, double y, double width)
{
  const DocketItem item = { .kind = DOCKET_ITEM_RULE, .x = x, .y = y, .width = width };

  add_item (setter, &item);
}

static void
add_picture (Setter *setter, cairo_surface_t *surface, double x, double y, double w, double h)
{
  const DocketItem item = { .kind = DOCKET_ITEM_PICTURE,
                            .x = x,
                            .y = y,
                            .width = w,
                            .height = h,
                            .picture = surface };

  add_item (setter, &item);
}

/* As large as fits, but never larger than it is at 72 dots an inch. */
static void
fit (cairo_surface_t *surface, double max_width, double max_height, double *w, double *h)
{
  const double width = cairo_image_surface_get_width (surface);
  const double height = cairo_image_surface_get_height (surface);
  const double scale = MIN (1, MIN (max_width / width, max_height / height));

  *w = width * scale;
  *h = height * scale;
}

/* --- Text ---------------------------------------------------------------------------------- */

PangoLayout *
docket_pages_make_layout (PangoContext *context, const char *text, double size, double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (
    "Noto Sans, Open Sans, Liberation Sans, DejaVu Sans, Cantarell, sans-serif");

  pango_font_description_set_size (font, (int) (size * PANGO_SCALE));
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);

  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));

  return layout;
}

/* The pages own it. */
static PangoLayout *
make_layout (Setter *setter, const char *text, double size, double width)
{
  PangoLayout *layout = docket_pages_make_layout (setter->pages->context, text, size, width);

  g_ptr_array_add (setter->pages->layouts, layout);

  return layout;
}

static void
add_attribute (PangoLayout *layout, PangoAttribute *attribute, guint start, guint end)
{
  PangoAttrList *list = pango_layout_get_attributes (layout);

  list = list != NULL ? pango_attr_list_ref (list) : pango_attr_list_new ();
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
  pango_layout_set_attributes (layout, list);
  pango_attr_list_unref (list);
}

static void
make_bold (PangoLayout *layout, guint start, guint end)
{
  add_attribute (layout, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
}

static void
make_grey (PangoLayout *layout, guint start, guint end)
{
  add_attribute (layout, pango_attr_foreground_new (GREY, GREY, GREY), start, end);
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);

  return (double) height / PANGO_SCALE;
}

static PangoLayoutIter *
get_iter_at (PangoLayout *layout, int line)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  for (int i = 0; i < line; i++)
    pango_layout_iter_next_line (iter);

  return iter;
}

static void
add_line (Setter *setter, PangoLayoutIter *iter, double x, double y)
{
  PangoRectangle logical;
  DocketItem item = { .kind = DOCKET_ITEM_LINE,
                      .line = pango_layout_iter_get_line_readonly (iter) };

  pango_layout_iter_get_line_extents (iter, NULL, &logical);
  item.x = x + (double) logical.x / PANGO_SCALE;
  item.y = y + (double) (pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE;
  add_item (setter, &item);
}

static double
get_line_height (PangoLayoutIter *iter)
{
  PangoRectangle logical;

  pango_layout_iter_get_line_extents (iter, NULL, &logical);

  return (double) logical.height / PANGO_SCALE;
}

/* Sets what fits of a cell and tells how high that is. */
static double
place_lines (Setter *setter, Cell *cell, double y)
{
  const int n_lines = pango_layout_get_line_count (cell->layout);
  PangoLayoutIter *iter = get_iter_at (cell->layout, cell->next_line);
  double at = y;

  while (cell->next_line < n_lines)
    {
      const double height = get_line_height (iter);

      /* A line higher than the page is set all the same: it must end somewhere. */
      if (at + height > setter->bottom && at > setter->top)
        break;

      add_line (setter, iter, cell->x, at);
      at += height;
      cell->next_line++;
      pango_layout_iter_next_line (iter);
    }

  pango_layout_iter_free (iter);

  return at - y;
}

/* A line alone at the foot of a page reads badly: its paragraph begins on the next. */
static void
place_text (Setter *setter, PangoLayout *layout, double x)
{
  Cell cell = { .layout = layout, .x = x };
  const int n_lines = pango_layout_get_line_count (layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  reserve (setter, get_line_height (iter) * MIN (n_lines, 2));
  pango_layout_iter_free (iter);
  setter->y += place_lines (setter, &cell, setter->y);

  while (cell.next_line < n_lines)
    {
      begin_page (setter);
      setter->y += place_lines (setter, &cell, setter->y);
    }
}

/* --- Rows ---------------------------------------------------------------------------------- */

static double
get_row_height (const Cell *cells, guint n_cells)
{
  double height = 0;

  for (guint i = 0; i < n_cells; i++)
    height = MAX (height, get_height (cells[i].layout));

  return height;
}

/* Sets what fits of each cell; tells whether that was all. */
static gboolean
place_cells (Setter *setter, Cell *cells, guint n_cells)
{
  const double y = setter->y;
  gboolean all = TRUE;

  for (guint i = 0; i < n_cells; i++)
    {
      const double bottom = y + place_lines (setter, &cells[i], y);

      setter->y = MAX (setter->y, bottom);
      all = all && cells[i].next_line >= pango_layout_get_line_count (cells[i].layout);
    }

  return all;
}

/* --- Blocks -------------------------------------------------------------------------------- */

static const char *
get_text (const DocketBlock *block, guint i)
{
  return g_ptr_array_index (block->texts, i);
}

static void
place_letterhead (Setter *setter, const DocketBlock *block)
{
  const double width = setter->width - LOGO_WIDTH - COLUMN_GAP;
  g_autofree char *text = g_strconcat (get_text (block, 0), "\n", get_text (block, 1), NULL);
  PangoLayout *layout = make_layout (setter, g_strchomp (text), DOCKET_SIZE_SMALL + 0.5, width);
  Cell cell = { .layout = layout, .x = setter->left + LOGO_WIDTH + COLUMN_GAP };
  const guint end = (guint) strlen (get_text (block, 0));
  double text_height, w, h = 0;

  make_bold (layout, 0, end);
  add_attribute (layout, pango_attr_size_new (11 * PANGO_SCALE), 0, end);
  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  pango_layout_set_auto_dir (layout, FALSE);

  if (block->pictures->len > 0)
    {
      fit (g_ptr_array_index (block->pictures, 0), LOGO_WIDTH, LOGO_HEIGHT, &w, &h);
      add_picture (setter, g_ptr_array_index (block->pictures, 0), setter->left, setter->y, w, h);
    }

  text_height = place_lines (setter, &cell, setter->y);
  setter->y += MAX (h, text_height) + GAP;
  add_rule (setter, setter->left, setter->y, setter->width);
  setter->y += GAP * 1.5;
}

static void
place_title (Setter *setter, const DocketBlock *block)
{
  PangoLayout *title = make_layout (setter, get_text (block, 0), SIZE_TITLE, setter->width);
  PangoLayout *subtitle = make_layout (setter, get_text (block, 1), SIZE_HEADING, setter->width);

  make_bold (title, 0, G_MAXUINT);
  place_text (setter, title, setter->left);
  setter->y += 2;
  make_grey (subtitle, 0, G_MAXUINT);
  place_text (setter, subtitle, setter->left);
  setter->y += GAP;
}

/* How much of a block has to stand under its heading. */
static double
get_least_height (Setter *setter, const DocketBlock *next)
{
  double w, h;

  if (next == NULL)
    return 0;

  if (next->kind == DOCKET_BLOCK_SIGNATURE)
    return SIGNATURE_HEIGHT + KEEP_WITH / 2;

  if (next->kind != DOCKET_BLOCK_PHOTOS)
    return KEEP_WITH;

  fit (g_ptr_array_index (next->pictures, 0),
       (setter->width - COLUMN_GAP) / 2,
       PHOTO_HEIGHT,
       &w,
       &h);

  return h + KEEP_WITH / 2;
}

static void
place_heading (Setter *setter, const DocketBlock *block, const DocketBlock *next)
{
  PangoLayout *layout = make_layout (setter, get_text (block, 0), SIZE_HEADING, setter->width);
  DocketPlace place = { .text = g_strdup (get_text (block, 0)) };

  make_bold (layout, 0, G_MAXUINT);
  skip (setter, GAP);
  reserve (setter, get_height (layout) + get_least_height (setter, next));
  place.page = setter->pages->pages->len - 1;
  place.y = setter->y;
  g_array_append_val (setter->pages->places, place);
  place_text (setter, layout, setter->left);
  setter->y += 4;
}

static void
place_facts (Setter *setter, const DocketBlock *block)
{
  const double width = (setter->width - COLUMN_GAP) / 2;

  for (guint i = 0; i + 1 < block->texts->len; i += 4)
    {
      Cell cells[2] = { 0 };
      const guint n_cells = MIN (2, (block->texts->len - i) / 2);

      for (guint j = 0; j < n_cells; j++)
        {
          const char *label = get_text (block, i + j * 2);
          g_autofree char *text = g_strconcat (label, "\n", get_text (block, i + j * 2 + 1), NULL);
          PangoLayout *layout = make_layout (setter, text, DOCKET_SIZE_TEXT, width);
          const guint end = (guint) strlen (label);

          make_grey (layout, 0, end);
          add_attribute (layout,
                         pango_attr_size_new ((int) (DOCKET_SIZE_SMALL * PANGO_SCALE)),
                         0,
                         end);
          cells[j] = (Cell){ .layout = layout, .x = setter->left + j * (width + COLUMN_GAP) };
        }

      reserve (setter, get_row_height (cells, n_cells));

      while (!place_cells (setter, cells, n_cells))
        begin_page (setter);

      setter->y += 9;
    }
}

static void
place_plain (Setter *setter, const DocketBlock *block, double size)
{
  PangoLayout *layout = make_layout (setter, get_text (block, 0), size, setter->width);

  if (block->kind == DOCKET_BLOCK_REMARK)
    make_grey (layout, 0, G_MAXUINT);

  place_text (setter, layout, setter->left);
  setter->y += 6;
}

static void
place_entry (Setter *setter, const DocketBlock *block)
{
  const char *who = get_text (block, 0);
  const guint end = (guint) strlen (who);
  g_autofree char *caption = *who != '\0' ? g_strconcat (who, "  ·  ", get_text (block, 1), NULL)
                                          : g_strdup (get_text (block, 1));
  PangoLayout *head = make_layout (setter, caption, DOCKET_SIZE_SMALL, setter->width);
  PangoLayout *text = make_layout (setter, get_text (block, 2), DOCKET_SIZE_TEXT, setter->width);

  if (end > 0)
    make_bold (head, 0, end);

  make_grey (head, end, G_MAXUINT);
  reserve (setter, get_height (head) + MIN (get_height (text), KEEP_WITH / 2));
  place_text (setter, head, setter->left);
  place_text (setter, text, setter->left);
  setter->y += GAP;
}

static void
make_cells (Setter *setter, const DocketBlock *block, guint first, gboolean strong, Cell *cells)
{
  const double width = setter->width - COLUMN_GAP * (block->n_columns - 1);
  double shares = 0;
  double x = setter->left;

  for (guint i = 0; i < block->n_columns; i++)
    shares += block->shares[i];

  for (guint i = 0; i < block->n_columns; i++)
    {
      const double share = width * block->shares[i] / shares;
      PangoLayout *layout =
        make_layout (setter, get_text (block, first + i), DOCKET_SIZE_TEXT - 0.5, share);

      if (strong)
        make_bold (layout, 0, G_MAXUINT);

      if (block->numbers[i])
        {
          pango_layout_set_auto_dir (layout, FALSE);
          pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
        }

      cells[i] = (Cell){ .layout = layout, .x = x };
      x += share + COLUMN_GAP;
    }
}

static void
place_table_head (Setter *setter, const DocketBlock *block)
{
  Cell cells[DOCKET_DOCUMENT_MAX_COLUMNS];
  DocketItem shade = { .kind = DOCKET_ITEM_SHADE, .x = setter->left, .width = setter->width };

  make_cells (setter, block, 0, TRUE, cells);
  shade.y = setter->y;
  shade.height = get_row_height (cells, block->n_columns) + 2 * ROW_PADDING;
  add_item (setter, &shade);
  setter->y += ROW_PADDING;
  place_cells (setter, cells, block->n_columns);
  setter->y += ROW_PADDING;
}

/* A row stays whole where a page can hold it; the head stands over its rows on each page. */
static void
place_row (Setter *setter, const DocketBlock *block, guint row, double head)
{
  const gboolean total = g_array_index (block->rows, DocketDocumentRow, row) != 0;
  Cell cells[DOCKET_DOCUMENT_MAX_COLUMNS];
  double height;

  make_cells (setter, block, (row + 1) * block->n_columns, total, cells);
  height = get_row_height (cells, block->n_columns) + 2 * ROW_PADDING;

  if (setter->y + height > setter->bottom &&
      (height < setter->bottom - setter->top - head || setter->y + KEEP_WITH > setter->bottom))
    {
      begin_page (setter);
      place_table_head (setter, block);
    }

  setter->y += ROW_PADDING;

  while (!place_cells (setter, cells, block->n_columns))
    {
      begin_page (setter);
      place_table_head (setter, block);
      setter->y += ROW_PADDING;
    }

  setter->y += ROW_PADDING;
  add_rule (setter, setter->left, setter->y, setter->width);
}

static void
place_table (Setter *setter, const DocketBlock *block)
{
  double before, head;

  skip (setter, 2);
  reserve (setter, KEEP_WITH);
  before = setter->y;
  place_table_head (setter, block);
  head = setter->y - before;

  for (guint i = 0; i < block->rows->len; i++)
    {
      if (g_cancellable_is_cancelled (setter->cancellable) || setter->pages->pages->len > MAX_PAGES)
        return;

      place_row (setter, block, i, head);
    }

  setter->y += 6;
}

static void
place_photos (Setter *setter, const DocketBlock *block)
{
  const double width = (setter->width - COLUMN_GAP) / 2;

  for (guint i = 0; i < block->pictures->len; i += 2)
    {
      const guint n = MIN (2, block->pictures->len - i);
      double sizes[2][2];
      double height = 0;
      Cell captions[2];

      for (guint j = 0; j < n; j++)
        {
          PangoLayout *layout =
            make_layout (setter, get_text (block, i + j), DOCKET_SIZE_SMALL, width);

          make_grey (layout, 0, G_MAXUINT);
          captions[j] = (Cell){ .layout = layout, .x = setter->left + j * (width + COLUMN_GAP) };
          fit (g_ptr_array_index (block->pictures, i + j),
               width,
               PHOTO_HEIGHT,
               &sizes[j][0],
               &sizes[j][1]);
          height = MAX (height, sizes[j][1]);
        }

      reserve (setter, height + 3 + get_row_height (captions, n));

      for (guint j = 0; j < n; j++)
        add_picture (setter,
                     g_ptr_array_index (block->pictures, i + j),
                     captions[j].x,
                     setter->y,
                     sizes[j][0],
                     sizes[j][1]);

      setter->y += height + 3;

      while (!place_cells (setter, captions, n))
        begin_page (setter);

      setter->y += GAP;
    }
}

static void
place_signature (Setter *setter, const DocketBlock *block)
{
  PangoLayout *caption =
    make_layout (setter, get_text (block, 0), DOCKET_SIZE_SMALL, setter->width);
  double w, h;

  reserve (setter, SIGNATURE_HEIGHT + get_height (caption) + 4);

  if (block->pictures->len > 0)
    {
      cairo_surface_t *surface = g_ptr_array_index (block->pictures, 0);

      fit (surface, SIGNATURE_WIDTH, SIGNATURE_HEIGHT, &w, &h);
      add_picture (setter, surface, setter->left, setter->y + SIGNATURE_HEIGHT - h, w, h);
    }

  setter->y += SIGNATURE_HEIGHT;
  add_rule (setter, setter->left, setter->y, SIGNATURE_WIDTH);
  setter->y += 4;
  place_text (setter, caption, setter->left);
  setter->y += GAP;
}

static void
place_block (Setter *setter, const DocketBlock *block, const DocketBlock *next)
{
  switch (block->kind)
    {
    case DOCKET_BLOCK_LETTERHEAD:
      place_letterhead (setter, block);
      break;

    case DOCKET_BLOCK_TITLE:
      place_title (setter, block);
      break;

    case DOCKET_BLOCK_HEADING:
      place_heading (setter, block, next);
      break;

    case DOCKET_BLOCK_FACTS:
      place_facts (setter, block);
      break;

    case DOCKET_BLOCK_TEXT:
      place_plain (setter, block, DOCKET_SIZE_TEXT);
      break;

    case DOCKET_BLOCK_REMARK:
      place_plain (setter, block, DOCKET_SIZE_SMALL);
      break;

    case DOCKET_BLOCK_ENTRY:
      place_entry (setter, block);
      break;

    case DOCKET_BLOCK_TABLE:
      place_table (setter, block);
      break;

    case DOCKET_BLOCK_PHOTOS:
      place_photos (setter, block);
      break;

    case DOCKET_BLOCK_SIGNATURE:
      place_signature (setter, block);
      break;
    }
}

static void
clear_place_cb (gpointer data)
{
  g_free (((DocketPlace *) data)->text);
}

static DocketPages *
new_pages (const DocketDocument *document, PangoContext *context)
{
  DocketPages *pages = g_new0 (DocketPages, 1);

  pages->context = g_object_ref (context);
  pages->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  pages->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  pages->places = g_array_new (FALSE, FALSE, sizeof (DocketPlace));
  g_array_set_clear_func (pages->places, clear_place_cb);

  docket_paper_get_size (document->paper, &pages->width, &pages->height);

  return pages;
}

static gboolean
refuse_length (GError **error)
{
  g_set_error_literal (error,
                       DOCKET_DOCUMENT_ERROR,
                       DOCKET_DOCUMENT_ERROR_TOO_LONG,
                       _ ("This is too much for one document. Choose fewer messages, or a shorter "
                          "period."));

  return FALSE;
}

/* In points. */
void
docket_paper_get_size (DocketPaper paper, double *width, double *height)
{
  *width = paper == DOCKET_PAPER_LETTER ? 612 : 595.276;
  *height = paper == DOCKET_PAPER_LETTER ? 792 : 841.89;
}

void
docket_pages_free (DocketPages *pages)
{
  g_object_unref (pages->context);
  g_ptr_array_unref (pages->pages);
  g_ptr_array_unref (pages->layouts);
  g_array_unref (pages->places);
  g_free (pages);
}

/* Puts each block in its place. The pages look at the document's pictures: it has to outlive them.
 */
DocketPages *
docket_pages_set (DocketDocument *document,
                  PangoContext *context,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (DocketPages) pages = new_pages (document, context);
  Setter setter = { .pages = pages,
                    .document = document,
                    .cancellable = cancellable,
                    .left = DOCKET_MARGIN,
                    .width = pages->width - 2 * DOCKET_MARGIN,
                    .top = DOCKET_MARGIN,
                    .bottom = pages->height - DOCKET_MARGIN_FOOT };

  if (document->n_bytes > MAX_BYTES)
    {
      refuse_length (error);
      return NULL;
    }

  begin_page (&setter);

  for (guint i = 0; i < document->blocks->len; i++)
    {
      place_block (&setter,
                   g_ptr_array_index (document->blocks, i),
                   i + 1 < document->blocks->len ? g_ptr_array_index (document->blocks, i + 1)
                                                 : NULL);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (pages->pages->len > MAX_PAGES && !refuse_length (error)))
        return NULL;
    }

  return g_steal_pointer (&pages);
}
