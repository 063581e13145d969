/* What a person decides about what waits: retry, discard, "that is it".
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"

static gboolean
refuse (GError **error, DocketSyncError code, const char *sentence)
{
  g_set_error_literal (error, DOCKET_SYNC_ERROR, code, sentence);

  return FALSE;
}

gboolean
docket_outbox_refuse_late (GError **error)
{
  return refuse (error,
                 DOCKET_SYNC_ERROR_TOO_LATE,
                 _ ("This has been sent and can't be taken back any more."));
}

/* Withdraws all operations of a ticket that was created here and of which nothing was sent: create
 * and delete are nothing (rule 12). */
gboolean
docket_outbox_fold_unsent (DocketTransaction *txn,
                           gint64 ticket,
                           gint64 epoch,
                           gboolean *nothing,
                           GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, FALSE, error);
  gboolean created_here = FALSE;
  guint sent = 0;

  *nothing = FALSE;

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i);

      created_here = created_here || operation->kind == DOCKET_OPERATION_KIND_CREATE;
      sent += operation->sent;
    }

  if (!created_here || sent > 0)
    return TRUE;

  for (guint i = operations->len; i > 0; i--)
    if (!docket_outbox_withdraw (txn, g_ptr_array_index (operations, i - 1), epoch, error))
      return FALSE;

  *nothing = TRUE;

  return TRUE;
}

/* --- What needs the person ----------------------------------------------------------------- */

static DocketOperation *
get_operation (DocketTransaction *txn, const char *uuid, GError **error)
{
  DocketOperation *operation = docket_operations_get (txn, uuid, error);

  if (operation == NULL && error != NULL && *error == NULL)
    refuse (error,
            DOCKET_SYNC_ERROR_REFUSED,
            _ ("There is no such operation in the outbox any more."));

  return operation;
}

/* What the person has looked at before deciding is what stood on the screen. */
static gboolean
note_screen (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  return operation->kind == DOCKET_OPERATION_KIND_CREATE ||
         (docket_outbox_note_identity (txn, operation, error) &&
          docket_outbox_note_messages (txn, operation, error));
}

static gboolean
retry (DocketTransaction *txn,
       DocketOperation *operation,
       gboolean anyway,
       const DocketOutboxContext *context,
       GError **error)
{
  if (operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE)
    return refuse (error,
                   DOCKET_SYNC_ERROR_REFUSED,
                   _ ("This server can't hold it, so it stays on this computer."));

  if (operation->reason == DOCKET_OPERATION_REASON_CONFLICT && anyway)
    return docket_outbox_resolve (txn,
                                  operation->ticket,
                                  docket_payload_get_field (operation),
                                  FALSE,
                                  context,
                                  error);

  if (!note_screen (txn, operation, error))
    return FALSE;

  if (operation->sent == 0)
    operation->state = DOCKET_OPERATION_STATE_WAITING;
  else if (anyway)
    operation->state = DOCKET_OPERATION_STATE_AGAIN;
  else
    operation->state = DOCKET_OPERATION_STATE_AMBIGUOUS;

  /* Counted anew: what the person has seen there is not what they send now. */
  if (anyway)
    {
      operation->equal_before = -1;
      operation->sure = FALSE;
    }

  if (anyway && operation->kind == DOCKET_OPERATION_KIND_TIME_ENTRY &&
      !docket_meta_set (txn, DOCKET_META_SYNC_TIME_HELD, NULL, error))
    return FALSE;

  if (anyway && operation->kind == DOCKET_OPERATION_KIND_SET &&
      !docket_meta_set (txn, DOCKET_META_SYNC_SETS_HELD, NULL, error))
    return FALSE;

  operation->reason = DOCKET_OPERATION_REASON_NONE;
  operation->tries = 0;
  docket_values_forget (operation->seen, DOCKET_SEEN_REDIRECTS);
  g_clear_pointer (&operation->last_error, g_free);
  g_ptr_array_set_size (operation->likely, 0);

  return docket_outbox_transit (txn, operation, DOCKET_OPERATION_STATE_NEEDS_ME, 0, error);
}

