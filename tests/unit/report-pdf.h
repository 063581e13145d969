/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <poppler.h>

#include "docket-document.h"

G_BEGIN_DECLS

/* Names of our own: only newer releases clean up theirs. */
typedef PopplerDocument Pdf;
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pdf, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)

PopplerDocument *report_pdf_set (DocketDocument *document);
char *report_pdf_get_page_text (PopplerDocument *pdf, int n);
char *report_pdf_get_text (PopplerDocument *pdf);
char *report_pdf_read_out (DocketDocument *document);
void report_pdf_assert_embedded (PopplerDocument *pdf);
guint report_pdf_count_pictures (PopplerDocument *pdf);
void assert_has (const char *text, const char *words);
void assert_lacks (const char *text, const char *words);

G_END_DECLS
