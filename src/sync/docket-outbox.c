/* Writes a person's edit: the entity and its operations, in one transaction.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"
#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-store-timer.h"

gboolean
docket_gesture_init (DocketGesture *gesture,
                     DocketTransaction *txn,
                     const DocketOutboxContext *context,
                     GError **error)
{
  g_autoptr (DocketEntry) me = NULL;

  *gesture = (DocketGesture){
    .txn = txn,
    .context = context,
    .now = docket_clock_get_wall (context->clock),
    .talk = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
    .operations = g_ptr_array_new_with_free_func (g_free),
  };

  if (context->me != 0)
    {
      me = docket_directory_get (txn, DOCKET_ENTITY_TECHNICIAN, context->me, error);

      if (me == NULL)
        return FALSE;

      gesture->author = g_strdup (docket_entry_get (me, "email"));
      gesture->author_name = g_strdup (me->name);
    }

  if (gesture->author == NULL)
    gesture->author = docket_meta_get (txn, DOCKET_META_SYNC_ME_EMAIL, NULL);

  return TRUE;
}

void
docket_gesture_clear (DocketGesture *gesture)
{
  g_clear_pointer (&gesture->author, g_free);
  g_clear_pointer (&gesture->author_name, g_free);
  g_clear_pointer (&gesture->group, g_free);
  g_clear_pointer (&gesture->create, g_free);
  g_clear_pointer (&gesture->talk, g_hash_table_unref);
  g_clear_pointer (&gesture->operations, g_ptr_array_unref);
}

/* What it waits for: the message before it in one gesture, else the ticket's creation. */
static gboolean
chain (DocketGesture *gesture, DocketOperation *operation, GError **error)
{
  const char *before = g_hash_table_lookup (gesture->talk, &operation->ticket);

  if (operation->kind == DOCKET_OPERATION_KIND_CREATE)
    return TRUE;

  if (before != NULL)
    {
      operation->depends_on = g_strdup (before);
      return TRUE;
    }

  return docket_operations_find_create (gesture->txn,
                                        operation->ticket,
                                        &operation->depends_on,
                                        error);
}

DocketOperation *
docket_gesture_new_operation (DocketGesture *gesture,
                              gint64 ticket,
                              DocketOperationKind kind,
                              const char *field,
                              GError **error)
{
  g_autoptr (DocketOperation) operation = docket_operation_new ();

  operation->uuid = g_uuid_string_random ();
  operation->ticket = ticket;
  operation->kind = kind;
  operation->lane = docket_payload_make_lane (kind, field, operation->uuid);
  operation->group = g_strdup (gesture->group);
  operation->author = g_strdup (gesture->author);
  operation->state = DOCKET_OPERATION_STATE_WAITING;
  operation->equal_before = -1;
  operation->created_at = gesture->now;

  if (operation->payload == NULL)
    operation->payload = docket_values_new ();

  if (operation->seen == NULL)
    operation->seen = docket_values_new ();

  if (gesture->updated_before != 0)
    docket_values_set_int64 (operation->seen, DOCKET_SEEN_UPDATED, gesture->updated_before);

  if (!docket_outbox_note_identity (gesture->txn, operation, error) ||
      !chain (gesture, operation, error))
    return NULL;

  return g_steal_pointer (&operation);
}

gboolean
docket_gesture_insert (DocketGesture *gesture, DocketOperation *operation, GError **error)
{
  if (!docket_operations_insert (gesture->txn, operation, error))
    return FALSE;

  g_ptr_array_add (gesture->operations, g_strdup (operation->uuid));

  return TRUE;
}

gboolean
docket_gesture_consume_draft (DocketGesture *gesture, gint64 draft, GError **error)
{
  return draft == 0 || docket_drafts_delete (gesture->txn, draft, error);
}

/* --- Messages ------------------------------------------------------------------------------ */

static void
take_second (GHashTable *taken, gint64 us)
{
  gint64 second = us / G_USEC_PER_SEC;

  g_hash_table_add (taken, g_memdup2 (&second, sizeof second));
}

/* The instant that a message will bear on the server: not after @latest_us, which is in the
 * server's time, and unique in its ticket to the second (rule 6). */
gboolean
docket_outbox_make_marker (DocketTransaction *txn,
                           gint64 ticket,
                           gint64 latest_us,
                           gint64 *marker,
                           GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, TRUE, error);
  g_autoptr (GPtrArray) messages =
    operations != NULL ? docket_messages_list (txn, ticket, error) : NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gint64 second = latest_us / G_USEC_PER_SEC;

  if (messages == NULL)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    take_second (taken, ((DocketOperation *) g_ptr_array_index (operations, i))->marker);

  for (guint i = 0; i < messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (messages, i);

      if (message->operation == NULL)
        take_second (taken, message->created_at);
    }

  while (g_hash_table_contains (taken, &second))
    second--;

  *marker = second * G_USEC_PER_SEC;

  return TRUE;
}

