/* Messages and attachments.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include "docket-tickets-private.h"

/* More than this of a source is not kept (data.md). */
#define MAX_SOURCE_BYTES (1024 * 1024)

/* A file travels with an operation of its own, or else with its message's. */
#define SELECT_ATTACHMENTS                                                                         \
  "SELECT attachment.id, attachment.ticket, attachment.message, attachment.name, "                 \
  "attachment.content_type, attachment.size, attachment.sha256, "                                  \
  "(SELECT original FROM original WHERE sha256 = attachment.sha256), "                             \
  "attachment.url, " DOCKET_SQL_PART_STATE (                                                       \
    "attachment") " FROM attachment LEFT JOIN message ON message.id = attachment.message "         \
                  "LEFT JOIN operation ON operation.id = ifnull ("                                 \
                  "(SELECT max (id) FROM operation WHERE kind = 4 AND entity = attachment.id AND " \
                  "state <> 7), "                                                                  \
                  "(SELECT id FROM operation WHERE uuid = message.operation)) "                    \
                  "WHERE attachment.ticket = ? ORDER BY attachment.id"

#define SELECT_MESSAGES                                                                            \
  "SELECT message.id, message.ticket, message.remote_id, message.kind, message.author_name, "      \
  "message.author_technician, message.author_contact, message.is_mine, message.created_at, "       \
  "message_text.text, message_text.source, message_text.source_is_html, "                          \
  "message.operation, " DOCKET_SQL_PART_STATE (                                                    \
    "message") ", "                                                                                \
               "CASE WHEN operation.id IS NULL THEN message.not_before "                           \
               "WHEN operation.state = 0 AND operation.sent = 0 THEN operation.not_before ELSE 0 " \
               "END "                                                                              \
               "FROM message JOIN message_text ON message_text.id = "                              \
               "message.id" DOCKET_SQL_JOIN_OPERATION (                                            \
                 "message") "WHERE message.ticket = ? ORDER BY message.created_at, message.id"

static DocketMessage *
read_message (DocketStatement *statement)
{
  DocketMessage *message = docket_message_new ();

  docket_statement_read (statement,
                         "xxsisrrixssisix",
                         &message->id,
                         &message->ticket,
                         &message->remote_id,
                         &message->kind,
                         &message->author_name,
                         &message->author_technician,
                         &message->author_contact,
                         &message->is_mine,
                         &message->created_at,
                         &message->text,
                         &message->source,
                         &message->source_is_html,
                         &message->operation,
                         &message->state,
                         &message->not_before);

  return message;
}

/* At the border of a character. */
static char *
cut_source (const char *source)
{
  gsize length = MAX_SOURCE_BYTES;

  if (source == NULL || strlen (source) <= MAX_SOURCE_BYTES)
    return g_strdup (source);

  while (length > 0 && ((guchar) source[length] & 0xc0) == 0x80)
    length--;

  return g_strndup (source, length);
}

static gboolean
add_attachments (DocketTransaction *txn, gint64 ticket, GHashTable *messages, GError **error)
{
  g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, ticket, error);

  if (attachments == NULL)
    return FALSE;

  for (guint i = 0; i < attachments->len; i++)
    {
      DocketAttachment *attachment = g_ptr_array_index (attachments, i);
      DocketMessage *message = g_hash_table_lookup (messages, &attachment->message);

      if (message != NULL)
        g_ptr_array_add (message->attachments, g_object_ref (attachment));
    }

  return TRUE;
}

/* After something was written of a ticket's parts. */
gboolean
docket_tickets_bump (DocketTransaction *txn,
                     gint64 id,
                     gint64 at,
                     gboolean by_other,
                     GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return docket_tell (txn,
                      error,
                      "UPDATE ticket SET updated_at = max (updated_at, ?2), "
                      "others_at = max (others_at, ?3) "
                      "WHERE id = ?1 AND (updated_at < ?2 OR others_at < ?3)",
                      "xxx",
                      id,
                      at,
                      by_other ? at : G_GINT64_CONSTANT (0));
}

static gboolean
bump_for_message (DocketTransaction *txn, const DocketMessage *message, GError **error)
{
  return docket_tickets_bump (txn,
                              message->ticket,
                              message->created_at,
                              !message->is_mine && message->kind != DOCKET_MESSAGE_KIND_EVENT,
                              error);
}

/* Removes a part by its id; `sql` gives the ticket back. */
static gboolean
delete_part (DocketTransaction *txn, const char *sql, gint64 id, GError **error)
{
  gint64 ticket;

  if (!docket_ask_int64 (txn, &ticket, error, sql, "x", id))
    return FALSE;

  if (ticket == 0)
    return docket_set_not_found (error);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return TRUE;
}

/**
 * docket_messages_list:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @error: return location for a #DocketStoreError
 *
 * The state of a message is that of the operation that carries it.
 *
 * Returns: (transfer full) (nullable) (element-type DocketMessage): its messages with their files,
 * by time
 */
GPtrArray *
docket_messages_list (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);

  statement = docket_ask (txn, error, SELECT_MESSAGES, "x", ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketMessage *message = read_message (statement);

      g_ptr_array_add (messages, message);
      g_hash_table_insert (by_id, &message->id, message);
    }

  if (statement->failed || !add_attachments (txn, ticket, by_id, error))
    return NULL;

  return g_steal_pointer (&messages);
}

