/* A timesheet on paper.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-frame-private.h"

typedef struct
{
  DocketDocument *document;
  const DocketReportFrame *frame;
  const DocketReportWords *words;
  const DocketTimesheet *timesheet;
} Writer;

static const char *
tell (const Writer *writer, DocketReportWord word)
{
  return docket_report_words_tell (writer->words, word);
}

static void
add_day (Writer *writer, const DocketTimesheetTotal *total)
{
  g_autofree char *day =
    total->name != NULL ? docket_report_words_format_iso_day (writer->words, total->name) : NULL;
  g_autofree char *time = docket_report_words_format_duration (writer->words, total->duration_us);
  g_autofree char *billable =
    docket_report_words_format_duration (writer->words, total->billable_us);
  const char *cells[] = { day, time, billable };

  docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_PLAIN, cells);
}

static void
add_days (Writer *writer)
{
  const DocketTimesheet *timesheet = writer->timesheet;
  g_autoptr (GPtrArray) totals = docket_timesheet_add_up (timesheet, DOCKET_TIMESHEET_BY_DAY);
  g_autofree char *time =
    docket_report_words_format_duration (writer->words, timesheet->duration_us);
  g_autofree char *billable =
    docket_report_words_format_duration (writer->words, timesheet->billable_us);
  const char *cells[] = { tell (writer, DOCKET_REPORT_WORD_TOTAL), time, billable };
  const DocketDocumentColumn columns[] = {
    { tell (writer, DOCKET_REPORT_WORD_DATE), 3, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_DURATION), 1, TRUE },
    { tell (writer, DOCKET_REPORT_WORD_BILLABLE), 1.3, TRUE },
  };

  docket_document_add_heading (writer->document, tell (writer, DOCKET_REPORT_WORD_BY_DAY));
  docket_document_add_table (writer->document, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < totals->len; i++)
    add_day (writer, g_ptr_array_index (totals, i));

  docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_TOTAL, cells);
}

static void
add_line (Writer *writer, const DocketTimesheetLine *line)
{
  const char *zone = writer->timesheet->zone;
  g_autofree char *day = docket_report_words_format_short_day (writer->words, line->start_at, zone);
  g_autofree char *span =
    docket_report_words_format_span (writer->words, line->start_at, line->end_at, zone);
  g_autofree char *when = g_strdup_printf ("%s\n%s", day, span);
  g_autofree char *ticket = docket_report_describe_ticket (line->ticket_number, line->ticket_title);
  g_autofree char *billing =
    line->billable ? g_strdup ("")
                   : g_strdup_printf (" (%s)", tell (writer, DOCKET_REPORT_WORD_NOT_BILLABLE));
  const gboolean described = line->description != NULL && *line->description != '\0';
  g_autofree char *work =
    g_strconcat (ticket, billing, described ? "\n" : "", described ? line->description : "", NULL);
  g_autofree char *time =
    docket_report_words_format_duration (writer->words, line->end_at - line->start_at);
  const char *cells[] = { when, line->customer_name, work, time };

  docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_PLAIN, cells);
}

static void
add_lines (Writer *writer)
{
  const gboolean it = writer->frame->wording == DOCKET_WORDING_IT;
  const DocketDocumentColumn columns[] = {
    { tell (writer, DOCKET_REPORT_WORD_DATE), 1.1, FALSE },
    { tell (writer, it ? DOCKET_REPORT_WORD_SITE : DOCKET_REPORT_WORD_CUSTOMER), 1.5, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_TICKET), 3.5, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_DURATION), 1, TRUE },
  };

  docket_document_add_heading (writer->document, tell (writer, DOCKET_REPORT_WORD_TIME_ENTRIES));
  docket_document_add_table (writer->document, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < writer->timesheet->lines->len; i++)
    add_line (writer, g_ptr_array_index (writer->timesheet->lines, i));
}

/**
 * docket_report_new_timesheet:
 * @frame: what stands around it
 * @timesheet: what was worked
 * @technician: by whom
 * @from_day: the first day, `YYYY-MM-DD`
 * @to_day: the last day
 *
 * Returns: (transfer full): the totals day by day, then each stretch of work
 */
DocketDocument *
docket_report_new_timesheet (const DocketReportFrame *frame,
                             const DocketTimesheet *timesheet,
                             const char *technician,
                             const char *from_day,
                             const char *to_day)
{
  Writer writer = { .frame = frame,
                    .words = docket_report_words_get (frame->language),
                    .timesheet = timesheet };
  g_autofree char *from = docket_report_words_format_iso_day (writer.words, from_day);
  g_autofree char *to = docket_report_words_format_iso_day (writer.words, to_day);
  g_autofree char *subtitle = g_str_equal (from_day, to_day)
                                ? g_strdup_printf ("%s · %s", technician, from)
                                : g_strdup_printf ("%s · %s – %s", technician, from, to);

  writer.document = docket_report_frame_begin (frame, DOCKET_REPORT_WORD_TIMESHEET, subtitle);
  add_days (&writer);
  add_lines (&writer);

  return writer.document;
}
