/* The limits: SQLite by hand.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-raw.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "bench-record.h"

#define N_TIMES 5

static sqlite3 *
open_db (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  sqlite3 *db = NULL;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));

  return db;
}

static void
tell (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
}

static sqlite3_stmt *
prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));

  return statement;
}

static void
run (sqlite3 *db, const char *sql, guint limit)
{
  sqlite3_stmt *statement = prepare (db, sql);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (sqlite3_step (statement) == SQLITE_ROW && (limit == 0 || ids->len < limit))
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }

  sqlite3_finalize (statement);
}

/* The best of some times: what the machine can do. @limit: 0 for all */
double
bench_raw_ask (const char *folder, const char *sql, guint limit)
{
  sqlite3 *db = open_db (folder, "docket.db");
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_TIMES; i++)
    {
      const double start = bench_now_ms ();

      run (db, sql, limit);
      best = MIN (best, bench_now_ms () - start);
    }

  sqlite3_close (db);

  return best;
}

/* A screenful of rows from a closed database. */
double
bench_raw_open (const char *folder)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_TIMES; i++)
    {
      const double start = bench_now_ms ();
      sqlite3 *db = open_db (folder, "docket.db");

      run (db,
           "SELECT ticket.id, number, title, ticket.status, customer.name, technician.name "
           "FROM ticket INDEXED BY ticket_open "
           "LEFT JOIN customer ON customer.id = ticket.customer "
           "LEFT JOIN technician ON technician.id = ticket.assignee "
           "WHERE ticket.deleted_at = 0 AND kind < 2 ORDER BY updated_at DESC, ticket.id DESC",
           50);
      sqlite3_close (db);
      best = MIN (best, bench_now_ms () - start);
    }

  return best;
}

/* One transaction of updates and as many rows of an outbox, each with a row of an index. */
double
bench_raw_write (const char *folder, guint n_tickets)
{
  sqlite3 *db = open_db (folder, "raw.db");
  sqlite3_stmt *update, *insert;
  double start;

  tell (db, "PRAGMA journal_mode = wal; PRAGMA synchronous = full");
  tell (db,
        "CREATE TABLE ticket (id INTEGER PRIMARY KEY, title TEXT, priority INTEGER, updated_at "
        "INTEGER); CREATE INDEX list ON ticket (updated_at, priority); "
        "CREATE TABLE outbox (uuid TEXT PRIMARY KEY, ticket INTEGER, payload TEXT); "
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) "
        "INSERT INTO ticket SELECT i, 'The printer does not answer ' || i, i % 4, i FROM n");
  update = prepare (db, "UPDATE ticket SET priority = 3, updated_at = ?2 WHERE id = ?1");
  insert = prepare (db, "INSERT INTO outbox VALUES (?1, ?2, ?3)");
  start = bench_now_ms ();
  tell (db, "BEGIN IMMEDIATE");

  for (guint i = 1; i <= n_tickets; i++)
    {
      g_autofree char *uuid = g_uuid_string_random ();

      sqlite3_bind_int64 (update, 1, i * 7);
      sqlite3_bind_int64 (update, 2, 200000 + i);
      sqlite3_step (update);
      sqlite3_reset (update);
      sqlite3_bind_text (insert, 1, uuid, -1, SQLITE_TRANSIENT);
      sqlite3_bind_int64 (insert, 2, i * 7);
      sqlite3_bind_text (insert, 3, "{\"field\": \"priority\", \"value\": \"3\"}", -1, NULL);
      sqlite3_step (insert);
      sqlite3_reset (insert);
    }

  tell (db, "COMMIT");
  start = bench_now_ms () - start;
  sqlite3_finalize (update);
  sqlite3_finalize (insert);
  sqlite3_close (db);

  return start;
}
