/* Reports: what a ticket, a batch or a timesheet says, gathered and set.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-report.h"

#include "docket-ink-file.h"
#include "docket-picture-file.h"
#include "docket-picture-paper.h"
#include "docket-report-words.h"
#include "docket-report.h"
#include "docket-store-billing.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-workspace-billing.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-private.h"
#include "docket-workspace-sign.h"

/* What is written over a signature's line is no larger than this, in pixels. */
#define SIGNATURE_SIDE 1200

typedef DocketReportFile *(*MakeFunc) (DocketWorkspace *self,
                                       gpointer request,
                                       GCancellable *cancellable,
                                       GError **error);

typedef struct
{
  MakeFunc make;
  gint64 id; /* of the ticket, the batch or the technician */
  DocketReportChoices *choices;
  char *from_day;
  char *to_day;
} Request;

/* What a frame only looks at. */
typedef struct
{
  DocketReportFrame frame;
  char *language;
  char *company;
  char *address;
  DocketPicture *logo;
} Frame;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->choices, docket_report_choices_free);
  g_free (request->from_day);
  g_free (request->to_day);
  g_free (request);
}

static void
frame_clear (Frame *frame)
{
  g_free (frame->language);
  g_free (frame->company);
  g_free (frame->address);
  g_clear_pointer (&frame->logo, docket_picture_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Frame, frame_clear)

static void
frame_fill (DocketWorkspace *self, Frame *frame, const char *language, gboolean logo)
{
  frame->language =
    language != NULL ? g_strdup (language) : docket_workspace_get_report_language (self);
  frame->company = docket_workspace_get_report_company (self);
  frame->address = docket_workspace_get_preference (self, DOCKET_PREFERENCE_REPORT_ADDRESS);
  frame->logo = logo ? docket_workspace_get_logo (self) : NULL;
  frame->frame = (DocketReportFrame){
    .language = frame->language,
    .paper = docket_workspace_get_report_paper (self),
    .zone = self->zone,
    .wording = docket_workspace_get_wording (self),
    .company = frame->company,
    .address = frame->address,
    .logo = frame->logo,
    .created_at = docket_clock_get_wall (self->clock),
  };
}

static DocketReportFile *
write_file (DocketDocument *document,
            const Frame *frame,
            DocketReportWord word,
            const char *what,
            GCancellable *cancellable,
            GError **error)
{
  const DocketReportWords *words = docket_report_words_get (frame->language);
  g_autoptr (GBytes) pdf = docket_document_to_pdf (document, cancellable, error);
  g_autofree char *name = NULL;
  DocketReportFile *file;

  if (pdf == NULL)
    return NULL;

  name = g_strdup_printf ("%s %s.pdf", docket_report_words_tell (words, word), what);
  file = g_new0 (DocketReportFile, 1);
  file->pdf = g_steal_pointer (&pdf);
  file->name = docket_file_name_make_safe (name);

  return file;
}

/* --- Service reports ----------------------------------------------------------------------- */

static void
clear_picture_cb (gpointer data)
{
  docket_picture_free (((DocketReportPicture *) data)->picture);
}

static GArray *
new_pictures (void)
{
  GArray *pictures = g_array_new (FALSE, FALSE, sizeof (DocketReportPicture));

  g_array_set_clear_func (pictures, clear_picture_cb);

  return pictures;
}

static void
take_picture (GArray *pictures, gint64 id, DocketPicture *picture)
{
  const DocketReportPicture taken = { id, picture };

  g_array_append_val (pictures, taken);
}

/* One that is not here is told of by the number of those left out; no server is waited for. */
static GArray *
load_photos (DocketWorkspace *self,
             const DocketTicketDetails *details,
             const DocketReportChoices *choices,
             guint *n_left_out,
             GCancellable *cancellable)
{
  GArray *photos = new_pictures ();

  for (guint i = 0; i < details->attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (details->attachments, i);
      g_autoptr (GBytes) bytes = NULL;
      DocketPicture *picture;

      if (!docket_report_choices_take_photo (choices, details, attachment) ||
          g_cancellable_is_cancelled (cancellable))
        continue;

      if (attachment->sha256 != NULL)
        bytes = docket_blobs_read (self->store, attachment->sha256, NULL);

      picture = bytes != NULL ? docket_picture_decode_for_paper (bytes, NULL) : NULL;

      if (picture != NULL)
        take_picture (photos, attachment->id, picture);
      else
        (*n_left_out)++;
    }

  return photos;
}

static const DocketAttachment *
find_attachment (const DocketTicketDetails *details, gint64 id)
{
  for (guint i = 0; i < details->attachments->len; i++)
    if (((DocketAttachment *) g_ptr_array_index (details->attachments, i))->id == id)
      return g_ptr_array_index (details->attachments, i);

  return NULL;
}

/* The ink, and where there is none the picture that was made of it. */
static GBytes *
load_signature (DocketWorkspace *self,
                const DocketTicketDetails *details,
                const DocketSignature *signature,
                GCancellable *cancellable)
{
  g_autoptr (DocketInk) ink =
    docket_workspace_load_ink (self, signature->ticket, signature->id, cancellable, NULL);
  const DocketAttachment *attachment = find_attachment (details, signature->attachment);

  if (ink != NULL)
    return docket_ink_to_png (ink, NULL);

  return attachment != NULL && attachment->sha256 != NULL
           ? docket_blobs_read (self->store, attachment->sha256, NULL)
           : NULL;
}

static GArray *
load_signatures (DocketWorkspace *self,
                 const DocketTicketDetails *details,
                 GCancellable *cancellable)
{
  GArray *signatures = new_pictures ();

  for (guint i = 0; i < details->signatures->len; i++)
    {
      const DocketSignature *signature = g_ptr_array_index (details->signatures, i);
      g_autoptr (GBytes) png = NULL;
      DocketPicture *picture = NULL;

      if (g_str_equal (signature->outcome, "signed"))
        png = load_signature (self, details, signature, cancellable);

      if (png != NULL)
        picture = docket_picture_decode (png, SIGNATURE_SIDE, NULL);

      if (picture != NULL)
        take_picture (signatures, signature->id, picture);
    }

  return signatures;
}

static void
add_rates (GHashTable *hourly, GPtrArray *rates)
{
  for (guint i = 0; rates != NULL && i < rates->len; i++)
    {
      const DocketEntry *rate = g_ptr_array_index (rates, i);
      const char *text = docket_entry_get (rate, "amount");
      gint64 amount;

      if (text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &amount, NULL))
        g_hash_table_insert (hourly,
                             g_memdup2 (&rate->id, sizeof rate->id),
                             g_memdup2 (&amount, sizeof amount));
    }
}

