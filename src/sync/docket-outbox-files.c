/* A file that comes with a message: kept where the server can't hold it, taken back with its text.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include "docket-payload.h"
#include "docket-store-parts.h"

/* What a ticket shows can be asked for by name: no two are the same. */
static char *
make_name (DocketTransaction *txn, gint64 ticket, const char *name, GError **error)
{
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, ticket, error);
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (attachments == NULL)
    return NULL;

  for (guint i = 0; i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->name != NULL)
        g_hash_table_add (taken, g_utf8_casefold (attachment->name, -1));
    }

  return docket_file_name_make_unique (name, taken);
}

/* Whether a file travels with its message's own request. */
gboolean
docket_outbox_holds_files (const DocketCapabilities *capabilities)
{
  return capabilities == NULL || capabilities->ticket_attachments;
}

void
docket_outbox_put_file (DocketValues *payload, const DocketEditFile *file)
{
  docket_values_set (payload, DOCKET_PAYLOAD_FILE, file->sha256);
  docket_values_set (payload, DOCKET_PAYLOAD_FILE_NAME, file->name);
  docket_values_set (payload, DOCKET_PAYLOAD_FILE_TYPE, file->content_type);
}

/* Listed in the outbox, so that nobody takes it for sent: what the server can't hold. */
static gboolean
keep_here (DocketGesture *gesture,
           const DocketAttachment *attachment,
           const DocketEditFile *file,
           GError **error)
{
  g_autoptr (DocketOperation) operation = docket_gesture_new_operation (gesture,
                                                                        attachment->ticket,
                                                                        DOCKET_OPERATION_KIND_FILE,
                                                                        NULL,
                                                                        error);

  if (operation == NULL)
    return FALSE;

  docket_outbox_put_file (operation->payload, file);
  docket_values_set (operation->payload, DOCKET_PAYLOAD_FILE_NAME, attachment->name);
  operation->entity = attachment->id;
  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;

  return docket_gesture_insert (gesture, operation, error);
}

/* The file of a message that was inserted just now. */
gboolean
docket_gesture_add_file (DocketGesture *gesture,
                         const DocketMessage *message,
                         const DocketEditFile *file,
                         GError **error)
{
  const gboolean held = docket_outbox_holds_files (gesture->context->capabilities);
  g_autoptr (DocketAttachment) attachment = docket_attachment_new ();

  attachment->ticket = message->ticket;
  attachment->message = message->id;
  attachment->name = make_name (gesture->txn, message->ticket, file->name, error);
  attachment->content_type = g_strdup (file->content_type);
  attachment->size = file->size;
  attachment->sha256 = g_strdup (file->sha256);
  attachment->state = held ? message->state : DOCKET_PART_STATE_KEPT_HERE;

  if (attachment->name == NULL || docket_attachments_insert (gesture->txn, attachment, error) == 0)
    return FALSE;

  return held || keep_here (gesture, attachment, file, error);
}

/* What came with the message of an operation (element-type DocketEditFile). */
GPtrArray *
docket_outbox_list_files (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, operation->ticket, error);
  g_autoptr (GPtrArray) files = docket_edit_files_copy (NULL);

  if (attachments == NULL)
    return NULL;

  for (guint i = 0; i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->message == operation->entity && attachment->sha256 != NULL)
        g_ptr_array_add (files,
                         docket_edit_file_new (attachment->name,
                                               attachment->content_type,
                                               attachment->sha256,
                                               attachment->size));
    }

  return g_steal_pointer (&files);
}

static gboolean
withdraw_file (DocketTransaction *txn, gint64 ticket, gint64 attachment, GError **error)
{
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, FALSE, error);

  if (operations == NULL)
    return FALSE;

  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i - 1);

      if (operation->kind == DOCKET_OPERATION_KIND_FILE && operation->entity == attachment &&
          (!docket_outbox_withdraw_naming (txn, operation, error) ||
           !docket_outbox_withdraw (txn, operation, 0, error)))
        return FALSE;
    }

  return TRUE;
}

/* Before a message is removed: what would carry its files goes with it. */
gboolean
docket_outbox_withdraw_files (DocketTransaction *txn,
                              const DocketOperation *operation,
                              GError **error)
{
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, operation->ticket, error);

  if (attachments == NULL)
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      const DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->message == operation->entity &&
          !withdraw_file (txn, operation->ticket, attachment->id, error))
        return FALSE;
    }

  return TRUE;
}
