/* Reports on paper: their words, their pages, and what stays out of them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "docket-report-words.h"
#include "docket-report.h"
#include "report-pdf.h"

#define MINUTE G_TIME_SPAN_MINUTE

/* 2025-11-03T08:00:00Z */
#define MORNING (G_GINT64_CONSTANT (1762156800) * G_USEC_PER_SEC)

/* --- A ticket ------------------------------------------------------------------------------ */

static DocketMessage *
add_message (DocketTicketDetails *details,
             DocketMessageKind kind,
             const char *author,
             gint64 contact,
             const char *text)
{
  DocketMessage *message = docket_message_new ();

  message->id = details->messages->len + 1;
  message->kind = kind;
  message->author_name = g_strdup (author);
  message->author_contact = contact;
  message->created_at = MORNING + details->messages->len * MINUTE;
  message->text = g_strdup (text);
  g_ptr_array_add (details->messages, message);

  return message;
}

static void
add_time_entry (DocketTicketDetails *details,
                gint64 minutes,
                gboolean billable,
                const char *description)
{
  DocketTimeEntry *entry = docket_time_entry_new ();

  entry->id = details->time_entries->len + 1;
  entry->technician_name = g_strdup ("Ada Moreau");
  entry->rate = 7;
  entry->rate_name = g_strdup ("On call");
  entry->start_at = MORNING + details->time_entries->len * 60 * MINUTE;
  entry->end_at = entry->start_at + minutes * MINUTE;
  entry->billable = billable;
  entry->on_site = billable;
  entry->description = g_strdup (description);
  g_ptr_array_add (details->time_entries, entry);
}

static DocketAttachment *
add_attachment (DocketTicketDetails *details, gint64 message, const char *name, const char *type)
{
  DocketAttachment *attachment = docket_attachment_new ();

  attachment->id = details->attachments->len + 1;
  attachment->message = message;
  attachment->name = g_strdup (name);
  attachment->content_type = g_strdup (type);
  g_ptr_array_add (details->attachments, attachment);

  return attachment;
}

static DocketTicketDetails *
make_ticket (void)
{
  DocketTicketDetails *details = docket_ticket_details_new ();

  details->row->number = g_strdup ("1043");
  details->row->title = g_strdup ("Printer prints nothing");
  details->row->status = g_strdup ("resolved");
  details->row->status_kind = DOCKET_STATUS_KIND_RESOLVED;
  details->row->type = DOCKET_TICKET_TYPE_INCIDENT;
  details->row->customer_name = g_strdup ("Boulangerie Petit");
  details->row->contact_name = g_strdup ("Luc Petit");
  details->row->assignee_name = g_strdup ("Ada Moreau");
  details->row->created_at = MORNING;

  add_message (details, DOCKET_MESSAGE_KIND_REPLY, "Luc Petit", 4, "Nothing comes out of it.");
  add_message (details, DOCKET_MESSAGE_KIND_INTERNAL, "Ada Moreau", 0, "SECRET pays late");
  add_message (details, DOCKET_MESSAGE_KIND_REPLY, "Ada Moreau", 0, "The fuser was replaced.");
  add_message (details, DOCKET_MESSAGE_KIND_EVENT, "Ada Moreau", 0, "EVENT status changed");
  add_message (details, DOCKET_MESSAGE_KIND_REPLY, "Luc Petit", 4, "Thank you for that.");
  add_message (details, DOCKET_MESSAGE_KIND_INTERNAL, "Ada Moreau", 0, "HIDDEN second note");
  add_time_entry (details, 75, TRUE, "Fuser");
  add_time_entry (details, 15, FALSE, "Way back");

  return details;
}

static DocketServiceReport
make_report (DocketTicketDetails *details, DocketReportChoices *choices)
{
  DocketServiceReport report = {
    .frame = { .language = choices->language,
               .paper = choices->paper,
               .zone = "Europe/Paris",
               .company = "Docket & Sons",
               .address = "1 Main Street\nSpringfield",
               .created_at = MORNING },
    .details = details,
    .choices = choices,
    .currency = "EUR",
    .hourly = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
  };
  const gint64 rate = 7, hourly = 1200 * 10000;

  g_hash_table_insert (report.hourly,
                       g_memdup2 (&rate, sizeof rate),
                       g_memdup2 (&hourly, sizeof hourly));

  return report;
}

