/* The limits: SQLite by hand.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench-raw.h"

#include <glib/gstdio.h>

#include "bench-record.h"

#define N_TIMES 5

struct _BenchRawWriter
{
  sqlite3 *db;
  sqlite3_stmt *update;
  sqlite3_stmt *insert;
  sqlite3_stmt *note;
};

sqlite3 *
bench_raw_connect (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  sqlite3 *db = NULL;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    bench_fail ("%s", sqlite3_errmsg (db));

  sqlite3_busy_timeout (db, 1000);

  return db;
}

void
bench_raw_tell (sqlite3 *db, const char *sql)
{
  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    bench_fail ("%s: %s", sql, sqlite3_errmsg (db));
}

sqlite3_stmt *
bench_raw_prepare (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    bench_fail ("%s: %s", sql, sqlite3_errmsg (db));

  return statement;
}

static void
run (sqlite3 *db, const char *sql, guint limit)
{
  sqlite3_stmt *statement = bench_raw_prepare (db, sql);
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
  sqlite3 *db = bench_raw_connect (folder, "docket.db");
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
      sqlite3 *db = bench_raw_connect (folder, "docket.db");

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

/* A copy of the workspace, to be written to. */
static sqlite3 *
open_copy (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "raw.db", NULL);
  sqlite3 *db = bench_raw_connect (folder, "docket.db");
  char *sql = sqlite3_mprintf ("VACUUM INTO %Q", path);

  bench_raw_tell (db, sql);
  sqlite3_free (sql);
  sqlite3_close (db);
  db = bench_raw_connect (folder, "raw.db");
  bench_raw_tell (
    db,
    "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA wal_autocheckpoint = 0; "
    "PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384");

  return db;
}

static void
write_one (sqlite3_stmt *update, sqlite3_stmt *insert, sqlite3_stmt *note, gint64 id)
{
  g_autofree char *uuid = g_uuid_string_random ();

  sqlite3_bind_int64 (update, 1, id);
  sqlite3_step (update);
  sqlite3_reset (update);
  sqlite3_bind_int64 (insert, 1, id);
  sqlite3_bind_text (insert, 2, uuid, -1, SQLITE_TRANSIENT);
  sqlite3_step (insert);
  sqlite3_reset (insert);

  for (guint entity = 0; entity < 2; entity++)
    {
      sqlite3_bind_int64 (note, 1, id);
      sqlite3_step (note);
      sqlite3_reset (note);
    }
}

/* A copy that can be written to without end. */
BenchRawWriter *
bench_raw_writer_new (const char *folder)
{
  BenchRawWriter *self = g_new0 (BenchRawWriter, 1);

  self->db = open_copy (folder);
  self->update =
    bench_raw_prepare (self->db,
                       "UPDATE ticket SET impact = 5, updated_at = 1900000000000000, n_waiting = 1 "
                       "WHERE id = ?");
  self->insert = bench_raw_prepare (
    self->db,
    "INSERT INTO operation (client, seq, uuid, ticket, kind, lane, gesture, payload, seen, "
    "state, reason, sent, sure, equal_before, marker, epoch, created_at, ended_at, "
    "not_before, acknowledged_at, tries) VALUES ('9b2c7a44-0000-4000-a000-000000000000', "
    "(SELECT ifnull (max (seq), 0) + 1 FROM operation), ?2, ?1, 1, 'set', "
    "'9b2c7a44-0000-4000-a000-000000000001', '{''impact'': ''crisis''}', "
    "'{''screen'': nothing, ''value'': nothing}', 0, 0, 0, 0, -1, 0, 0, "
    "1900000000000000, 0, 0, 0, 0)");
  self->note = bench_raw_prepare (self->db, "INSERT INTO change (entity, id) VALUES (1, ?)");

  return self;
}

void
bench_raw_writer_free (BenchRawWriter *self)
{
  sqlite3_finalize (self->update);
  sqlite3_finalize (self->insert);
  sqlite3_finalize (self->note);
  sqlite3_close (self->db);
  g_free (self);
}

/* One transaction of what an edit of tickets has to write in any case: the rows of tickets and of
 * the outbox with their indexes, and what tells others. */
double
bench_raw_writer_write (BenchRawWriter *self, const gint64 *ids, guint n_ids)
{
  const double start = bench_now_ms ();

  bench_raw_tell (self->db, "BEGIN IMMEDIATE");

  for (guint i = 0; i < n_ids; i++)
    write_one (self->update, self->insert, self->note, ids[i]);

  bench_raw_tell (self->db, "COMMIT");

  return bench_now_ms () - start;
}
