/* A file that the server can't hold on its ticket: sent to the customer's files, when a person
 * wants it, and named by a message (sync.md, rule 23).
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

/* What there is about one file. */
typedef struct
{
  DocketAttachment *attachment;
  DocketMessage *message;     /* it came with; NULL: none */
  DocketOperation *carrier;   /* the operation of that message, while it is open */
  DocketOperation *operation; /* of the file itself */
} Subject;

static void
subject_clear (Subject *subject)
{
  g_clear_object (&subject->attachment);
  g_clear_object (&subject->message);
  g_clear_object (&subject->carrier);
  g_clear_object (&subject->operation);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Subject, subject_clear)

static DocketMessage *
find_message (DocketTransaction *txn, gint64 ticket, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) messages = docket_messages_list (txn, ticket, error);

  for (guint i = 0; messages != NULL && i < messages->len; i++)
    {
      DocketMessage *message = g_ptr_array_index (messages, i);

      if (message->id == id)
        return g_object_ref (message);
    }

  if (messages != NULL)
    docket_outbox_refuse (error, _ ("The file is not there any more."));

  return NULL;
}

static gboolean
find_attachment (Subject *subject, DocketTransaction *txn, gint64 ticket, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, ticket, error);

  if (attachments == NULL)
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->id == id)
        subject->attachment = g_object_ref (attachment);
    }

  return subject->attachment != NULL ||
         docket_outbox_refuse (error, _ ("The file is not there any more."));
}

static gboolean
subject_init (Subject *subject,
              DocketTransaction *txn,
              gint64 ticket,
              gint64 attachment,
              GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, FALSE, error);

  if (operations == NULL || !find_attachment (subject, txn, ticket, attachment, error) ||
      subject->attachment == NULL)
    return FALSE;

  if (subject->attachment->message != 0)
    {
      subject->message = find_message (txn, ticket, subject->attachment->message, error);

      if (subject->message == NULL)
        return FALSE;
    }

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind == DOCKET_OPERATION_KIND_FILE && operation->entity == attachment)
        g_set_object (&subject->operation, operation);
      else if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE &&
               operation->entity == subject->attachment->message)
        g_set_object (&subject->carrier, operation);
    }

  if (subject->operation == NULL)
    {
      docket_outbox_refuse (error, _ ("This file is on its way already, or on the server."));
      return FALSE;
    }

  return TRUE;
}

/* Why it has to stay where it is; %TRUE when it need not. */
static gboolean
may_go (const Subject *subject, const DocketOutboxContext *context, GError **error)
{
  if (context->capabilities == NULL || !context->capabilities->customer_files)
    return docket_outbox_refuse (error, _ ("This server keeps no files of customers."));

  if (subject->operation == NULL || subject->operation->state != DOCKET_OPERATION_STATE_NEEDS_ME ||
      subject->operation->reason != DOCKET_OPERATION_REASON_KEPT_HERE ||
      subject->attachment->sha256 == NULL)
    return docket_outbox_refuse (error, _ ("This file is on its way already, or on the server."));

  if (subject->message == NULL || subject->message->kind != DOCKET_MESSAGE_KIND_REPLY)
    return docket_outbox_refuse (error,
                                 _ ("This file belongs to an internal note, and a customer might "
                                    "read it. Attach it to a reply first."));

  if (subject->carrier != NULL && subject->carrier->not_before != 0)
    return docket_outbox_refuse (error,
                                 _ ("The message of this file can still be undone. Try again in a "
                                    "moment."));

  return TRUE;
}

/* The customer that the server has for the ticket: what is changed here alone is not theirs to
 * receive. */
static DocketEntry *
find_customer (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (DocketValues) base = docket_bases_load (txn, ticket, error);
  g_autoptr (DocketEntry) customer = NULL;
  gint64 id;

  if (base == NULL)
    return NULL;

  id = docket_values_get_int64 (base, DOCKET_FIELD_ID_CUSTOMER);

  if (id != 0)
    {
      customer = docket_directory_get (txn, DOCKET_ENTITY_CUSTOMER, id, error);

      if (customer == NULL)
        return NULL;
    }

  if (customer == NULL || customer->remote_id == NULL)
    {
      docket_outbox_refuse (error,
                            _ ("The ticket has no customer on the server whose files it could "
                               "join."));
      return NULL;
    }

  return g_steal_pointer (&customer);
}

