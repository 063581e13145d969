/* A document as a PDF.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-document-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, cairo_pdf_metadata_t which, const char *text)
{
  if (text != NULL && *text != '\0')
    cairo_pdf_surface_set_metadata (surface, which, text);
}

static void
set_info (cairo_surface_t *surface, const DocketDocument *document)
{
  g_autoptr (GDateTime) created =
    g_date_time_new_from_unix_utc (document->created_at / G_USEC_PER_SEC);
  g_autofree char *date =
    created != NULL ? g_date_time_format (created, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  set_metadata (surface, CAIRO_PDF_METADATA_TITLE, document->title);
  set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, document->author);
  set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, document->subject);
  set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Docket");
  set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

static void
set_outline (cairo_surface_t *surface, const DocketPages *pages)
{
  for (guint i = 0; i < pages->places->len; i++)
    {
      const DocketPlace *place = &g_array_index (pages->places, DocketPlace, i);
      g_autofree char *target =
        g_strdup_printf ("page=%u pos=[%d %d]", place->page + 1, 0, (int) place->y);

      cairo_pdf_surface_add_outline (surface,
                                     CAIRO_PDF_OUTLINE_ROOT,
                                     place->text,
                                     target,
                                     CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
}

/* Points are points: the screen has no say. */
static PangoContext *
make_context (cairo_t *cr, const DocketDocument *document)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_language (context, pango_language_from_string (document->language));
  pango_context_set_round_glyph_positions (context, FALSE);

  return context;
}

static void
draw_picture (cairo_t *cr, const DocketItem *item)
{
  cairo_save (cr);
  cairo_translate (cr, item->x, item->y);
  cairo_scale (cr,
               item->width / cairo_image_surface_get_width (item->picture),
               item->height / cairo_image_surface_get_height (item->picture));
  cairo_set_source_surface (cr, item->picture, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
draw_item (cairo_t *cr, const DocketItem *item)
{
  switch (item->kind)
    {
    case DOCKET_ITEM_LINE:
      cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
      cairo_move_to (cr, item->x, item->y);
      pango_cairo_show_layout_line (cr, item->line);
      break;

    case DOCKET_ITEM_PICTURE:
      draw_picture (cr, item);
      break;

    case DOCKET_ITEM_RULE:
      cairo_set_source_rgb (cr, 0.78, 0.78, 0.78);
      cairo_set_line_width (cr, 0.5);
      cairo_move_to (cr, item->x, item->y);
      cairo_rel_line_to (cr, item->width, 0);
      cairo_stroke (cr);
      break;

    case DOCKET_ITEM_SHADE:
      cairo_set_source_rgb (cr, 0.94, 0.94, 0.94);
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      cairo_fill (cr);
      break;
    }
}

static void
draw_foot (cairo_t *cr, const DocketDocument *document, const DocketPages *pages, guint page)
{
  const double width = pages->width - 2 * DOCKET_MARGIN;
  const double y = pages->height - DOCKET_MARGIN;
  g_autofree char *number = g_strdup_printf (document->page_format, page + 1, pages->pages->len);
  g_autoptr (PangoLayout) right =
    docket_pages_make_layout (pages->context, number, DOCKET_SIZE_SMALL, width);
  g_autoptr (PangoLayout) left =
    docket_pages_make_layout (pages->context, document->foot, DOCKET_SIZE_SMALL, width * 0.75);

  cairo_set_source_rgb (cr, 0.42, 0.42, 0.42);
  pango_layout_set_height (left, -1);
  pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
  cairo_move_to (cr, DOCKET_MARGIN, y);
  pango_cairo_show_layout (cr, left);
  pango_layout_set_alignment (right, PANGO_ALIGN_RIGHT);
  cairo_move_to (cr, DOCKET_MARGIN, y);
  pango_cairo_show_layout (cr, right);
}

static void
draw_pages (cairo_t *cr, const DocketDocument *document, const DocketPages *pages)
{
  for (guint i = 0; i < pages->pages->len; i++)
    {
      GArray *items = g_ptr_array_index (pages->pages, i);

      for (guint j = 0; j < items->len; j++)
        draw_item (cr, &g_array_index (items, DocketItem, j));

      if (document->page_format != NULL)
        draw_foot (cr, document, pages, i);

      cairo_show_page (cr);
    }
}

static gboolean
draw (cairo_t *cr, DocketDocument *document, GCancellable *cancellable, GError **error)
{
  PangoContext *context = make_context (cr, document);
  g_autoptr (DocketPages) pages = docket_pages_set (document, context, cancellable, error);

  g_object_unref (context);

  if (pages == NULL)
    return FALSE;

  set_info (cairo_get_target (cr), document);
  draw_pages (cr, document, pages);
  set_outline (cairo_get_target (cr), pages);

  return TRUE;
}

static gboolean
check (cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;

  g_set_error (error,
               DOCKET_DOCUMENT_ERROR,
               DOCKET_DOCUMENT_ERROR_FAILED,
               /* Translators: %s says why, in the words of a library */
               _ ("The document could not be made (%s). Try again."),
               cairo_status_to_string (status));

  return FALSE;
}

/**
 * docket_document_to_pdf:
 * @self: a document
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketDocumentError, or %G_IO_ERROR_CANCELLED
 *
 * Sets the document: letters that can be selected, fonts in the file, a page's number on each. The
 * same document becomes the same bytes. On a worker.
 *
 * Returns: (transfer full) (nullable): the PDF
 */
GBytes *
docket_document_to_pdf (DocketDocument *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) pdf = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cr;
  double width, height;
  gboolean done;

  g_return_val_if_fail (self != NULL, NULL);

  docket_paper_get_size (self->paper, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (write_cb, pdf, width, height);
  cr = cairo_create (surface);
  done = draw (cr, self, cancellable, error);
  done = done && check (cairo_status (cr), error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  done = done && check (cairo_surface_status (surface), error);
  cairo_surface_destroy (surface);

  return done ? g_byte_array_free_to_bytes (g_steal_pointer (&pdf)) : NULL;
}
