/* Questions and orders to the database.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-statement-private.h"

#include <glib/gi18n.h>

static gboolean
fail (DocketStatement *self, int code, GError **error)
{
  self->failed = TRUE;

  /* SQLite may have rolled back by itself: what followed would be committed alone. */
  if (self->txn->writes &&
      (!sqlite3_stmt_readonly (self->stmt) || sqlite3_get_autocommit (self->txn->connection->db)))
    self->txn->broken = TRUE;

  return docket_connection_fail (self->txn->connection, code, error);
}

static void
bind_values (DocketStatement *self, const char *format, va_list args)
{
  for (int nth = 1; *format != '\0'; format++, nth++)
    {
      switch (*format)
        {
        case 'i':
          docket_statement_bind_int64 (self, nth, va_arg (args, int));
          break;

        case 'x':
          docket_statement_bind_int64 (self, nth, va_arg (args, gint64));
          break;

        case 'r':
          {
            gint64 id = va_arg (args, gint64);

            if (id != 0)
              docket_statement_bind_int64 (self, nth, id);
          }
          break;

        case 's':
          docket_statement_bind_text (self, nth, va_arg (args, const char *));
          break;

        case 'v':
          {
            DocketValues *values = va_arg (args, DocketValues *);
            g_autofree char *text = values != NULL ? docket_values_to_text (values) : NULL;

            docket_statement_bind_text (self, nth, text);
          }
          break;

        case 'b':
          {
            GBytes *bytes = va_arg (args, GBytes *);

            sqlite3_bind_blob64 (self->stmt,
                                 nth,
                                 g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes),
                                 SQLITE_TRANSIENT);
          }
          break;

        default:
          g_return_if_reached ();
        }
    }
}

static DocketStatement *
ask_valist (DocketTransaction *txn,
            GError **error,
            const char *sql,
            const char *format,
            va_list args)
{
  DocketStatement *self = docket_statement_new (txn, sql, error);

  if (self != NULL)
    bind_values (self, format, args);

  return self;
}

static gboolean
ask_int64_valist (DocketTransaction *txn,
                  gint64 *number,
                  GError **error,
                  const char *sql,
                  const char *format,
                  va_list args)
{
  DocketStatement *self = ask_valist (txn, error, sql, format, args);
  gboolean done;

  if (self == NULL)
    return FALSE;

  if (docket_statement_next (self, error))
    *number = docket_statement_read_int64 (self);

  done = !self->failed;
  docket_statement_free (self);

  return done;
}

static DocketValues *
column_values (DocketStatement *self, int nth)
{
  const char *text = (const char *) sqlite3_column_text (self->stmt, nth);
  g_autoptr (GError) error = NULL;
  DocketValues *values;

  if (text == NULL)
    return NULL;

  values = docket_values_from_text (text, &error);

  if (values == NULL)
    {
      g_warning ("Values that can't be read: column %s", sqlite3_column_name (self->stmt, nth));
      values = docket_values_new ();
    }

  return values;
}

/**
 * docket_statement_new:
 * @txn: a transaction
 * @sql: one statement, made of constant parts only
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the statement; its parameters are null
 */
DocketStatement *
docket_statement_new (DocketTransaction *txn, const char *sql, GError **error)
{
  DocketStatement *self;
  sqlite3_stmt *stmt;

  g_return_val_if_fail (txn != NULL, NULL);

  if (txn->broken)
    {
      g_set_error_literal (error,
                           DOCKET_STORE_ERROR,
                           DOCKET_STORE_ERROR_FAILED,
                           _ ("The change was not written. Try again."));
      return NULL;
    }

  stmt = docket_connection_take_statement (txn->connection, sql, error);

  if (stmt == NULL)
    return NULL;

  self = g_new0 (DocketStatement, 1);
  self->txn = txn;
  self->stmt = stmt;

  return self;
}

/**
 * docket_statement_free:
 * @self: (transfer full): a statement
 */
void
docket_statement_free (DocketStatement *self)
{
  docket_connection_put_statement (self->txn->connection, self->stmt);
  g_free (self);
}

/**
 * docket_statement_bind_int64:
 * @self: a statement
 * @nth: which parameter, from 1
 * @value: its value
 */
void
docket_statement_bind_int64 (DocketStatement *self, int nth, gint64 value)
{
  sqlite3_bind_int64 (self->stmt, nth, value);
}

/**
 * docket_statement_bind_text:
 * @self: a statement
 * @nth: which parameter, from 1
 * @text: (nullable): its value, copied
 */
void
docket_statement_bind_text (DocketStatement *self, int nth, const char *text)
{
  sqlite3_bind_text (self->stmt, nth, text, -1, SQLITE_TRANSIENT);
}

/**
 * docket_statement_next:
 * @self: a statement
 * @error: return location for a #DocketStoreError
 *
 * Goes on to the first or next row.
 *
 * Returns: whether there is one; when not, @self->failed says whether that is an error
 */
