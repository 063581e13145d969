/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_STORE_ERROR (docket_store_error_quark ())

/**
 * DocketStoreError:
 * @DOCKET_STORE_ERROR_FAILED: the database can't be read or written
 * @DOCKET_STORE_ERROR_NEWER: made by a newer Docket: nothing was touched
 * @DOCKET_STORE_ERROR_DAMAGED: the file is no database any more
 * @DOCKET_STORE_ERROR_BUSY: another process held it for longer than five seconds
 * @DOCKET_STORE_ERROR_FULL: no room on the disk: nothing was written
 * @DOCKET_STORE_ERROR_NOT_FOUND: no row of that id
 * @DOCKET_STORE_ERROR_STALE: somebody was faster: read again (compare-and-set)
 *
 * Errors of the store. The messages are for people and say what to do.
 */
typedef enum
{
  DOCKET_STORE_ERROR_FAILED,
  DOCKET_STORE_ERROR_NEWER,
  DOCKET_STORE_ERROR_DAMAGED,
  DOCKET_STORE_ERROR_BUSY,
  DOCKET_STORE_ERROR_FULL,
  DOCKET_STORE_ERROR_NOT_FOUND,
  DOCKET_STORE_ERROR_STALE
} DocketStoreError;

GQuark docket_store_error_quark (void);

/**
 * DocketStore:
 *
 * One workspace's database (`docket.db` in a folder of mode 0700, itself 0600; WAL). Any thread;
 * synchronous. One writer connection a process, some readers. Nothing else opens the file.
 */
#define DOCKET_TYPE_STORE (docket_store_get_type ())

G_DECLARE_FINAL_TYPE (DocketStore, docket_store, DOCKET, STORE, GObject)

/**
 * DocketTransaction:
 *
 * A transaction, reading or writing, of one thread. Freed without a commit it is rolled back. A
 * reading one sees one moment and must end within 50 ms.
 */
typedef struct _DocketTransaction DocketTransaction;

DocketStore *docket_store_open (const char *folder, GCancellable *cancellable, GError **error);
const char *docket_store_get_folder (DocketStore *self);
void docket_store_close (DocketStore *self);
gboolean docket_store_checkpoint (DocketStore *self, GError **error);
gboolean docket_store_is_wanted (DocketStore *self);

DocketTransaction *
docket_store_begin_read (DocketStore *self, GCancellable *cancellable, GError **error);
DocketTransaction *
docket_store_begin_write (DocketStore *self, GCancellable *cancellable, GError **error);
gboolean docket_transaction_commit (DocketTransaction *txn, GError **error);
void docket_transaction_free (DocketTransaction *txn);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTransaction, docket_transaction_free)

/* What the workspace knows about itself: name, kind, url, me, wording, currency, uuid, … */
char *docket_meta_get (DocketTransaction *txn, const char *key, GError **error);
gboolean
docket_meta_set (DocketTransaction *txn, const char *key, const char *value, GError **error);
GHashTable *docket_meta_list (DocketTransaction *txn, const char *prefix, GError **error);

/**
 * DocketChange:
 * @entity: the kind of thing; parts of a ticket count as the ticket
 * @id: its local id; 0 for a %DOCKET_ENTITY_META change
 *
 * A thing that a commit of any process changed.
 */
typedef struct
{
  DocketEntity entity;
  gint64 id;
} DocketChange;

GArray *docket_changes_read (DocketTransaction *txn, gint64 since, gint64 *last, GError **error);
gboolean
docket_changes_trim (DocketTransaction *txn, gint64 before, gboolean *more, GError **error);

G_END_DECLS
