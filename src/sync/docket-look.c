/* The read before a write: the right ticket, no news, no conflict, and not there already.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-merge.h"
#include "docket-store-directory.h"

/* Between read and write lie at most these (sync.md, rule 16). */
#define MAX_AGE_US (2 * G_USEC_PER_SEC)
#define MAX_TRIES 3

/* How far a server's clock may be off from what is known of it. */
#define SLACK_US (2 * 60 * G_USEC_PER_SEC)

/* A comment this near to the ticket's creation is the one it was opened with. */
#define OPENING_US (2 * G_USEC_PER_SEC)

/* What was read, by the kind of operation: a ticket whole, a ticket's fields, or candidates. */
typedef struct
{
  DocketRemoteDetails *details;
  DocketRemoteTicket *ticket;
  GPtrArray *found;
  GBytes *content;    /* of a file */
  GError *unreadable; /* why there is none */
  gint64 read_at;
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->details, docket_remote_details_free);
  g_clear_pointer (&reading->ticket, docket_remote_ticket_free);
  g_clear_pointer (&reading->found, g_ptr_array_unref);
  g_clear_pointer (&reading->content, g_bytes_unref);
  g_clear_error (&reading->unreadable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static const DocketRemoteTicket *
get_ticket (const Reading *reading)
{
  return reading->details != NULL ? reading->details->ticket : reading->ticket;
}

/* The tickets that may be what a create made, or would be taken for it. */
GPtrArray *
docket_look_for_created (DocketSync *sync,
                         DocketOperation *operation,
                         gboolean *complete,
                         GError **error)
{
  g_auto (DocketRequest) request = { 0 };
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);
  gint64 since;

  if (txn == NULL || !docket_request_init (&request, txn, operation, error))
    return NULL;

  since = operation->sent > 0 ? docket_values_get_int64 (operation->seen, DOCKET_SEEN_ATTEMPT)
                              : docket_sync_server_now (sync, txn);
  g_clear_pointer (&txn, docket_transaction_free);

  return docket_remote_find_created (sync->remote,
                                     &request.push,
                                     MAX (1, since - SLACK_US),
                                     complete,
                                     sync->cancellable,
                                     error);
}

/* Before the first send, what looks the same is somebody else's and is taken as such; afterwards
 * the first that was not known before is ours (rule 7). */
