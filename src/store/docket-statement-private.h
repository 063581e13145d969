/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-connection-private.h"
#include "docket-store.h"

G_BEGIN_DECLS

struct _DocketTransaction
{
  DocketStore *store;
  DocketConnection *connection;
  gboolean writes;
  gboolean broken;     /* a writing statement failed: can only be rolled back */
  GHashTable *changed; /* (element-type DocketChange): not in the change table yet */
};

/**
 * DocketStatement:
 *
 * A question or an order to the database in a transaction. Values are told by a letter each, as
 * arguments and as places to read into:
 *
 * `i`: int, an enumeration or a gboolean; `x`: gint64; `r`: gint64, a reference: 0 is null; `s`:
 * text, nullable, read as a new copy; `v`: #DocketValues, nullable; `b`: #GBytes.
 */
typedef struct
{
  DocketTransaction *txn;
  sqlite3_stmt *stmt;
  gboolean failed;
} DocketStatement;

DocketStatement *docket_statement_new (DocketTransaction *txn, const char *sql, GError **error);
void docket_statement_free (DocketStatement *self);
void docket_statement_bind_int64 (DocketStatement *self, int nth, gint64 value);
void docket_statement_bind_text (DocketStatement *self, int nth, const char *text);
gboolean docket_statement_next (DocketStatement *self, GError **error);
void docket_statement_read (DocketStatement *self, const char *format, ...);
gint64 docket_statement_read_int64 (DocketStatement *self);
gboolean docket_statement_insert (DocketStatement *self, gint64 *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketStatement, docket_statement_free)

DocketStatement *
docket_ask (DocketTransaction *txn, GError **error, const char *sql, const char *format, ...);
gboolean
docket_tell (DocketTransaction *txn, GError **error, const char *sql, const char *format, ...);
gboolean docket_insert (DocketTransaction *txn,
                        gint64 *id,
                        GError **error,
                        const char *sql,
                        const char *format,
                        ...);
gboolean docket_ask_int64 (DocketTransaction *txn,
                           gint64 *number,
                           GError **error,
                           const char *sql,
                           const char *format,
                           ...);

gboolean docket_set_not_found (GError **error);
void docket_transaction_note (DocketTransaction *txn, DocketEntity entity, gint64 id);

G_END_DECLS