/**
 * docket_messages_insert:
 * @txn: a writing transaction
 * @message: a message with its ticket; its id is set. Its attachments are inserted apart
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_messages_insert (DocketTransaction *txn, DocketMessage *message, GError **error)
{
  g_autofree char *source = NULL;
  gint64 id = 0;

  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (message->ticket != 0, 0);

  source = cut_source (message->source);

  if (!docket_insert (txn,
                      &id,
                      error,
                      "INSERT INTO message (ticket, remote_id, kind, author_name, "
                      "author_technician, author_contact, is_mine, created_at, operation, "
                      "state, not_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "xsisrrixsix",
                      message->ticket,
                      message->remote_id,
                      message->kind,
                      message->author_name,
                      message->author_technician,
                      message->author_contact,
                      message->is_mine,
                      message->created_at,
                      message->operation,
                      message->state,
                      message->not_before) ||
      !docket_tell (txn,
                    error,
                    "INSERT INTO message_text (id, indexed, text, source, source_is_html) VALUES "
                    "(?1, (SELECT deleted_at = 0 FROM ticket WHERE id = ?2), ?3, ?4, ?5)",
                    "xxssi",
                    id,
                    message->ticket,
                    message->text,
                    source,
                    message->source_is_html) ||
      !bump_for_message (txn, message, error))
    return 0;

  message->id = id;

  return id;
}

/**
 * docket_messages_update:
 * @txn: a writing transaction
 * @message: a message that is there; it stays with its ticket
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_messages_update (DocketTransaction *txn, DocketMessage *message, GError **error)
{
  g_autofree char *source = cut_source (message->source);
  gint64 id;

  if (!docket_ask_int64 (txn,
                         &id,
                         error,
                         "UPDATE message SET remote_id = ?, kind = ?, author_name = ?, "
                         "author_technician = ?, author_contact = ?, is_mine = ?, "
                         "created_at = ?, operation = ?, state = ?, not_before = ? "
                         "WHERE id = ? RETURNING id",
                         "sisrrixsixx",
                         message->remote_id,
                         message->kind,
                         message->author_name,
                         message->author_technician,
                         message->author_contact,
                         message->is_mine,
                         message->created_at,
                         message->operation,
                         message->state,
                         message->not_before,
                         message->id))
    return FALSE;

  if (id == 0)
    return docket_set_not_found (error);

  return docket_tell (txn,
                      error,
                      "UPDATE message_text SET text = ?, source = ?, source_is_html = ? "
                      "WHERE id = ?",
                      "ssix",
                      message->text,
                      source,
                      message->source_is_html,
                      id) &&
         bump_for_message (txn, message, error);
}

/**
 * docket_messages_delete:
 * @txn: a writing transaction
 * @id: local id of a message
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Removes a message with its attachments.
 *
 * Returns: whether it is gone
 */
gboolean
docket_messages_delete (DocketTransaction *txn, gint64 id, GError **error)
{
  return delete_part (txn, "DELETE FROM message WHERE id = ? RETURNING ticket", id, error);
}

/**
 * docket_attachments_list:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketAttachment): its files, those of messages
 * too, oldest first
 */
GPtrArray *
docket_attachments_list (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement = docket_ask (txn, error, SELECT_ATTACHMENTS, "x", ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketAttachment *attachment = docket_attachment_new ();

      docket_statement_read (statement,
                             "xxrssxsssi",
                             &attachment->id,
                             &attachment->ticket,
                             &attachment->message,
                             &attachment->name,
                             &attachment->content_type,
                             &attachment->size,
                             &attachment->sha256,
                             &attachment->original,
                             &attachment->url,
                             &attachment->state);
      g_ptr_array_add (attachments, attachment);
    }

  return statement->failed ? NULL : g_steal_pointer (&attachments);
}

/**
 * docket_attachments_insert:
 * @txn: a writing transaction
 * @attachment: a file with its ticket; its id is set. When its bytes are here, docket_blobs_add()
 * came before
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_attachments_insert (DocketTransaction *txn, DocketAttachment *attachment, GError **error)
{
  gint64 id = 0;

  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (attachment->ticket != 0, 0);

  if (!docket_insert (txn,
                      &id,
                      error,
                      "INSERT INTO attachment (ticket, message, name, content_type, size, "
                      "sha256, url, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "xrssxssi",
                      attachment->ticket,
                      attachment->message,
                      attachment->name,
                      attachment->content_type,
                      attachment->size,
                      attachment->sha256,
                      attachment->url,
                      attachment->state))
    return 0;

  attachment->id = id;
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, attachment->ticket);

  return id;
}

/**
 * docket_attachments_set_content:
 * @txn: a writing transaction
 * @id: local id of an attachment of the server's
 * @sha256: its bytes, which are here now
 * @size: in bytes
 * @content_type: (nullable): its type
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_attachments_set_content (DocketTransaction *txn,
                                gint64 id,
                                const char *sha256,
                                gint64 size,
                                const char *content_type,
                                GError **error)
{
  gint64 ticket;

  if (!docket_ask_int64 (txn,
                         &ticket,
                         error,
                         "UPDATE attachment SET sha256 = ?, size = ?, content_type = ? "
                         "WHERE id = ? RETURNING ticket",
                         "sxsx",
                         sha256,
                         size,
                         content_type,
                         id))
    return FALSE;

  if (ticket == 0)
    return docket_set_not_found (error);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return TRUE;
}

/**
 * docket_attachments_delete:
 * @txn: a writing transaction
 * @id: local id of an attachment
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Removes a file from its ticket; its bytes are collected later.
 *
 * Returns: whether it is gone
 */
gboolean
docket_attachments_delete (DocketTransaction *txn, gint64 id, GError **error)
{
  return delete_part (txn, "DELETE FROM attachment WHERE id = ? RETURNING ticket", id, error);
}
