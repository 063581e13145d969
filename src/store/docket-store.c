/* One workspace's database: opened, read, written, closed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "docket-open-lock-private.h"
#include "docket-schema-private.h"
#include "docket-store-private.h"
#include "docket-turn-private.h"

/* Readers that wait to be used again. */
#define MAX_IDLE_READERS 4

/* Whoever checkpoints holds up writers while it waits for readers: not for long. */
#define CHECKPOINT_TIMEOUT_MS 100

struct _DocketStore
{
  GObject parent_instance;

  char *folder;
  char *path;

  int open_lock; /* -1 for none */

  DocketTurn writing;
  DocketConnection *writer;

  GMutex mutex; /* of what follows */
  GQueue readers;
  DocketConnection *keeper;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (DocketStore, docket_store, G_TYPE_OBJECT)

static gboolean
set_error_errno (GError **error, const char *sentence)
{
  const int code = errno;

  g_debug ("%s: %s", sentence, g_strerror (code));
  g_set_error_literal (error,
                       DOCKET_STORE_ERROR,
                       code == ENOSPC || code == EDQUOT ? DOCKET_STORE_ERROR_FULL
                                                        : DOCKET_STORE_ERROR_FAILED,
                       sentence);

  return FALSE;
}

static gboolean
make_folder (DocketStore *self, GError **error)
{
  if (g_mkdir_with_parents (self->folder, 0700) != 0 || g_chmod (self->folder, 0700) != 0)
    return set_error_errno (error,
                            _ ("The folder of this workspace can't be made. Check the "
                               "permissions of the folder above it."));

  return TRUE;
}

/* SQLite takes its log away when the last one closes: one that is still there was left by a process
 * that died. */
static gboolean
was_left_open (DocketStore *self)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf info;

  return g_stat (log, &info) == 0;
}

static gboolean
prepare (DocketStore *self, gboolean is_alone, gboolean is_suspect, GError **error)
{
  const DocketSchema *schema = docket_schema_get ();
  gint64 version;

  if (!docket_schema_check_version (self->writer, schema, &version, error) ||
      !docket_schema_check_origin (self->writer, version, error))
    return FALSE;

  if (version == docket_schema_get_version (schema))
    return !is_suspect || docket_schema_check_health (self->writer, error);

  if (!is_alone)
    {
      g_set_error_literal (error,
                           DOCKET_STORE_ERROR,
                           DOCKET_STORE_ERROR_BUSY,
                           _ ("An older Docket has this workspace open. Close it, then try "
                              "again."));
      return FALSE;
    }

  return docket_schema_upgrade (self->writer, schema, self->folder, error);
}

static gboolean
store_open (DocketStore *self, GCancellable *cancellable, GError **error)
{
  gboolean is_alone, is_suspect;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !make_folder (self, error))
    return FALSE;

  self->open_lock = docket_open_lock_take (self->folder, &is_alone, error);

  if (self->open_lock < 0)
    return FALSE;

  is_suspect = is_alone && was_left_open (self);
  self->writer = docket_connection_open (self->path, DOCKET_CONNECTION_CREATES, error);

  if (self->writer == NULL)
    return FALSE;

  self->writer->cancellable = cancellable;

  if (!prepare (self, is_alone, is_suspect, error))
    return FALSE;

  self->writer->cancellable = NULL;

  return !is_alone || docket_open_lock_share (self->open_lock, error);
}

static DocketConnection *
take_reader (DocketStore *self, GError **error)
{
  DocketConnection *reader;

  g_mutex_lock (&self->mutex);
  reader = g_queue_pop_head (&self->readers);
  g_mutex_unlock (&self->mutex);

  return reader != NULL ? reader
                        : docket_connection_open (self->path, DOCKET_CONNECTION_READS, error);
}

static void
put_reader (DocketStore *self, DocketConnection *reader)
{
  g_mutex_lock (&self->mutex);

  if (!self->closed && g_queue_get_length (&self->readers) < MAX_IDLE_READERS)
    g_queue_push_head (&self->readers, g_steal_pointer (&reader));

  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&reader, docket_connection_close);
}

