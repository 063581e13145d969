/* The store: opened, refused, shared between threads and processes, full, damaged, upgraded.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "docket-schema-private.h"
#include "docket-store-private.h"

#define N_INCREMENTS 150

static const char *program;

static char *
file_in (StoreFixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
check_mode (StoreFixture *fixture, const char *name, guint mode)
{
  g_autofree char *path = file_in (fixture, name);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 07777, ==, mode);
}

/* What another program does to the closed or open database. */
static void
run_sql (StoreFixture *fixture, const char *sql)
{
  g_autofree char *path = file_in (fixture, "docket.db");
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static char *
hash_file (StoreFixture *fixture)
{
  g_autofree char *path = file_in (fixture, "docket.db");
  g_autofree char *content = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) content, size);
}

static void
close_store (StoreFixture *fixture)
{
  docket_store_close (fixture->store);
  g_clear_object (&fixture->store);
}

/* Opening fails so, and the file stays as it is. */
static void
check_refused (StoreFixture *fixture, DocketStoreError code)
{
  g_autofree char *before = hash_file (fixture);
  g_autofree char *after = NULL;
  g_autoptr (DocketStore) store = NULL;
  g_autoptr (GError) error = NULL;

  store = docket_store_open (fixture->folder, NULL, &error);
  g_assert_null (store);
  g_assert_error (error, DOCKET_STORE_ERROR, (int) code);
  after = hash_file (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
test_private (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->temporary, "two", NULL);
  mode_t mask = umask (0);
  g_autoptr (DocketStore) store = docket_store_open (other, NULL, NULL);
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (store, NULL, NULL);

  umask (mask);
  g_free (fixture->folder);
  fixture->folder = g_steal_pointer (&other);
  check_mode (fixture, "", 0700);
  check_mode (fixture, "docket.db", 0600);
  check_mode (fixture, "docket.db-wal", 0600);
  check_mode (fixture, "docket.db-shm", 0600);
  check_mode (fixture, "open", 0600);
}

static void
test_settings (StoreFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *pragma;
    gint64 value;
  } expected[] = {
    { "PRAGMA synchronous", 2 },     { "PRAGMA foreign_keys", 1 },
    { "PRAGMA busy_timeout", 5000 }, { "PRAGMA wal_autocheckpoint", 0 },
    { "PRAGMA mmap_size", 0 },       { "SELECT journal_mode = 'wal' FROM pragma_journal_mode", 1 },
  };
  DocketTransaction *txns[] = { store_fixture_read (fixture), store_fixture_write (fixture) };

  for (guint i = 0; i < G_N_ELEMENTS (txns); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (expected); j++)
        {
          g_autoptr (GError) error = NULL;
          gint64 value;

          docket_ask_int64 (txns[i], &value, &error, expected[j].pragma, "");
          g_assert_no_error (error);
          g_assert_cmpint (value, ==, expected[j].value);
        }

      docket_transaction_free (txns[i]);
    }
}

