/* Tickets: one by one, and what is written of them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"

#include <glib/gi18n.h>

#include "docket-store-directory.h"
#include "docket-tickets-private.h"

/* A status that nobody has told the kind of is open until somebody does. */
static gint64
find_status (DocketTransaction *txn, const char *status, GError **error)
{
  DocketStatusKind kind;
  gint64 id = 0;

  if (status == NULL || *status == '\0')
    return DOCKET_STATUS_KIND_OPEN + 1;

  if (docket_status_is_standard (status, &kind))
    return kind + 1;

  if (!docket_ask_int64 (txn, &id, error, "SELECT id FROM status WHERE name = ?", "s", status))
    return 0;

  if (id == 0 && docket_directory_add_status (txn, status, DOCKET_STATUS_KIND_OPEN, error))
    docket_ask_int64 (txn, &id, error, "SELECT id FROM status WHERE name = ?", "s", status);

  return id;
}

/* Binds a field's canonical text in the form of its column. */
static gboolean
bind_field (DocketStatement *statement,
            int nth,
            const DocketField *field,
            const char *value,
            GError **error)
{
  int number;
  gint64 id;

  switch (field->kind)
    {
    case DOCKET_FIELD_STATUS:
      id = find_status (statement->txn, value, error);
      docket_statement_bind_int64 (statement, nth, id);
      return id != 0;

    case DOCKET_FIELD_ENUM:
      if (docket_enum_from_nick (field->enum_type, value, &number))
        docket_statement_bind_int64 (statement, nth, number);
      return TRUE;

    case DOCKET_FIELD_TIME:
      docket_statement_bind_int64 (statement,
                                   nth,
                                   value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0);
      return TRUE;

    case DOCKET_FIELD_TECHNICIAN:
    case DOCKET_FIELD_CUSTOMER:
    case DOCKET_FIELD_CONTACT:
    case DOCKET_FIELD_CONTRACT:
      id = value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
      if (id != 0)
        docket_statement_bind_int64 (statement, nth, id);
      return TRUE;

    default:
      docket_statement_bind_text (statement, nth, value);
      return TRUE;
    }
}

/* The value that a field will have: the parameter's, or what the row has already. */
static char *
make_place (DocketValues *values, const char *id)
{
  const guint i = docket_tickets_get_field_index (id);

  if (values == NULL || docket_values_knows (values, id))
    return g_strdup_printf ("?%u", i + 1);

  return g_strdup (docket_field_get_fixed (NULL)[i]->column);
}

/* The nearer of the two due times, where they are set. */
static void
append_due (GString *sql, DocketValues *values)
{
  g_autofree char *a = make_place (values, DOCKET_FIELD_ID_FIRST_RESPONSE_DUE);
  g_autofree char *b = make_place (values, DOCKET_FIELD_ID_CLOSE_DUE);

  g_string_append_printf (sql,
                          "CASE WHEN %s = 0 OR %s = 0 THEN max (%s, %s) ELSE min (%s, %s) END",
                          a,
                          b,
                          a,
                          b,
                          a,
                          b);
}

/* @touches: sets the last update too, as ?98 */
static char *
make_update_sql (DocketValues *values, gboolean touches)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);
  g_autoptr (GString) sql = g_string_new (touches ? "UPDATE ticket SET updated_at = ?98" : NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    {
      if (!docket_values_knows (values, fields[i]->id))
        continue;

      g_string_append_printf (sql,
                              "%s%s = ?%u",
                              sql->len > 0 ? ", " : "UPDATE ticket SET ",
                              fields[i]->column,
                              i + 1);

      if (fields[i]->kind == DOCKET_FIELD_STATUS)
        g_string_append_printf (sql, ", kind = (SELECT kind FROM status WHERE id = ?%u)", i + 1);
    }

  if (sql->len == 0)
    return NULL;

  if (docket_values_knows (values, DOCKET_FIELD_ID_FIRST_RESPONSE_DUE) ||
      docket_values_knows (values, DOCKET_FIELD_ID_CLOSE_DUE))
    {
      g_string_append (sql, ", due_at = ");
      append_due (sql, values);
    }

  g_string_append (sql, " WHERE id = ?99");

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
bind_fields (DocketStatement *statement, DocketValues *values, GError **error)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    if (docket_values_knows (values, fields[i]->id) &&
        !bind_field (statement, i + 1, fields[i], docket_values_get (values, fields[i]->id), error))
      return FALSE;

  return TRUE;
}

