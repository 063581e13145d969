/* Takes back what was not sent: by the person, or because nobody is there any more to do so.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"

/* Whether a byte of it may have left, or has. */
static gboolean
was_sent (const DocketOperation *operation)
{
  return operation->sent > 0 || (operation->state != DOCKET_OPERATION_STATE_WITHDRAWN &&
                                 operation->state != DOCKET_OPERATION_STATE_WAITING &&
                                 operation->state != DOCKET_OPERATION_STATE_NEEDS_ME);
}

/* What the message set in one gesture; that has gone back already. */
static DocketValues *
load_fields (DocketTransaction *txn, const DocketOperation *message, GError **error)
{
  g_autoptr (DocketValues) fields = docket_values_new ();
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, message->ticket, TRUE, error);

  if (operations == NULL)
    return NULL;

  for (guint i = 0; message->group != NULL && i < operations->len; i++)
    {
      const DocketOperation *other = g_ptr_array_index (operations, i);
      const char *field = docket_payload_get_field (other);

      if (other->kind == DOCKET_OPERATION_KIND_SET && field != NULL &&
          g_strcmp0 (other->group, message->group) == 0)
        docket_values_set (fields, field, docket_values_get (other->payload, field));
    }

  return g_steal_pointer (&fields);
}

static gboolean
bring_draft_back (DocketTransaction *txn,
                  const DocketOperation *operation,
                  GPtrArray *files,
                  const DocketOutboxContext *context,
                  GError **error)
{
  const DocketMessageKind kind =
    docket_payload_get_boolean (operation->payload, DOCKET_PAYLOAD_INTERNAL)
      ? DOCKET_MESSAGE_KIND_INTERNAL
      : DOCKET_MESSAGE_KIND_REPLY;
  const char *text = docket_values_get (operation->payload, DOCKET_PAYLOAD_TEXT);
  g_autoptr (DocketValues) fields = load_fields (txn, operation, error);

  if (fields == NULL)
    return FALSE;

  return docket_drafts_give_back (txn,
                                  operation->ticket,
                                  kind,
                                  text,
                                  files,
                                  docket_values_get_size (fields) > 0 ? fields : NULL,
                                  docket_clock_get_wall (context->clock),
                                  error);
}

static gboolean
bring_new_ticket_draft_back (DocketTransaction *txn,
                             const DocketOperation *operation,
                             const DocketOutboxContext *context,
                             GError **error)
{
  g_autoptr (DocketDraft) draft = NULL;

  if (operation->draft == 0)
    return TRUE;

  draft = docket_draft_new ();
  draft->fields = docket_tickets_load_values (txn, operation->ticket, error);

  if (draft->fields == NULL)
    return FALSE;

  docket_values_forget (draft->fields, DOCKET_FIELD_ID_CREATED);
  draft->saved_at = docket_clock_get_wall (context->clock);

  return docket_drafts_save (txn, draft, error) != 0;
}

static gboolean
take_message_back (DocketTransaction *txn,
                   DocketOperation *operation,
                   const DocketOutboxContext *context,
                   gint64 epoch,
                   GError **error)
{
  g_autoptr (GPtrArray) files = docket_outbox_list_files (txn, operation, error);

  return files != NULL && docket_outbox_remove_part (txn, operation, error) &&
         docket_outbox_withdraw (txn, operation, epoch, error) &&
         bring_draft_back (txn, operation, files, context, error);
}

/* Taking a field back is an edit of it, which folds with what it takes back. Of what was sent it is
 * one whose base is the undone value. */
