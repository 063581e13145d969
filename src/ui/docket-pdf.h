/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_PDF (docket_pdf_get_type ())

G_DECLARE_FINAL_TYPE (DocketPdf, docket_pdf, DOCKET, PDF, GObject)

void docket_pdf_open_async (GBytes *bytes,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
DocketPdf *docket_pdf_open_finish (GAsyncResult *result, GError **error);
guint docket_pdf_get_n_pages (DocketPdf *self);
void docket_pdf_get_page_size (DocketPdf *self, guint page, double *width, double *height);
const char *docket_pdf_get_page_text (DocketPdf *self, guint page);
void docket_pdf_render_async (DocketPdf *self,
                              guint page,
                              int width,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
GdkTexture *docket_pdf_render_finish (DocketPdf *self, GAsyncResult *result, GError **error);
void docket_pdf_print_page (DocketPdf *self, guint page, cairo_t *cr);

G_END_DECLS
