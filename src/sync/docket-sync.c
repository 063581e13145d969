/* The context of whoever speaks to the server: the epoch, what was learnt, what rests.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-store-directory.h"

/* As long as an acknowledged item is kept that is not shown. */
#define EMPTY_US (10 * 60 * G_USEC_PER_SEC)

#define BACKOFF_MIN_US (2 * G_USEC_PER_SEC)
#define BACKOFF_MAX_US (15 * 60 * G_USEC_PER_SEC)

DocketSync *
docket_sync_new (DocketStore *store, DocketClock *clock)
{
  DocketSync *sync = g_new0 (DocketSync, 1);

  sync->store = g_object_ref (store);
  sync->clock = g_object_ref (clock);
  sync->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sync->probes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sync->rests = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  sync->written = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sync->refetch = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  sync->sent_on =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) docket_values_unref);
  sync->empties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return sync;
}

void
docket_sync_free (DocketSync *sync)
{
  g_clear_object (&sync->store);
  g_clear_object (&sync->clock);
  g_clear_object (&sync->remote);
  g_clear_object (&sync->cancellable);
  g_free (sync->me_email);
  g_free (sync->me_remote_id);
  g_hash_table_unref (sync->entries);
  g_hash_table_unref (sync->probes);
  g_hash_table_unref (sync->rests);
  g_hash_table_unref (sync->written);
  g_hash_table_unref (sync->refetch);
  g_hash_table_unref (sync->empties);
  g_hash_table_unref (sync->sent_on);
  g_free (sync);
}

void
docket_sync_set_remote (DocketSync *sync, DocketRemote *remote)
{
  g_set_object (&sync->remote, remote);
  sync->capabilities = remote != NULL ? docket_remote_get_capabilities (remote) : NULL;
}

gint64
docket_sync_now (DocketSync *sync)
{
  return docket_clock_get_wall (sync->clock);
}

gint64
docket_sync_monotonic (DocketSync *sync)
{
  return docket_clock_get_monotonic (sync->clock);
}

gint64
docket_sync_server_now (DocketSync *sync, DocketTransaction *txn)
{
  g_autofree char *offset = docket_meta_get (txn, DOCKET_META_SYNC_OFFSET, NULL);

  return docket_sync_now (sync) + (offset != NULL ? g_ascii_strtoll (offset, NULL, 10) : 0);
}

/* The server's clock says whole seconds; an offset is told anew only when it moved by more. */
gboolean
docket_sync_note_server_date (DocketSync *sync,
                              DocketTransaction *txn,
                              gint64 server_date,
                              GError **error)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 offset;

  if (server_date == 0)
    return TRUE;

  offset = server_date - docket_sync_now (sync);
  before = docket_meta_get (txn, DOCKET_META_SYNC_OFFSET, NULL);

  if (before != NULL && ABS (offset - g_ascii_strtoll (before, NULL, 10)) < 2 * G_USEC_PER_SEC)
    return TRUE;

  after = g_strdup_printf ("%" G_GINT64_FORMAT, offset);

  return docket_meta_set (txn, DOCKET_META_SYNC_OFFSET, after, error);
}

gboolean
docket_sync_has_meta (DocketTransaction *txn, const char *key, const char *value)
{
  g_autofree char *found = docket_meta_get (txn, key, NULL);

  return g_strcmp0 (found, value) == 0;
}

/* A writing transaction of the one who holds the sync lock. */
DocketTransaction *
docket_sync_begin (DocketSync *sync, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (sync->store, NULL, error);

  if (txn == NULL || !docket_owner_beat (txn, sync->epoch, docket_sync_now (sync), error))
    return NULL;

  return g_steal_pointer (&txn);
}

void
docket_sync_fill_context (DocketSync *sync, DocketOutboxContext *context)
{
  context->clock = sync->clock;
  context->capabilities = sync->capabilities;
  context->me = sync->me;
}

