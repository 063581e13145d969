/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The limits: the same questions to SQLite by hand, without anything of Docket's. */

#define BENCH_OPEN_SQL                                                                             \
  "SELECT id FROM ticket INDEXED BY ticket_open WHERE deleted_at = 0 AND kind < 2 "                \
  "ORDER BY updated_at DESC, id DESC"
#define BENCH_ALL_SQL                                                                              \
  "SELECT id FROM ticket INDEXED BY ticket_list WHERE deleted_at = 0 "                             \
  "ORDER BY updated_at DESC, id DESC"
#define BENCH_PRIORITY_SQL                                                                         \
  "SELECT id FROM ticket INDEXED BY ticket_list WHERE deleted_at = 0 "                             \
  "ORDER BY priority DESC, updated_at DESC, id DESC"
#define BENCH_STATUS_SQL                                                                           \
  "SELECT id, status FROM ticket INDEXED BY ticket_list WHERE deleted_at = 0 "                     \
  "ORDER BY kind, status, updated_at DESC, id DESC"
#define BENCH_SEARCH_SQL                                                                           \
  "SELECT id FROM ticket INDEXED BY ticket_list WHERE deleted_at = 0 AND id IN "                   \
  "(SELECT rowid FROM ticket_index WHERE ticket_index MATCH 'reseau*') "                           \
  "ORDER BY updated_at DESC, id DESC"

sqlite3 *bench_raw_connect (const char *folder, const char *name);
void bench_raw_tell (sqlite3 *db, const char *sql);
sqlite3_stmt *bench_raw_prepare (sqlite3 *db, const char *sql);
double bench_raw_ask (const char *folder, const char *sql, guint limit);
double bench_raw_open (const char *folder);

typedef struct _BenchRawWriter BenchRawWriter;

BenchRawWriter *bench_raw_writer_new (const char *folder);
void bench_raw_writer_free (BenchRawWriter *self);
double bench_raw_writer_write (BenchRawWriter *self, const gint64 *ids, guint n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchRawWriter, bench_raw_writer_free)

G_END_DECLS
