/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "docket-store.h"

G_BEGIN_DECLS

typedef enum
{
  DOCKET_CONNECTION_READS,
  DOCKET_CONNECTION_WRITES,
  DOCKET_CONNECTION_CREATES
} DocketConnectionMode;

/**
 * DocketConnection:
 * @statements: (element-type utf8 sqlite3_stmt): prepared statements that nobody uses, by their SQL
 * @cancellable: (nullable) (unowned): what ends the statement under way early
 *
 * A connection to a database. One thread at a time.
 */
typedef struct
{
  sqlite3 *db;
  GHashTable *statements;
  GCancellable *cancellable;
} DocketConnection;

DocketConnection *
docket_connection_open (const char *path, DocketConnectionMode mode, GError **error);
void docket_connection_close (DocketConnection *self);
gboolean docket_connection_run (DocketConnection *self, const char *sql, GError **error);
gboolean
docket_connection_ask (DocketConnection *self, const char *sql, gint64 *number, GError **error);
sqlite3_stmt *
docket_connection_take_statement (DocketConnection *self, const char *sql, GError **error);
void docket_connection_put_statement (DocketConnection *self, sqlite3_stmt *stmt);
gboolean docket_connection_fail (DocketConnection *self, int code, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketConnection, docket_connection_close)

G_END_DECLS