static char *
write_report (DocketTicketDetails *details, DocketReportChoices *choices)
{
  DocketServiceReport report = make_report (details, choices);
  g_autoptr (DocketDocument) document = docket_report_new_service (&report);
  g_autoptr (Pdf) pdf = report_pdf_set (document);

  report_pdf_assert_embedded (pdf);
  g_hash_table_unref (report.hourly);

  return report_pdf_get_text (pdf);
}

/* --- Tests --------------------------------------------------------------------------------- */

static void
test_service (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (DocketReportChoices) choices = docket_report_choices_new_default (details);
  g_autofree char *plain = write_report (details, choices);
  g_autofree char *priced = NULL;

  assert_has (plain, "Service report");
  assert_has (plain, "#1043 Printer prints nothing");
  assert_has (plain, "Docket & Sons");
  assert_has (plain, "Springfield");
  assert_has (plain, "Boulangerie Petit");
  assert_has (plain, "Luc Petit");
  assert_has (plain, "Nothing comes out of it.");
  assert_has (plain, "The fuser was replaced.");
  assert_lacks (plain, "Thank you for that.");
  assert_has (plain, "Resolved");
  assert_has (plain, "Name, date and signature of the customer");
  assert_has (plain, "Page 1 of 1");

  /* An hour and a quarter of one and a half; the zone is an hour ahead. */
  assert_has (plain, "1 h 30");
  assert_has (plain, "1 h 15");
  assert_has (plain, "09:00–10:15");
  assert_has (plain, "not billable");
  assert_lacks (plain, "EUR");
  assert_lacks (plain, "On call");

  choices->prices = TRUE;
  priced = write_report (details, choices);
  assert_has (priced, "On call");
  assert_has (priced, "1,500.00 EUR");
  assert_has (priced, "0.00 EUR");
}

static void
test_french (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (DocketReportChoices) choices = docket_report_choices_new_default (details);
  g_autofree char *text = NULL;

  g_free (choices->language);
  choices->language = g_strdup ("fr");
  choices->prices = TRUE;
  details->row->created_at = MORNING - 2 * G_TIME_SPAN_DAY;
  text = write_report (details, choices);
  assert_has (text, "Rapport d’intervention");
  assert_has (text, "Travail effectué");
  assert_has (text, "Temps passé");
  assert_has (text, "Résolu");
  assert_has (text, "1er novembre 2025 à 09:00");
  assert_has (text, "1 500,00 EUR");
  assert_has (text, "Page 1 sur 1");
  assert_lacks (text, "Customer");
  assert_lacks (text, "Total time");
}

/* No internal text leaves in a report unless it was ticked, one by one. */
static void
test_notes (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (DocketReportChoices) choices = docket_report_choices_new_default (details);
  g_autofree char *before = write_report (details, choices);
  g_autofree char *mixed = NULL;
  g_autofree char *ticked = NULL;

  assert_lacks (before, "SECRET");
  assert_lacks (before, "HIDDEN");
  assert_lacks (before, "EVENT");

  /* The place of the public messages opens no door to a note. */
  for (gint64 id = 1; id <= details->messages->len; id++)
    docket_report_choices_set (choices->messages, id, TRUE);

  mixed = write_report (details, choices);
  assert_has (mixed, "Thank you for that.");
  assert_lacks (mixed, "SECRET");
  assert_lacks (mixed, "HIDDEN");
  assert_lacks (mixed, "EVENT");

  docket_report_choices_set (choices->notes, 6, TRUE);
  docket_report_choices_set (choices->notes, 4, TRUE);
  ticked = write_report (details, choices);
  assert_has (ticked, "HIDDEN second note");
  assert_lacks (ticked, "SECRET");
  assert_lacks (ticked, "EVENT");
}