static gboolean
set_custom_values (DocketTransaction *txn, gint64 id, DocketValues *values, GError **error)
{
  g_autoptr (GList) fields = docket_values_list_fields (values);

  for (GList *l = fields; l != NULL; l = l->next)
    if (docket_field_is_custom (l->data) &&
        !docket_tell (txn,
                      error,
                      "INSERT INTO custom_value (ticket, field, value) VALUES (?, ?, ?) "
                      "ON CONFLICT (ticket, field) DO UPDATE SET value = excluded.value",
                      "xss",
                      id,
                      l->data,
                      docket_values_get (values, l->data)))
      return FALSE;

  return TRUE;
}

/* Runs an UPDATE or DELETE of one ticket. */
static gboolean
finish_update (DocketTransaction *txn, DocketStatement *statement, gint64 id, GError **error)
{
  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    ;

  if (statement->failed)
    return FALSE;

  if (sqlite3_changes (txn->connection->db) == 0)
    return docket_set_not_found (error);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return TRUE;
}

static char *
make_insert_sql (void)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);
  g_autoptr (GString) columns = g_string_new ("remote_id, number, updated_at, kind, due_at");
  g_autoptr (GString) places = g_string_new ("?97, ?98, ?99, ");
  guint i;

  g_string_append_printf (places,
                          "(SELECT kind FROM status WHERE id = ?%u), ",
                          docket_tickets_get_field_index (DOCKET_FIELD_ID_STATUS) + 1);
  append_due (places, NULL);

  for (i = 0; fields[i] != NULL; i++)
    {
      g_string_append_printf (columns, ", %s", fields[i]->column);
      g_string_append_printf (places, ", ?%u", i + 1);
    }

  return g_strdup_printf ("INSERT INTO ticket (%s) VALUES (%s)", columns->str, places->str);
}

static const char *
get_insert_sql (void)
{
  static const char *sql;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      sql = make_insert_sql ();
      g_once_init_leave (&once, 1);
    }

  return sql;
}

/* An inserted row has all columns: what is not known is not set. */
static gboolean
bind_all_fields (DocketStatement *statement, DocketValues *values, GError **error)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    if (!bind_field (statement, i + 1, fields[i], docket_values_get (values, fields[i]->id), error))
      return FALSE;

  return TRUE;
}

/* One UPDATE for all that has a column: each one writes every index anew that holds a column of it.
 */
static gboolean
write_values (DocketTransaction *txn,
              gint64 id,
              DocketValues *values,
              const gint64 *updated_at,
              GError **error)
{
  g_autofree char *sql = make_update_sql (values, updated_at != NULL);

  if (sql != NULL)
    {
      g_autoptr (DocketStatement) statement = docket_statement_new (txn, sql, error);

      if (statement == NULL || !bind_fields (statement, values, error))
        return FALSE;

      if (updated_at != NULL)
        docket_statement_bind_int64 (statement, 98, *updated_at);

      docket_statement_bind_int64 (statement, 99, id);

      if (!finish_update (txn, statement, id, error))
        return FALSE;
    }

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return set_custom_values (txn, id, values, error);
}

/**
 * docket_tickets_get_field_index:
 * @id: the id of a fixed field
 *
 * Returns: its place in docket_field_get_fixed()
 */
guint
docket_tickets_get_field_index (const char *id)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);
  guint i = 0;

  while (!g_str_equal (fields[i]->id, id))
    i++;

  return i;
}

/**
 * docket_tickets_find_by_number:
 * @txn: a transaction
 * @number: what people call it
 * @error: return location for a #DocketStoreError
 *
 * Returns: the local id; 0 without an error when there is none that is not deleted
 */
gint64
docket_tickets_find_by_number (DocketTransaction *txn, const char *number, GError **error)
{
  gint64 id = 0;

  g_return_val_if_fail (txn != NULL, 0);

  docket_ask_int64 (txn,
                    &id,
                    error,
                    "SELECT id FROM ticket WHERE number = ? AND deleted_at = 0 "
                    "ORDER BY id DESC LIMIT 1",
                    "s",
                    number);

  return id;
}