static GHashTable *
load_rates (DocketTransaction *txn)
{
  GHashTable *hourly = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GPtrArray) rates =
    docket_directory_list (txn, DOCKET_ENTITY_RATE, NULL, 0, G_MAXINT32, NULL);
  g_autoptr (GPtrArray) archived =
    docket_directory_list_archived (txn, DOCKET_ENTITY_RATE, NULL, NULL);

  add_rates (hourly, rates);
  add_rates (hourly, archived);

  return hourly;
}

static char *
name_ticket (const DocketTicketRow *row)
{
  return row->number != NULL ? g_strdup (row->number)
                             : g_strdup_printf ("L%" G_GINT64_FORMAT, row->id);
}

static DocketReportFile *
write_service_report (DocketWorkspace *self,
                      DocketTransaction *txn,
                      const DocketTicketDetails *details,
                      const DocketReportChoices *choices,
                      GCancellable *cancellable,
                      GError **error)
{
  const DocketTicketRow *row = details->row;
  g_auto (Frame) frame = { 0 };
  g_autoptr (DocketEntry) customer =
    row->customer != 0 ? docket_directory_get (txn, DOCKET_ENTITY_CUSTOMER, row->customer, NULL)
                       : NULL;
  g_autoptr (DocketEntry) contact =
    row->contact != 0 ? docket_directory_get (txn, DOCKET_ENTITY_CONTACT, row->contact, NULL)
                      : NULL;
  g_autofree char *currency = docket_meta_get (txn, DOCKET_META_CURRENCY, NULL);
  g_autofree char *number = name_ticket (row);
  g_autoptr (GHashTable) hourly = load_rates (txn);
  guint n_left_out = 0;
  g_autoptr (GArray) photos = load_photos (self, details, choices, &n_left_out, cancellable);
  g_autoptr (GArray) signatures = load_signatures (self, details, cancellable);
  g_autoptr (DocketDocument) document = NULL;
  DocketServiceReport report = { .details = details,
                                 .choices = choices,
                                 .customer = customer,
                                 .contact = contact,
                                 .currency = currency,
                                 .hourly = hourly,
                                 .photos = photos,
                                 .signatures = signatures };
  DocketReportFile *file;

  frame_fill (self, &frame, choices->language, choices->logo);
  report.frame = frame.frame;
  report.frame.paper = choices->paper;
  document = docket_report_new_service (&report);
  file =
    write_file (document, &frame, DOCKET_REPORT_WORD_SERVICE_REPORT, number, cancellable, error);

  if (file != NULL)
    file->n_left_out = n_left_out;

  return file;
}

