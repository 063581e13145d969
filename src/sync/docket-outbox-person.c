/* What a person decides about what waits: undo, retry, discard, "that is it".
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

static gboolean
refuse_late (GError **error)
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

/* --- Undo ---------------------------------------------------------------------------------- */

static gboolean
bring_draft_back (DocketTransaction *txn,
                  const DocketOperation *operation,
                  const DocketOutboxContext *context,
                  GError **error)
{
  const DocketMessageKind kind =
    docket_payload_get_boolean (operation->payload, DOCKET_PAYLOAD_INTERNAL)
      ? DOCKET_MESSAGE_KIND_INTERNAL
      : DOCKET_MESSAGE_KIND_REPLY;
  const char *text = docket_values_get (operation->payload, DOCKET_PAYLOAD_TEXT);
  g_autoptr (DocketDraft) draft = docket_drafts_find (txn, operation->ticket, kind, NULL);

  if (draft == NULL)
    {
      draft = docket_draft_new ();
      draft->ticket = operation->ticket;
      draft->kind = kind;
      draft->text = g_strdup (text);
    }
  else if (draft->text != NULL && *draft->text != '\0')
    {
      /* The person writes the next one already: neither is lost. */
      char *both = g_strconcat (text, "\n\n", draft->text, NULL);

      g_free (draft->text);
      draft->text = both;
    }
  else
    {
      g_free (draft->text);
      draft->text = g_strdup (text);
    }

  draft->saved_at = docket_clock_get_wall (context->clock);

  return docket_drafts_save (txn, draft, error) != 0;
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
  return docket_outbox_remove_part (txn, operation, error) &&
         docket_outbox_withdraw (txn, operation, epoch, error) &&
         bring_draft_back (txn, operation, context, error);
}

/* Taking a field back is an edit of it, which folds with what it takes back. */
static gboolean
undo_set (DocketTransaction *txn,
          DocketOperation *operation,
          const DocketOutboxContext *context,
          GError **error)
{
  const char *field = docket_payload_get_field (operation);
  g_autoptr (DocketValues) values = docket_tickets_load_values (txn, operation->ticket, error);
  g_auto (DocketGesture) gesture = { 0 };
  DocketEditPart part = { 0 };

  if (values == NULL || !docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  /* Changed since: left alone. */
  if (g_strcmp0 (docket_values_get (values, field),
                 docket_values_get (operation->payload, field)) != 0)
    return TRUE;

  part.kind = DOCKET_EDIT_SET_FIELD;
  part.field = (char *) field;
  part.value = (char *) docket_values_get (operation->seen, DOCKET_SEEN_SCREEN);

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
    return refuse_late (error);

  return docket_tickets_set_deleted (txn,
                                     operation->ticket,
                                     docket_clock_get_wall (context->clock),
                                     error);
}

static gboolean
undo_one (DocketTransaction *txn,
          DocketOperation *operation,
          const DocketOutboxContext *context,
          GError **error)
{
  const gboolean withdrawn = operation->state == DOCKET_OPERATION_STATE_WITHDRAWN;

  if (operation->sent > 0 || (!withdrawn && operation->state != DOCKET_OPERATION_STATE_WAITING &&
                              operation->state != DOCKET_OPERATION_STATE_NEEDS_ME))
    return refuse_late (error);

  if (operation->kind == DOCKET_OPERATION_KIND_SET)
    return undo_set (txn, operation, context, error);

  if (withdrawn)
    return TRUE;

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

/**
 * docket_outbox_undo:
 * @txn: a writing transaction, which the caller commits
 * @uuids: (element-type utf8): the operations of an edit
 * @context: what the edit was applied in
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Takes back an edit of which nothing was sent: fields show what they showed before, a message goes
 * back to its draft, a deleted ticket is there again. A field that has changed since is left alone.
 * Any thread.
 *
 * Returns: whether it was taken back; %DOCKET_SYNC_ERROR_TOO_LATE when a part of it was sent: then
 * the transaction is to be dropped
 */
gboolean
docket_outbox_undo (DocketTransaction *txn,
                    GPtrArray *uuids,
                    const DocketOutboxContext *context,
                    GError **error)
{
  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  for (guint i = uuids != NULL ? uuids->len : 0; i > 0; i--)
    {
      g_autoptr (DocketOperation) operation =
        docket_operations_get (txn, g_ptr_array_index (uuids, i - 1), error);

      if (operation == NULL || !undo_one (txn, operation, context, error))
        return FALSE;
    }

  return TRUE;
}

/* Clears the end of an undo window: from now on the operation may go. */
static gboolean
release (DocketTransaction *txn, DocketOperation *operation, gint64 epoch, GError **error)
{
  operation->not_before = 0;

  return docket_outbox_transit (txn, operation, operation->state, epoch, error);
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
  static const DocketOperationState states[] = { DOCKET_OPERATION_STATE_WAITING };
  g_autoptr (GPtrArray) operations = NULL;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  operations = docket_operations_list_states (txn, states, G_N_ELEMENTS (states), error);

  if (operations == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);
      gboolean done = TRUE;

      if (operation->not_before == 0)
        continue;

      if (docket_offer_is_abandoned (operation, context->clock))
        done = operation->kind == DOCKET_OPERATION_KIND_MESSAGE
                 ? take_message_back (txn, operation, context, 0, error)
                 : release (txn, operation, 0, error);
      else if (docket_offer_is_over (operation, context->clock))
        done = release (txn, operation, 0, error);

      if (!done)
        return FALSE;
    }

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

  if (!retry (txn, operation, anyway, context, error))
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
      const gboolean hangs = operation->kind == DOCKET_OPERATION_KIND_CREATE
                               ? other->id != operation->id
                               : g_strcmp0 (other->depends_on, operation->uuid) == 0;

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