static gboolean
undo_set (DocketTransaction *txn,
          DocketOperation *operation,
          const DocketOutboxContext *context,
          DocketUndoCount *count,
          GError **error)
{
  const char *field = docket_payload_get_field (operation);
  g_autoptr (DocketValues) values = docket_tickets_load_values (txn, operation->ticket, error);
  g_auto (DocketGesture) gesture = { 0 };
  DocketEditPart part = { 0 };

  if (values == NULL || !docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  if (!docket_tickets_exists (txn, operation->ticket) ||
      g_strcmp0 (docket_values_get (values, field),
                 docket_values_get (operation->payload, field)) != 0)
    {
      count->n_changed++;
      return TRUE;
    }

  part.kind = DOCKET_EDIT_SET_FIELD;
  part.field = (char *) field;
  part.value = (char *) docket_values_get (operation->seen, DOCKET_SEEN_SCREEN);
  part.seen = (char *) docket_values_get (operation->payload, field);
  part.seen_known = was_sent (operation);
  count->n_undone++;

  return docket_gesture_set_field (&gesture, &part, operation->ticket, error);
}

static gboolean
undo_create (DocketTransaction *txn,
             DocketOperation *operation,
             const DocketOutboxContext *context,
             GError **error)
{
  gboolean nothing = FALSE;

  if (!bring_new_ticket_draft_back (txn, operation, context, error) ||
      !docket_outbox_fold_unsent (txn, operation->ticket, 0, &nothing, error))
    return FALSE;

  if (!nothing)
    return docket_outbox_refuse_late (error);

  return docket_tickets_set_deleted (txn,
                                     operation->ticket,
                                     docket_clock_get_wall (context->clock),
                                     error);
}

static gboolean
undo_unsent (DocketTransaction *txn,
             DocketOperation *operation,
             const DocketOutboxContext *context,
             GError **error)
{
  switch (operation->kind)
    {
    case DOCKET_OPERATION_KIND_CREATE:
      return undo_create (txn, operation, context, error);

    case DOCKET_OPERATION_KIND_MESSAGE:
      return take_message_back (txn, operation, context, 0, error);

    case DOCKET_OPERATION_KIND_DELETE:
      return docket_outbox_withdraw (txn, operation, 0, error) &&
             docket_tickets_set_deleted (txn, operation->ticket, 0, error);

    default:
      return docket_outbox_remove_part (txn, operation, error) &&
             docket_outbox_withdraw (txn, operation, 0, error);
    }
}

static gboolean
undo_operation (DocketTransaction *txn,
                DocketOperation *operation,
                const DocketOutboxContext *context,
                DocketUndoCount *count,
                GError **error)
{
  if (operation->kind == DOCKET_OPERATION_KIND_SET)
    return undo_set (txn, operation, context, count, error);

  if (operation->kind == DOCKET_OPERATION_KIND_DELETE && was_sent (operation))
    {
      count->n_sent++;
      return TRUE;
    }

  if (was_sent (operation))
    return docket_outbox_refuse_late (error);

  if (operation->state == DOCKET_OPERATION_STATE_WITHDRAWN)
    return TRUE;

  count->n_undone++;

  return undo_unsent (txn, operation, context, error);
}

/* What was never sent did not update the ticket, and it stands where it stood in the list. */
static gboolean
undo_one (DocketTransaction *txn,
          DocketOperation *operation,
          const DocketOutboxContext *context,
          DocketUndoCount *count,
          GError **error)
{
  const guint n_undone = count->n_undone;
  const gboolean unsent = !was_sent (operation);
  const gint64 before = docket_values_get_int64 (operation->seen, DOCKET_SEEN_UPDATED);
  gint64 updated_at;

  if (!docket_tickets_get_updated (txn, operation->ticket, &updated_at, error) ||
      !undo_operation (txn, operation, context, count, error))
    return FALSE;

  return before == 0 || !unsent || count->n_undone == n_undone ||
         updated_at != operation->created_at ||
         docket_tickets_touch (txn, operation->ticket, before, error);
}

/* What hangs on a message in one gesture, such as the status of *Send and…*, goes back with it. */
static gboolean
take_gesture_back (DocketTransaction *txn,
                   DocketOperation *message,
                   const DocketOutboxContext *context,
                   GError **error)
{
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, message->ticket, FALSE, error);
  DocketUndoCount count = { 0 };

  if (operations == NULL)
    return FALSE;

  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *other = g_ptr_array_index (operations, i - 1);

      if (g_strcmp0 (other->depends_on, message->uuid) != 0)
        continue;

      if (other->kind == DOCKET_OPERATION_KIND_MESSAGE
            ? !take_gesture_back (txn, other, context, error)
            : !undo_one (txn, other, context, &count, error))
        return FALSE;
    }

  return take_message_back (txn, message, context, 0, error);
}

/**
 * docket_outbox_refuse_changed:
 * @error: return location for a #DocketSyncError
 *
 * Says that what was to be undone has changed since.
 *
 * Returns: %FALSE
 */
gboolean
docket_outbox_refuse_changed (GError **error)
{
  g_set_error_literal (error,
                       DOCKET_SYNC_ERROR,
                       DOCKET_SYNC_ERROR_TOO_LATE,
                       _ ("It was changed again meanwhile and stays as it is."));

  return FALSE;
}

/**
 * docket_outbox_undo:
 * @txn: a writing transaction, which the caller commits
 * @uuids: (element-type utf8): the operations of an edit
 * @context: what the edit was applied in
 * @count: (out) (optional): what was taken back, and what was not
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Takes back an edit: fields show what they showed before, a message goes back to its draft, a
 * deleted ticket is there again. A field that was sent is edited anew (sync.md, rule 14). What has
 * changed since is left alone and counted, and so are the deletions that were sent. Any thread.
 *
 * Returns: whether something was taken back; %DOCKET_SYNC_ERROR_TOO_LATE when nothing could be, or
 * when a message, a file, a time entry or a ticket was sent: then the transaction is to be dropped
 */