/* What was done in the same gesture has been decided with it. */
static gboolean
note_dependants (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, operation->ticket, FALSE, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *other = g_ptr_array_index (operations, i);

      if (g_strcmp0 (other->depends_on, operation->uuid) != 0 ||
          other->state != DOCKET_OPERATION_STATE_WAITING ||
          !docket_values_knows (other->seen, DOCKET_SEEN_MESSAGES))
        continue;

      if (!docket_outbox_note_messages (txn, other, error) ||
          !docket_outbox_transit (txn, other, other->state, 0, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * docket_outbox_retry:
 * @txn: a writing transaction, which the caller commits
 * @uuid: an operation
 * @anyway: send it even if the server may have it, or has changed since
 * @context: the clock and the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Lets an operation that needs the person go on: what was ever sent is first looked for on the
 * server, unless it is to be sent anyway. One that waits already is left as it is. Any thread.
 *
 * Returns: (transfer full) (nullable): the operation as it stands now
 */
DocketOperation *
docket_outbox_retry (DocketTransaction *txn,
                     const char *uuid,
                     gboolean anyway,
                     const DocketOutboxContext *context,
                     GError **error)
{
  g_autoptr (DocketOperation) operation = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  operation = get_operation (txn, uuid, error);

  if (operation == NULL)
    return NULL;

  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME)
    return g_steal_pointer (&operation);

  if (!retry (txn, operation, anyway, context, error) || !note_dependants (txn, operation, error))
    return NULL;

  return docket_operations_get (txn, uuid, error);
}

/* The screen shows the server's value again, unless a later edit stands there. */
static gboolean
show_base (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  const char *field = docket_payload_get_field (operation);
  g_autoptr (DocketValues) base = docket_bases_load (txn, operation->ticket, error);
  g_autoptr (GPtrArray) operations = NULL;

  if (base == NULL || !docket_conflicts_delete (txn, operation->ticket, field, error))
    return FALSE;

  operations = docket_operations_list_of_ticket (txn, operation->ticket, FALSE, error);

  if (operations == NULL)
    return FALSE;

  if (docket_outbox_find_set (operations, field) != NULL)
    return TRUE;

  return docket_outbox_set_value (txn,
                                  operation->ticket,
                                  field,
                                  docket_values_knows (base, field)
                                    ? docket_values_get (base, field)
                                    : docket_values_get (operation->seen, DOCKET_SEEN_VALUE),
                                  error);
}

static gboolean
discard_one (DocketTransaction *txn,
             DocketOperation *operation,
             const DocketOutboxContext *context,
             GError **error)
{
  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME &&
      operation->state != DOCKET_OPERATION_STATE_AGAIN &&
      operation->state != DOCKET_OPERATION_STATE_WAITING)
    return refuse (error,
                   DOCKET_SYNC_ERROR_TOO_LATE,
                   _ ("This may be on the server already. Sync first, then look again."));

  /* Nothing is lost by it: the file stays where it was. */
  if (operation->kind == DOCKET_OPERATION_KIND_FILE &&
      operation->reason != DOCKET_OPERATION_REASON_KEPT_HERE)
    return docket_outbox_keep_file_here (txn, operation, error);

  if (!docket_outbox_withdraw (txn, operation, 0, error))
    return FALSE;

  switch (operation->kind)
    {
    case DOCKET_OPERATION_KIND_SET:
      return show_base (txn, operation, error);

    case DOCKET_OPERATION_KIND_DELETE:
      return docket_tickets_set_deleted (txn, operation->ticket, 0, error);

    case DOCKET_OPERATION_KIND_CREATE:
      return docket_tickets_set_deleted (txn,
                                         operation->ticket,
                                         docket_clock_get_wall (context->clock),
                                         error);

    case DOCKET_OPERATION_KIND_FILE:
      return docket_attachments_delete (txn, operation->entity, error);

    default:
      return docket_outbox_remove_part (txn, operation, error);
    }
}

/* What hangs on an operation goes first: the last one first. */
static gboolean
discard_with_dependants (DocketTransaction *txn,
                         DocketOperation *operation,
                         const DocketOutboxContext *context,
                         GError **error)
{
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, operation->ticket, FALSE, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *other = g_ptr_array_index (operations, i - 1);
      /* A file has a way of its own with what names it. */
      const gboolean hangs = operation->kind == DOCKET_OPERATION_KIND_CREATE
                               ? other->id != operation->id
                               : operation->kind != DOCKET_OPERATION_KIND_FILE &&
                                   g_strcmp0 (other->depends_on, operation->uuid) == 0;

      if (hangs && !discard_one (txn, other, context, error))
        return FALSE;
    }

  return discard_one (txn, operation, context, error);
}

/**
 * docket_outbox_discard:
 * @txn: a writing transaction, which the caller commits
 * @uuid: an operation that is not on the server
 * @context: the clock and the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Withdraws an operation and all that hang on it; the screen shows the server's state again. Any
 * thread.
 *
 * Returns: (transfer full) (nullable): the operation as it stands now; %DOCKET_SYNC_ERROR_TOO_LATE
 * when it may be on the server
 */
DocketOperation *
docket_outbox_discard (DocketTransaction *txn,
                       const char *uuid,
                       const DocketOutboxContext *context,
                       GError **error)
{
  g_autoptr (DocketOperation) operation = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  operation = get_operation (txn, uuid, error);

  if (operation == NULL)
    return NULL;

  if (!docket_operation_is_open (operation))
    return g_steal_pointer (&operation);

  if (!discard_with_dependants (txn, operation, context, error))
    return NULL;

  return docket_operations_get (txn, uuid, error);
}

/**
 * docket_outbox_settle:
 * @txn: a writing transaction, which the caller commits
 * @uuid: an operation of which nobody can tell whether it arrived
 * @nth: which of its likely items it is, from 1
 * @context: the clock and the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * The person says which item of the server is what the operation made: it is bound and read back
 * by the next sync. Any thread.
 *
 * Returns: (transfer full) (nullable): the operation as it stands now
 */
DocketOperation *
docket_outbox_settle (DocketTransaction *txn,
                      const char *uuid,
                      guint nth,
                      const DocketOutboxContext *context,
                      GError **error)
{
  g_autoptr (DocketOperation) operation = NULL;
  const DocketLikelyItem *item;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  operation = get_operation (txn, uuid, error);

  if (operation == NULL)
    return NULL;

  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME || nth < 1 ||
      nth > operation->likely->len)
    {
      refuse (error,
              DOCKET_SYNC_ERROR_REFUSED,
              _ ("The operation has no such likely item. List the outbox, then choose one."));
      return NULL;
    }

  item = g_ptr_array_index (operation->likely, nth - 1);
  g_free (operation->remote_id);
  operation->remote_id = g_strdup (item->remote_id);
  docket_values_set_int64 (operation->seen, DOCKET_SEEN_ITEM, item->created_at);
  operation->state = DOCKET_OPERATION_STATE_ACKNOWLEDGED;
  operation->reason = DOCKET_OPERATION_REASON_NONE;
  operation->acknowledged_at = docket_clock_get_wall (context->clock);
  g_clear_pointer (&operation->last_error, g_free);

  if (!docket_outbox_transit (txn, operation, DOCKET_OPERATION_STATE_NEEDS_ME, 0, error))
    return NULL;

  return docket_operations_get (txn, uuid, error);
}
