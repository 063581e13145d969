/* A page of a PDF on the screen, drawn while it is in sight.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-pdf-page.h"

#include <glib/gi18n.h>

#define MIN_WIDTH 200
#define NATURAL_WIDTH 760

struct _DocketPdfPage
{
  GtkWidget parent_instance;

  DocketPdf *pdf;
  guint page;
  gboolean in_sight;
  GdkTexture *texture;
  GCancellable *cancellable; /* of what is being drawn; NULL for nothing */
  int asked_width;           /* of it, in pixels */
};

G_DEFINE_FINAL_TYPE (DocketPdfPage, docket_pdf_page, GTK_TYPE_WIDGET)

static void
stop_drawing (DocketPdfPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketPdfPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = docket_pdf_render_finish (DOCKET_PDF (source), result, &error);

  if (texture == NULL)
    return;

  g_clear_object (&self->cancellable);
  g_clear_object (&self->texture);
  self->texture = texture;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The old drawing stays until the new one is there. */
static void
draw (DocketPdfPage *self)
{
  const int width =
    gtk_widget_get_width (GTK_WIDGET (self)) * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (!self->in_sight || width <= 0 || width == self->asked_width)
    return;

  stop_drawing (self);
  self->asked_width = width;
  self->cancellable = g_cancellable_new ();
  docket_pdf_render_async (self->pdf,
                           self->page,
                           width,
                           self->cancellable,
                           drawn_cb,
                           g_object_ref (self));
}

static double
get_ratio (DocketPdfPage *self)
{
  double width, height;

  docket_pdf_get_page_size (self->pdf, self->page, &width, &height);

  return height / width;
}

static GtkSizeRequestMode
docket_pdf_page_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
docket_pdf_page_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  const double ratio = get_ratio (DOCKET_PDF_PAGE (widget));

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      *minimum = (int) (ratio * (for_size > 0 ? for_size : MIN_WIDTH));
      *natural = (int) (ratio * (for_size > 0 ? for_size : NATURAL_WIDTH));
    }
}

static void
docket_pdf_page_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  draw (DOCKET_PDF_PAGE (widget));
}

static void
docket_pdf_page_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DocketPdfPage *self = DOCKET_PDF_PAGE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0,
                                                     0,
                                                     (float) gtk_widget_get_width (widget),
                                                     (float) gtk_widget_get_height (widget));

  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  else
    gtk_snapshot_append_color (snapshot, &white, &bounds);
}

static void
docket_pdf_page_dispose (GObject *object)
{
  DocketPdfPage *self = DOCKET_PDF_PAGE (object);

  stop_drawing (self);
  g_clear_object (&self->texture);
  g_clear_object (&self->pdf);

  G_OBJECT_CLASS (docket_pdf_page_parent_class)->dispose (object);
}

static void
docket_pdf_page_class_init (DocketPdfPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_pdf_page_dispose;
  widget_class->get_request_mode = docket_pdf_page_get_request_mode;
  widget_class->measure = docket_pdf_page_measure;
  widget_class->size_allocate = docket_pdf_page_size_allocate;
  widget_class->snapshot = docket_pdf_page_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "pdfpage");
}

static void
docket_pdf_page_init (DocketPdfPage *self)
{
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (draw), NULL);
}

/**
 * docket_pdf_page_new:
 * @pdf: a PDF
 * @page: from 0
 *
 * Returns: (transfer floating): the page, with what it says as its description
 */
GtkWidget *
docket_pdf_page_new (DocketPdf *pdf, guint page)
{
  DocketPdfPage *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (DOCKET_IS_PDF (pdf) && page < docket_pdf_get_n_pages (pdf), NULL);

  self = g_object_new (DOCKET_TYPE_PDF_PAGE, NULL);
  self->pdf = g_object_ref (pdf);
  self->page = page;
  /* Translators: two numbers */
  name = g_strdup_printf (_ ("Page %u of %u"), page + 1, docket_pdf_get_n_pages (pdf));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  docket_pdf_get_page_text (pdf, page),
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * docket_pdf_page_set_in_sight:
 * @self: a page
 * @in_sight: whether it is, or soon may be
 *
 * A page out of sight keeps no drawing.
 */
void
docket_pdf_page_set_in_sight (DocketPdfPage *self, gboolean in_sight)
{
  g_return_if_fail (DOCKET_IS_PDF_PAGE (self));

  self->in_sight = in_sight;

  if (in_sight)
    {
      draw (self);
      return;
    }

  stop_drawing (self);
  g_clear_object (&self->texture);
  self->asked_width = 0;
}

/**
 * docket_pdf_page_is_drawn:
 * @self: a page
 *
 * Returns: whether it shows what it says
 */
gboolean
docket_pdf_page_is_drawn (DocketPdfPage *self)
{
  g_return_val_if_fail (DOCKET_IS_PDF_PAGE (self), FALSE);

  return self->texture != NULL;
}