static DocketPicture *
make_picture (int width, int height, guint8 shade)
{
  DocketPicture *picture = g_new0 (DocketPicture, 1);
  guchar *pixels = g_malloc ((gsize) width * height * 3);

  memset (pixels, shade, (gsize) width * height * 3);
  picture->width = width;
  picture->height = height;
  picture->stride = width * 3;
  picture->pixels = g_bytes_new_take (pixels, (gsize) width * height * 3);

  return picture;
}

static guint
count_photos (DocketTicketDetails *details, DocketReportChoices *choices)
{
  DocketServiceReport report = make_report (details, choices);
  g_autoptr (DocketPicture) picture = make_picture (400, 300, 90);
  g_autoptr (DocketDocument) document = NULL;
  g_autoptr (Pdf) pdf = NULL;

  report.photos = g_array_new (FALSE, FALSE, sizeof (DocketReportPicture));

  for (gint64 id = 1; id <= details->attachments->len; id++)
    {
      const DocketReportPicture photo = { id, picture };

      g_array_append_val (report.photos, photo);
    }

  document = docket_report_new_service (&report);
  pdf = report_pdf_set (document);
  g_array_unref (report.photos);
  g_hash_table_unref (report.hourly);

  return report_pdf_count_pictures (pdf);
}

/* A photo of a note is as internal as its text. */
static void
test_photos (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (DocketReportChoices) choices = NULL;
  DocketSignature *signature = docket_signature_new ();

  add_attachment (details, 3, "after.jpg", "image/jpeg");
  add_attachment (details, 2, "cellar.jpg", "image/jpeg");
  add_attachment (details, 3, "invoice.pdf", "application/pdf");
  add_attachment (details, 2, "Signature.png", "image/png");
  signature->attachment = 4;
  signature->outcome = g_strdup ("refused");
  signature->role = g_strdup ("customer");
  signature->reason = g_strdup ("In a hurry");
  signature->signed_at = MORNING;
  g_ptr_array_add (details->signatures, signature);

  choices = docket_report_choices_new_default (details);
  g_assert_cmpuint (choices->photos->len, ==, 1);
  g_assert_cmpuint (count_photos (details, choices), ==, 1);

  docket_report_choices_set (choices->photos, 2, TRUE);
  docket_report_choices_set (choices->photos, 3, TRUE);
  docket_report_choices_set (choices->photos, 4, TRUE);
  g_assert_cmpuint (count_photos (details, choices), ==, 2);

  docket_report_choices_set (choices->photos, 1, FALSE);
  g_assert_cmpuint (count_photos (details, choices), ==, 1);
}

static void
test_signatures (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (DocketReportChoices) choices = docket_report_choices_new_default (details);
  DocketServiceReport report = make_report (details, choices);
  DocketSignature *signature = docket_signature_new ();
  g_autoptr (DocketPicture) ink = make_picture (600, 200, 0);
  const DocketReportPicture written = { 9, ink };
  g_autoptr (DocketDocument) document = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *text = NULL;

  signature->id = 9;
  signature->outcome = g_strdup ("signed");
  signature->role = g_strdup ("customer");
  signature->signer = g_strdup ("Luc Petit");
  signature->signed_at = MORNING;
  signature->changed_since = TRUE;
  g_ptr_array_add (details->signatures, signature);
  report.signatures = g_array_new (FALSE, FALSE, sizeof (DocketReportPicture));
  g_array_append_val (report.signatures, written);

  document = docket_report_new_service (&report);
  pdf = report_pdf_set (document);
  text = report_pdf_get_text (pdf);
  assert_has (text, "Signed by Luc Petit on 3 November 2025 at 09:00");
  assert_has (text, "was changed after this signature");
  assert_lacks (text, "Name, date and signature");
  g_assert_cmpuint (report_pdf_count_pictures (pdf), ==, 1);

  g_array_unref (report.signatures);
  g_hash_table_unref (report.hourly);
}