static void
test_commit_and_rollback (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  DocketTransaction *reader = store_fixture_read (fixture);
  g_autofree char *during = NULL, *before = NULL, *after = NULL, *gone = NULL;
  g_autoptr (GError) error = NULL;

  before = docket_meta_get (reader, "name", &error);
  docket_meta_set (txn, "name", "Work", &error);
  store_commit (txn);
  during = docket_meta_get (reader, "name", &error);
  docket_transaction_free (reader);
  g_assert_no_error (error);
  g_assert_null (before);
  g_assert_null (during);

  txn = store_fixture_write (fixture);
  docket_meta_set (txn, "name", "Play", &error);
  docket_transaction_free (txn);

  store_fixture_reopen (fixture);
  txn = store_fixture_write (fixture);
  after = docket_meta_get (txn, "name", &error);
  g_assert_cmpstr (after, ==, "Work");
  docket_meta_set (txn, "name", NULL, &error);
  gone = docket_meta_get (txn, "name", &error);
  g_assert_no_error (error);
  g_assert_null (gone);
  docket_transaction_free (txn);

  docket_store_close (fixture->store);
  g_assert_null (docket_store_begin_read (fixture->store, NULL, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (docket_store_begin_write (fixture->store, NULL, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
}

static void
test_newer (StoreFixture *fixture, gconstpointer data)
{
  close_store (fixture);
  run_sql (fixture, "PRAGMA user_version = 99");
  check_refused (fixture, DOCKET_STORE_ERROR_NEWER);
}

/* An older program that runs sees that it is one, and stops writing. */
static void
test_newer_meanwhile (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) reader = NULL;
  g_autoptr (GError) error = NULL;

  run_sql (fixture, "PRAGMA user_version = 99");
  g_assert_null (docket_store_begin_write (fixture->store, NULL, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NEWER);
  g_clear_error (&error);
  reader = docket_store_begin_read (fixture->store, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (docket_store_is_wanted (fixture->store));
}

static void
test_no_database (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = file_in (fixture, "docket.db");
  g_autoptr (GString) rubbish = g_string_new (NULL);

  close_store (fixture);

  while (rubbish->len < 20000)
    g_string_append (rubbish, "This is no database. ");

  g_assert_true (g_file_set_contents (path, rubbish->str, rubbish->len, NULL));
  check_refused (fixture, DOCKET_STORE_ERROR_DAMAGED);
}

static void
test_not_ours (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = file_in (fixture, "docket.db");

  close_store (fixture);
  g_unlink (path);
  run_sql (fixture, "CREATE TABLE bookmark (id INTEGER)");
  check_refused (fixture, DOCKET_STORE_ERROR_DAMAGED);
}

/* After a process that was killed the whole database is looked at. */
static void
test_damaged_page (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = file_in (fixture, "docket.db");
  g_autofree char *log = file_in (fixture, "docket.db-wal");
  g_autofree char *content = NULL;
  DocketTransaction *txn = store_fixture_write (fixture);
  gsize size;

  for (guint i = 0; i < 500; i++)
    store_add_message (txn, store_add_ticket (txn, i, "title", "x", NULL), i, "some words");

  store_commit (txn);
  close_store (fixture);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));

  for (gsize page = size / 4096 / 2; page < size / 4096; page++)
    memset (content + page * 4096, 0xff, 200);

  g_assert_true (g_file_set_contents (path, content, size, NULL));
  g_assert_true (g_file_set_contents (log, "", 0, NULL));
  check_refused (fixture, DOCKET_STORE_ERROR_DAMAGED);
}

static void
test_full_disk (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketMessage) message = docket_message_new ();
  g_autoptr (GError) error = NULL;
  gint64 ticket = store_add_ticket (txn, 1, "title", "before", NULL);
  gint64 second = 0;
  guint n_messages = 0;

  store_commit (txn);
  g_assert_true (docket_store_limit_pages (fixture->store, 1, &error));

  txn = store_fixture_write (fixture);
  message->ticket = ticket;
  message->text = g_strnfill (3000, 'x');
  second = store_add_ticket (txn, 1, "title", "in the same breath", NULL);

  while (docket_messages_insert (txn, message, &error) != 0 && n_messages < 1000)
    n_messages++;

  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FULL);
  g_clear_error (&error);

  /* What follows fails too, and nothing of it is kept. */
  g_assert_false (docket_tickets_touch (txn, ticket, 77, &error));
  g_clear_error (&error);
  g_assert_false (docket_transaction_commit (txn, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  docket_transaction_free (txn);

  txn = store_fixture_read (fixture);
  g_assert_true (docket_tickets_exists (txn, ticket));
  g_assert_false (docket_tickets_exists (txn, second));
  docket_transaction_free (txn);

  g_assert_true (docket_store_limit_pages (fixture->store, 1000000, &error));
  txn = store_fixture_write (fixture);
  g_assert_cmpint (docket_messages_insert (txn, message, &error), >, 0);
  g_assert_no_error (error);
  store_commit (txn);
}

static void
test_changes (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_read (fixture);
  g_autoptr (GArray) none = NULL, changes = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket, last, next;
  gboolean more;

  none = docket_changes_read (txn, -1, &last, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  docket_transaction_free (txn);

  txn = store_fixture_write (fixture);
  ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  store_add_message (txn, ticket, 2, "a part");
  docket_meta_set (txn, "name", "Work", &error);
  store_commit (txn);
  txn = store_fixture_write (fixture);
  docket_tickets_touch (txn, ticket, 3, &error);
  store_commit (txn);

  txn = store_fixture_write (fixture);
  changes = docket_changes_read (txn, last, &next, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (changes->len, ==, 2);

  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      if (change->entity == DOCKET_ENTITY_TICKET)
        g_assert_cmpint (change->id, ==, ticket);
      else
        g_assert_cmpint (change->entity, ==, DOCKET_ENTITY_META);
    }

  g_assert_true (docket_changes_trim (txn, next, &more, &error));
  g_assert_false (more);
  store_commit (txn);

  txn = store_fixture_read (fixture);
  later = docket_changes_read (txn, next, &last, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->len, ==, 0);
  g_assert_cmpint (last, ==, next);
  docket_transaction_free (txn);
}

/* Whoever wants to write waits for a part of them. */
static void
test_many_changes (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GError) error = NULL;
  gboolean more = TRUE;
  gint64 last;
  guint n_times;

  for (guint i = 1; i <= 4500; i++)
    store_add_ticket (txn, i, "title", "x", NULL);

  store_commit (txn);

  for (n_times = 0; more; n_times++)
    {
      txn = store_fixture_write (fixture);
      g_array_unref (docket_changes_read (txn, -1, &last, &error));
      g_assert_true (docket_changes_trim (txn, last, &more, &error));
      store_commit (txn);
    }

  g_assert_cmpuint (n_times, ==, 3);
}

static goffset
get_log_size (StoreFixture *fixture)
{
  g_autofree char *path = file_in (fixture, "docket.db-wal");
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);

  return info.st_size;
}

static void
test_checkpoint (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  docket_meta_set (txn, "name", "Work", &error);
  store_commit (txn);
  g_assert_cmpint (get_log_size (fixture), >, 0);
  g_assert_true (docket_store_checkpoint (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_log_size (fixture), ==, 0);

  /* Whoever is in the way is no error. */
  txn = store_fixture_write (fixture);
  docket_meta_set (txn, "name", "Play", &error);
  g_assert_true (docket_store_checkpoint (fixture->store, &error));
  g_assert_no_error (error);
  store_commit (txn);

  txn = store_fixture_read (fixture);
  value = docket_meta_get (txn, "name", &error);
  g_assert_cmpstr (value, ==, "Play");
  docket_transaction_free (txn);
}

typedef struct
{
  StoreFixture *fixture;
  GCancellable *cancellable;
  GError *error;
  gboolean began; /* atomic */
} Waiter;

static gpointer
wait_to_write (gpointer data)
{
  Waiter *waiter = data;
  g_autoptr (DocketTransaction) txn =
    docket_store_begin_write (waiter->fixture->store, waiter->cancellable, &waiter->error);

  if (txn != NULL)
    {
      g_atomic_int_set (&waiter->began, TRUE);
      docket_meta_set (txn, "name", "second", NULL);
      docket_transaction_commit (txn, &waiter->error);
    }

  return NULL;
}

static void
wait_until_wanted (StoreFixture *fixture)
{
  while (!docket_store_is_wanted (fixture->store))
    g_thread_yield ();
}

static void
test_turns (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  Waiter waiter = { fixture };
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_assert_false (docket_store_is_wanted (fixture->store));
  thread = g_thread_new ("waiter", wait_to_write, &waiter);
  wait_until_wanted (fixture);
  g_assert_false (g_atomic_int_get (&waiter.began));
  docket_meta_set (txn, "name", "first", &error);
  store_commit (txn);

  /* Whoever asked before goes first, even when this thread asks again at once. */
  txn = store_fixture_write (fixture);
  name = docket_meta_get (txn, "name", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "second");
  docket_transaction_free (txn);
  g_thread_join (thread);
  g_assert_no_error (waiter.error);
  g_assert_false (docket_store_is_wanted (fixture->store));
}

static void
test_cancelled_turn (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Waiter waiter = { fixture, cancellable };
  GThread *thread = g_thread_new ("waiter", wait_to_write, &waiter);

  wait_until_wanted (fixture);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (waiter.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&waiter.error);
  g_assert_false (waiter.began);
  g_assert_false (docket_store_is_wanted (fixture->store));
  docket_transaction_free (txn);
}

typedef struct
{
  GCancellable *cancellable;
  gboolean running; /* atomic */
} Question;

static gpointer
cancel_when_running (gpointer data)
{
  Question *question = data;

  while (!g_atomic_int_get (&question->running))
    g_thread_yield ();

  g_cancellable_cancel (question->cancellable);

  return NULL;
}

/* A slow question ends when it is cancelled, and the connection answers the next one. */
static void
test_cancelled_question (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DocketTransaction *txn = docket_store_begin_read (fixture->store, cancellable, &error);
  Question question = { cancellable };
  GThread *thread = g_thread_new ("cancel", cancel_when_running, &question);
  gint64 number;

  g_assert_no_error (error);
  g_atomic_int_set (&question.running, TRUE);
  g_assert_false (docket_ask_int64 (txn,
                                    &number,
                                    &error,
                                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
                                    "SELECT i + 1 FROM n) SELECT max (i) FROM n",
                                    ""));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_thread_join (thread);
  docket_transaction_free (txn);

  txn = store_fixture_read (fixture);
  g_assert_true (docket_ask_int64 (txn, &number, &error, "SELECT 7", ""));
  g_assert_cmpint (number, ==, 7);
  docket_transaction_free (txn);
}

/* A program that never lets go: a sentence after five seconds. */
static void
test_busy (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = file_in (fixture, "docket.db");
  g_autoptr (GError) error = NULL;
  DocketTransaction *txn;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (docket_store_begin_write (fixture->store, NULL, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_BUSY);
  sqlite3_close (db);
  txn = store_fixture_write (fixture);
  docket_transaction_free (txn);
}

/* What the store is told of the folder's file system. */
static gboolean on_network;

gboolean __wrap_docket_file_system_is_network (int fd);

gboolean
__wrap_docket_file_system_is_network (int fd)
{
  return on_network;
}

/* One process has it, as often as it likes; another one is told why it can't (rule 20). */
static void
test_network (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = file_in (fixture, "open");
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) again = NULL;
  g_autoptr (DocketStore) refused = NULL;
  int fd;

  on_network = TRUE;
  store_fixture_reopen (fixture);
  again = docket_store_open (fixture->folder, NULL, &error);
  g_assert_no_error (error);

  fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (flock (fd, LOCK_SH | LOCK_NB), !=, 0);
  docket_store_close (again);
  g_assert_cmpint (flock (fd, LOCK_SH | LOCK_NB), !=, 0);
  docket_store_close (fixture->store);
  g_assert_cmpint (flock (fd, LOCK_SH | LOCK_NB), ==, 0);

  refused = docket_store_open (fixture->folder, NULL, &error);
  g_assert_null (refused);
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "network drive"));
  close (fd);
  on_network = FALSE;
}

static void
increment (DocketStore *store)
{
  for (guint i = 0; i < N_INCREMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketTransaction) txn = docket_store_begin_write (store, NULL, &error);
      g_autofree char *before = NULL, *after = NULL;

      g_assert_no_error (error);
      before = docket_meta_get (txn, "count", &error);
      after = g_strdup_printf ("%d", before != NULL ? atoi (before) + 1 : 1);
      docket_meta_set (txn, "count", after, &error);
      docket_transaction_commit (txn, &error);
      g_assert_no_error (error);
    }
}

