/* The pages of a PDF under each other.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-pdf-view.h"

#include "docket-pdf-page.h"

#define MAX_WIDTH 900

struct _DocketPdfView
{
  AdwBin parent_instance;

  GtkWidget *scrolled;
  GtkWidget *pages;
  guint look_source;
};

G_DEFINE_FINAL_TYPE (DocketPdfView, docket_pdf_view, ADW_TYPE_BIN)

/* A screen before and after what can be seen, so that scrolling shows no blank page. */
static gboolean
is_near (DocketPdfView *self, GtkWidget *page)
{
  const float height = (float) gtk_widget_get_height (self->scrolled);
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (page, self->scrolled, &bounds) &&
         bounds.origin.y + bounds.size.height > -height && bounds.origin.y < 2 * height;
}

static gboolean
look_cb (gpointer user_data)
{
  DocketPdfView *self = user_data;

  self->look_source = 0;

  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    docket_pdf_page_set_in_sight (DOCKET_PDF_PAGE (page), is_near (self, page));

  return G_SOURCE_REMOVE;
}

static void
look_soon (DocketPdfView *self)
{
  if (self->look_source == 0)
    self->look_source = g_idle_add (look_cb, self);
}

static void
docket_pdf_view_dispose (GObject *object)
{
  DocketPdfView *self = DOCKET_PDF_VIEW (object);

  g_clear_handle_id (&self->look_source, g_source_remove);

  G_OBJECT_CLASS (docket_pdf_view_parent_class)->dispose (object);
}

static void
docket_pdf_view_class_init (DocketPdfViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_pdf_view_dispose;
}

static void
docket_pdf_view_init (DocketPdfView *self)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkAdjustment *adjustment;

  self->pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (self->pages, "pdf-pages");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), MAX_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->pages);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), self->scrolled);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (adjustment,
                           "value-changed",
                           G_CALLBACK (look_soon),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (look_soon), self, G_CONNECT_SWAPPED);
}

/**
 * docket_pdf_view_set_pdf:
 * @self: a view
 * @pdf: a PDF
 *
 * Shows a PDF in place of what it showed, from the same place on.
 */
void
docket_pdf_view_set_pdf (DocketPdfView *self, DocketPdf *pdf)
{
  GtkWidget *page;

  g_return_if_fail (DOCKET_IS_PDF_VIEW (self));
  g_return_if_fail (DOCKET_IS_PDF (pdf));

  while ((page = gtk_widget_get_first_child (self->pages)) != NULL)
    gtk_box_remove (GTK_BOX (self->pages), page);

  for (guint i = 0; i < docket_pdf_get_n_pages (pdf); i++)
    gtk_box_append (GTK_BOX (self->pages), docket_pdf_page_new (pdf, i));

  look_soon (self);
}

/**
 * docket_pdf_view_get_n_pages:
 * @self: a view
 *
 * Returns: how many pages it shows
 */
guint
docket_pdf_view_get_n_pages (DocketPdfView *self)
{
  guint n = 0;

  g_return_val_if_fail (DOCKET_IS_PDF_VIEW (self), 0);

  for (GtkWidget *page = gtk_widget_get_first_child (self->pages); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    n++;

  return n;
}

/**
 * docket_pdf_view_is_drawn:
 * @self: a view
 *
 * Returns: whether its first page shows what it says
 */
gboolean
docket_pdf_view_is_drawn (DocketPdfView *self)
{
  GtkWidget *page;

  g_return_val_if_fail (DOCKET_IS_PDF_VIEW (self), FALSE);

  page = gtk_widget_get_first_child (self->pages);

  return page != NULL && docket_pdf_page_is_drawn (DOCKET_PDF_PAGE (page));
}
