/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-pdf.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PDF_VIEW (docket_pdf_view_get_type ())

G_DECLARE_FINAL_TYPE (DocketPdfView, docket_pdf_view, DOCKET, PDF_VIEW, AdwBin)

void docket_pdf_view_set_pdf (DocketPdfView *self, DocketPdf *pdf);
guint docket_pdf_view_get_n_pages (DocketPdfView *self);
gboolean docket_pdf_view_is_drawn (DocketPdfView *self);

G_END_DECLS