static gint64
get_server_now (DocketGesture *gesture)
{
  g_autofree char *offset = docket_meta_get (gesture->txn, DOCKET_META_SYNC_OFFSET, NULL);

  return gesture->now + (offset != NULL ? g_ascii_strtoll (offset, NULL, 10) : 0);
}

static DocketMessage *
new_message (DocketGesture *gesture, gint64 ticket, const DocketEditPart *part)
{
  DocketMessage *message = docket_message_new ();

  message->ticket = ticket;
  message->kind = part->message_kind;
  message->author_name =
    g_strdup (gesture->author_name != NULL ? gesture->author_name : gesture->author);
  message->author_technician = gesture->context->me;
  message->is_mine = TRUE;
  message->created_at = gesture->now;
  message->text = g_strdup (part->text);
  message->state = DOCKET_PART_STATE_SYNCED;

  return message;
}

gboolean
docket_outbox_is_blank (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text != NULL ? text : ""));

  return *bare == '\0';
}

gboolean
docket_gesture_fill_message (DocketGesture *gesture,
                             DocketOperation *operation,
                             const DocketEditPart *part,
                             GError **error)
{
  const DocketCapabilities *capabilities = gesture->context->capabilities;
  const gboolean internal = part->message_kind == DOCKET_MESSAGE_KIND_INTERNAL;

  const gboolean holds_file = part->file == NULL || docket_outbox_holds_files (capabilities);

  docket_values_set (operation->payload, DOCKET_PAYLOAD_TEXT, part->text);

  if (part->file != NULL && holds_file)
    docket_outbox_put_file (operation->payload, part->file);

  docket_payload_set_boolean (operation->payload, DOCKET_PAYLOAD_INTERNAL, internal);
  operation->draft = part->draft;

  if (!docket_outbox_note_messages (gesture->txn, operation, error))
    return FALSE;

  if (capabilities->message_marker && !docket_outbox_make_marker (gesture->txn,
                                                                  operation->ticket,
                                                                  get_server_now (gesture),
                                                                  &operation->marker,
                                                                  error))
    return FALSE;

  /* Of a file alone nothing is left where the server can't hold it. */
  if (!capabilities->messages || (internal && !capabilities->internal_notes) ||
      (!holds_file && docket_outbox_is_blank (part->text)))
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
    }
  else if (part->delay_us > 0)
    {
      docket_offer_make (operation, gesture->context->clock, part->delay_us);
    }

  return TRUE;
}

/* What follows on this ticket waits for it. */
void
docket_gesture_remember_talk (DocketGesture *gesture, gint64 ticket, const char *uuid)
{
  g_hash_table_replace (gesture->talk, g_memdup2 (&ticket, sizeof ticket), g_strdup (uuid));
}

DocketPartState
docket_outbox_get_first_state (const DocketOperation *operation)
{
  return operation->state == DOCKET_OPERATION_STATE_NEEDS_ME ? DOCKET_PART_STATE_KEPT_HERE
                                                             : DOCKET_PART_STATE_WAITING;
}

