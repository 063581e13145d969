/* A billing batch on paper.
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
  const DocketBatch *batch;
} Writer;

static const char *
tell (const Writer *writer, DocketReportWord word)
{
  return docket_report_words_tell (writer->words, word);
}

static char *
describe_period (const Writer *writer)
{
  const DocketBatch *batch = writer->batch;
  g_autofree char *from = docket_report_words_format_iso_day (writer->words, batch->from_day);
  g_autofree char *to = docket_report_words_format_iso_day (writer->words, batch->to_day);

  return g_str_equal (batch->from_day, batch->to_day) ? g_steal_pointer (&from)
                                                      : g_strdup_printf ("%s – %s", from, to);
}

static void
add_total_row (Writer *writer, guint n_before)
{
  g_autofree char *time =
    docket_report_words_format_duration (writer->words, writer->batch->duration_us);
  g_autofree char *amount = docket_report_words_format_money (writer->words,
                                                              writer->batch->amount,
                                                              writer->batch->currency);
  const char *cells[DOCKET_DOCUMENT_MAX_COLUMNS] = { tell (writer, DOCKET_REPORT_WORD_TOTAL) };

  cells[n_before] = time;
  cells[n_before + 1] = amount;
  docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_TOTAL, cells);
}

static void
add_totals (Writer *writer, DocketBatchBy by, DocketReportWord title, DocketReportWord of)
{
  g_autoptr (GPtrArray) totals = docket_batch_add_up (writer->batch, by);
  const DocketDocumentColumn columns[] = {
    { tell (writer, of), 3, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_DURATION), 1, TRUE },
    { tell (writer, DOCKET_REPORT_WORD_AMOUNT), 1.2, TRUE },
  };

  docket_document_add_heading (writer->document, tell (writer, title));
  docket_document_add_table (writer->document, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < totals->len; i++)
    {
      const DocketBatchTotal *total = g_ptr_array_index (totals, i);
      g_autofree char *time =
        docket_report_words_format_duration (writer->words, total->duration_us);
      g_autofree char *amount =
        docket_report_words_format_money (writer->words, total->amount, writer->batch->currency);
      const char *cells[] = { total->name != NULL ? total->name
                                                  : tell (writer, DOCKET_REPORT_WORD_NONE),
                              time,
                              amount };

      docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_PLAIN, cells);
    }

  add_total_row (writer, 1);
}

static void
add_line (Writer *writer, const DocketBatchLine *line)
{
  const char *zone = writer->batch->zone;
  g_autofree char *day = docket_report_words_format_short_day (writer->words, line->start_at, zone);
  g_autofree char *ticket = docket_report_describe_ticket (line->ticket_number, line->ticket_title);
  g_autofree char *work = line->description != NULL && *line->description != '\0'
                            ? g_strdup_printf ("%s\n%s", ticket, line->description)
                            : g_strdup (ticket);
  g_autofree char *time =
    docket_report_words_format_duration (writer->words, docket_batch_line_get_duration (line));
  g_autofree char *amount =
    docket_report_words_format_money (writer->words, line->amount, writer->batch->currency);
  const char *cells[] = {
    day, line->customer_name, work, line->technician_name, line->rate_name, time, amount
  };

  docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_PLAIN, cells);
}

static void
add_lines (Writer *writer)
{
  const DocketBatch *batch = writer->batch;
  const gboolean it = writer->frame->wording == DOCKET_WORDING_IT;
  const DocketDocumentColumn columns[] = {
    { tell (writer, DOCKET_REPORT_WORD_DATE), 1.1, FALSE },
    { tell (writer, it ? DOCKET_REPORT_WORD_SITE : DOCKET_REPORT_WORD_CUSTOMER), 1.4, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_TICKET), 2.2, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_TECHNICIAN), 1.3, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_RATE), 1.1, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_DURATION), 1, TRUE },
    { tell (writer, DOCKET_REPORT_WORD_AMOUNT), 1.3, TRUE },
  };

  docket_document_add_heading (writer->document, tell (writer, DOCKET_REPORT_WORD_TIME_ENTRIES));
  docket_document_add_table (writer->document, columns, G_N_ELEMENTS (columns));

  for (guint i = 0; batch->lines != NULL && i < batch->lines->len; i++)
    add_line (writer, g_ptr_array_index (batch->lines, i));

  add_total_row (writer, 5);
}

/**
 * docket_report_new_batch:
 * @frame: what stands around it
 * @batch: a batch with its lines
 *
 * Returns: (transfer full): the batch's totals by customer, contract, ticket and rate, then its
 * lines
 */
DocketDocument *
docket_report_new_batch (const DocketReportFrame *frame, const DocketBatch *batch)
{
  const gboolean it = frame->wording == DOCKET_WORDING_IT;
  Writer writer = { .frame = frame,
                    .words = docket_report_words_get (frame->language),
                    .batch = batch };
  g_autofree char *period = describe_period (&writer);

  writer.document = docket_report_frame_begin (frame, DOCKET_REPORT_WORD_BATCH, period);
  add_totals (&writer,
              DOCKET_BATCH_BY_CUSTOMER,
              it ? DOCKET_REPORT_WORD_BY_SITE : DOCKET_REPORT_WORD_BY_CUSTOMER,
              it ? DOCKET_REPORT_WORD_SITE : DOCKET_REPORT_WORD_CUSTOMER);
  add_totals (&writer,
              DOCKET_BATCH_BY_CONTRACT,
              DOCKET_REPORT_WORD_BY_CONTRACT,
              DOCKET_REPORT_WORD_CONTRACT);
  add_totals (&writer, DOCKET_BATCH_BY_RATE, DOCKET_REPORT_WORD_BY_RATE, DOCKET_REPORT_WORD_RATE);
  add_totals (&writer,
              DOCKET_BATCH_BY_TICKET,
              DOCKET_REPORT_WORD_BY_TICKET,
              DOCKET_REPORT_WORD_TICKET);
  add_lines (&writer);

  return writer.document;
}
