/* A PDF of our own, read for whoever shows or prints it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-pdf.h"

#include <poppler.h>

typedef struct
{
  double width;
  double height;
  char *text;
} Page;

/**
 * DocketPdf:
 *
 * Opened and drawn on workers. The document knows one thread at a time: @mutex sees to it. What a
 * window asks on its own thread was read when it was opened.
 */
struct _DocketPdf
{
  GObject parent_instance;

  GMutex mutex;
  PopplerDocument *document;
  GArray *pages; /* (element-type Page) */
};

typedef struct
{
  guint page;
  int width;
} Rendering;

G_DEFINE_FINAL_TYPE (DocketPdf, docket_pdf, G_TYPE_OBJECT)

static void
clear_page_cb (gpointer data)
{
  g_free (((Page *) data)->text);
}

static void
read_page (DocketPdf *self, int n)
{
  PopplerPage *page = poppler_document_get_page (self->document, n);
  Page read = { 0 };

  /* Poppler puts its own things away when the program ends, whoever still reads. */
  if (page == NULL)
    return;

  poppler_page_get_size (page, &read.width, &read.height);
  read.text = poppler_page_get_text (page);
  g_array_append_val (self->pages, read);
  g_object_unref (page);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (DocketPdf) self = g_object_new (DOCKET_TYPE_PDF, NULL);
  GError *error = NULL;

  self->document = poppler_document_new_from_bytes (task_data, NULL, &error);

  if (self->document == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (int i = 0; i < poppler_document_get_n_pages (self->document); i++)
    read_page (self, i);

  g_task_return_pointer (task, g_steal_pointer (&self), g_object_unref);
}

static GdkTexture *
make_texture (cairo_surface_t *surface)
{
  const int height = cairo_image_surface_get_height (surface);
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * height);

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface),
                                 height,
                                 GDK_MEMORY_DEFAULT,
                                 bytes,
                                 stride);
}

static GdkTexture *
render (DocketPdf *self, guint n, int width)
{
  const Page *read = &g_array_index (self->pages, Page, n);
  const double scale = width / read->width;
  PopplerPage *page = poppler_document_get_page (self->document, (int) n);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, MAX (1, (int) (read->height * scale)));
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  cairo_destroy (cr);
  texture = make_texture (surface);
  cairo_surface_destroy (surface);
  g_object_unref (page);

  return texture;
}

static void
render_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketPdf *self = source;
  const Rendering *rendering = task_data;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;

  g_mutex_lock (&self->mutex);
  texture = render (self, rendering->page, rendering->width);
  g_mutex_unlock (&self->mutex);
  g_task_return_pointer (task, texture, g_object_unref);
}

static void
docket_pdf_finalize (GObject *object)
{
  DocketPdf *self = DOCKET_PDF (object);

  g_clear_object (&self->document);
  g_array_unref (self->pages);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (docket_pdf_parent_class)->finalize (object);
}

static void
docket_pdf_class_init (DocketPdfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_pdf_finalize;
}

static void
docket_pdf_init (DocketPdf *self)
{
  g_mutex_init (&self->mutex);
  self->pages = g_array_new (FALSE, FALSE, sizeof (Page));
  g_array_set_clear_func (self->pages, clear_page_cb);
}

/**
 * docket_pdf_open_async:
 * @bytes: a PDF that Docket made
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads a PDF on a worker.
 */
void
docket_pdf_open_async (GBytes *bytes,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, docket_pdf_open_async);
  g_task_set_task_data (task, g_bytes_ref (bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, open_thread);
}

/**
 * docket_pdf_open_finish:
 * @result: what the callback was given
 * @error: return location for a #PopplerError
 *
 * Returns: (transfer full) (nullable): the PDF
 */
DocketPdf *
docket_pdf_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_pdf_get_n_pages:
 * @self: a PDF
 *
 * Returns: how many pages it has
 */
guint
docket_pdf_get_n_pages (DocketPdf *self)
{
  g_return_val_if_fail (DOCKET_IS_PDF (self), 0);

  return self->pages->len;
}

/**
 * docket_pdf_get_page_size:
 * @self: a PDF
 * @page: from 0
 * @width: (out): in points
 * @height: (out): in points
 */
void
docket_pdf_get_page_size (DocketPdf *self, guint page, double *width, double *height)
{
  g_return_if_fail (DOCKET_IS_PDF (self) && page < self->pages->len);

  *width = g_array_index (self->pages, Page, page).width;
  *height = g_array_index (self->pages, Page, page).height;
}

/**
 * docket_pdf_get_page_text:
 * @self: a PDF
 * @page: from 0
 *
 * Returns: (transfer none): what the page says
 */
const char *
docket_pdf_get_page_text (DocketPdf *self, guint page)
{
  g_return_val_if_fail (DOCKET_IS_PDF (self) && page < self->pages->len, NULL);

  return g_array_index (self->pages, Page, page).text;
}

/**
 * docket_pdf_render_async:
 * @self: a PDF
 * @page: from 0
 * @width: in pixels
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is drawn
 * @user_data: for @callback
 *
 * Draws a page on a worker.
 */
void
docket_pdf_render_async (DocketPdf *self,
                         guint page,
                         int width,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  const Rendering rendering = { page, width };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (DOCKET_IS_PDF (self) && page < self->pages->len);
  g_return_if_fail (width > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, docket_pdf_render_async);
  g_task_set_task_data (task, g_memdup2 (&rendering, sizeof rendering), g_free);
  g_task_run_in_thread (task, render_thread);
}

/**
 * docket_pdf_render_finish:
 * @self: a PDF
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the page
 */
GdkTexture *
docket_pdf_render_finish (DocketPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_pdf_print_page:
 * @self: a PDF
 * @page: from 0
 * @cr: the paper, a point being 1
 *
 * Draws a page for a printer, its letters as letters.
 */
void
docket_pdf_print_page (DocketPdf *self, guint page, cairo_t *cr)
{
  PopplerPage *sheet;

  g_return_if_fail (DOCKET_IS_PDF (self) && page < self->pages->len);

  g_mutex_lock (&self->mutex);
  sheet = poppler_document_get_page (self->document, (int) page);
  poppler_page_render_for_printing (sheet, cr);
  g_object_unref (sheet);
  g_mutex_unlock (&self->mutex);
}