/* Each line is there once, on pages that end well; heads are repeated. */
static void
test_long (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DocketReportChoices) choices = NULL;
  DocketServiceReport report;
  g_autoptr (DocketDocument) document = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *all = NULL;
  int n_pages;

  for (guint i = 0; i < 300; i++)
    g_string_append_printf (text, "Line %03u of the work.\n", i);

  add_message (details, DOCKET_MESSAGE_KIND_REPLY, "Ada Moreau", 0, text->str);

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *work = g_strdup_printf ("Stretch %03u", i);

      add_time_entry (details, 30, TRUE, work);
    }

  choices = docket_report_choices_new_default (details);
  choices->paper = DOCKET_PAPER_LETTER;
  report = make_report (details, choices);
  document = docket_report_new_service (&report);
  pdf = report_pdf_set (document);
  n_pages = poppler_document_get_n_pages (pdf);
  g_assert_cmpint (n_pages, >, 6);
  all = report_pdf_get_text (pdf);

  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *line = g_strdup_printf ("Line %03u of the work.", i);
      const char *first = strstr (all, line);

      g_assert_nonnull (first);
      g_assert_null (strstr (first + 1, line));
    }

  for (int i = 0; i < n_pages; i++)
    {
      g_autofree char *page = report_pdf_get_page_text (pdf, i);
      g_autofree char *number = g_strdup_printf ("Page %d of %d", i + 1, n_pages);
      g_autoptr (Page) sheet = poppler_document_get_page (pdf, i);
      double width, height;

      assert_has (page, number);
      poppler_page_get_size (sheet, &width, &height);
      g_assert_cmpint ((int) width, ==, 612);
      g_assert_cmpint ((int) height, ==, 792);

      if (strstr (page, "Stretch") != NULL)
        assert_has (page, "Description");
    }

  g_hash_table_unref (report.hourly);
}

static void
test_hostile (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autofree char *wide = g_strnfill (5000, 'W');
  g_autofree char *text = NULL;
  g_autoptr (DocketReportChoices) choices = NULL;

  add_message (details, DOCKET_MESSAGE_KIND_REPLY, "Ada", 0, wide);
  add_message (details, DOCKET_MESSAGE_KIND_REPLY, "<b>x", 0, "a\x01\x02\xff bell <i>&amp; %s %n");
  choices = docket_report_choices_new_default (details);
  text = write_report (details, choices);
  assert_has (text, "<b>x");
  assert_has (text, "bell <i>&amp; %s %n");
}

static void
test_same_bytes (void)
{
  g_autoptr (DocketTicketDetails) details = make_ticket ();
  g_autoptr (DocketReportChoices) choices = docket_report_choices_new_default (details);
  DocketServiceReport report = make_report (details, choices);
  g_autoptr (DocketDocument) one = docket_report_new_service (&report);
  g_autoptr (DocketDocument) two = docket_report_new_service (&report);
  g_autoptr (GBytes) first = docket_document_to_pdf (one, NULL, NULL);
  g_autoptr (GBytes) second = docket_document_to_pdf (two, NULL, NULL);
  g_autoptr (Pdf) pdf = poppler_document_new_from_bytes (first, NULL, NULL);
  g_autofree char *title = poppler_document_get_title (pdf);
  g_autofree char *author = poppler_document_get_author (pdf);
  g_autofree char *creator = poppler_document_get_creator (pdf);
  g_autoptr (GDateTime) created = poppler_document_get_creation_date_time (pdf);

  g_assert_true (g_bytes_equal (first, second));
  g_assert_cmpstr (title, ==, "Service report – #1043 Printer prints nothing");
  g_assert_cmpstr (author, ==, "Docket & Sons");
  g_assert_cmpstr (creator, ==, "Docket");
  g_assert_cmpint (g_date_time_to_unix (created), ==, MORNING / G_USEC_PER_SEC);
  g_hash_table_unref (report.hourly);
}

/* --- Batches and timesheets ---------------------------------------------------------------- */