static GSubprocess *
start_child (StoreFixture *fixture, const char *what)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                                         &error,
                                         program,
                                         what,
                                         fixture->folder,
                                         NULL);

  g_assert_no_error (error);

  return child;
}

static int
check_count (StoreFixture *fixture)
{
  g_autoptr (DocketTransaction) txn = store_fixture_read (fixture);
  g_autofree char *count = docket_meta_get (txn, "count", NULL);

  return atoi (count);
}

static void
test_two_processes (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GSubprocess) child = start_child (fixture, "--increment");
  g_autoptr (GError) error = NULL;

  increment (fixture->store);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (check_count (fixture), ==, 2 * N_INCREMENTS);
}

/* What was committed is there after a process that did not say goodbye. */
static void
test_killed (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *log = file_in (fixture, "docket.db-wal");
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  close_store (fixture);
  child = start_child (fixture, "--die");
  g_subprocess_wait (child, NULL, &error);
  g_assert_true (g_subprocess_get_if_signaled (child));
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));

  fixture->store = docket_store_open (fixture->folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check_count (fixture), ==, N_INCREMENTS);
  close_store (fixture);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static DocketConnection *
open_writer (StoreFixture *fixture)
{
  g_autofree char *path = file_in (fixture, "docket.db");
  g_autoptr (GError) error = NULL;
  DocketConnection *connection = docket_connection_open (path, DOCKET_CONNECTION_WRITES, &error);

  g_assert_no_error (error);

  return connection;
}