/* Who uses this workspace, as far as the directory knows them. */
gboolean
docket_sync_learn_me (DocketSync *sync, DocketTransaction *txn, GError **error)
{
  g_autoptr (DocketEntry) me = NULL;
  g_autoptr (GError) local_error = NULL;

  if (sync->me_remote_id != NULL)
    return TRUE;

  if (sync->me_email == NULL)
    sync->me_email = docket_meta_get (txn, DOCKET_META_SYNC_ME_EMAIL, NULL);

  if (sync->me_email == NULL)
    return TRUE;

  me = docket_directory_find (txn, DOCKET_ENTITY_TECHNICIAN, "email", sync->me_email, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (me != NULL)
    {
      sync->me = me->id;
      sync->me_remote_id = g_strdup (me->remote_id);
    }

  return TRUE;
}

/* What was on the wire when nothing is any more is in doubt. */
gboolean
docket_sync_doubt_flights (DocketSync *sync, DocketTransaction *txn, GError **error)
{
  static const DocketOperationState states[] = { DOCKET_OPERATION_STATE_IN_FLIGHT };
  g_autoptr (GPtrArray) operations =
    docket_operations_list_states (txn, states, G_N_ELEMENTS (states), error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      operation->state = DOCKET_OPERATION_STATE_AMBIGUOUS;
      operation->ended_at = docket_sync_now (sync);

      if (!docket_sync_transit (sync, txn, operation, DOCKET_OPERATION_STATE_IN_FLIGHT, error))
        return FALSE;
    }

  if (operations->len > 0)
    g_message ("%u requests of an earlier run are in doubt", operations->len);

  return TRUE;
}

static void
forget (DocketSync *sync)
{
  g_hash_table_remove_all (sync->entries);
  g_hash_table_remove_all (sync->probes);
  g_hash_table_remove_all (sync->rests);
  g_hash_table_remove_all (sync->written);
  g_hash_table_remove_all (sync->refetch);
  g_hash_table_remove_all (sync->empties);
  g_hash_table_remove_all (sync->sent_on);
}

/* Taking the lock raises the epoch (rule 20). */
gboolean
docket_sync_take_over (DocketSync *sync, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (sync->store, NULL, error);
  const gint64 before = sync->epoch;

  if (txn == NULL)
    return FALSE;

  sync->epoch = docket_owner_take (txn, docket_sync_now (sync), error);

  /* Somebody else spoke to the server meanwhile: what was asked and when is not known any more. */
  if (sync->epoch != before + 1)
    forget (sync);

  return sync->epoch != 0 && docket_sync_doubt_flights (sync, txn, error) &&
         docket_sync_learn_me (sync, txn, error) && docket_transaction_commit (txn, error);
}

/* @remote_id: (out) (nullable): the ticket's id on the server */
DocketOperation *
docket_sync_load (DocketSync *sync, const char *uuid, char **remote_id, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;
  g_autoptr (GError) local_error = NULL;

  if (operation == NULL)
    return NULL;

  *remote_id = docket_tickets_get_remote_id (txn, operation->ticket, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&operation);
}

/* A new key or address must answer with the stored account (rule 19). */
gboolean
docket_sync_check_account (DocketSync *sync, GError **error)
{
  g_autoptr (DocketRemoteAccount) account =
    docket_remote_check (sync->remote, sync->cancellable, error);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autofree char *stored = NULL;

  if (account == NULL)
    return FALSE;

  txn = docket_sync_begin (sync, error);

  if (txn == NULL)
    return FALSE;

  stored = docket_meta_get (txn, DOCKET_META_SYNC_ACCOUNT, NULL);

  if (stored == NULL)
    return docket_meta_set (txn, DOCKET_META_SYNC_ACCOUNT, account->id, error) &&
           docket_transaction_commit (txn, error);

  if (g_strcmp0 (stored, account->id) == 0)
    return TRUE;

  g_set_error_literal (
    error,
    DOCKET_SYNC_ERROR,
    DOCKET_SYNC_ERROR_STRANGER,
    _ ("This key belongs to another account than the one this workspace was "
       "made for. Nothing was sent. Give the right key, or add the other account "
       "as a workspace of its own."));

  return FALSE;
}

/* Ends the undo windows that are over. */
gboolean
docket_sync_release (DocketSync *sync, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (sync->store, NULL, error);
  DocketOutboxContext context;

  if (txn == NULL)
    return FALSE;

  docket_sync_fill_context (sync, &context);

  return docket_outbox_release_abandoned (txn, &context, error) &&
         docket_transaction_commit (txn, error);
}

void
docket_sync_note_written (DocketSync *sync, gint64 ticket)
{
  gint64 now = docket_sync_monotonic (sync);

  g_hash_table_replace (sync->written,
                        g_memdup2 (&ticket, sizeof ticket),
                        g_memdup2 (&now, sizeof now));
}

/* Whether an answer was asked for before we last wrote to the ticket (rule 11). */
gboolean
docket_sync_is_stale (DocketSync *sync, gint64 ticket, gint64 began_at)
{
  const gint64 *written = g_hash_table_lookup (sync->written, &ticket);

  return written != NULL && *written > began_at;
}

/* A list that comes empty and had not been is believed when it comes so again, later: servers have
 * been seen to answer with no rows and 200. */
gboolean
docket_sync_believes_empty (DocketSync *sync, const char *list, gint64 ticket)
{
  g_autofree char *key = g_strdup_printf ("%s:%" G_GINT64_FORMAT, list, ticket);
  const gint64 *since = g_hash_table_lookup (sync->empties, key);
  gint64 now = docket_sync_monotonic (sync);

  if (since == NULL)
    {
      g_hash_table_insert (sync->empties, g_steal_pointer (&key), g_memdup2 (&now, sizeof now));
      return FALSE;
    }

  return now - *since >= EMPTY_US;
}

void
docket_findings_init (DocketFindings *findings)
{
  *findings = (DocketFindings){ 0 };
  findings->equal = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
docket_findings_clear (DocketFindings *findings)
{
  g_clear_pointer (&findings->equal, g_hash_table_unref);
}

/* From 2 s to 15 min, with full jitter. */
gint64
docket_sync_backoff (guint tries)
{
  gint64 most = BACKOFF_MIN_US << MIN (tries, 10);

  most = MIN (most, BACKOFF_MAX_US);

  return BACKOFF_MIN_US + (gint64) (g_random_double () * (double) (most - BACKOFF_MIN_US));
}

void
docket_sync_rest (DocketSync *sync, const char *uuid, gint64 pause_us)
{
  gint64 until = docket_sync_monotonic (sync) + pause_us;

  g_hash_table_replace (sync->rests, g_strdup (uuid), g_memdup2 (&until, sizeof until));
}

void
docket_sync_rest_backoff (DocketSync *sync, const DocketOperation *operation)
{
  docket_sync_rest (sync, operation->uuid, docket_sync_backoff (operation->tries));
}

/* How long an operation still rests, in microseconds. */
gint64
docket_sync_get_rest (DocketSync *sync, const char *uuid)
{
  const gint64 *until = g_hash_table_lookup (sync->rests, uuid);

  return until != NULL ? MAX (0, *until - docket_sync_monotonic (sync)) : 0;
}

/* Whether an error of reading is the whole server's, not one ticket's. */
gboolean
docket_sync_is_general_error (const GError *error)
{
  return error->domain != DOCKET_REMOTE_ERROR ||
         (error->code != DOCKET_REMOTE_ERROR_BROKEN && error->code != DOCKET_REMOTE_ERROR_REFUSED &&
          error->code != DOCKET_REMOTE_ERROR_NOT_FOUND);
}

gboolean
docket_sync_transit (DocketSync *sync,
                     DocketTransaction *txn,
                     DocketOperation *operation,
                     DocketOperationState from,
                     GError **error)
{
  g_debug ("Operation %s: %d to %d", operation->uuid, from, operation->state);

  return docket_outbox_transit (txn, operation, from, sync->epoch, error);
}

gboolean
docket_sync_hold (DocketSync *sync,
                  DocketTransaction *txn,
                  DocketOperation *operation,
                  DocketOperationReason reason,
                  const char *sentence,
                  GError **error)
{
  g_message ("Operation %s needs the person: reason %d", operation->uuid, reason);

  return docket_outbox_hold (txn, operation, reason, sentence, sync->epoch, error);
}

/* Bound and read back. */
gboolean
docket_sync_finish (DocketSync *sync,
                    DocketTransaction *txn,
                    DocketOperation *operation,
                    GError **error)
{
  DocketOperationState from = operation->state;

  operation->state = DOCKET_OPERATION_STATE_DONE;
  operation->reason = DOCKET_OPERATION_REASON_NONE;
  g_hash_table_remove (sync->probes, operation->uuid);
  g_hash_table_remove (sync->rests, operation->uuid);

  if (operation->sent > 0)
    sync->n_pushed++;

  return docket_sync_transit (sync, txn, operation, from, error);
}
