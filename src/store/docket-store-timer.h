/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* The stretches of timers: they are rows only until their time entry is made. */

GPtrArray *docket_timer_segments_list (DocketTransaction *txn, gint64 technician, GError **error);
GPtrArray *docket_timer_segments_list_of_ticket (DocketTransaction *txn,
                                                 gint64 technician,
                                                 gint64 ticket,
                                                 GError **error);
gboolean
docket_timer_segments_save (DocketTransaction *txn, DocketTimerSegment *segment, GError **error);
DocketTimerSegment *docket_timer_segments_take (DocketTransaction *txn, gint64 id, GError **error);
gboolean docket_timer_segments_delete (DocketTransaction *txn, gint64 id, GError **error);

/* When somebody last saw timers run. */
gboolean docket_heartbeat_write (const char *folder, const DocketMoment *moment);
gboolean docket_heartbeat_read (const char *folder, DocketMoment *moment, char **boot_id);

/* Time entries, and what a new one is compared with. */
GPtrArray *docket_time_entries_list_all (DocketTransaction *txn, GError **error);
DocketTimeEntry *docket_time_entries_get (DocketTransaction *txn, gint64 id, GError **error);
GPtrArray *docket_time_entries_list_near (DocketTransaction *txn,
                                          gint64 technician,
                                          gint64 from,
                                          gint64 to,
                                          GError **error);
gint64 docket_time_entries_get_last_end (DocketTransaction *txn,
                                         gint64 technician,
                                         gint64 since,
                                         gint64 until,
                                         GError **error);
gint64
docket_time_entries_get_last_rate (DocketTransaction *txn, gint64 technician, GError **error);
GArray *docket_time_entries_list_worked (DocketTransaction *txn,
                                         gint64 technician,
                                         guint limit,
                                         GError **error);
gboolean docket_time_entries_sum_ticket (DocketTransaction *txn,
                                         gint64 ticket,
                                         gint64 *total_us,
                                         gint64 *billable_us,
                                         GError **error);
gint64 docket_time_entries_sum_contract (DocketTransaction *txn, gint64 contract, GError **error);

G_END_DECLS
