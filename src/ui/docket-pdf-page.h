/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-pdf.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PDF_PAGE (docket_pdf_page_get_type ())

G_DECLARE_FINAL_TYPE (DocketPdfPage, docket_pdf_page, DOCKET, PDF_PAGE, GtkWidget)

GtkWidget *docket_pdf_page_new (DocketPdf *pdf, guint page);
void docket_pdf_page_set_in_sight (DocketPdfPage *self, gboolean in_sight);
gboolean docket_pdf_page_is_drawn (DocketPdfPage *self);

G_END_DECLS