static DocketFileOffer *
make_offer (DocketTransaction *txn, const Subject *subject, GError **error)
{
  const DocketAttachment *attachment = subject->attachment;
  const char *number = subject->operation->ticket_number;
  g_autoptr (DocketEntry) customer = NULL;
  g_autoptr (DocketFileOffer) offer = NULL;

  if (number == NULL)
    {
      docket_outbox_refuse (error,
                            _ ("The server has not given the ticket a number yet. Sync, then send "
                               "the file."));
      return NULL;
    }

  customer = find_customer (txn, attachment->ticket, error);

  if (customer == NULL)
    return NULL;

  offer = g_new0 (DocketFileOffer, 1);
  offer->ticket = attachment->ticket;
  offer->attachment = attachment->id;
  offer->customer = customer->id;
  offer->customer_name = g_strdup (customer->name);
  offer->file_name = g_strdup (attachment->name);
  offer->name = docket_file_name_make_for_customer (attachment->name, number, attachment->sha256);
  /* Translators: a message to a customer; %s is a file's name */
  offer->text = g_strdup_printf (_ ("The file “%s” is among your files now."), offer->name);

  return g_steal_pointer (&offer);
}

/* --- Its message --------------------------------------------------------------------------- */

/* A message that was the file alone, and stayed here for it, says where the file is. */
static gboolean
reuse_message (DocketGesture *gesture, Subject *subject, DocketEditPart *part, GError **error)
{
  DocketMessage *message = subject->message;
  g_autoptr (DocketOperation) operation = NULL;

  if (!docket_outbox_withdraw (gesture->txn, subject->carrier, 0, error))
    return FALSE;

  operation = docket_gesture_new_operation (gesture,
                                            message->ticket,
                                            DOCKET_OPERATION_KIND_MESSAGE,
                                            NULL,
                                            error);

  if (operation == NULL || !docket_gesture_fill_message (gesture, operation, part, error))
    return FALSE;

  operation->entity = message->id;
  g_free (message->operation);
  message->operation = g_strdup (operation->uuid);
  g_free (message->text);
  message->text = g_strdup (part->text);
  message->state = DOCKET_PART_STATE_WAITING;

  return docket_messages_update (gesture->txn, message, error) &&
         docket_gesture_insert (gesture, operation, error);
}

static gboolean
stayed_for_its_file (const Subject *subject)
{
  return subject->carrier != NULL && subject->carrier->sent == 0 &&
         subject->carrier->reason == DOCKET_OPERATION_REASON_KEPT_HERE &&
         docket_outbox_is_blank (subject->message->text);
}

/* It goes when the file is there, never before (rule 13). */
static gboolean
add_naming (DocketTransaction *txn,
            Subject *subject,
            const char *text,
            const DocketOutboxContext *context,
            GError **error)
{
  g_auto (DocketGesture) gesture = { 0 };
  DocketEditPart part = { 0 };

  if (!docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  part.kind = DOCKET_EDIT_ADD_MESSAGE;
  part.message_kind = DOCKET_MESSAGE_KIND_REPLY;
  part.text = (char *) text;
  docket_gesture_remember_talk (&gesture, subject->attachment->ticket, subject->operation->uuid);

  return stayed_for_its_file (subject)
           ? reuse_message (&gesture, subject, &part, error)
           : docket_gesture_add_message (&gesture, subject->attachment->ticket, &part, error);
}

/* The message that became the naming one is the file alone again, and stays here with it. */
static gboolean
blank_again (DocketTransaction *txn,
             DocketOperation *naming,
             const DocketOperation *file,
             GError **error)
{
  g_autoptr (DocketMessage) message = find_message (txn, file->ticket, naming->entity, error);

  if (message == NULL)
    return FALSE;

  docket_values_set (naming->payload, DOCKET_PAYLOAD_TEXT, "");
  g_free (message->text);
  message->text = g_strdup ("");

  return docket_outbox_hold (txn, naming, DOCKET_OPERATION_REASON_KEPT_HERE, NULL, 0, error) &&
         docket_messages_update (txn, message, error);
}

static gint64
find_message_of_file (DocketTransaction *txn, const DocketOperation *operation)
{
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, operation->ticket, NULL);

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->id == operation->entity)
        return attachment->message;
    }

  return 0;
}

