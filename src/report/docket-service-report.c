/* The service report of a ticket: what was asked, what was done, who signed for it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-frame-private.h"

typedef struct
{
  DocketDocument *document;
  const DocketServiceReport *report;
  const DocketReportWords *words;
} Writer;

static const char *
tell (const Writer *writer, DocketReportWord word)
{
  return docket_report_words_tell (writer->words, word);
}

static char *
tell_moment (const Writer *writer, gint64 us)
{
  return docket_report_words_format_moment (writer->words, us, writer->report->frame.zone);
}

static char *
tell_duration (const Writer *writer, gint64 us)
{
  return docket_report_words_format_duration (writer->words, us);
}

static char *
tell_money (const Writer *writer, gint64 amount)
{
  return docket_report_words_format_money (writer->words, amount, writer->report->currency);
}

/* --- For whom ------------------------------------------------------------------------------ */

static void
append_line (GString *lines, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", text);
}

static char *
describe_entry (const DocketEntry *entry, const char *name)
{
  static const char *const properties[] = { "address", "city", "phone", "mobile", "email" };
  g_autoptr (GString) lines = g_string_new (NULL);

  append_line (lines, name);

  for (guint i = 0; entry != NULL && i < G_N_ELEMENTS (properties); i++)
    append_line (lines, docket_entry_get (entry, properties[i]));

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
add_facts (Writer *writer)
{
  const DocketServiceReport *report = writer->report;
  const DocketTicketRow *row = report->details->row;
  const gboolean it = report->frame.wording == DOCKET_WORDING_IT;
  g_autofree char *customer = describe_entry (report->customer, row->customer_name);
  g_autofree char *contact = describe_entry (report->contact, row->contact_name);
  g_autofree char *ticket = docket_report_describe_ticket (row->number, row->title);
  g_autofree char *opened = tell_moment (writer, row->created_at);
  g_autofree char *date =
    docket_report_words_format_day (writer->words, report->frame.created_at, report->frame.zone);
  const DocketDocumentFact facts[] = {
    { tell (writer, it ? DOCKET_REPORT_WORD_SITE : DOCKET_REPORT_WORD_CUSTOMER), customer },
    { tell (writer, it ? DOCKET_REPORT_WORD_USER : DOCKET_REPORT_WORD_CONTACT), contact },
    { tell (writer, DOCKET_REPORT_WORD_TICKET), ticket },
    { tell (writer, DOCKET_REPORT_WORD_TECHNICIAN), row->assignee_name },
    { tell (writer, DOCKET_REPORT_WORD_OPENED), opened },
    { tell (writer, DOCKET_REPORT_WORD_REPORT_DATE), date },
    { tell (writer, DOCKET_REPORT_WORD_STATUS),
      docket_report_words_tell_status (writer->words, row->status) },
    { tell (writer, DOCKET_REPORT_WORD_TYPE),
      docket_report_words_tell_type (writer->words, row->type) },
    { tell (writer, DOCKET_REPORT_WORD_CONTRACT), row->contract_name },
  };

  docket_document_add_facts (writer->document, facts, G_N_ELEMENTS (facts));
}

/* --- What was written ---------------------------------------------------------------------- */

/* What the ticket was made with: then a technician wrote down what the customer asked for. */
static gboolean
is_opening (const DocketTicketDetails *details, const DocketMessage *message)
{
  if (message->created_at > details->row->created_at + G_TIME_SPAN_SECOND)
    return FALSE;

  for (guint i = 0; i < details->messages->len; i++)
    {
      const DocketMessage *other = g_ptr_array_index (details->messages, i);

      if (other->kind == DOCKET_MESSAGE_KIND_REPLY)
        return other == message;
    }

  return FALSE;
}

static gboolean
is_request (const Writer *writer, const DocketMessage *message)
{
  return message->author_contact != 0 || is_opening (writer->report->details, message);
}

static gboolean
is_taken (const Writer *writer, const DocketMessage *message)
{
  return docket_report_choices_take_message (writer->report->choices, message) &&
         message->text != NULL && *message->text != '\0';
}

static void
add_messages (Writer *writer, gboolean requests, DocketReportWord title)
{
  GPtrArray *messages = writer->report->details->messages;
  gboolean any = FALSE;

  for (guint i = 0; i < messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (messages, i);
      g_autofree char *moment = NULL;

      if (!is_taken (writer, message) || is_request (writer, message) != requests)
        continue;

      if (!any)
        docket_document_add_heading (writer->document, tell (writer, title));

      any = TRUE;
      moment = tell_moment (writer, message->created_at);
      docket_document_add_entry (writer->document, message->author_name, moment, message->text);
    }
}

/* --- Time ---------------------------------------------------------------------------------- */

static gint64
get_amount (const Writer *writer, const DocketTimeEntry *entry)
{
  const gint64 *hourly =
    entry->billable ? g_hash_table_lookup (writer->report->hourly, &entry->rate) : NULL;

  return hourly != NULL
           ? docket_billing_get_amount (entry->end_at - entry->start_at,
                                        *hourly,
                                        docket_currency_get_decimals (writer->report->currency))
           : 0;
}

static char *
describe_work (const Writer *writer, const DocketTimeEntry *entry)
{
  g_autoptr (GString) text = g_string_new (entry->description);
  const char *on_site = entry->on_site ? tell (writer, DOCKET_REPORT_WORD_ON_SITE) : NULL;
  const char *free_of = entry->billable ? NULL : tell (writer, DOCKET_REPORT_WORD_NOT_BILLABLE);

  if (on_site == NULL && free_of == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);

  g_string_append_printf (text,
                          "%s(%s%s%s)",
                          text->len > 0 ? " " : "",
                          on_site != NULL ? on_site : "",
                          on_site != NULL && free_of != NULL ? ", " : "",
                          free_of != NULL ? free_of : "");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_time_entry (Writer *writer, const DocketTimeEntry *entry)
{
  const char *zone = writer->report->frame.zone;
  g_autofree char *day =
    docket_report_words_format_short_day (writer->words, entry->start_at, zone);
  g_autofree char *span =
    docket_report_words_format_span (writer->words, entry->start_at, entry->end_at, zone);
  g_autofree char *when = g_strdup_printf ("%s\n%s", day, span);
  g_autofree char *work = describe_work (writer, entry);
  g_autofree char *time = tell_duration (writer, entry->end_at - entry->start_at);
  g_autofree char *amount = tell_money (writer, get_amount (writer, entry));
  const char *cells[] = { when, entry->technician_name, work, time, entry->rate_name, amount };

  docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_PLAIN, cells);
}

static void
add_time_totals (Writer *writer)
{
  GPtrArray *entries = writer->report->details->time_entries;
  gint64 total = 0, billable = 0, amount = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (entries, i);
      const gint64 duration = entry->end_at - entry->start_at;

      total += duration;
      billable += entry->billable ? duration : 0;
      amount += get_amount (writer, entry);
    }

  {
    g_autofree char *time = tell_duration (writer, total);
    g_autofree char *paid = tell_duration (writer, billable);
    g_autofree char *money = tell_money (writer, amount);
    const char *cells[] = {
      tell (writer, DOCKET_REPORT_WORD_TOTAL), NULL, NULL, time, NULL, money
    };
    const char *of_it[] = {
      NULL, NULL, tell (writer, DOCKET_REPORT_WORD_BILLABLE), paid, NULL, NULL
    };

    if (billable != total)
      docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_PLAIN, of_it);

    docket_document_add_row (writer->document, DOCKET_DOCUMENT_ROW_TOTAL, cells);
  }
}