static gboolean
check_open (DocketStore *self, GError **error)
{
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  g_mutex_unlock (&self->mutex);

  if (closed)
    g_set_error_literal (error,
                         DOCKET_STORE_ERROR,
                         DOCKET_STORE_ERROR_FAILED,
                         _ ("This workspace was closed. Open it again."));

  return !closed;
}

static DocketTransaction *
transaction_new (DocketStore *self, DocketConnection *connection, gboolean writes)
{
  DocketTransaction *txn = g_new0 (DocketTransaction, 1);

  txn->store = g_object_ref (self);
  txn->connection = connection;
  txn->writes = writes;

  if (writes)
    txn->changed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return txn;
}

/* Gives the connection back to where it came from. */
static void
transaction_release (DocketTransaction *txn)
{
  DocketStore *store = txn->store;

  txn->connection->cancellable = NULL;

  if (txn->writes)
    docket_turn_give (&store->writing);
  else
    put_reader (store, txn->connection);

  txn->connection = NULL;
}

static void
docket_store_finalize (GObject *object)
{
  DocketStore *self = DOCKET_STORE (object);

  docket_store_close (self);
  docket_turn_clear (&self->writing);
  g_mutex_clear (&self->mutex);
  g_free (self->folder);
  g_free (self->path);

  G_OBJECT_CLASS (docket_store_parent_class)->finalize (object);
}

static void
docket_store_class_init (DocketStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_store_finalize;
}

static void
docket_store_init (DocketStore *self)
{
  self->open_lock = -1;
  docket_turn_init (&self->writing);
  g_mutex_init (&self->mutex);
  g_queue_init (&self->readers);
}

/**
 * docket_store_open:
 * @folder: (type filename): the workspace's folder, made when it is not there
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketStoreError
 *
 * Opens a workspace's database, makes it where there is none, and brings an older one up to date.
 * May take long then, or when the last process that had it open was killed: its health is checked.
 * What is damaged or of a newer Docket is left as it is. Any thread.
 *
 * Returns: (transfer full) (nullable): the store
 */
DocketStore *
docket_store_open (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketStore) self = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "docket.db", NULL);

  return store_open (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * docket_store_get_folder:
 * @self: a store
 *
 * Returns: (transfer none) (type filename): its folder
 */
const char *
docket_store_get_folder (DocketStore *self)
{
  g_return_val_if_fail (DOCKET_IS_STORE (self), NULL);

  return self->folder;
}

/**
 * docket_store_close:
 * @self: a store
 *
 * Waits for a writing transaction under way, then closes all connections; that of a reading one
 * when it ends. Nothing can be begun afterwards. May be called twice.
 */
void
docket_store_close (DocketStore *self)
{
  g_return_if_fail (DOCKET_IS_STORE (self));

  docket_turn_take (&self->writing, NULL, NULL);
  g_mutex_lock (&self->mutex);

  self->closed = TRUE;
  g_queue_clear_full (&self->readers, (GDestroyNotify) docket_connection_close);
  g_clear_pointer (&self->keeper, docket_connection_close);
  g_clear_pointer (&self->writer, docket_connection_close);

  docket_open_lock_give (&self->open_lock);

  g_mutex_unlock (&self->mutex);
  docket_turn_give (&self->writing);
}

/**
 * docket_store_checkpoint:
 * @self: a store
 * @error: return location for a #DocketStoreError
 *
 * Brings what was committed from the log into the database and makes the log short. For
 * housekeeping, in the process that holds the sync lock (sync.md, rule 22). That readers or a
 * writer are in the way is no error: next time. Any thread.
 *
 * Returns: whether nothing went wrong
 */
gboolean
docket_store_checkpoint (DocketStore *self, GError **error)
{
  int code = SQLITE_OK;
  gboolean done;

  g_return_val_if_fail (DOCKET_IS_STORE (self), FALSE);

  if (!check_open (self, error))
    return FALSE;

  g_mutex_lock (&self->mutex);

  if (self->keeper == NULL)
    {
      self->keeper = docket_connection_open (self->path, DOCKET_CONNECTION_WRITES, error);

      if (self->keeper != NULL)
        sqlite3_busy_timeout (self->keeper->db, CHECKPOINT_TIMEOUT_MS);
    }

  done = self->keeper != NULL;

  if (done)
    code =
      sqlite3_wal_checkpoint_v2 (self->keeper->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

  if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY && (code & 0xff) != SQLITE_LOCKED)
    done = docket_connection_fail (self->keeper, code, error);

  g_mutex_unlock (&self->mutex);

  return done;
}

/**
 * docket_store_is_wanted:
 * @self: a store
 *
 * For what writes much, such as a pull: end the batch and let others go first. They will, as
 * writers get their turn in the order in which they asked. Any thread.
 *
 * Returns: whether another thread of this process waits to write
 */
gboolean
docket_store_is_wanted (DocketStore *self)
{
  g_return_val_if_fail (DOCKET_IS_STORE (self), FALSE);

  return docket_turn_is_wanted (&self->writing);
}

/**
 * docket_store_begin_read:
 * @self: a store
 * @cancellable: (nullable): ends slow questions of the transaction early
 * @error: return location for a #DocketStoreError
 *
 * Any thread; the transaction is this thread's.
 *
 * Returns: (transfer full) (nullable): a reading transaction
 */
DocketTransaction *
docket_store_begin_read (DocketStore *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketConnection) reader = NULL;

  g_return_val_if_fail (DOCKET_IS_STORE (self), NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !check_open (self, error))
    return NULL;

  reader = take_reader (self, error);

  if (reader == NULL || !docket_connection_run (reader, "BEGIN", error))
    return NULL;

  reader->cancellable = cancellable;

  return transaction_new (self, g_steal_pointer (&reader), FALSE);
}

