/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sync-private.h"

G_BEGIN_DECLS

/**
 * DocketCycle:
 * @pull: whether the feeds are read
 * @full: from the beginning
 * @budget: how many stale tickets are read whole at most
 * @n_left: (out): how many stale tickets are left at least
 * @next: (out): when the next operation may go, in microseconds; -1: none waits for time
 *
 * One round of the engine.
 */
typedef struct
{
  gboolean pull;
  gboolean full;
  guint budget;
  guint n_left;
  gint64 next;
} DocketCycle;

gboolean docket_cycle_run (DocketSync *sync, DocketCycle *cycle, GError **error);
gboolean docket_cycle_has_work (DocketSync *sync, gint64 *next);
gboolean docket_cycle_is_quiet (DocketSync *sync, const DocketCycle *cycle);

/* Wishes of other processes, and their answers. */
char *docket_wish_make_report (guint pulled, guint pushed, const GError *problem);
gboolean docket_wish_read_report (const char *text, DocketSyncReport *report, GError **error);
gboolean docket_wish_fulfil (DocketSync *sync, gint64 until, const char *report, GError **error);
gboolean docket_wish_grant_to_others (DocketStore *store,
                                      DocketClock *clock,
                                      gboolean full,
                                      int *lock,
                                      DocketSyncReport *report,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean docket_wait (gint64 us, GCancellable *cancellable, GError **error);

G_END_DECLS
