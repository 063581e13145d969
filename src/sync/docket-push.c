/* Sends what waits, one request an operation (sync.md, sections 2 and 3).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-canonical.h"
#include "docket-transition.h"

/* How long something between may refuse before it is said (rule 5). */
#define FOREIGN_US (15 * 60 * G_USEC_PER_SEC)
#define MAX_REDIRECTS 3

static gboolean
is_same_create (const DocketOperation *a, const DocketOperation *b)
{
  g_autofree char *title_a =
    docket_payload_canonicalize (docket_values_get (a->payload, DOCKET_FIELD_ID_TITLE));
  g_autofree char *title_b =
    docket_payload_canonicalize (docket_values_get (b->payload, DOCKET_FIELD_ID_TITLE));

  return docket_canonical_matches (title_a, title_b);
}

/* Of two operations that could be taken for one, the second does not go while the first is on its
 * way (rule 7). In the talk of a ticket the lane sees to it. */
static gboolean
is_taken_for (const DocketOperation *operation, const DocketOperation *other)
{
  if (other->id == operation->id || other->kind != operation->kind ||
      (other->state != DOCKET_OPERATION_STATE_AMBIGUOUS &&
       other->state != DOCKET_OPERATION_STATE_ACKNOWLEDGED &&
       other->state != DOCKET_OPERATION_STATE_AGAIN))
    return FALSE;

  /* Two that are both to be sent again: the earlier one goes first. */
  if (other->state == DOCKET_OPERATION_STATE_AGAIN && other->seq > operation->seq)
    return FALSE;

  if (operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY)
    return other->ticket == operation->ticket && docket_payload_same_time (operation, other);

  return operation->kind == DOCKET_OPERATION_KIND_CREATE && is_same_create (operation, other);
}

static gboolean
deletes (GPtrArray *open, gint64 ticket)
{
  for (guint i = 0; i < open->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (open, i);

      if (operation->ticket == ticket && operation->kind == DOCKET_OPERATION_KIND_DELETE &&
          operation->state != DOCKET_OPERATION_STATE_NEEDS_ME)
        return TRUE;
    }

  return FALSE;
}

/* Whether nothing else of the outbox keeps it back. */
static gboolean
is_free (GPtrArray *open, GHashTable *uuids, const DocketOperation *operation)
{
  if (operation->state != DOCKET_OPERATION_STATE_WAITING &&
      operation->state != DOCKET_OPERATION_STATE_AGAIN)
    return FALSE;

  if (operation->depends_on != NULL && g_hash_table_contains (uuids, operation->depends_on))
    return FALSE;

  /* A ticket that is about to be deleted is not created or polished first. */
  if ((operation->kind == DOCKET_OPERATION_KIND_CREATE ||
       operation->kind == DOCKET_OPERATION_KIND_SET) &&
      operation->sent == 0 && deletes (open, operation->ticket))
    return FALSE;

  for (guint i = 0; i < open->len; i++)
    if (is_taken_for (operation, g_ptr_array_index (open, i)))
      return FALSE;

  return TRUE;
}

static GPtrArray *
list_open (DocketSync *sync, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);

  return txn != NULL ? docket_operations_list (txn, FALSE, error) : NULL;
}

/* The first of each lane that may go. What is kept here holds up nobody. @next: (out): when the
 * first that only has to wait may go, in microseconds; -1: none. */
static GPtrArray *
list_heads (DocketSync *sync, GPtrArray *open, gint64 *next)
{
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) uuids = g_hash_table_new (g_str_hash, g_str_equal);

  *next = -1;

  for (guint i = 0; i < open->len; i++)
    g_hash_table_add (uuids, ((DocketOperation *) g_ptr_array_index (open, i))->uuid);

  for (guint i = 0; i < open->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (open, i);
      gint64 wait;

      if (operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE ||
          !g_hash_table_add (
            lanes,
            g_strdup_printf ("%" G_GINT64_FORMAT "/%s", operation->ticket, operation->lane)))
        continue;

      wait = docket_sync_get_rest (sync, operation->uuid);

      /* Over or not: it goes when it was released, which is done first in each round. */
      if (operation->not_before != 0)
        wait = MAX (MAX (wait, 1), operation->not_before - docket_sync_now (sync));

      if (operation->state == DOCKET_OPERATION_STATE_NEEDS_ME)
        continue;

      if (wait > 0)
        *next = *next < 0 ? wait : MIN (*next, wait);
      else if (is_free (open, uuids, operation))
        g_ptr_array_add (heads, operation);
    }

  return g_steal_pointer (&heads);
}

/* @n_ready: (out): how many may go at once. When the next one may go or be asked about, in
 * microseconds; -1: none waits for time. */
gint64
docket_push_look (DocketSync *sync, guint *n_ready, GError **error)
{
  g_autoptr (GPtrArray) open = list_open (sync, error);
  g_autoptr (GPtrArray) heads = NULL;
  gint64 next = -1;

  *n_ready = 0;

  if (open != NULL)
    {
      heads = list_heads (sync, open, &next);
      *n_ready = heads->len;
    }

  return next;
}