/**
 * docket_tickets_find_by_remote_id:
 * @txn: a transaction
 * @remote_id: (nullable): its id on the server
 * @error: return location for a #DocketStoreError
 *
 * Returns: the local id, of a deleted ticket too; 0 without an error when there is none
 */
gint64
docket_tickets_find_by_remote_id (DocketTransaction *txn, const char *remote_id, GError **error)
{
  gint64 id = 0;

  g_return_val_if_fail (txn != NULL, 0);

  docket_ask_int64 (txn, &id, error, "SELECT id FROM ticket WHERE remote_id = ?", "s", remote_id);

  return id;
}

/**
 * docket_tickets_exists:
 * @txn: a transaction
 * @id: a local id
 *
 * Returns: whether there is such a ticket, not deleted
 */
gboolean
docket_tickets_exists (DocketTransaction *txn, gint64 id)
{
  gint64 found;

  g_return_val_if_fail (txn != NULL, FALSE);

  docket_ask_int64 (txn,
                    &found,
                    NULL,
                    "SELECT 1 FROM ticket WHERE id = ? AND deleted_at = 0",
                    "x",
                    id);

  return found != 0;
}

/**
 * docket_tickets_get_remote_id:
 * @txn: a transaction
 * @id: a local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): its id on the server; %NULL without an error while it has
 * none
 */
char *
docket_tickets_get_remote_id (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT remote_id FROM ticket WHERE id = ?", "x", id);
  char *remote_id = NULL;

  if (statement != NULL && docket_statement_next (statement, error))
    docket_statement_read (statement, "s", &remote_id);

  return remote_id;
}

/**
 * docket_tickets_insert:
 * @txn: a writing transaction
 * @remote_id: (nullable): its id on the server
 * @number: (nullable): what people call it
 * @values: canonical texts
 * @updated_at: microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Adds a ticket. A status that is not known yet becomes known, as an open one.
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_tickets_insert (DocketTransaction *txn,
                       const char *remote_id,
                       const char *number,
                       DocketValues *values,
                       gint64 updated_at,
                       GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  gint64 id = 0;

  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (values != NULL, 0);

  statement = docket_statement_new (txn, get_insert_sql (), error);

  if (statement == NULL || !bind_all_fields (statement, values, error))
    return 0;

  docket_statement_bind_text (statement, 97, remote_id);
  docket_statement_bind_text (statement, 98, number);
  docket_statement_bind_int64 (statement, 99, updated_at);

  if (!docket_statement_insert (statement, &id, error) ||
      !set_custom_values (txn, id, values, error))
    return 0;

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return id;
}

/**
 * docket_tickets_set_values:
 * @txn: a writing transaction
 * @id: a local id
 * @values: canonical texts; what is not known in them stays as it is
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether they were written
 */
gboolean
docket_tickets_set_values (DocketTransaction *txn, gint64 id, DocketValues *values, GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (values != NULL, FALSE);

  return write_values (txn, id, values, NULL, error);
}

/**
 * docket_tickets_edit:
 * @txn: a writing transaction
 * @id: a local id
 * @values: canonical texts; what is not known in them stays as it is
 * @updated_at: when, microseconds UTC
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * docket_tickets_set_values() and docket_tickets_touch() in one.
 *
 * Returns: whether they were written
 */
gboolean
docket_tickets_edit (DocketTransaction *txn,
                     gint64 id,
                     DocketValues *values,
                     gint64 updated_at,
                     GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (values != NULL, FALSE);

  return write_values (txn, id, values, &updated_at, error);
}

/**
 * docket_tickets_bind:
 * @txn: a writing transaction
 * @id: a local id
 * @remote_id: (nullable): its id on the server
 * @number: (nullable): what people call it there
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Says which ticket of the server it is.
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_bind (DocketTransaction *txn,
                     gint64 id,
                     const char *remote_id,
                     const char *number,
                     GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "UPDATE ticket SET remote_id = ?, number = ? WHERE id = ?",
                "ssx",
                remote_id,
                number,
                id);

  return finish_update (txn, statement, id, error);
}

/**
 * docket_tickets_get_updated:
 * @txn: a transaction
 * @id: a local id
 * @updated_at: (out): when it was last updated, microseconds UTC; 0: there is no such ticket
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be read
 */