gboolean
docket_statement_next (DocketStatement *self, GError **error)
{
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return TRUE;

  if (code != SQLITE_DONE)
    fail (self, code, error);

  return FALSE;
}

/**
 * docket_statement_read:
 * @self: a statement that is on a row
 * @format: a letter for each column
 * @...: for each column a place to put it, or %NULL
 */
void
docket_statement_read (DocketStatement *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);

  for (int nth = 0; format[nth] != '\0'; nth++)
    {
      gpointer place = va_arg (args, gpointer);

      if (place == NULL)
        continue;

      switch (format[nth])
        {
        case 'i':
          *(int *) place = sqlite3_column_int (self->stmt, nth);
          break;

        case 'r':
        case 'x':
          *(gint64 *) place = sqlite3_column_int64 (self->stmt, nth);
          break;

        case 's':
          *(char **) place = g_strdup ((const char *) sqlite3_column_text (self->stmt, nth));
          break;

        case 'v':
          *(DocketValues **) place = column_values (self, nth);
          break;

        case 'b':
          *(GBytes **) place = g_bytes_new (sqlite3_column_blob (self->stmt, nth),
                                            (gsize) sqlite3_column_bytes (self->stmt, nth));
          break;

        default:
          g_assert_not_reached ();
        }
    }

  va_end (args);
}

/**
 * docket_statement_read_int64:
 * @self: a statement that is on a row
 *
 * Returns: its first column
 */
gint64
docket_statement_read_int64 (DocketStatement *self)
{
  return sqlite3_column_int64 (self->stmt, 0);
}

/**
 * docket_statement_insert:
 * @self: an INSERT of one row, without RETURNING, which takes as long as the rest of it
 * @id: (out): the local id of the new row; 0 on error
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it was written
 */
gboolean
docket_statement_insert (DocketStatement *self, gint64 *id, GError **error)
{
  while (docket_statement_next (self, error))
    ;

  *id = self->failed ? 0 : sqlite3_last_insert_rowid (self->txn->connection->db);

  return !self->failed;
}

/**
 * docket_ask:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 * @sql: one statement, made of constant parts only
 * @format: a letter for each parameter
 * @...: the parameters
 *
 * Returns: (transfer full) (nullable): the statement, before its first row
 */
DocketStatement *
docket_ask (DocketTransaction *txn, GError **error, const char *sql, const char *format, ...)
{
  DocketStatement *self;
  va_list args;

  va_start (args, format);
  self = ask_valist (txn, error, sql, format, args);
  va_end (args);

  return self;
}

/**
 * docket_tell:
 * @txn: a writing transaction
 * @error: return location for a #DocketStoreError
 * @sql: one statement without an answer, made of constant parts only
 * @format: a letter for each parameter
 * @...: the parameters
 *
 * Returns: whether it was done
 */
gboolean
docket_tell (DocketTransaction *txn, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (DocketStatement) self = NULL;
  va_list args;

  g_return_val_if_fail (txn->writes, FALSE);

  va_start (args, format);
  self = ask_valist (txn, error, sql, format, args);
  va_end (args);

  if (self == NULL)
    return FALSE;

  while (docket_statement_next (self, error))
    ;

  return !self->failed;
}

/**
 * docket_insert:
 * @txn: a writing transaction
 * @id: (out): the local id of the new row; 0 on error
 * @error: return location for a #DocketStoreError
 * @sql: an INSERT of one row without RETURNING, made of constant parts only
 * @format: a letter for each parameter
 * @...: the parameters
 *
 * Returns: whether it was written
 */
gboolean
docket_insert (DocketTransaction *txn,
               gint64 *id,
               GError **error,
               const char *sql,
               const char *format,
               ...)
{
  g_autoptr (DocketStatement) self = NULL;
  va_list args;

  g_return_val_if_fail (txn->writes, FALSE);

  *id = 0;
  va_start (args, format);
  self = ask_valist (txn, error, sql, format, args);
  va_end (args);

  return self != NULL && docket_statement_insert (self, id, error);
}

/**
 * docket_ask_int64:
 * @txn: a transaction
 * @number: (out): the first column of the first row; 0 when there is none, or null
 * @error: return location for a #DocketStoreError
 * @sql: one statement, made of constant parts only
 * @format: a letter for each parameter
 * @...: the parameters
 *
 * Returns: whether it could be asked
 */
gboolean
docket_ask_int64 (DocketTransaction *txn,
                  gint64 *number,
                  GError **error,
                  const char *sql,
                  const char *format,
                  ...)
{
  gboolean done;
  va_list args;

  *number = 0;
  va_start (args, format);
  done = ask_int64_valist (txn, number, error, sql, format, args);
  va_end (args);

  return done;
}

/**
 * docket_set_not_found:
 * @error: return location for a #DocketStoreError
 *
 * Returns: %FALSE
 */
gboolean
docket_set_not_found (GError **error)
{
  g_set_error_literal (error,
                       DOCKET_STORE_ERROR,
                       DOCKET_STORE_ERROR_NOT_FOUND,
                       _ ("It is not there any more. Look again."));

  return FALSE;
}
