/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-sync.h"
#include "docket-store-tickets.h"

G_BEGIN_DECLS

#define SECOND G_USEC_PER_SEC

/**
 * StoreFixture:
 * @folder: the workspace's folder, in a temporary one of the test's own
 *
 * A store that goes with the test.
 */
typedef struct
{
  char *temporary;
  char *folder;
  DocketStore *store;
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
void store_fixture_reopen (StoreFixture *fixture);
DocketTransaction *store_fixture_read (StoreFixture *fixture);
DocketTransaction *store_fixture_write (StoreFixture *fixture);
void store_commit (DocketTransaction *txn);

DocketValues *store_values (const char *field, ...) G_GNUC_NULL_TERMINATED;
gint64 store_add_ticket (DocketTransaction *txn, gint64 updated_at, const char *field, ...)
  G_GNUC_NULL_TERMINATED;
gint64 store_add_entry (DocketTransaction *txn, DocketEntity entity, const char *name);
gint64 store_add_message (DocketTransaction *txn, gint64 ticket, gint64 at, const char *text);
char *store_list (DocketTransaction *txn, const DocketFilter *filter, gint64 me);

#define store_test_add(path, test)                                                                 \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

G_END_DECLS