gboolean
docket_gesture_add_message (DocketGesture *gesture,
                            gint64 ticket,
                            const DocketEditPart *part,
                            GError **error)
{
  g_autoptr (DocketMessage) message = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  if ((part->text == NULL || *part->text == '\0') && part->file == NULL)
    return docket_outbox_refuse (error, _ ("The message is empty. Write something first."));

  message = new_message (gesture, ticket, part);

  if (gesture->context->capabilities != NULL)
    {
      operation =
        docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_MESSAGE, NULL, error);

      if (operation == NULL || !docket_gesture_fill_message (gesture, operation, part, error))
        return FALSE;

      message->operation = g_strdup (operation->uuid);
      message->state = docket_outbox_get_first_state (operation);
      message->not_before = operation->not_before;
    }

  gesture->part = docket_messages_insert (gesture->txn, message, error);

  if (gesture->part == 0 || !docket_gesture_consume_draft (gesture, part->draft, error) ||
      !docket_tickets_touch (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (operation != NULL)
    {
      operation->entity = gesture->part;

      /* What stays here would hold up all that waits for it. */
      if (operation->state == DOCKET_OPERATION_STATE_WAITING)
        docket_gesture_remember_talk (gesture, ticket, operation->uuid);

      if (!docket_gesture_insert (gesture, operation, error))
        return FALSE;
    }

  return part->file == NULL || docket_gesture_add_file (gesture, message, part->file, error);
}

/* --- Deleting ------------------------------------------------------------------------------ */

static gboolean
delete_ticket (DocketGesture *gesture, gint64 ticket, const DocketEditPart *part, GError **error)
{
  const DocketCapabilities *capabilities = gesture->context->capabilities;
  g_autoptr (DocketOperation) operation = NULL;
  gboolean nothing = FALSE;
  gint64 total_us, billable_us;

  if (capabilities != NULL && !capabilities->delete_tickets)
    return docket_outbox_refuse (error, _ ("This server does not let Docket delete tickets."));

  if (!docket_time_entries_sum_ticket (gesture->txn, ticket, &total_us, &billable_us, error))
    return FALSE;

  gesture->lost_us += billable_us;

  if (!docket_tickets_set_deleted (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (capabilities == NULL)
    return TRUE;

  if (part->delay_us == 0 && !docket_outbox_fold_unsent (gesture->txn, ticket, 0, &nothing, error))
    return FALSE;

  if (nothing)
    return TRUE;

  operation =
    docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_DELETE, NULL, error);

  if (operation == NULL || !docket_outbox_note_messages (gesture->txn, operation, error))
    return FALSE;

  if (part->delay_us > 0)
    docket_offer_make (operation, gesture->context->clock, part->delay_us);

  return docket_gesture_insert (gesture, operation, error);
}

static gboolean
apply_part (DocketGesture *gesture, DocketEditPart *part, GError **error)
{
  gint64 ticket = part->ticket != 0 ? part->ticket : gesture->created;

  if (part->kind == DOCKET_EDIT_CREATE_TICKET)
    return docket_gesture_create_ticket (gesture, part, error);

  if (ticket == 0 || !docket_tickets_exists (gesture->txn, ticket))
    return docket_outbox_refuse (error,
                                 _ ("The ticket is not there any more. Nothing was changed."));

  gesture->ticket = ticket;

  switch (part->kind)
    {
    case DOCKET_EDIT_SET_FIELD:
      return docket_gesture_set_field (gesture, part, ticket, error);

    case DOCKET_EDIT_ADD_MESSAGE:
      return docket_gesture_add_message (gesture, ticket, part, error);

    case DOCKET_EDIT_ADD_TIME:
      return docket_gesture_add_time (gesture, part, ticket, error);

    case DOCKET_EDIT_CHANGE_TIME:
      return docket_gesture_change_time (gesture, part, ticket, error);

    case DOCKET_EDIT_DELETE_TIME:
      return docket_gesture_delete_time (gesture, part, ticket, error);

    case DOCKET_EDIT_DELETE_TICKET:
      return delete_ticket (gesture, ticket, part, error);

    case DOCKET_EDIT_SIGN:
      return docket_gesture_sign (gesture, part, ticket, error);

    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * docket_outbox_apply:
 * @txn: a writing transaction, which the caller commits
 * @edit: what a person did; it carries the results afterwards
 * @context: the clock, the server's capabilities, the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Writes the entities that an edit changes, the operations that will take it to the server, and
 * takes away the drafts that it consumes: all or nothing (sync.md, section 1). Never-sent edits of
 * one field fold (rule 12); what the server can't hold is kept here. Any thread.
 *
 * Returns: whether it was written; when not, the transaction is to be dropped
 */
gboolean
docket_outbox_apply (DocketTransaction *txn,
                     DocketEdit *edit,
                     const DocketOutboxContext *context,
                     GError **error)
{
  g_auto (DocketGesture) gesture = { 0 };
  GPtrArray *parts;
  gint64 last_part = 0;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (DOCKET_IS_EDIT (edit), FALSE);
  g_return_val_if_fail (context != NULL && DOCKET_IS_CLOCK (context->clock), FALSE);

  if (!docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  parts = docket_edit_get_parts (edit);

  if (parts->len > 1)
    gesture.group = g_uuid_string_random ();

  for (guint i = 0; i < parts->len; i++)
    {
      DocketEditPart *part = g_ptr_array_index (parts, i);

      gesture.part_before = gesture.part;
      gesture.part = 0;

      if (!docket_tickets_get_updated (txn, part->ticket, &gesture.updated_before, error) ||
          !apply_part (&gesture, part, error))
        return FALSE;

      part->result = gesture.part;
      part->applied_at = gesture.now;
      part->updated_before = gesture.updated_before;
      last_part = gesture.part != 0 ? gesture.part : last_part;
    }

  if (!docket_gesture_consume_draft (&gesture, docket_edit_get_draft (edit), error))
    return FALSE;

  docket_edit_take_result (edit, gesture.ticket, last_part, g_steal_pointer (&gesture.operations));
  docket_edit_set_result_lost (edit, gesture.lost_us);

  return TRUE;
}
