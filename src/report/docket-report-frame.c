/* What every report has around what it says.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-frame-private.h"

/* A document with its head, its foot and what the file says of itself. */
DocketDocument *
docket_report_frame_begin (const DocketReportFrame *frame,
                           DocketReportWord title,
                           const char *subtitle)
{
  const DocketReportWords *words = docket_report_words_get (frame->language);
  DocketDocument *document =
    docket_document_new (docket_report_words_get_language (words), frame->paper);
  const char *name = docket_report_words_tell (words, title);
  g_autofree char *whole = g_strdup_printf ("%s – %s", name, subtitle);
  g_autofree char *foot = frame->company != NULL && *frame->company != '\0'
                            ? g_strdup_printf ("%s · %s", frame->company, whole)
                            : g_strdup (whole);

  docket_document_set_info (document, whole, frame->company, subtitle, frame->created_at);
  docket_document_set_foot (document,
                            foot,
                            docket_report_words_tell (words, DOCKET_REPORT_WORD_PAGE));

  if ((frame->company != NULL && *frame->company != '\0') || frame->logo != NULL)
    docket_document_add_letterhead (document, frame->logo, frame->company, frame->address);

  docket_document_add_title (document, name, subtitle);

  return document;
}

/* As the program shows it: "#1043 Printer". */
char *
docket_report_describe_ticket (const char *number, const char *title)
{
  return number != NULL ? g_strdup_printf ("#%s %s", number, title) : g_strdup (title);
}