gint64
docket_push_get_next (DocketSync *sync, GError **error)
{
  guint n_ready;

  return docket_push_look (sync, &n_ready, error);
}

/* --- The end of a write -------------------------------------------------------------------- */

static void
take_sentence (DocketOperation *operation, const DocketPushOutcome *outcome)
{
  g_free (operation->last_error);
  operation->last_error = g_strdup (outcome->message);
}

static gboolean
acknowledge (DocketSync *sync,
             DocketTransaction *txn,
             DocketOperation *operation,
             const DocketPushOutcome *outcome,
             GError **error)
{
  operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;
  operation->acknowledged_at = docket_sync_now (sync);
  g_clear_pointer (&operation->last_error, g_free);

  if (outcome->remote_id != NULL)
    {
      g_free (operation->remote_id);
      operation->remote_id = g_strdup (outcome->remote_id);
    }

  docket_sync_note_written (sync, operation->ticket);

  return operation->kind != DOCKET_OPERATION_KIND_CREATE || operation->remote_id == NULL ||
         docket_tickets_bind (txn, operation->ticket, operation->remote_id, NULL, error);
}

static void
doubt (DocketSync *sync, DocketOperation *operation)
{
  operation->state = DOCKET_OPERATION_STATE_AMBIGUOUS;
  docket_sync_note_written (sync, operation->ticket);
  docket_probe_begin (sync, operation->uuid);
}

/* The third time that a server sends elsewhere, it is a refusal. */
static void
take_redirect (DocketSync *sync, DocketOperation *operation)
{
  gint64 n = docket_values_get_int64 (operation->seen, DOCKET_SEEN_REDIRECTS) + 1;

  docket_values_set_int64 (operation->seen, DOCKET_SEEN_REDIRECTS, n);
  docket_sync_rest_backoff (sync, operation);

  if (n < MAX_REDIRECTS)
    {
      operation->state = DOCKET_OPERATION_STATE_AGAIN;
      return;
    }

  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = DOCKET_OPERATION_REASON_REFUSED;
}

/* A 4xx that is not in the server's own shape: something between said it (rule 5). */
static void
take_foreign_refusal (DocketSync *sync, DocketOperation *operation)
{
  if (docket_operation_kind_creates (operation->kind))
    {
      doubt (sync, operation);
      return;
    }

  operation->state = DOCKET_OPERATION_STATE_AGAIN;
  docket_sync_rest_backoff (sync, operation);

  if (docket_sync_now (sync) - operation->created_at > FOREIGN_US)
    {
      g_free (operation->last_error);
      operation->last_error =
        g_strdup (_ ("Refused by something between this computer and the server. Still trying."));
    }
}

static void
take_event (DocketSync *sync, DocketOperation *operation, const DocketPushOutcome *outcome)
{
  switch (outcome->event)
    {
    case DOCKET_PUSH_NOT_SENT:
      operation->sent--;
      operation->state =
        operation->sent == 0 ? DOCKET_OPERATION_STATE_WAITING : DOCKET_OPERATION_STATE_AGAIN;
      break;

    case DOCKET_PUSH_WAIT:
    case DOCKET_PUSH_SECRET:
      operation->state = DOCKET_OPERATION_STATE_AGAIN;
      break;

    case DOCKET_PUSH_PRECONDITION:
      operation->state = DOCKET_OPERATION_STATE_AGAIN;

      if (operation->tries > MAX_REDIRECTS)
        docket_sync_rest_backoff (sync, operation);

      break;

    case DOCKET_PUSH_REDIRECTED:
      take_redirect (sync, operation);
      break;

    case DOCKET_PUSH_REFUSED:
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_REFUSED;
      break;

    case DOCKET_PUSH_FOREIGN_REFUSAL:
      take_foreign_refusal (sync, operation);
      break;

    case DOCKET_PUSH_SURE_BUT_BROKEN:
      operation->sure = TRUE;
      doubt (sync, operation);
      break;

    case DOCKET_PUSH_ACKNOWLEDGED:
    case DOCKET_PUSH_AMBIGUOUS:
    default:
      doubt (sync, operation);
      break;
    }
}

static gboolean
store_outcome (DocketSync *sync,
               const char *uuid,
               const DocketPushOutcome *outcome,
               DocketOperationState *state,
               GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;

  if (operation == NULL || !docket_sync_note_server_date (sync, txn, outcome->server_date, error))
    return FALSE;

  operation->ended_at = docket_sync_now (sync);
  take_sentence (operation, outcome);

  if (outcome->event == DOCKET_PUSH_ACKNOWLEDGED)
    {
      if (!acknowledge (sync, txn, operation, outcome, error))
        return FALSE;
    }
  else
    {
      take_event (sync, operation, outcome);
    }

  *state = operation->state;
  g_debug ("Operation %s: the request ended with event %d", uuid, outcome->event);

  return docket_sync_transit (sync, txn, operation, DOCKET_OPERATION_STATE_IN_FLIGHT, error) &&
         docket_transaction_commit (txn, error);
}