gboolean
docket_tickets_get_updated (DocketTransaction *txn, gint64 id, gint64 *updated_at, GError **error)
{
  return docket_ask_int64 (txn,
                           updated_at,
                           error,
                           "SELECT updated_at FROM ticket WHERE id = ?",
                           "x",
                           id);
}

/**
 * docket_tickets_touch:
 * @txn: a writing transaction
 * @id: a local id
 * @updated_at: when it was last updated, microseconds UTC
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_touch (DocketTransaction *txn, gint64 id, gint64 updated_at, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "UPDATE ticket SET updated_at = ? WHERE id = ?", "xx", updated_at, id);

  return finish_update (txn, statement, id, error);
}

/**
 * docket_tickets_set_deleted:
 * @txn: a writing transaction
 * @id: a local id
 * @deleted_at: when, microseconds UTC; 0 brings it back
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Hides a ticket everywhere, in search too, or shows it again.
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_set_deleted (DocketTransaction *txn, gint64 id, gint64 deleted_at, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "UPDATE ticket SET deleted_at = ? WHERE id = ?", "xx", deleted_at, id);

  return finish_update (txn, statement, id, error);
}

/**
 * docket_tickets_purge:
 * @txn: a writing transaction
 * @id: a local id
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Removes a ticket with its parts and its operations, for good. One with an operation that is
 * neither done nor withdrawn is not removed: what waits is never lost.
 *
 * Returns: whether it is gone
 */
gboolean
docket_tickets_purge (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  gint64 waits;

  if (!docket_ask_int64 (txn,
                         &waits,
                         error,
                         "SELECT 1 FROM operation WHERE ticket = ? AND state NOT IN (5, 7)",
                         "x",
                         id))
    return FALSE;

  if (waits)
    {
      g_set_error_literal (error,
                           DOCKET_STORE_ERROR,
                           DOCKET_STORE_ERROR_FAILED,
                           _ ("This ticket has changes that wait for the server. It was kept."));
      return FALSE;
    }

  /* Out of the search index first. */
  if (!docket_tell (txn,
                    error,
                    "UPDATE ticket SET deleted_at = 1 WHERE id = ? AND deleted_at = 0",
                    "x",
                    id))
    return FALSE;

  statement = docket_ask (txn, error, "DELETE FROM ticket WHERE id = ?", "x", id);

  return finish_update (txn, statement, id, error);
}

/**
 * docket_tickets_get_detail_marks:
 * @txn: a transaction
 * @id: a local id
 * @seen_mark: (out) (optional) (nullable): the state of the feed that was last seen
 * @loaded_mark: (out) (optional) (nullable): that of which the details were read
 * @loaded_at: (out) (optional): when they were read, microseconds UTC; 0: never
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether there is such a ticket
 */
gboolean
docket_tickets_get_detail_marks (DocketTransaction *txn,
                                 gint64 id,
                                 char **seen_mark,
                                 char **loaded_mark,
                                 gint64 *loaded_at,
                                 GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT seen_mark, loaded_mark, loaded_at FROM ticket WHERE id = ?",
                "x",
                id);

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    return !statement->failed && docket_set_not_found (error);

  docket_statement_read (statement, "ssx", seen_mark, loaded_mark, loaded_at);

  return TRUE;
}

/**
 * docket_tickets_set_seen_mark:
 * @txn: a writing transaction
 * @id: a local id
 * @mark: (nullable): the state of the feed
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_set_seen_mark (DocketTransaction *txn, gint64 id, const char *mark, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "UPDATE ticket SET seen_mark = ? WHERE id = ?", "sx", mark, id);

  return finish_update (txn, statement, id, error);
}

/**
 * docket_tickets_set_loaded_mark:
 * @txn: a writing transaction
 * @id: a local id
 * @mark: (nullable): the state of the feed of which the details were read
 * @loaded_at: when, microseconds UTC
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_set_loaded_mark (DocketTransaction *txn,
                                gint64 id,
                                const char *mark,
                                gint64 loaded_at,
                                GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "UPDATE ticket SET loaded_mark = ?, loaded_at = ? WHERE id = ?",
                "sxx",
                mark,
                loaded_at,
                id);

  return finish_update (txn, statement, id, error);
}
