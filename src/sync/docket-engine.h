/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-outbox.h"

G_BEGIN_DECLS

/**
 * DocketSyncState:
 * @DOCKET_SYNC_STATE_IDLE: quiet
 * @DOCKET_SYNC_STATE_SYNCING: a pull or a push is under way
 * @DOCKET_SYNC_STATE_OFFLINE: the server can't be reached; tried again by itself
 * @DOCKET_SYNC_STATE_NEEDS_SECRET: the key is missing or refused
 * @DOCKET_SYNC_STATE_STOPPED: something only a person can decide; the message says what
 * @DOCKET_SYNC_STATE_ELSEWHERE: another process of this computer speaks to the server
 *
 * What the engine does.
 */
typedef enum
{
  DOCKET_SYNC_STATE_IDLE,
  DOCKET_SYNC_STATE_SYNCING,
  DOCKET_SYNC_STATE_OFFLINE,
  DOCKET_SYNC_STATE_NEEDS_SECRET,
  DOCKET_SYNC_STATE_STOPPED,
  DOCKET_SYNC_STATE_ELSEWHERE
} DocketSyncState;

/**
 * DocketSyncStatus:
 * @done: tickets read of @total in the pass under way
 * @total: 0 when it is not known
 * @last_sync_at: when the last whole pass ended, microseconds UTC; 0: never
 * @message: (nullable): a sentence for people
 *
 * The engine's state, for a screen.
 */
typedef struct
{
  DocketSyncState state;
  guint done;
  guint total;
  gint64 last_sync_at;
  char *message;
} DocketSyncStatus;

void docket_sync_status_clear (DocketSyncStatus *status);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketSyncStatus, docket_sync_status_clear)

/**
 * DocketSyncReport:
 * @pulled: tickets that a pass brought or changed
 * @pushed: operations that became done
 * @counts: what is left in the outbox
 *
 * What one run did.
 */
typedef struct
{
  guint pulled;
  guint pushed;
  DocketOutboxCounts counts;
} DocketSyncReport;

/**
 * DocketEngine:
 *
 * Speaks to the server for one workspace: pulls, pushes, probes, reads back. Either on a thread of
 * its own, docket_engine_start(), or for one run on the caller's, docket_engine_run().
 *
 * Signals: `status-changed` in the main context of the thread that made it.
 */
#define DOCKET_TYPE_ENGINE (docket_engine_get_type ())

G_DECLARE_FINAL_TYPE (DocketEngine, docket_engine, DOCKET, ENGINE, GObject)

DocketEngine *docket_engine_new (DocketStore *store, DocketClock *clock);
void docket_engine_set_remote (DocketEngine *self, DocketRemote *remote);
void docket_engine_set_settle (DocketEngine *self, gint64 settle_us);

void docket_engine_start (DocketEngine *self);
void docket_engine_stop (DocketEngine *self);
void docket_engine_wake (DocketEngine *self);
void docket_engine_sync_now (DocketEngine *self, gboolean full);
void docket_engine_get_status (DocketEngine *self, DocketSyncStatus *status);

gboolean docket_engine_run (DocketEngine *self,
                            gboolean full,
                            DocketSyncReport *report,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