gboolean
docket_look_take_created (DocketSync *sync,
                          DocketTransaction *txn,
                          DocketOperation *operation,
                          GPtrArray *found,
                          GError **error)
{
  for (guint i = 0; i < found->len; i++)
    {
      const DocketRemoteTicket *remote = g_ptr_array_index (found, i);
      g_autoptr (GError) local_error = NULL;
      gboolean changed;
      gint64 ticket = docket_tickets_find_by_remote_id (txn, remote->remote_id, &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (ticket != 0)
        continue;

      if (operation->sent > 0)
        return docket_ticket_bind_create (sync, txn, operation, remote, error);

      if (!docket_ticket_take (sync, txn, remote, &ticket, &changed, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
resolves (DocketTransaction *txn, const DocketOperation *operation)
{
  const char *field = docket_payload_get_field (operation);

  return field != NULL &&
         docket_outbox_is_resolving (txn, field, docket_values_get (operation->payload, field));
}

/* Whether an operation has to meet news (rule 18). */
static gboolean
meets_news (DocketTransaction *txn, const DocketOperation *operation)
{
  return operation->kind == DOCKET_OPERATION_KIND_DELETE || resolves (txn, operation) ||
         (operation->kind == DOCKET_OPERATION_KIND_MESSAGE &&
          !docket_payload_get_boolean (operation->payload, DOCKET_PAYLOAD_INTERNAL));
}

static gboolean
needs_details (DocketSync *sync, const DocketOperation *operation, gboolean *needs, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  *needs = operation->kind != DOCKET_OPERATION_KIND_SET;

  if (*needs)
    return TRUE;

  txn = docket_store_begin_read (sync->store, NULL, error);

  if (txn == NULL)
    return FALSE;

  *needs = resolves (txn, operation);

  return TRUE;
}

/* Hashed again before it is sent (rule 22); outside of a transaction: it may be large. */
static void
read_content (DocketSync *sync, const DocketOperation *operation, Reading *reading)
{
  const char *sha256 = docket_values_get (operation->payload, DOCKET_PAYLOAD_FILE);

  if (operation->kind == DOCKET_OPERATION_KIND_FILE)
    reading->content =
      docket_blobs_read (sync->store, sha256 != NULL ? sha256 : "", &reading->unreadable);
}

static gboolean
read_server (DocketSync *sync,
             DocketOperation *operation,
             const char *remote_id,
             Reading *reading,
             GError **error)
{
  gboolean complete, whole;

  read_content (sync, operation, reading);

  if (operation->kind == DOCKET_OPERATION_KIND_CREATE)
    {
      reading->found = docket_look_for_created (sync, operation, &complete, error);
    }
  else
    {
      if (!needs_details (sync, operation, &whole, error))
        return FALSE;

      if (whole)
        reading->details =
          docket_remote_pull_ticket (sync->remote, remote_id, sync->cancellable, error);
      else
        reading->ticket =
          docket_remote_peek_ticket (sync->remote, remote_id, sync->cancellable, error);
    }

  reading->read_at = docket_sync_monotonic (sync);

  return reading->found != NULL || reading->details != NULL || reading->ticket != NULL;
}

static gboolean
merge_reading (DocketSync *sync,
               DocketTransaction *txn,
               DocketOperation *operation,
               Reading *reading,
               DocketFindings *findings,
               GError **error)
{
  g_autoptr (DocketValues) values = NULL;

  if (reading->found != NULL)
    return docket_look_take_created (sync, txn, operation, reading->found, error);

  if (reading->details != NULL)
    return docket_details_merge (sync, txn, operation->ticket, reading->details, findings, error);

  values = docket_learn_values (sync, txn, reading->ticket, error);

  return values != NULL && docket_ticket_merge (sync, txn, operation->ticket, values, NULL, error);
}

/* Ids are used again after a reset: words must never reach another customer (rule 19). */
static gboolean
is_stranger (DocketSync *sync,
             DocketTransaction *txn,
             const DocketOperation *operation,
             const DocketRemoteTicket *remote)
{
  static const char *const names[] = { DOCKET_SEEN_CREATED, DOCKET_SEEN_CUSTOMER };
  g_autoptr (DocketValues) theirs = docket_learn_values (sync, txn, remote, NULL);

  for (guint i = 0; theirs != NULL && i < G_N_ELEMENTS (names); i++)
    if (docket_values_knows (operation->seen, names[i]) && docket_values_knows (theirs, names[i]) &&
        !docket_merge_equal (names[i],
                             docket_values_get (operation->seen, names[i]),
                             docket_values_get (theirs, names[i])))
      return TRUE;

  return FALSE;
}

/* When a ticket was created from here, the server may write its opening comment itself, in the
 * contact's name: nobody said anything. Returns that instant, or 0. */
static gint64
get_opened_at (DocketTransaction *txn, const DocketOperation *operation)
{
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, operation->ticket, TRUE, NULL);
  g_autoptr (DocketValues) values = docket_tickets_load_values (txn, operation->ticket, NULL);

  for (guint i = 0; operations != NULL && values != NULL && i < operations->len; i++)
    {
      const DocketOperation *other = g_ptr_array_index (operations, i);

      if (other->kind == DOCKET_OPERATION_KIND_CREATE)
        return docket_values_get_int64 (values, DOCKET_FIELD_ID_CREATED);
    }

  return 0;
}

static gboolean
is_news (DocketSync *sync,
         const DocketOperation *operation,
         const DocketMessage *message,
         gint64 opened_at)
{
  if (!docket_outbox_is_news (operation, message) ||
      (message->author_contact == 0 && message->author_technician == sync->me))
    return FALSE;

  return opened_at == 0 || ABS (message->created_at - opened_at) > OPENING_US;
}

static gboolean
has_news (DocketSync *sync, DocketTransaction *txn, const DocketOperation *operation)
{
  g_autoptr (GPtrArray) messages = NULL;
  gint64 opened_at;

  if (!docket_values_knows (operation->seen, DOCKET_SEEN_MESSAGES) || !meets_news (txn, operation))
    return FALSE;

  messages = docket_messages_list (txn, operation->ticket, NULL);
  opened_at = get_opened_at (txn, operation);

  for (guint i = 0; messages != NULL && i < messages->len; i++)
    if (is_news (sync, operation, g_ptr_array_index (messages, i), opened_at))
      return TRUE;

  return FALSE;
}

/* Why it can't go, as an operation that waits for the person; %NULL when it can. */
static gboolean
hold_back (DocketSync *sync,
           DocketTransaction *txn,
           DocketOperation *operation,
           const DocketRemoteTicket *remote,
           const char *remote_id,
           gboolean *held,
           GError **error)
{
  *held = TRUE;

  if (remote != NULL && g_strcmp0 (remote->remote_id, remote_id) != 0)
    return docket_sync_hold (sync,
                             txn,
                             operation,
                             DOCKET_OPERATION_REASON_GONE,
                             _ ("The ticket was merged into another one on the server."),
                             error);

  if (remote != NULL && is_stranger (sync, txn, operation, remote))
    {
      sync->strange = TRUE;

      return docket_sync_hold (sync,
                               txn,
                               operation,
                               DOCKET_OPERATION_REASON_STRANGER,
                               _ ("The server shows another ticket under this number than the one "
                                  "this was written for. Nothing is sent until you have looked."),
                               error);
    }

  if (operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY &&
      !docket_sync_has_meta (txn, DOCKET_META_SYNC_TIME_HELD, NULL))
    return docket_sync_hold (sync,
                             txn,
                             operation,
                             DOCKET_OPERATION_REASON_REFUSED,
                             _ ("The server has moved the last time entry to another hour. Look at "
                                "it, then send this one anyway."),
                             error);

  if (operation->kind == DOCKET_OPERATION_KIND_SET &&
      !docket_sync_has_meta (txn, DOCKET_META_SYNC_SETS_HELD, NULL))
    return docket_sync_hold (sync,
                             txn,
                             operation,
                             DOCKET_OPERATION_REASON_REFUSED,
                             _ ("The server changes fields that were not sent. Look at what became "
                                "of the last one, then send this one anyway."),
                             error);

  *held = FALSE;

  return TRUE;
}

/* What the server has now, to be compared with what it has after the write (rule 17). */
static gboolean
remember_fields (DocketSync *sync,
                 DocketTransaction *txn,
                 const char *uuid,
                 const DocketRemoteTicket *remote,
                 GError **error)
{
  DocketValues *values;

  if (remote == NULL)
    return TRUE;

  values = docket_learn_values (sync, txn, remote, error);

  if (values != NULL)
    g_hash_table_replace (sync->sent_on, g_strdup (uuid), values);

  return values != NULL;
}

static gboolean
set_marker (DocketSync *sync, DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  gint64 server_now = docket_sync_server_now (sync, txn);

  if (operation->sent > 0 || operation->marker == 0 || operation->marker <= server_now)
    return TRUE;

  /* Never in the server's future, of which more is known now than when it was confirmed. */
  return docket_outbox_make_marker (txn, operation->ticket, server_now, &operation->marker, error);
}

/* Freezes the payload: from here on a byte may be on the wire. */
static gboolean
begin_flight (DocketSync *sync,
              DocketTransaction *txn,
              DocketOperation *operation,
              DocketFindings *findings,
              const Reading *reading,
              DocketRequest *request,
              GError **error)
{
  DocketOperationState from = operation->state;

  if (reading->unreadable != NULL)
    {
      g_set_error_literal (error,
                           DOCKET_SYNC_ERROR,
                           DOCKET_SYNC_ERROR_REFUSED,
                           reading->unreadable->message);
      return FALSE;
    }

  if (!set_marker (sync, txn, operation, error) ||
      !docket_request_init (request, txn, operation, error))
    return FALSE;

  if (reading->content != NULL)
    request->push.content = g_bytes_ref (reading->content);

  if (operation->equal_before < 0)
    operation->equal_before =
      GPOINTER_TO_INT (g_hash_table_lookup (findings->equal, operation->uuid));

  operation->sent++;
  operation->tries++;
  operation->epoch = sync->epoch;
  operation->state = DOCKET_OPERATION_STATE_IN_FLIGHT;
  docket_values_set_int64 (operation->seen,
                           DOCKET_SEEN_ATTEMPT,
                           docket_sync_server_now (sync, txn));

  return docket_sync_transit (sync, txn, operation, from, error);
}

static gboolean
can_go (const DocketOperation *operation)
{
  return operation->state == DOCKET_OPERATION_STATE_WAITING ||
         operation->state == DOCKET_OPERATION_STATE_AGAIN;
}

/* What can't be said in the server's ids needs the person. */
static gboolean
take_off (DocketSync *sync,
          DocketTransaction *txn,
          DocketOperation *operation,
          DocketFindings *findings,
          const Reading *reading,
          DocketLookVerdict *verdict,
          DocketRequest *request,
          GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (begin_flight (sync, txn, operation, findings, reading, request, &local_error))
    {
      *verdict = DOCKET_LOOK_GO;
      return docket_transaction_commit (txn, error);
    }

  if (local_error->domain != DOCKET_SYNC_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return docket_sync_hold (sync,
                           txn,
                           operation,
                           DOCKET_OPERATION_REASON_REFUSED,
                           local_error->message,
                           error) &&
         docket_transaction_commit (txn, error);
}

/* What was read, in one transaction: merge, decide, and freeze. */
static gboolean
decide (DocketSync *sync,
        const char *uuid,
        const char *remote_id,
        Reading *reading,
        DocketLookVerdict *verdict,
        DocketRequest *request,
        GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;
  g_auto (DocketFindings) findings = { 0 };
  gboolean held;

  *verdict = DOCKET_LOOK_SETTLED;
  docket_findings_init (&findings);

  if (operation == NULL)
    return FALSE;

  if (!can_go (operation))
    return TRUE;

  if (!hold_back (sync, txn, operation, get_ticket (reading), remote_id, &held, error))
    return FALSE;

  if (held)
    return docket_transaction_commit (txn, error);

  if (!merge_reading (sync, txn, operation, reading, &findings, error) ||
      (operation->kind == DOCKET_OPERATION_KIND_SET &&
       !remember_fields (sync, txn, uuid, get_ticket (reading), error)))
    return FALSE;

  g_object_unref (operation);
  operation = docket_operations_get (txn, uuid, error);

  if (operation == NULL)
    return FALSE;

  if (!can_go (operation))
    return docket_transaction_commit (txn, error);

  if (has_news (sync, txn, operation))
    return docket_sync_hold (sync, txn, operation, DOCKET_OPERATION_REASON_NEWS, NULL, error) &&
           docket_transaction_commit (txn, error);

  if (docket_sync_monotonic (sync) - reading->read_at > MAX_AGE_US)
    {
      *verdict = DOCKET_LOOK_LATER;
      return docket_transaction_commit (txn, error);
    }

  return take_off (sync, txn, operation, &findings, reading, verdict, request, error);
}

/* The ticket is not there: a delete is done, anything else needs the person. */
static gboolean
take_gone (DocketSync *sync, const char *uuid, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;

  if (operation == NULL)
    return FALSE;

  if (!can_go (operation))
    return TRUE;

  if (operation->kind == DOCKET_OPERATION_KIND_DELETE)
    return docket_read_back_delete (sync, txn, operation, error) &&
           docket_transaction_commit (txn, error);

  return docket_sync_hold (sync, txn, operation, DOCKET_OPERATION_REASON_GONE, NULL, error) &&
         docket_transaction_commit (txn, error);
}

static gboolean
take_read_error (DocketSync *sync,
                 DocketOperation *operation,
                 GError *read_error,
                 DocketLookVerdict *verdict,
                 GError **error)
{
  if (docket_sync_is_general_error (read_error))
    {
      g_propagate_error (error, g_error_copy (read_error));
      return FALSE;
    }

  if (g_error_matches (read_error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_NOT_FOUND))
    {
      *verdict = DOCKET_LOOK_SETTLED;
      return take_gone (sync, operation->uuid, error);
    }

  g_message ("Operation %s rests: its ticket can't be read", operation->uuid);
  operation->tries++;
  docket_sync_rest_backoff (sync, operation);
  *verdict = DOCKET_LOOK_LATER;

  return TRUE;
}

/* Reads what an operation is about to change, and decides whether it goes. With %DOCKET_LOOK_GO it
 * is *in flight*, committed, and @request says it in the server's ids. */
gboolean
docket_look (DocketSync *sync,
             const char *uuid,
             DocketLookVerdict *verdict,
             DocketRequest *request,
             GError **error)
{
  g_autofree char *remote_id = NULL;
  g_autoptr (DocketOperation) operation = docket_sync_load (sync, uuid, &remote_id, error);

  if (operation == NULL)
    return FALSE;

  *verdict = DOCKET_LOOK_LATER;

  if (!can_go (operation) || (remote_id == NULL && operation->kind != DOCKET_OPERATION_KIND_CREATE))
    return TRUE;

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_auto (Reading) reading = { 0 };
      g_autoptr (GError) read_error = NULL;

      if (!read_server (sync, operation, remote_id, &reading, &read_error))
        return take_read_error (sync, operation, read_error, verdict, error);

      docket_request_clear (request);

      if (!decide (sync, uuid, remote_id, &reading, verdict, request, error))
        return FALSE;

      if (*verdict != DOCKET_LOOK_LATER)
        return TRUE;
    }

  docket_sync_rest_backoff (sync, operation);

  return TRUE;
}