static void
check_version (DocketConnection *connection, gint64 expected)
{
  gint64 version;

  g_assert_true (docket_connection_ask (connection, "PRAGMA user_version", &version, NULL));
  g_assert_cmpint (version, ==, expected);
}

/* The way of today. */
static int
get_version (void)
{
  return docket_schema_get_version (docket_schema_get ());
}

/* A way of two more steps, of which the last may be wrong. */
static void
upgrade (StoreFixture *fixture, const char *last_step, DocketStoreError code, int expected)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  DocketSchema schema;
  g_autoptr (DocketConnection) connection = open_writer (fixture);
  g_autofree char *trial = file_in (fixture, "docket.db.trial");
  g_autoptr (GError) error = NULL;

  const gboolean works = expected > get_version ();

  for (int i = 0; i < get_version (); i++)
    g_ptr_array_add (steps, (gpointer) docket_schema_get ()->steps[i]);

  g_ptr_array_add (steps, (gpointer) "CREATE TABLE second (id INTEGER)");
  g_ptr_array_add (steps, (gpointer) last_step);
  g_ptr_array_add (steps, NULL);
  schema.steps = (const char *const *) steps->pdata;

  check_version (connection, get_version ());
  g_assert_cmpint (docket_schema_upgrade (connection, &schema, fixture->folder, &error), ==, works);

  if (!works)
    g_assert_error (error, DOCKET_STORE_ERROR, (int) code);
  else
    g_assert_no_error (error);

  check_version (connection, expected);
  g_assert_false (g_file_test (trial, G_FILE_TEST_EXISTS));
}