static void
add_time (Writer *writer)
{
  GPtrArray *entries = writer->report->details->time_entries;
  const DocketDocumentColumn columns[] = {
    { tell (writer, DOCKET_REPORT_WORD_DATE), 1.2, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_TECHNICIAN), 1.3, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_DESCRIPTION), 2.6, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_DURATION), 0.9, TRUE },
    { tell (writer, DOCKET_REPORT_WORD_RATE), 1.1, FALSE },
    { tell (writer, DOCKET_REPORT_WORD_AMOUNT), 1.2, TRUE },
  };
  const guint n_columns = writer->report->choices->prices ? 6 : 4;

  if (entries->len == 0)
    return;

  docket_document_add_heading (writer->document, tell (writer, DOCKET_REPORT_WORD_TIME));
  docket_document_add_table (writer->document, columns, n_columns);

  for (guint i = 0; i < entries->len; i++)
    add_time_entry (writer, g_ptr_array_index (entries, i));

  add_time_totals (writer);
}

/* --- Pictures ------------------------------------------------------------------------------ */

static const DocketPicture *
find_picture (const GArray *pictures, gint64 id)
{
  for (guint i = 0; pictures != NULL && i < pictures->len; i++)
    if (g_array_index (pictures, DocketReportPicture, i).id == id)
      return g_array_index (pictures, DocketReportPicture, i).picture;

  return NULL;
}

