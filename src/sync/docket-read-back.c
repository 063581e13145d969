/* Reads back what the server acknowledged: only then is it done (sync.md, rule 3).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-merge.h"

/* So long may a server take to show what it said it has done. */
#define PATIENCE_US (10 * 60 * G_USEC_PER_SEC)

static gboolean
is_overdue (DocketSync *sync, const DocketOperation *operation)
{
  return docket_sync_now (sync) - operation->acknowledged_at > PATIENCE_US;
}

static const char *
sentence_missing (void)
{
  return _ ("The server said yes, but does not show it.");
}

/* What waits behind a deleted ticket has no place to go any more. */
static gboolean
withdraw_unsent (DocketSync *sync, DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, FALSE, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i - 1);

      if (((operation->sent == 0 && operation->state == DOCKET_OPERATION_STATE_WAITING) ||
           operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE) &&
          !docket_outbox_withdraw (txn, operation, sync->epoch, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
docket_read_back_delete (DocketSync *sync,
                         DocketTransaction *txn,
                         DocketOperation *operation,
                         GError **error)
{
  return docket_sync_finish (sync, txn, operation, error) &&
         withdraw_unsent (sync, txn, operation->ticket, error);
}

static gboolean
end_delete (DocketSync *sync, const char *uuid, gboolean gone, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;

  if (operation == NULL)
    return FALSE;

  if (operation->state != DOCKET_OPERATION_STATE_ACKNOWLEDGED)
    return TRUE;

  if (gone)
    return docket_read_back_delete (sync, txn, operation, error) &&
           docket_transaction_commit (txn, error);

  return docket_sync_hold (sync,
                           txn,
                           operation,
                           DOCKET_OPERATION_REASON_REFUSED,
                           _ ("The server said yes, but the ticket is still there."),
                           error) &&
         docket_transaction_commit (txn, error);
}

/* The field as the server has it now becomes base; the screen follows, unless the person has
 * changed the field again. */
static gboolean
take_value (DocketSync *sync,
            DocketTransaction *txn,
            const DocketOperation *operation,
            const char *field,
            const char *value,
            GError **error)
{
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, operation->ticket, FALSE, error);
  const DocketOperation *last;

  if (operations == NULL || !docket_outbox_set_base (txn, operation->ticket, field, value, error))
    return FALSE;

  last = docket_outbox_find_set (operations, field);

  return (last != NULL && last->id != operation->id) ||
         (docket_outbox_set_value (txn, operation->ticket, field, value, error) &&
          docket_outbox_note_other_status (txn,
                                           operation->ticket,
                                           field,
                                           docket_values_get (operation->payload, field),
                                           value,
                                           docket_sync_now (sync),
                                           error));
}

/* The read-back of a field: an acknowledged operation, and the values of an answer. */
gboolean
docket_read_back_set (DocketSync *sync,
                      DocketTransaction *txn,
                      DocketOperation *operation,
                      DocketValues *theirs,
                      GError **error)
{
  const char *field = docket_payload_get_field (operation);
  const char *sent = docket_values_get (operation->payload, field);
  const char *value = docket_values_get (theirs, field);
  const char *base = docket_values_get (operation->seen, DOCKET_SEEN_VALUE);

  if (docket_values_knows (theirs, field) || sent == NULL)
    {
      if (docket_merge_equal (field, value, sent))
        return take_value (sync, txn, operation, field, value, error) &&
               docket_sync_finish (sync, txn, operation, error);

      if (!docket_merge_equal (field, value, base))
        {
          g_free (operation->last_error);
          operation->last_error = g_strdup (_ ("The server made another value of it."));

          return take_value (sync, txn, operation, field, value, error) &&
                 docket_sync_finish (sync, txn, operation, error);
        }
    }
  else if (!is_overdue (sync, operation))
    {
      docket_sync_rest_backoff (sync, operation);
      return TRUE;
    }

  return docket_sync_hold (sync,
                           txn,
                           operation,
                           DOCKET_OPERATION_REASON_REFUSED,
                           _ ("The server said yes, but still has the old value."),
                           error);
}

/* Unsent is not unchanged (rule 17): a server that resets what a write leaves out gets no more of
 * them until the person has looked. Status and assignee are moved by a server's own rules too. */
static gboolean
check_unsent (DocketSync *sync,
              DocketTransaction *txn,
              const DocketOperation *operation,
              DocketValues *theirs,
              GError **error)
{
  static const char *const fields[] = { DOCKET_FIELD_ID_TITLE,
                                        DOCKET_FIELD_ID_PRIORITY,
                                        DOCKET_FIELD_ID_IMPACT,
                                        DOCKET_FIELD_ID_TYPE };
  DocketValues *before = g_hash_table_lookup (sync->sent_on, operation->uuid);
  gboolean changed = FALSE;

  for (guint i = 0; before != NULL && i < G_N_ELEMENTS (fields); i++)
    changed = changed ||
              (g_strcmp0 (docket_payload_get_field (operation), fields[i]) != 0 &&
               docket_values_knows (before, fields[i]) && docket_values_knows (theirs, fields[i]) &&
               !docket_merge_equal (fields[i],
                                    docket_values_get (before, fields[i]),
                                    docket_values_get (theirs, fields[i])));

  g_hash_table_remove (sync->sent_on, operation->uuid);

  if (!changed)
    return TRUE;

  g_message ("Operation %s changed fields that it did not send", operation->uuid);

  return docket_meta_set (txn, DOCKET_META_SYNC_SETS_HELD, operation->uuid, error);
}

static gboolean
end_set (DocketSync *sync, const char *uuid, const DocketRemoteTicket *remote, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;
  g_autoptr (DocketValues) theirs = NULL;

  if (operation == NULL)
    return FALSE;

  theirs = docket_learn_values (sync, txn, remote, error);

  if (theirs == NULL)
    return FALSE;

  if (operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED &&
      (!check_unsent (sync, txn, operation, theirs, error) ||
       !docket_read_back_set (sync, txn, operation, theirs, error)))
    return FALSE;

  return docket_ticket_merge (sync, txn, operation->ticket, theirs, NULL, error) &&
         docket_transaction_commit (txn, error);
}

/* Not to be seen in a list that was read whole: the way it was to be known again failed too. */
static gboolean
take_missing (DocketSync *sync, DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  docket_sync_rest_backoff (sync, operation);

  if (!is_overdue (sync, operation))
    return TRUE;

  return docket_meta_set (txn, DOCKET_META_SYNC_BLIND, "yes", error) &&
         docket_sync_hold (sync,
                           txn,
                           operation,
                           DOCKET_OPERATION_REASON_REFUSED,
                           sentence_missing (),
                           error);
}

/* What stands on the new ticket when it is first read was made with it: it is no news to what waits
 * for it, nor to the person. A server's clock may be before ours. */
static gboolean
note_first_messages (DocketSync *sync,
                     DocketTransaction *txn,
                     gint64 ticket,
                     const DocketRemoteDetails *details,
                     GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, FALSE, error);
  gint64 read_until = docket_sync_now (sync);

  for (guint i = 0; details->messages != NULL && i < details->messages->len; i++)
    {
      const DocketRemoteMessage *message = g_ptr_array_index (details->messages, i);

      read_until = MAX (read_until, message->created_at);
    }

  if (operations == NULL || !docket_tickets_set_read (txn, ticket, read_until, error))
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (!docket_outbox_note_messages (txn, operation, error) ||
          !docket_sync_transit (sync, txn, operation, operation->state, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
end_item (DocketSync *sync, const char *uuid, const DocketRemoteDetails *details, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;
  const gboolean messages = operation != NULL && operation->kind == DOCKET_OPERATION_KIND_MESSAGE;
  const gboolean creates = operation != NULL && operation->kind == DOCKET_OPERATION_KIND_CREATE;
  g_auto (DocketFindings) findings = { 0 };
  gint64 ticket;

  docket_findings_init (&findings);

  if (operation == NULL)
    return FALSE;

  ticket = operation->ticket;

  if (creates && operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED &&
      !docket_ticket_read_back_create (sync, txn, operation, details->ticket, error))
    return FALSE;

  if (!docket_details_merge (sync, txn, ticket, details, &findings, error) ||
      (creates && !note_first_messages (sync, txn, ticket, details, error)))
    return FALSE;

  g_object_unref (operation);
  operation = docket_operations_get (txn, uuid, error);

  if (operation == NULL)
    return FALSE;

  if (operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED &&
      (messages ? details->messages_complete : details->time_entries_complete) &&
      !take_missing (sync, txn, operation, error))
    return FALSE;

  if (operation->state == DOCKET_OPERATION_STATE_ACKNOWLEDGED)
    docket_sync_rest_backoff (sync, operation);

  return docket_transaction_commit (txn, error);
}

/* The ticket of something acknowledged is not there: it was deleted since, or never was. */
static gboolean
end_gone (DocketSync *sync, const char *uuid, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;

  if (operation == NULL)
    return FALSE;

  if (operation->state != DOCKET_OPERATION_STATE_ACKNOWLEDGED)
    return TRUE;

  /* A server may take a while to show what it has just made. */
  if (!is_overdue (sync, operation))
    {
      docket_sync_rest_backoff (sync, operation);
      return TRUE;
    }

  return docket_sync_hold (sync, txn, operation, DOCKET_OPERATION_REASON_GONE, NULL, error) &&
         docket_transaction_commit (txn, error);
}

static gboolean
take_read_error (DocketSync *sync, DocketOperation *operation, GError *read_error, GError **error)
{
  if (docket_sync_is_general_error (read_error))
    {
      g_propagate_error (error, g_error_copy (read_error));
      return FALSE;
    }

  if (g_error_matches (read_error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_NOT_FOUND))
    return operation->kind == DOCKET_OPERATION_KIND_DELETE
             ? end_delete (sync, operation->uuid, TRUE, error)
             : end_gone (sync, operation->uuid, error);

  docket_sync_rest_backoff (sync, operation);

  return TRUE;
}

/* A customer's files can't be read: that the server named the new one is all that there is to know
 * of it. The message that names it goes next, and is read back. */
static gboolean
end_file (DocketSync *sync, const char *uuid, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_autoptr (DocketOperation) operation =
    txn != NULL ? docket_operations_get (txn, uuid, error) : NULL;

  if (operation == NULL)
    return FALSE;

  return operation->state != DOCKET_OPERATION_STATE_ACKNOWLEDGED ||
         (docket_sync_finish (sync, txn, operation, error) &&
          docket_transaction_commit (txn, error));
}

static char *
get_ticket_id (DocketSync *sync, DocketOperation *operation, GError **error)
{
  g_autofree char *remote_id = NULL;
  g_autoptr (DocketOperation) same = docket_sync_load (sync, operation->uuid, &remote_id, error);

  if (same == NULL)
    return NULL;

  /* The create's own id, when what was acknowledged is not bound yet. */
  if (remote_id == NULL && operation->kind == DOCKET_OPERATION_KIND_CREATE)
    remote_id = g_strdup (operation->remote_id);

  return g_steal_pointer (&remote_id);
}

/* Reads an acknowledged operation back. It stays acknowledged while the server can't be asked. */
gboolean
docket_read_back (DocketSync *sync, DocketOperation *operation, GError **error)
{
  g_autoptr (DocketRemoteDetails) details = NULL;
  g_autoptr (DocketRemoteTicket) ticket = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autofree char *remote_id = NULL;

  if (operation->kind == DOCKET_OPERATION_KIND_FILE)
    return end_file (sync, operation->uuid, error);

  remote_id = get_ticket_id (sync, operation, &read_error);

  if (read_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }

  if (remote_id == NULL)
    {
      docket_sync_rest_backoff (sync, operation);
      return TRUE;
    }

  if (operation->kind == DOCKET_OPERATION_KIND_SET ||
      operation->kind == DOCKET_OPERATION_KIND_DELETE)
    ticket = docket_remote_peek_ticket (sync->remote, remote_id, sync->cancellable, &read_error);
  else
    details = docket_remote_pull_ticket (sync->remote, remote_id, sync->cancellable, &read_error);

  if (read_error != NULL)
    return take_read_error (sync, operation, read_error, error);

  if (details != NULL)
    return end_item (sync, operation->uuid, details, error);

  return operation->kind == DOCKET_OPERATION_KIND_SET
           ? end_set (sync, operation->uuid, ticket, error)
           : end_delete (sync, operation->uuid, FALSE, error);
}