gboolean
docket_outbox_undo (DocketTransaction *txn,
                    GPtrArray *uuids,
                    const DocketOutboxContext *context,
                    DocketUndoCount *count,
                    GError **error)
{
  DocketUndoCount counted = { 0 };

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  for (guint i = uuids != NULL ? uuids->len : 0; i > 0; i--)
    {
      g_autoptr (DocketOperation) operation =
        docket_operations_get (txn, g_ptr_array_index (uuids, i - 1), error);

      if (operation == NULL || !undo_one (txn, operation, context, &counted, error))
        return FALSE;
    }

  if (count != NULL)
    *count = counted;

  if (counted.n_undone == 0 && counted.n_sent > 0)
    return docket_outbox_refuse_late (error);

  return counted.n_undone > 0 || counted.n_changed == 0 || docket_outbox_refuse_changed (error);
}

/* Clears the end of an undo window: from now on the operation may go. */
static gboolean
release (DocketTransaction *txn, DocketOperation *operation, gint64 epoch, GError **error)
{
  operation->not_before = 0;

  return docket_outbox_transit (txn, operation, operation->state, epoch, error);
}

/* What waits for the end of an undo window. */
static GPtrArray *
list_offered (DocketTransaction *txn, GError **error)
{
  static const DocketOperationState states[] = { DOCKET_OPERATION_STATE_WAITING };
  GPtrArray *operations = docket_operations_list_states (txn, states, G_N_ELEMENTS (states), error);

  for (guint i = operations != NULL ? operations->len : 0; i > 0; i--)
    {
      const DocketOperation *operation = g_ptr_array_index (operations, i - 1);

      if (operation->not_before == 0)
        g_ptr_array_remove_index (operations, i - 1);
    }

  return operations;
}

/**
 * docket_outbox_release_abandoned:
 * @txn: a writing transaction, which the caller commits
 * @context: the clock and the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Ends undo windows (sync.md, rule 14): what is over may go; where the process that offered the
 * undo is dead, a message goes back to its draft and a delete is due. Any thread, any process.
 *
 * Returns: whether it could be done
 */
gboolean
docket_outbox_release_abandoned (DocketTransaction *txn,
                                 const DocketOutboxContext *context,
                                 GError **error)
{
  g_autoptr (GPtrArray) operations = NULL;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  operations = list_offered (txn, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *listed = g_ptr_array_index (operations, i);
      g_autoptr (DocketOperation) operation = docket_operations_get (txn, listed->uuid, error);
      gboolean done = TRUE;

      if (operation == NULL)
        return FALSE;

      /* It went back with the one that it hangs on. */
      if (operation->state != DOCKET_OPERATION_STATE_WAITING)
        continue;

      if (docket_offer_is_abandoned (operation, context->clock))
        done = operation->kind == DOCKET_OPERATION_KIND_MESSAGE
                 ? take_gesture_back (txn, operation, context, error)
                 : release (txn, operation, 0, error);
      else if (docket_offer_is_over (operation, context->clock))
        done = release (txn, operation, 0, error);

      if (!done)
        return FALSE;
    }

  return TRUE;
}

/**
 * docket_outbox_release_own:
 * @txn: a writing transaction, which the caller commits
 * @error: return location for a #DocketStoreError
 *
 * Ends the undo windows that this process offers, before their time: the person closed what the
 * undo stood in, and what was sent is to go. Any thread.
 *
 * Returns: whether it could be done
 */
gboolean
docket_outbox_release_own (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) operations = NULL;

  g_return_val_if_fail (txn != NULL, FALSE);

  operations = list_offered (txn, error);

  for (guint i = 0; operations != NULL && i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (docket_offer_is_own (operation) && !release (txn, operation, 0, error))
        return FALSE;
    }

  return operations != NULL;
}

/**
 * docket_outbox_edit:
 * @txn: a writing transaction, which the caller commits
 * @uuid: a message that waits or needs the person
 * @context: the clock and the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Makes a message a draft again, to be written anew, and takes back what hangs on it. Any thread.
 *
 * Returns: (transfer full) (nullable): the operation as it stands now; %DOCKET_SYNC_ERROR_TOO_LATE
 * when it is on its way
 */
DocketOperation *
docket_outbox_edit (DocketTransaction *txn,
                    const char *uuid,
                    const DocketOutboxContext *context,
                    GError **error)
{
  g_autoptr (DocketOperation) operation = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (uuid != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  operation = docket_operations_get (txn, uuid, error);

  if (operation == NULL)
    return NULL;

  if (operation->kind != DOCKET_OPERATION_KIND_MESSAGE ||
      (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME &&
       operation->state != DOCKET_OPERATION_STATE_WAITING &&
       operation->state != DOCKET_OPERATION_STATE_AGAIN))
    {
      docket_outbox_refuse_late (error);
      return NULL;
    }

  if (!take_gesture_back (txn, operation, context, error))
    return NULL;

  return docket_operations_get (txn, uuid, error);
}