/* A file that does not go is named by nobody. What waits for it was never sent. */
gboolean
docket_outbox_withdraw_naming (DocketTransaction *txn,
                               const DocketOperation *operation,
                               GError **error)
{
  g_autoptr (GPtrArray) operations =
    docket_operations_list_of_ticket (txn, operation->ticket, FALSE, error);
  const gint64 message = find_message_of_file (txn, operation);

  if (operations == NULL)
    return FALSE;

  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *naming = g_ptr_array_index (operations, i - 1);

      if (naming->kind != DOCKET_OPERATION_KIND_MESSAGE ||
          g_strcmp0 (naming->depends_on, operation->uuid) != 0)
        continue;

      if (naming->entity == message ? !blank_again (txn, naming, operation, error)
                                    : !docket_outbox_withdraw (txn, naming, 0, error) ||
                                        !docket_outbox_remove_part (txn, naming, error))
        return FALSE;
    }

  return TRUE;
}

/* A file that was to go to a customer's files stays on this computer after all. */
gboolean
docket_outbox_keep_file_here (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  docket_values_forget (operation->payload, DOCKET_PAYLOAD_CUSTOMER);
  docket_values_forget (operation->payload, DOCKET_PAYLOAD_SENT_NAME);
  g_clear_pointer (&operation->last_error, g_free);
  g_ptr_array_set_size (operation->likely, 0);

  return docket_outbox_withdraw_naming (txn, operation, error) &&
         docket_outbox_hold (txn, operation, DOCKET_OPERATION_REASON_KEPT_HERE, NULL, 0, error);
}

/**
 * docket_outbox_offer_file:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files
 * @context: the server's capabilities
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Looks what sending a file that is kept here to the customer's files would mean. Any thread.
 *
 * Returns: (transfer full) (nullable): what a person has to agree to; %NULL when it can't be done
 */
DocketFileOffer *
docket_outbox_offer_file (DocketTransaction *txn,
                          gint64 ticket,
                          gint64 attachment,
                          const DocketOutboxContext *context,
                          GError **error)
{
  g_auto (Subject) subject = { 0 };

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  if (!subject_init (&subject, txn, ticket, attachment, error) ||
      !may_go (&subject, context, error))
    return NULL;

  return make_offer (txn, &subject, error);
}

/**
 * docket_outbox_send_file:
 * @txn: a writing transaction, which the caller commits
 * @offer: what the person has agreed to
 * @text: the message that names the file; it goes when the file is there
 * @context: the clock, the server's capabilities, the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Sends a file that is kept here to the customer's files. Any thread.
 *
 * Returns: whether it is written
 */
gboolean
docket_outbox_send_file (DocketTransaction *txn,
                         const DocketFileOffer *offer,
                         const char *text,
                         const DocketOutboxContext *context,
                         GError **error)
{
  g_auto (Subject) subject = { 0 };
  g_autoptr (DocketFileOffer) now = NULL;
  DocketOperation *operation;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (offer != NULL && text != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  if (docket_outbox_is_blank (text))
    return docket_outbox_refuse (error, _ ("The message is empty. Write something first."));

  if (!subject_init (&subject, txn, offer->ticket, offer->attachment, error) ||
      !may_go (&subject, context, error))
    return FALSE;

  now = make_offer (txn, &subject, error);

  if (now == NULL)
    return FALSE;

  if (now->customer != offer->customer || !g_str_equal (now->name, offer->name))
    return docket_outbox_refuse_changed (error);

  operation = subject.operation;
  operation->state =
    operation->sent == 0 ? DOCKET_OPERATION_STATE_WAITING : DOCKET_OPERATION_STATE_AGAIN;
  operation->reason = DOCKET_OPERATION_REASON_NONE;
  operation->tries = 0;
  docket_values_set_int64 (operation->payload, DOCKET_PAYLOAD_CUSTOMER, now->customer);
  docket_values_set (operation->payload, DOCKET_PAYLOAD_SENT_NAME, now->name);

  return docket_outbox_note_identity (txn, operation, error) &&
         docket_outbox_transit (txn, operation, DOCKET_OPERATION_STATE_NEEDS_ME, 0, error) &&
         add_naming (txn, &subject, text, context, error);
}
