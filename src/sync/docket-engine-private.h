/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-cycle-private.h"

G_BEGIN_DECLS

struct _DocketEngine
{
  GObject parent_instance;

  DocketStore *store;
  DocketClock *clock;
  GMainContext *home; /* where signals are emitted */

  GMutex mutex; /* guards what follows */
  DocketRemote *remote;
  gboolean remote_is_new;
  gint64 settle_us;
  DocketSyncStatus status;
  gboolean telling;
  gint64 told_at;
  gboolean sync_wanted;
  gboolean full_wanted;

  /* What runs have learnt; the sync lock guards it. */
  DocketSync *runs;

  GThread *thread;
  GMainContext *context;
  GCancellable *cancellable; /* ends the thread */
  gint woken;                /* atomic: something is to be looked at */
  GNetworkMonitor *network;
  gulong network_handler;
};

/* Telling whoever looks. docket_engine_tell() with the mutex held. */
void docket_engine_tell (DocketEngine *self);
void docket_engine_set_state (DocketEngine *self, DocketSyncState state, const char *message);
void docket_engine_set_last_sync (DocketEngine *self, gint64 at);
void docket_engine_show_problem (DocketEngine *self, const GError *problem);

/* With the sync lock held. */
gboolean docket_engine_begin_session (DocketEngine *self,
                                      DocketSync *sync,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean docket_engine_check_remote (DocketSync *sync, GError **error);
gboolean docket_engine_check_strange (DocketSync *sync, GError **error);
gboolean docket_engine_run_session (DocketEngine *self,
                                    gboolean full,
                                    DocketSyncReport *report,
                                    GCancellable *cancellable,
                                    GError **error);
gpointer docket_engine_thread (gpointer data);

G_END_DECLS