/**
 * docket_store_begin_write:
 * @self: a store
 * @cancellable: (nullable): ends the waiting for other writers of this process
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NEWER when a newer Docket
 * has taken the workspace over meanwhile
 *
 * Any thread that has no writing transaction yet; the transaction is this thread's.
 *
 * Returns: (transfer full) (nullable): a writing transaction
 */
DocketTransaction *
docket_store_begin_write (DocketStore *self, GCancellable *cancellable, GError **error)
{
  gint64 version;

  g_return_val_if_fail (DOCKET_IS_STORE (self), NULL);

  if (!docket_turn_take (&self->writing, cancellable, error))
    return NULL;

  if (check_open (self, error) && docket_connection_run (self->writer, "BEGIN IMMEDIATE", error))
    {
      if (docket_schema_check_version (self->writer, docket_schema_get (), &version, error))
        return transaction_new (self, self->writer, TRUE);

      docket_connection_run (self->writer, "ROLLBACK", NULL);
    }

  docket_turn_give (&self->writing);

  return NULL;
}

/**
 * docket_transaction_commit:
 * @txn: a transaction that was not committed yet
 * @error: return location for a #DocketStoreError
 *
 * Ends the transaction. What was written is on the disk when this returns %TRUE, and not at all
 * when it returns %FALSE, but for a fault of the disk: then read back. Free the transaction all the
 * same.
 *
 * Returns: whether it was committed
 */
gboolean
docket_transaction_commit (DocketTransaction *txn, GError **error)
{
  gboolean done;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (txn->connection != NULL, FALSE);

  txn->connection->cancellable = NULL;
  done =
    docket_changes_write (txn, error) && docket_connection_run (txn->connection, "COMMIT", error);

  if (!done && !sqlite3_get_autocommit (txn->connection->db))
    docket_connection_run (txn->connection, "ROLLBACK", NULL);

  transaction_release (txn);

  return done;
}

/**
 * docket_transaction_free:
 * @txn: (transfer full): a transaction; what was not committed is taken back
 */
void
docket_transaction_free (DocketTransaction *txn)
{
  if (txn->connection != NULL)
    {
      if (!sqlite3_get_autocommit (txn->connection->db))
        docket_connection_run (txn->connection, "ROLLBACK", NULL);

      transaction_release (txn);
    }

  g_clear_pointer (&txn->changed, g_hash_table_unref);
  g_object_unref (txn->store);
  g_free (txn);
}

/* A test's disk of @n_pages pages of 4 KiB. */
gboolean
docket_store_limit_pages (DocketStore *self, guint n_pages, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %u", n_pages);

  return docket_connection_run (self->writer, sql, error);
}
