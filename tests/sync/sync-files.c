/* What the tests of files share: a person who attaches, sends, decides; the files of customers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-files.h"

DocketEditFile *
client_keep_file (Client *client, const char *name, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);
  g_autofree char *sha256 = NULL;

  g_assert_no_error (error);
  docket_blobs_add (txn, bytes, "image/jpeg", &sha256, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);

  return docket_edit_file_new (name, "image/jpeg", sha256, (gint64) g_bytes_get_size (bytes));
}

/* Gives the local id of the file. */
gint64
client_say_file (Client *client,
                 gint64 ticket,
                 DocketMessageKind kind,
                 const char *text,
                 const char *name,
                 GBytes *bytes)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketEditFile) file = client_keep_file (client, name, bytes);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GPtrArray) attachments = NULL;

  docket_edit_add_message_file (edit, ticket, kind, text, file, 0, 0);
  client_apply (client, edit);
  txn = docket_store_begin_read (client->store, NULL, NULL);
  attachments = docket_attachments_list (txn, ticket, NULL);
  g_assert_cmpuint (attachments->len, >, 0);

  return ((DocketAttachment *) g_ptr_array_index (attachments, attachments->len - 1))->id;
}

DocketAttachment *
client_get_attachment (Client *client, gint64 ticket, gint64 attachment)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, ticket, NULL);

  for (guint i = 0; i < attachments->len; i++)
    {
      DocketAttachment *found = g_ptr_array_index (attachments, i);

      if (found->id == attachment)
        return g_object_ref (found);
    }

  return NULL;
}

DocketOperation *
client_get_file_operation (Client *client, gint64 ticket, gint64 attachment)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);
  g_autoptr (GPtrArray) operations = docket_operations_list_of_ticket (txn, ticket, TRUE, NULL);

  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i - 1);

      if (operation->kind == DOCKET_OPERATION_KIND_FILE && operation->entity == attachment)
        return g_object_ref (operation);
    }

  return NULL;
}

static DocketFileOffer *
send_file (Client *client, gint64 ticket, gint64 attachment, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, NULL);
  g_autoptr (DocketFileOffer) offer =
    docket_outbox_offer_file (txn, ticket, attachment, &client->context, error);

  if (offer == NULL ||
      !docket_outbox_send_file (txn, offer, offer->text, &client->context, error) ||
      !docket_transaction_commit (txn, error))
    return NULL;

  return g_steal_pointer (&offer);
}

gboolean
client_try_send_file (Client *client, gint64 ticket, gint64 attachment, GError **error)
{
  g_autoptr (DocketFileOffer) offer = send_file (client, ticket, attachment, error);

  return offer != NULL;
}

DocketFileOffer *
client_send_file (Client *client, gint64 ticket, gint64 attachment)
{
  g_autoptr (GError) error = NULL;
  DocketFileOffer *offer = send_file (client, ticket, attachment, &error);

  g_assert_no_error (error);

  return offer;
}

void
client_decide (Client *client, const char *uuid, gboolean anyway)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);
  g_autoptr (DocketOperation) operation =
    docket_outbox_retry (txn, uuid, anyway, &client->context, &error);

  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

/* "It is there": the first of what it may be. */
void
client_settle (Client *client, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);
  g_autoptr (DocketOperation) operation =
    docket_outbox_settle (txn, uuid, 1, &client->context, &error);

  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

void
client_discard (Client *client, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);
  g_autoptr (DocketOperation) operation =
    docket_outbox_discard (txn, uuid, &client->context, &error);

  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

/* Of this name, of these bytes; %NULL: of any. */
guint
server_count_files (DocketTestSandbox *sandbox, const char *name, GBytes *bytes)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=customerattachments");
  JsonArray *files =
    json_object_get_array_member (json_node_get_object (root), "customerattachments");
  guint n_files = 0;

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);
      gsize size;
      g_autofree guchar *data =
        g_base64_decode (json_object_get_string_member (file, "ContentBased64"), &size);
      g_autoptr (GBytes) there = g_bytes_new (data, size);

      n_files +=
        (name == NULL || g_str_equal (json_object_get_string_member (file, "Name"), name)) &&
        (bytes == NULL || g_bytes_equal (there, bytes));
    }

  return n_files;
}