static void
test_batch (void)
{
  g_autoptr (DocketBatch) batch = docket_batch_new ();
  const DocketReportFrame frame = { .language = "fr",
                                    .wording = DOCKET_WORDING_IT,
                                    .company = "Docket",
                                    .created_at = MORNING };
  g_autoptr (DocketDocument) document = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *text = NULL;

  batch->from_day = g_strdup ("2025-11-01");
  batch->to_day = g_strdup ("2025-11-30");
  batch->zone = g_strdup ("Europe/Paris");
  batch->currency = g_strdup ("EUR");

  for (guint i = 0; i < 2; i++)
    {
      DocketBatchLine *line = docket_batch_line_new ();

      line->ticket = 1;
      line->ticket_number = g_strdup ("1043");
      line->ticket_title = g_strdup ("Printer");
      line->customer = i + 1;
      line->customer_name = g_strdup (i == 0 ? "Petit" : "Grand");
      line->rate_name = g_strdup ("On call");
      line->start_at = MORNING;
      line->end_at = MORNING + 90 * MINUTE;
      line->amount = 1234 * 10000;
      docket_batch_take_line (batch, line);
    }

  document = docket_report_new_batch (&frame, batch);
  pdf = report_pdf_set (document);
  text = report_pdf_get_text (pdf);
  assert_has (text, "Lot de factures");
  assert_has (text, "1er novembre 2025 – 30 novembre 2025");
  assert_has (text, "Par site");
  assert_has (text, "Petit");
  assert_has (text, "1 234,00 EUR");
  assert_has (text, "2 468,00 EUR");
  assert_has (text, "3 h 00");
}

static void
test_timesheet (void)
{
  g_autoptr (DocketTimesheet) timesheet = docket_timesheet_new ("Europe/Paris");
  DocketTimesheetLine *line = docket_timesheet_line_new ();
  const DocketReportFrame frame = { .language = "en", .created_at = MORNING };
  g_autoptr (DocketDocument) document = NULL;
  g_autoptr (Pdf) pdf = NULL;
  g_autofree char *text = NULL;

  line->ticket_title = g_strdup ("Printer");
  line->customer_name = g_strdup ("Petit");
  line->start_at = MORNING;
  line->end_at = MORNING + 90 * MINUTE;
  line->description = g_strdup ("Fuser");
  docket_timesheet_take_line (timesheet, line);
  document =
    docket_report_new_timesheet (&frame, timesheet, "Ada Moreau", "2025-11-03", "2025-11-09");
  pdf = report_pdf_set (document);
  text = report_pdf_get_text (pdf);
  assert_has (text, "Timesheet");
  assert_has (text, "Ada Moreau · 3 November 2025 – 9 November 2025");
  assert_has (text, "09:00–10:30");
  assert_has (text, "not billable");
  assert_has (text, "Fuser");
  assert_has (text, "1 h 30");
}

/* A language without one of its words would be seen by the customer first. */
static void
test_words (void)
{
  const char *const *languages = docket_report_words_list_languages ();

  for (guint i = 0; languages[i] != NULL; i++)
    {
      const DocketReportWords *words = docket_report_words_get (languages[i]);

      g_assert_cmpstr (docket_report_words_get_language (words), ==, languages[i]);

      for (guint word = 0; word < DOCKET_REPORT_N_WORDS; word++)
        {
          const char *text = docket_report_words_tell (words, word);
          const char *english = docket_report_words_tell (docket_report_words_get ("en"), word);
          g_auto (GStrv) parts = NULL;
          g_auto (GStrv) same = NULL;

          g_assert_nonnull (text);
          parts = g_strsplit (text, "%", -1);
          same = g_strsplit (english, "%", -1);
          g_assert_cmpuint (g_strv_length (parts), ==, g_strv_length (same));
        }
    }

  g_assert_true (docket_report_words_has_language ("fr"));
  g_assert_false (docket_report_words_has_language ("xx"));
  g_assert_cmpstr (docket_report_words_get_language (docket_report_words_get ("xx")), ==, "en");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/service", test_service);
  g_test_add_func ("/report/french", test_french);
  g_test_add_func ("/report/notes", test_notes);
  g_test_add_func ("/report/photos", test_photos);
  g_test_add_func ("/report/signatures", test_signatures);
  g_test_add_func ("/report/long", test_long);
  g_test_add_func ("/report/hostile", test_hostile);
  g_test_add_func ("/report/same-bytes", test_same_bytes);
  g_test_add_func ("/report/batch", test_batch);
  g_test_add_func ("/report/timesheet", test_timesheet);
  g_test_add_func ("/report/words", test_words);

  return g_test_run ();
}
