/* One connection to a database: how it is opened, its statements, its errors for people.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-connection-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "docket-fold.h"

#define BUSY_TIMEOUT_MS 5000

/* A statement looks this often whether it was cancelled, in instructions of SQLite's machine: about
 * ten times a millisecond. */
#define PROGRESS_INSTRUCTIONS 2000

/* Filters make texts of their own; more than this many are not worth keeping. */
#define MAX_STATEMENTS 200

G_DEFINE_QUARK (docket_store_error_quark, docket_store_error)

static const char *
sentence_for (int code)
{
  switch (code)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return _ ("Another program is using this workspace. Try again in a moment.");

    case SQLITE_FULL:
      return _ ("There is no room left on the disk. Free some space and try again; nothing was "
                "lost.");

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return _ ("The database of this workspace is damaged. It was left as it is: restore a "
                "backup, or connect the account again.");

    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return _ ("This workspace can't be written to. Check the permissions of its folder.");

    case SQLITE_CANTOPEN:
      return _ ("The database of this workspace can't be opened. Check the permissions of its "
                "folder.");

    case SQLITE_CONSTRAINT:
      return _ ("What was chosen is not there any more, or is there twice. Choose again.");

    case SQLITE_IOERR:
      return _ ("The disk reports an error. Nothing was written; check the disk and try again.");

    default:
      return _ ("The database of this workspace can't be read or written.");
    }
}

static DocketStoreError
error_for (int code)
{
  switch (code)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return DOCKET_STORE_ERROR_BUSY;

    case SQLITE_FULL:
      return DOCKET_STORE_ERROR_FULL;

    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return DOCKET_STORE_ERROR_DAMAGED;

    default:
      return DOCKET_STORE_ERROR_FAILED;
    }
}

/* Statements are long and few: some letters and the length tell them apart well enough, and reading
 * all of one takes longer than many a statement runs. */
static guint
hash_sql (gconstpointer key)
{
  const char *sql = key;
  const gsize length = strlen (sql);
  const gsize step = length / 16 + 1;
  guint hash = (guint) length;

  for (gsize i = 0; i < length; i += step)
    hash = hash * 33 + (guchar) sql[i];

  return hash;
}

static int
progress_cb (gpointer data)
{
  DocketConnection *self = data;

  return g_cancellable_is_cancelled (self->cancellable);
}

static void
fold_cb (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text != NULL)
    sqlite3_result_text (context, docket_fold (text), -1, g_free);
}

static gboolean
apply_pragmas (DocketConnection *self, GError **error)
{
  static const char *const pragmas[] = {
    "PRAGMA foreign_keys = ON",   "PRAGMA synchronous = FULL",  "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA mmap_size = 0",       "PRAGMA temp_store = MEMORY", "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -16384",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (!docket_connection_run (self, pragmas[i], error))
      return FALSE;

  return TRUE;
}

/**
 * docket_connection_open:
 * @path: the database's file
 * @mode: whether it reads, writes, or makes the file where there is none
 * @error: return location for a #DocketStoreError
 *
 * The file is its owner's alone, whatever the umask says. What a commit returned from is on the
 * disk. No connection checkpoints by itself (sync.md, rule 22).
 *
 * Returns: (transfer full) (nullable): the connection
 */
DocketConnection *
docket_connection_open (const char *path, DocketConnectionMode mode, GError **error)
{
  g_autoptr (DocketConnection) self = g_new0 (DocketConnection, 1);
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code;

  self->statements = g_hash_table_new (hash_sql, g_str_equal);
  flags |= mode == DOCKET_CONNECTION_READS ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  flags |= mode == DOCKET_CONNECTION_CREATES ? SQLITE_OPEN_CREATE : 0;
  code = sqlite3_open_v2 (path, &self->db, flags, NULL);

  if (code != SQLITE_OK)
    {
      docket_connection_fail (self, code, error);
      return NULL;
    }

  /* Journals take the mode of the file. */
  if (mode == DOCKET_CONNECTION_CREATES && g_chmod (path, 0600) != 0)
    {
      docket_connection_fail (self, SQLITE_PERM, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT_MS);
  sqlite3_progress_handler (self->db, PROGRESS_INSTRUCTIONS, progress_cb, self);
  sqlite3_create_function (self->db,
                           "docket_fold",
                           1,
                           SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                           NULL,
                           fold_cb,
                           NULL,
                           NULL);

  if (!apply_pragmas (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * docket_connection_close:
 * @self: (transfer full): a connection that nobody uses
 */
void
docket_connection_close (DocketConnection *self)
{
  GHashTableIter iter;
  gpointer stmt;

  g_hash_table_iter_init (&iter, self->statements);

  while (g_hash_table_iter_next (&iter, NULL, &stmt))
    sqlite3_finalize (stmt);

  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->db);
  g_free (self);
}

/**
 * docket_connection_run:
 * @self: a connection
 * @sql: statements without parameters, whose answers nobody wants
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether all went well
 */
gboolean
docket_connection_run (DocketConnection *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  return code == SQLITE_OK || docket_connection_fail (self, code, error);
}

/**
 * docket_connection_ask:
 * @self: a connection
 * @sql: a question whose answer is one number
 * @number: (out): the number; 0 when there is no row
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be asked
 */
gboolean
docket_connection_ask (DocketConnection *self, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *stmt = docket_connection_take_statement (self, sql, error);
  int code;

  *number = 0;

  if (stmt == NULL)
    return FALSE;

  code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    *number = sqlite3_column_int64 (stmt, 0);

  docket_connection_put_statement (self, stmt);

  return code == SQLITE_ROW || code == SQLITE_DONE || docket_connection_fail (self, code, error);
}

/**
 * docket_connection_take_statement:
 * @self: a connection
 * @sql: one statement
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the statement, prepared; give it back with
 * docket_connection_put_statement()
 */
sqlite3_stmt *
docket_connection_take_statement (DocketConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  gpointer stolen = NULL;
  int code;

  if (g_hash_table_steal_extended (self->statements, sql, NULL, &stolen))
    return stolen;

  code = sqlite3_prepare_v3 (self->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (code != SQLITE_OK)
    docket_connection_fail (self, code, error);

  return stmt;
}

/**
 * docket_connection_put_statement:
 * @self: a connection
 * @stmt: (transfer full): a statement of its
 */
void
docket_connection_put_statement (DocketConnection *self, sqlite3_stmt *stmt)
{
  const char *sql = sqlite3_sql (stmt);

  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);

  if (g_hash_table_contains (self->statements, sql) ||
      g_hash_table_size (self->statements) >= MAX_STATEMENTS)
    sqlite3_finalize (stmt);
  else
    g_hash_table_insert (self->statements, (gpointer) sql, stmt);
}

/**
 * docket_connection_fail:
 * @self: a connection
 * @code: what SQLite answered, extended or not
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Says in words for people what went wrong, and in the log what SQLite calls it; its message may
 * name a table or a column, never what a customer wrote.
 *
 * Returns: %FALSE
 */
gboolean
docket_connection_fail (DocketConnection *self, int code, GError **error)
{
  const int primary = code & 0xff;

  if (primary == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return FALSE;
    }

  g_debug ("SQLite: %s (%d)", sqlite3_errmsg (self->db), code);
  g_set_error_literal (error, DOCKET_STORE_ERROR, error_for (primary), sentence_for (primary));

  return FALSE;
}