/* --- On workers ---------------------------------------------------------------------------- */

static DocketReportFile *
make_ticket (DocketWorkspace *self, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;

  return docket_workspace_make_report (self, request->id, request->choices, cancellable, error);
}

static DocketReportFile *
make_batch (DocketWorkspace *self, gpointer data, GCancellable *cancellable, GError **error)
{
  return docket_workspace_make_batch_report (self, ((Request *) data)->id, cancellable, error);
}

static DocketReportFile *
make_timesheet (DocketWorkspace *self, gpointer data, GCancellable *cancellable, GError **error)
{
  const Request *request = data;

  return docket_workspace_make_timesheet_report (self,
                                                 request->id,
                                                 request->from_day,
                                                 request->to_day,
                                                 cancellable,
                                                 error);
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Request *request = task_data;
  GError *error = NULL;
  DocketReportFile *file = request->make (source, request, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) docket_report_file_free);
  else
    g_task_return_error (task, error);
}

static void
make_async (DocketWorkspace *self,
            Request *request,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = docket_workspace_task (self,
                                       docket_workspace_make_report_async,
                                       cancellable,
                                       callback,
                                       user_data);

  g_task_set_task_data (task, request, request_free);
  docket_workspace_run_read (self, task, make_thread);
}

/**
 * docket_report_file_free:
 * @file: (transfer full): a report
 */
void
docket_report_file_free (DocketReportFile *file)
{
  g_bytes_unref (file->pdf);
  g_free (file->name);
  g_free (file);
}

/**
 * docket_workspace_get_report_choices:
 * @self: a workspace
 * @details: a ticket
 *
 * Returns: (transfer full): what is in its report before anybody chose, as the preferences say
 */
DocketReportChoices *
docket_workspace_get_report_choices (DocketWorkspace *self, const DocketTicketDetails *details)
{
  DocketReportChoices *choices;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (details != NULL, NULL);

  choices = docket_report_choices_new_default (details);
  g_free (choices->language);
  choices->language = docket_workspace_get_report_language (self);
  choices->paper = docket_workspace_get_report_paper (self);
  choices->prices =
    docket_workspace_get_preference_boolean (self, DOCKET_PREFERENCE_REPORT_PRICES, FALSE);

  return choices;
}

/**
 * docket_workspace_make_report:
 * @self: a workspace
 * @ticket: local id
 * @choices: (nullable): what goes in; %NULL: what docket_workspace_get_report_choices() says
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError, #DocketDocumentError or %G_IO_ERROR_CANCELLED
 *
 * Writes a ticket's service report.
 *
 * Returns: (transfer full) (nullable): the report
 */
DocketReportFile *
docket_workspace_make_report (DocketWorkspace *self,
                              gint64 ticket,
                              const DocketReportChoices *choices,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (DocketReportChoices) defaults = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  details = docket_workspace_load_ticket (self, ticket, cancellable, error);
  txn = details != NULL ? docket_store_begin_read (self->store, cancellable, error) : NULL;

  if (txn == NULL)
    return NULL;

  if (choices == NULL)
    {
      defaults = docket_workspace_get_report_choices (self, details);
      choices = defaults;
    }

  return write_service_report (self, txn, details, choices, cancellable, error);
}

/**
 * docket_workspace_make_report_async:
 * @self: a workspace
 * @ticket: local id
 * @choices: what goes in
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is made
 * @user_data: for @callback
 *
 * Like docket_workspace_make_report() on a worker.
 */
void
docket_workspace_make_report_async (DocketWorkspace *self,
                                    gint64 ticket,
                                    const DocketReportChoices *choices,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Request *request;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (choices != NULL);

  request = g_new0 (Request, 1);
  request->make = make_ticket;
  request->id = ticket;
  request->choices = docket_report_choices_copy (choices);
  make_async (self, request, cancellable, callback, user_data);
}

/**
 * docket_workspace_make_batch_report:
 * @self: a workspace
 * @batch: local id of a billing batch
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketStoreError, #DocketDocumentError or
 * %G_IO_ERROR_CANCELLED
 *
 * Writes a billing batch with its totals and lines.
 *
 * Returns: (transfer full) (nullable): the report
 */
