/* Pages on paper: where they end, in which letters, and when they are refused.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "docket-document.h"
#include "report-pdf.h"

/* A heading alone at the foot of a page says nothing. */
static void
test_headings (void)
{
  for (guint n = 30; n < 60; n++)
    {
      g_autoptr (DocketDocument) document = docket_document_new ("en", DOCKET_PAPER_A4);
      g_autoptr (Pdf) pdf = NULL;

      for (guint i = 0; i < n; i++)
        docket_document_add_remark (document, "Filling");

      docket_document_add_heading (document, "HEAD");
      docket_document_add_signature (document, NULL, "CAPTION");
      pdf = report_pdf_set (document);

      for (int i = 0; i < poppler_document_get_n_pages (pdf); i++)
        {
          g_autofree char *page = report_pdf_get_page_text (pdf, i);

          g_assert_true ((strstr (page, "HEAD") == NULL) == (strstr (page, "CAPTION") == NULL));
        }
    }
}

/* Arabic, Hebrew, Chinese and Japanese are set in their letters, and can be read out again. */
static void
test_scripts (void)
{
  g_autoptr (DocketDocument) document = docket_document_new ("en", DOCKET_PAPER_A4);
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *text = NULL;

  docket_document_add_entry (document, "A", "now", "الطابعة تعمل");
  docket_document_add_entry (document, "B", "now", "התיקון בוצע");
  docket_document_add_entry (document, "C", "now", "打印机已修好。");
  docket_document_add_entry (document, "D", "now", "プリンター修理済み");
  docket_document_add_entry (document, "E", "now", "Принтер починен");
  text = report_pdf_read_out (document);
  pdf = report_pdf_set (document);
  report_pdf_assert_embedded (pdf);
  assert_has (text, "打印机已修好");
  assert_has (text, "プリンター修理済み");
  assert_has (text, "בוצע");
  assert_has (text, "الطابعة");
  assert_has (text, "Принтер");
}

/* A right-to-left paragraph stands at the right. */
static void
test_right_to_left (void)
{
  g_autoptr (DocketDocument) document = docket_document_new ("en", DOCKET_PAPER_A4);
  g_autoptr (Pdf) pdf = NULL;
  g_autoptr (Page) page = NULL;
  g_autofree PopplerRectangle *places = NULL;
  guint n_places;

  docket_document_add_text (document, "בוצע");
  pdf = report_pdf_set (document);
  page = poppler_document_get_page (pdf, 0);
  g_assert_true (poppler_page_get_text_layout (page, &places, &n_places));
  g_assert_cmpuint (n_places, >, 0);

  for (guint i = 0; i < n_places; i++)
    g_assert_cmpint ((int) places[i].x1, >, 480);
}

static void
test_too_long (void)
{
  g_autoptr (DocketDocument) document = docket_document_new ("en", DOCKET_PAPER_A4);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (5 * 1024 * 1024, 'x');

  docket_document_add_text (document, text);
  g_assert_null (docket_document_to_pdf (document, NULL, &error));
  g_assert_error (error, DOCKET_DOCUMENT_ERROR, DOCKET_DOCUMENT_ERROR_TOO_LONG);
}

static void
test_cancelled (void)
{
  g_autoptr (DocketDocument) document = docket_document_new ("en", DOCKET_PAPER_A4);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  docket_document_add_text (document, "x");
  g_cancellable_cancel (cancellable);
  g_assert_null (docket_document_to_pdf (document, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/pages/headings", test_headings);
  g_test_add_func ("/report/pages/scripts", test_scripts);
  g_test_add_func ("/report/pages/right-to-left", test_right_to_left);
  g_test_add_func ("/report/pages/too-long", test_too_long);
  g_test_add_func ("/report/pages/cancelled", test_cancelled);

  return g_test_run ();
}