/* What fails on the copy is not tried on the workspace. */
static void
test_upgrade (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);

  store_add_ticket (txn, 1, "title", "kept", NULL);
  store_commit (txn);
  close_store (fixture);
  upgrade (fixture, "CREATE TABLE third (", DOCKET_STORE_ERROR_FAILED, get_version ());
  upgrade (fixture, "DELETE FROM status", DOCKET_STORE_ERROR_DAMAGED, get_version ());
  upgrade (fixture, "CREATE TABLE third (id INTEGER)", 0, get_version () + 2);
  check_refused (fixture, DOCKET_STORE_ERROR_NEWER);
}

static void
test_no_folder (void)
{
  g_autoptr (DocketStore) store = NULL;
  g_autoptr (GError) error = NULL;

  store = docket_store_open ("/proc/no/such/place", NULL, &error);
  g_assert_null (store);
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
}

static int
run_child (const char *what, const char *folder)
{
  DocketStore *store = docket_store_open (folder, NULL, NULL);

  g_assert_nonnull (store);
  increment (store);

  if (g_str_equal (what, "--die"))
    kill (getpid (), SIGKILL);

  g_object_unref (store);

  return 0;
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && (g_str_equal (argv[1], "--increment") || g_str_equal (argv[1], "--die")))
    return run_child (argv[1], argv[2]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/store/open/private", test_private);
  store_test_add ("/store/open/settings", test_settings);
  store_test_add ("/store/open/commit-and-rollback", test_commit_and_rollback);
  store_test_add ("/store/open/newer", test_newer);
  store_test_add ("/store/open/newer-meanwhile", test_newer_meanwhile);
  store_test_add ("/store/open/no-database", test_no_database);
  store_test_add ("/store/open/not-ours", test_not_ours);
  store_test_add ("/store/open/damaged-page", test_damaged_page);
  store_test_add ("/store/open/full-disk", test_full_disk);
  store_test_add ("/store/open/changes", test_changes);
  store_test_add ("/store/open/many-changes", test_many_changes);
  store_test_add ("/store/open/checkpoint", test_checkpoint);
  store_test_add ("/store/open/turns", test_turns);
  store_test_add ("/store/open/cancelled-turn", test_cancelled_turn);
  store_test_add ("/store/open/cancelled-question", test_cancelled_question);
  store_test_add ("/store/open/busy", test_busy);
  store_test_add ("/store/open/network", test_network);
  store_test_add ("/store/open/two-processes", test_two_processes);
  store_test_add ("/store/open/killed", test_killed);
  store_test_add ("/store/open/upgrade", test_upgrade);
  g_test_add_func ("/store/open/no-folder", test_no_folder);

  return g_test_run ();
}