DocketReportFile *
docket_workspace_make_batch_report (DocketWorkspace *self,
                                    gint64 batch,
                                    GCancellable *cancellable,
                                    GError **error)
{
  g_auto (Frame) frame = { 0 };
  g_autoptr (DocketBatch) found = NULL;
  g_autoptr (DocketDocument) document = NULL;
  g_autofree char *period = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  found = docket_workspace_get_batch (self, batch, cancellable, error);

  if (found == NULL)
    return NULL;

  frame_fill (self, &frame, NULL, TRUE);
  frame.frame.created_at = found->created_at;
  document = docket_report_new_batch (&frame.frame, found);
  period = g_strdup_printf ("%s_%s", found->from_day, found->to_day);

  return write_file (document, &frame, DOCKET_REPORT_WORD_BATCH, period, cancellable, error);
}

/**
 * docket_workspace_make_batch_report_async:
 * @self: a workspace
 * @batch: local id of a billing batch
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is made
 * @user_data: for @callback
 *
 * Like docket_workspace_make_batch_report() on a worker. Ends with
 * docket_workspace_make_report_finish().
 */
void
docket_workspace_make_batch_report_async (DocketWorkspace *self,
                                          gint64 batch,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  Request *request;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  request = g_new0 (Request, 1);
  request->make = make_batch;
  request->id = batch;
  make_async (self, request, cancellable, callback, user_data);
}

/**
 * docket_workspace_make_timesheet_report:
 * @self: a workspace
 * @technician: local id
 * @from_day: the first day, `YYYY-MM-DD` in the workspace's zone
 * @to_day: the last day, which counts
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketModelError, #DocketStoreError, #DocketDocumentError or
 * %G_IO_ERROR_CANCELLED
 *
 * Writes what a technician worked in a period.
 *
 * Returns: (transfer full) (nullable): the report
 */
DocketReportFile *
docket_workspace_make_timesheet_report (DocketWorkspace *self,
                                        gint64 technician,
                                        const char *from_day,
                                        const char *to_day,
                                        GCancellable *cancellable,
                                        GError **error)
{
  g_auto (Frame) frame = { 0 };
  DocketBillingScope scope = { 0 };
  g_autoptr (DocketTimesheet) timesheet = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketEntry) who = NULL;
  g_autoptr (DocketDocument) document = NULL;
  g_autofree char *period = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (from_day != NULL && to_day != NULL, NULL);

  timesheet = docket_timesheet_new (self->zone);
  txn = docket_store_begin_read (self->store, cancellable, error);
  who =
    txn != NULL ? docket_directory_get (txn, DOCKET_ENTITY_TECHNICIAN, technician, error) : NULL;

  if (who == NULL || !docket_billing_get_period (from_day, to_day, self->zone, &scope, error) ||
      !docket_timesheets_fill (txn, timesheet, technician, scope.from_at, scope.to_at, error))
    return NULL;

  frame_fill (self, &frame, NULL, TRUE);
  document = docket_report_new_timesheet (&frame.frame, timesheet, who->name, from_day, to_day);
  period = g_strdup_printf ("%s_%s", from_day, to_day);

  return write_file (document, &frame, DOCKET_REPORT_WORD_TIMESHEET, period, cancellable, error);
}

/**
 * docket_workspace_make_timesheet_report_async:
 * @self: a workspace
 * @technician: local id
 * @from_day: the first day, `YYYY-MM-DD` in the workspace's zone
 * @to_day: the last day, which counts
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is made
 * @user_data: for @callback
 *
 * Like docket_workspace_make_timesheet_report() on a worker. Ends with
 * docket_workspace_make_report_finish().
 */
void
docket_workspace_make_timesheet_report_async (DocketWorkspace *self,
                                              gint64 technician,
                                              const char *from_day,
                                              const char *to_day,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data)
{
  Request *request;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (from_day != NULL && to_day != NULL);

  request = g_new0 (Request, 1);
  request->make = make_timesheet;
  request->id = technician;
  request->from_day = g_strdup (from_day);
  request->to_day = g_strdup (to_day);
  make_async (self, request, cancellable, callback, user_data);
}

/**
 * docket_workspace_make_report_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_make_report()
 *
 * Returns: (transfer full) (nullable): the report
 */
DocketReportFile *
docket_workspace_make_report_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