static void
add_photos (Writer *writer)
{
  const DocketServiceReport *report = writer->report;
  GPtrArray *attachments = report->details->attachments;
  gboolean any = FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);
      const DocketPicture *picture = find_picture (report->photos, attachment->id);

      if (picture == NULL ||
          !docket_report_choices_take_photo (report->choices, report->details, attachment))
        continue;

      if (!any)
        docket_document_add_heading (writer->document, tell (writer, DOCKET_REPORT_WORD_PHOTOS));

      any = TRUE;
      docket_document_add_photo (writer->document, picture, attachment->name);
    }
}

static char *
describe_signature (const Writer *writer, const DocketSignature *signature)
{
  g_autofree char *moment = tell_moment (writer, signature->signed_at);

  if (g_str_equal (signature->outcome, "absent"))
    return g_strdup_printf (tell (writer, DOCKET_REPORT_WORD_ABSENT), moment, signature->reason);

  if (g_str_equal (signature->outcome, "refused") && signature->signer == NULL)
    return g_strdup_printf (tell (writer, DOCKET_REPORT_WORD_REFUSED), moment, signature->reason);

  if (g_str_equal (signature->outcome, "refused"))
    return g_strdup_printf (tell (writer, DOCKET_REPORT_WORD_REFUSED_BY),
                            signature->signer,
                            moment,
                            signature->reason);

  return g_strdup_printf (tell (writer,
                                g_str_equal (signature->role, "technician")
                                  ? DOCKET_REPORT_WORD_SIGNED_BY_TECHNICIAN
                                  : DOCKET_REPORT_WORD_SIGNED_BY),
                          signature->signer,
                          moment);
}

static void
add_signature (Writer *writer, const DocketSignature *signature)
{
  g_autofree char *caption = describe_signature (writer, signature);
  const DocketPicture *picture = find_picture (writer->report->signatures, signature->id);

  if (picture != NULL)
    docket_document_add_signature (writer->document, picture, caption);
  else
    docket_document_add_text (writer->document, caption);

  if (signature->changed_since && g_str_equal (signature->outcome, "signed"))
    docket_document_add_remark (writer->document, tell (writer, DOCKET_REPORT_WORD_CHANGED_SINCE));
}

/* Nobody signed for the customer, nor is it said why: there is room for a pen. */
static void
add_signatures (Writer *writer)
{
  GPtrArray *signatures = writer->report->details->signatures;
  gboolean answered = FALSE;

  docket_document_add_heading (writer->document, tell (writer, DOCKET_REPORT_WORD_SIGNATURE));

  for (guint i = 0; i < signatures->len; i++)
    {
      const DocketSignature *signature = g_ptr_array_index (signatures, i);

      add_signature (writer, signature);
      answered = answered || g_str_equal (signature->role, "customer");
    }

  if (!answered)
    docket_document_add_signature (writer->document,
                                   NULL,
                                   tell (writer, DOCKET_REPORT_WORD_SIGN_HERE));
}

/**
 * docket_report_new_service:
 * @report: a ticket, what of it goes in, and what stands around it
 *
 * Whatever @report carries, what wasn't chosen stays out: see
 * docket_report_choices_take_message().
 *
 * Returns: (transfer full): the service report
 */
DocketDocument *
docket_report_new_service (const DocketServiceReport *report)
{
  const DocketTicketRow *row = report->details->row;
  Writer writer = { .report = report, .words = docket_report_words_get (report->frame.language) };
  g_autofree char *ticket = docket_report_describe_ticket (row->number, row->title);

  writer.document =
    docket_report_frame_begin (&report->frame, DOCKET_REPORT_WORD_SERVICE_REPORT, ticket);
  add_facts (&writer);
  add_messages (&writer, TRUE, DOCKET_REPORT_WORD_REQUEST);
  add_messages (&writer, FALSE, DOCKET_REPORT_WORD_WORK_DONE);
  add_time (&writer);
  add_photos (&writer);
  add_signatures (&writer);

  return writer.document;
}
