/* Looking at a PDF: what a reader of a report would see.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "report-pdf.h"

#include <string.h>

typedef PopplerFontInfo Fonts;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fonts, g_object_unref)

PopplerDocument *
report_pdf_set (DocketDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = docket_document_to_pdf (document, NULL, &error);
  const char *keep = g_getenv ("DOCKET_KEEP_PDF");
  PopplerDocument *read;

  g_assert_no_error (error);

  if (keep != NULL)
    {
      g_autofree char *name = g_strdelimit (g_strdup (g_test_get_path ()), "/", '-');
      g_autofree char *path = g_strdup_printf ("%s/report%s.pdf", keep, name);

      g_file_set_contents (path,
                           g_bytes_get_data (pdf, NULL),
                           (gssize) g_bytes_get_size (pdf),
                           NULL);
    }

  read = poppler_document_new_from_bytes (pdf, NULL, &error);
  g_assert_no_error (error);

  return read;
}

/* Shapes of letters as the letters, and a blank that doesn't break as any other. */
static char *
make_plain (char *shapes)
{
  char *text = g_utf8_normalize (shapes, -1, G_NORMALIZE_NFKC);

  g_free (shapes);

  return text;
}

char *
report_pdf_get_page_text (PopplerDocument *pdf, int n)
{
  g_autoptr (Page) page = poppler_document_get_page (pdf, n);

  return make_plain (poppler_page_get_text (page));
}

char *
report_pdf_get_text (PopplerDocument *pdf)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (pdf); i++)
    {
      g_autofree char *page = report_pdf_get_page_text (pdf, i);

      g_string_append (text, page);
      g_string_append_c (text, '\n');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
assert_has (const char *text, const char *words)
{
  if (strstr (text, words) == NULL)
    g_test_fail_printf ("“%s” is not in:\n%s", words, text);
}

void
assert_lacks (const char *text, const char *words)
{
  if (strstr (text, words) != NULL)
    g_test_fail_printf ("“%s” is in:\n%s", words, text);
}

/* The letters in the order in which they are read, which only the tool knows. */
char *
report_pdf_read_out (DocketDocument *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = docket_document_to_pdf (document, NULL, &error);
  g_autoptr (GSubprocess) tool = NULL;
  g_autoptr (GBytes) text = NULL;

  g_assert_no_error (error);
  tool = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                           &error,
                           "pdftotext",
                           "-",
                           "-",
                           NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (tool, pdf, NULL, &text, NULL, &error);
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* Every letter can be drawn on a computer that has none of the fonts. */
void
report_pdf_assert_embedded (PopplerDocument *pdf)
{
  g_autoptr (Fonts) info = poppler_font_info_new (pdf);
  PopplerFontsIter *iter = NULL;
  guint n_fonts = 0;

  while (poppler_font_info_scan (info, 1000, &iter))
    {
      if (iter == NULL)
        continue;

      do
        {
          g_assert_true (poppler_fonts_iter_is_embedded (iter));
          g_assert_true (poppler_fonts_iter_is_subset (iter));
          n_fonts++;
        }
      while (poppler_fonts_iter_next (iter));

      poppler_fonts_iter_free (iter);
    }

  g_assert_cmpuint (n_fonts, >, 0);
}

guint
report_pdf_count_pictures (PopplerDocument *pdf)
{
  guint n = 0;

  for (int i = 0; i < poppler_document_get_n_pages (pdf); i++)
    {
      g_autoptr (Page) page = poppler_document_get_page (pdf, i);
      GList *list = poppler_page_get_image_mapping (page);

      n += g_list_length (list);
      poppler_page_free_image_mapping (list);
    }

  return n;
}