/* What stops not one operation, but all. */
static gboolean
check_general (DocketSync *sync, const DocketPushOutcome *outcome, GError **error)
{
  int code;

  switch (outcome->event)
    {
    case DOCKET_PUSH_NOT_SENT:
      code = docket_remote_get_pause (sync->remote) > 0 ? DOCKET_REMOTE_ERROR_BUSY
                                                        : DOCKET_REMOTE_ERROR_UNREACHABLE;
      break;

    case DOCKET_PUSH_WAIT:
      code = DOCKET_REMOTE_ERROR_BUSY;
      break;

    case DOCKET_PUSH_SECRET:
      code = DOCKET_REMOTE_ERROR_SECRET;
      break;

    default:
      return TRUE;
    }

  g_set_error_literal (error,
                       DOCKET_REMOTE_ERROR,
                       code,
                       outcome->message != NULL ? outcome->message
                                                : _ ("The server can't be reached."));

  return FALSE;
}

static gboolean
read_back (DocketSync *sync, const char *uuid, GError **error)
{
  g_autofree char *remote_id = NULL;
  g_autoptr (DocketOperation) operation = docket_sync_load (sync, uuid, &remote_id, error);

  return operation != NULL && docket_read_back (sync, operation, error);
}

static gboolean
push_one (DocketSync *sync, const char *uuid, gboolean *moved, GError **error)
{
  g_auto (DocketRequest) request = { 0 };
  g_auto (DocketPushOutcome) outcome = { 0 };
  DocketLookVerdict verdict;
  DocketOperationState state = DOCKET_OPERATION_STATE_IN_FLIGHT;

  if (!docket_look (sync, uuid, &verdict, &request, error))
    return FALSE;

  *moved = verdict != DOCKET_LOOK_LATER;

  if (verdict != DOCKET_LOOK_GO)
    return TRUE;

  /* The network runs only here: between the commit of "in flight" and the next one. */
  docket_remote_push (sync->remote, &request.push, &outcome, sync->cancellable);

  if (!store_outcome (sync, uuid, &outcome, &state, error) ||
      !check_general (sync, &outcome, error))
    return FALSE;

  return state != DOCKET_OPERATION_STATE_ACKNOWLEDGED || read_back (sync, uuid, error);
}

/* Somebody was faster: what was read is old, and is read again by the next round. */
static gboolean
forgive_stale (GError *local_error, GError **error)
{
  if (g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_STALE))
    return TRUE;

  g_propagate_error (error, g_error_copy (local_error));

  return FALSE;
}

static gboolean
push_heads (DocketSync *sync, GPtrArray *heads, guint *n_moved, GError **error)
{
  for (guint i = 0; i < heads->len && !sync->strange; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (heads, i);
      g_autoptr (GError) local_error = NULL;
      gboolean moved = FALSE;

      if (g_cancellable_set_error_if_cancelled (sync->cancellable, error))
        return FALSE;

      if (!push_one (sync, operation->uuid, &moved, &local_error) &&
          !forgive_stale (local_error, error))
        return FALSE;

      if (moved)
        (*n_moved)++;
    }

  return TRUE;
}

static gboolean
tidy (DocketSync *sync, GPtrArray *open, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  for (guint i = 0; i < open->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (open, i);
      gboolean nothing;

      if (operation->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
          operation->reason == DOCKET_OPERATION_REASON_STRANGER)
        sync->strange = TRUE;

      /* A delete whose undo window is over, of a ticket that was never sent: both are nothing. */
      if (operation->kind != DOCKET_OPERATION_KIND_DELETE ||
          operation->state != DOCKET_OPERATION_STATE_WAITING || operation->not_before != 0)
        continue;

      if (txn == NULL)
        txn = docket_sync_begin (sync, error);

      if (txn == NULL ||
          !docket_outbox_fold_unsent (txn, operation->ticket, sync->epoch, &nothing, error))
        return FALSE;
    }

  return txn == NULL || docket_transaction_commit (txn, error);
}

static gboolean
doubt_flights (DocketSync *sync, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);

  return txn != NULL && docket_sync_doubt_flights (sync, txn, error) &&
         docket_transaction_commit (txn, error);
}

/* Sends all that can go, and asks about all that is in doubt, until nothing moves. @n_moved: what
 * moved. An operation's own trouble is its own; what stops all is the error. */
gboolean
docket_push_all (DocketSync *sync, guint *n_moved, GError **error)
{
  guint n_round;

  *n_moved = 0;

  if (!doubt_flights (sync, error))
    return FALSE;

  do
    {
      g_autoptr (GPtrArray) open = NULL;
      g_autoptr (GPtrArray) heads = NULL;
      gint64 next;

      n_round = 0;
      sync->strange = FALSE;

      if (!docket_probe_all (sync, &n_round, error))
        return FALSE;

      open = list_open (sync, error);

      if (open == NULL || !tidy (sync, open, error))
        return FALSE;

      heads = list_heads (sync, open, &next);

      if (!push_heads (sync, heads, &n_round, error))
        return FALSE;

      *n_moved += n_round;
    }
  while (n_round > 0 && !sync->strange);

  return TRUE;
}
