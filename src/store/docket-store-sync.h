/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* What only sync/ writes: the outbox, base values, conflicts, cursors, wishes, the owner. The rules
 * are sync.md's; here are rows. */

/* Operations. Each write keeps the ticket's counts (waiting, needs me) and the change table in
 * step. */

GPtrArray *docket_operations_list (DocketTransaction *txn, gboolean all, GError **error);
GPtrArray *docket_operations_list_of_ticket (DocketTransaction *txn,
                                             gint64 ticket,
                                             gboolean all,
                                             GError **error);
gboolean
docket_operations_find_create (DocketTransaction *txn, gint64 ticket, char **uuid, GError **error);
DocketOperation *docket_operations_get (DocketTransaction *txn, const char *uuid, GError **error);
DocketOperation *docket_operations_get_by_id (DocketTransaction *txn, gint64 id, GError **error);
gboolean
docket_operations_insert (DocketTransaction *txn, DocketOperation *operation, GError **error);
gboolean docket_operations_transit (DocketTransaction *txn,
                                    DocketOperation *operation,
                                    DocketOperationState from,
                                    gint64 epoch,
                                    GError **error);
gboolean
docket_operations_has_open_field (DocketTransaction *txn, gint64 ticket, const char *field);
GPtrArray *docket_operations_list_states (DocketTransaction *txn,
                                          const DocketOperationState *states,
                                          guint n_states,
                                          GError **error);

/**
 * DocketOutboxCounts:
 * @waiting: open, less those that need the person
 * @needs_attention: in *needs me*, less those kept here
 * @failed: of those, less the conflicts
 * @kept_here: kept here
 *
 * The counts of the command line's contract.
 */
typedef struct
{
  guint waiting;
  guint needs_attention;
  guint failed;
  guint conflicts;
  guint kept_here;
} DocketOutboxCounts;

gboolean
docket_operations_count (DocketTransaction *txn, DocketOutboxCounts *counts, GError **error);

/* The last values seen from the server, by ticket and field; a field that is not there is not
 * known. */
DocketValues *docket_bases_load (DocketTransaction *txn, gint64 ticket, GError **error);
gboolean
docket_bases_save (DocketTransaction *txn, gint64 ticket, DocketValues *values, GError **error);

GPtrArray *docket_conflicts_list (DocketTransaction *txn, gint64 ticket, GError **error);
gboolean docket_conflicts_save (DocketTransaction *txn, DocketConflict *conflict, GError **error);
gboolean
docket_conflicts_delete (DocketTransaction *txn, gint64 ticket, const char *field, GError **error);

/**
 * DocketCursor:
 * @watermark: where the next pass of the feed begins, microseconds in the server's time; 0: never
 * read whole
 * @page: the page in progress of a first pull; 0: none
 * @page_at: when that page was read, microseconds UTC here
 * @reconciled_at: the last full reconcile, microseconds UTC here
 *
 * How far a feed was read.
 */
typedef struct
{
  gint64 watermark;
  gint64 started;
  guint page;
  gint64 page_at;
  gint64 reconciled_at;
} DocketCursor;

gboolean docket_cursors_load (DocketTransaction *txn,
                              const char *feed,
                              DocketCursor *cursor,
                              GError **error);
gboolean docket_cursors_save (DocketTransaction *txn,
                              const char *feed,
                              const DocketCursor *cursor,
                              GError **error);

/* The sync lock's bookkeeping (rule 20): who holds it, its epoch, when it was last heard of; wishes
 * of others. */
gint64 docket_owner_take (DocketTransaction *txn, gint64 now_us, GError **error);
gboolean docket_owner_beat (DocketTransaction *txn, gint64 epoch, gint64 now_us, GError **error);
gboolean docket_owner_get (DocketTransaction *txn,
                           gint64 *epoch,
                           gint64 *heartbeat,
                           gint64 *generation,
                           char **client,
                           GError **error);
gint64 docket_wishes_add (DocketTransaction *txn, gboolean full, gint64 now_us, GError **error);
gint64 docket_wishes_get_last (DocketTransaction *txn, gboolean *full, GError **error);
gboolean
docket_wishes_fulfil (DocketTransaction *txn, gint64 until, const char *report, GError **error);
char *docket_wishes_get_report (DocketTransaction *txn, gint64 id, GError **error);

/* A ticket wanted at the head of what is read in detail: one that a person has just opened. */
gboolean
docket_wishes_add_ticket (DocketTransaction *txn, gint64 ticket, gint64 now_us, GError **error);
GArray *docket_wishes_list_tickets (DocketTransaction *txn, GError **error);
gboolean docket_wishes_drop_ticket (DocketTransaction *txn, gint64 ticket, GError **error);

G_END_DECLS
