/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-engine.h"
#include "docket-outbox-private.h"
#include "docket-payload.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"

G_BEGIN_DECLS

/* What speaks to the server: one context while the sync lock is held, and functions that do one
 * thing each, synchronously. Tests may call them one by one. */

/**
 * DocketSyncProgressFunc:
 * @done: tickets read in this pass
 * @total: of how many; 0 when it is not known
 * @user_data: what was given with the function
 *
 * Hears how far a pass is.
 *
 * Returns: whether something else wants the server first: an edit to push, a ticket just opened
 */
typedef gboolean (*DocketSyncProgressFunc) (guint done, guint total, gpointer user_data);

/**
 * DocketSync:
 * @epoch: of the sync lock as it was taken (rule 20)
 * @settle_us: how long after an attempt a probe's *no* counts (rule 8)
 * @me: local id of the technician who uses this workspace; 0 when not known
 * @entries: (element-type utf8 gint64): local ids of what tickets refer to
 * @probes: (element-type utf8 DocketProbe): what was asked about operations in doubt
 * @rests: (element-type utf8 gint64): until when an operation is not tried, monotonic
 * @written: (element-type gint64 gint64): when a ticket was last written by us, monotonic (rule 11)
 * @refetch: (element-type gint64): tickets whose answer was too old to be merged
 * @empties: (element-type utf8 gint64): lists that came empty and had not been, since when,
 * monotonic
 * @sent_on: (element-type utf8 DocketValues): what the server had when a field was sent (rule 17)
 * @strange: the outbox stands still (rule 19)
 */
typedef struct
{
  DocketStore *store;
  DocketClock *clock;
  DocketRemote *remote;
  const DocketCapabilities *capabilities;
  GCancellable *cancellable;
  DocketSyncProgressFunc progress;
  gpointer progress_data;

  gint64 epoch;
  gint64 settle_us;
  gint64 me;
  char *me_email;
  char *me_remote_id;

  GHashTable *entries;
  GHashTable *probes;
  GHashTable *rests;
  GHashTable *written;
  GHashTable *refetch;
  GHashTable *empties;
  GHashTable *sent_on;

  gboolean strange;
  guint n_pulled;
  guint n_pushed;
} DocketSync;

/* docket-sync.c */
DocketSync *docket_sync_new (DocketStore *store, DocketClock *clock);
void docket_sync_free (DocketSync *sync);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSync, docket_sync_free)
void docket_sync_set_remote (DocketSync *sync, DocketRemote *remote);
gboolean docket_sync_take_over (DocketSync *sync, GError **error);
gboolean docket_sync_check_account (DocketSync *sync, GError **error);
gboolean docket_sync_learn_me (DocketSync *sync, DocketTransaction *txn, GError **error);
gboolean docket_sync_release (DocketSync *sync, GError **error);
void docket_sync_fill_context (DocketSync *sync, DocketOutboxContext *context);
gint64 docket_sync_now (DocketSync *sync);
gint64 docket_sync_monotonic (DocketSync *sync);
gint64 docket_sync_server_now (DocketSync *sync, DocketTransaction *txn);
gboolean docket_sync_note_server_date (DocketSync *sync,
                                       DocketTransaction *txn,
                                       gint64 server_date,
                                       GError **error);
gboolean docket_sync_has_meta (DocketTransaction *txn, const char *key, const char *value);
DocketTransaction *docket_sync_begin (DocketSync *sync, GError **error);
void docket_sync_note_written (DocketSync *sync, gint64 ticket);
gboolean docket_sync_is_stale (DocketSync *sync, gint64 ticket, gint64 began_at);
gboolean docket_sync_believes_empty (DocketSync *sync, const char *list, gint64 ticket);
void docket_sync_rest (DocketSync *sync, const char *uuid, gint64 pause_us);
void docket_sync_rest_backoff (DocketSync *sync, const DocketOperation *operation);
gint64 docket_sync_get_rest (DocketSync *sync, const char *uuid);
gint64 docket_sync_backoff (guint tries);
gboolean docket_sync_is_general_error (const GError *error);
gboolean docket_sync_transit (DocketSync *sync,
                              DocketTransaction *txn,
                              DocketOperation *operation,
                              DocketOperationState from,
                              GError **error);
gboolean docket_sync_hold (DocketSync *sync,
                           DocketTransaction *txn,
                           DocketOperation *operation,
                           DocketOperationReason reason,
                           const char *sentence,
                           GError **error);
gboolean docket_sync_finish (DocketSync *sync,
                             DocketTransaction *txn,
                             DocketOperation *operation,
                             GError **error);

/* docket-learn.c */
gint64 docket_learn_person (DocketSync *sync,
                            DocketTransaction *txn,
                            DocketEntity entity,
                            const DocketRemotePerson *person,
                            gint64 customer,
                            GError **error);
gint64 docket_learn_entry (DocketSync *sync,
                           DocketTransaction *txn,
                           DocketEntity entity,
                           const char *remote_id,
                           const char *name,
                           GError **error);
DocketValues *docket_learn_values (DocketSync *sync,
                                   DocketTransaction *txn,
                                   const DocketRemoteTicket *remote,
                                   GError **error);
gboolean docket_learn_directory_entry (DocketSync *sync,
                                       DocketTransaction *txn,
                                       DocketEntry *entry,
                                       GError **error);

/* docket-ticket-merge.c */
gboolean docket_ticket_merge (DocketSync *sync,
                              DocketTransaction *txn,
                              gint64 ticket,
                              DocketValues *theirs,
                              gboolean *changed,
                              GError **error);
gboolean docket_ticket_read_back_create (DocketSync *sync,
                                         DocketTransaction *txn,
                                         DocketOperation *operation,
                                         const DocketRemoteTicket *remote,
                                         GError **error);
gboolean docket_ticket_take (DocketSync *sync,
                             DocketTransaction *txn,
                             const DocketRemoteTicket *remote,
                             gint64 *ticket,
                             gboolean *changed,
                             GError **error);
gboolean docket_ticket_bind_create (DocketSync *sync,
                                    DocketTransaction *txn,
                                    DocketOperation *operation,
                                    const DocketRemoteTicket *remote,
                                    GError **error);

/**
 * DocketFindings:
 * @equal: (element-type utf8 guint): by operation, how many items equal to it the server has that
 * are bound to none
 * @known_messages: how many messages were known before
 * @known_times: how many time entries were known before
 * @doubtful: a list came empty that had not been: it is not believed the first time
 *
 * What was found while a ticket was merged.
 */
typedef struct
{
  GHashTable *equal;
  guint known_messages;
  guint known_times;
  gboolean doubtful;
} DocketFindings;

void docket_findings_init (DocketFindings *findings);
void docket_findings_clear (DocketFindings *findings);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketFindings, docket_findings_clear)

/* docket-messages-merge.c, docket-parts-merge.c, docket-details.c */
gboolean docket_messages_merge (DocketSync *sync,
                                DocketTransaction *txn,
                                gint64 ticket,
                                GPtrArray *remote_messages,
                                gboolean complete,
                                DocketFindings *findings,
                                GError **error);
gboolean docket_messages_add_some (DocketSync *sync,
                                   DocketTransaction *txn,
                                   gint64 ticket,
                                   GPtrArray *remote_messages,
                                   GError **error);
gboolean docket_time_merge (DocketSync *sync,
                            DocketTransaction *txn,
                            gint64 ticket,
                            GPtrArray *remote_entries,
                            gboolean complete,
                            DocketFindings *findings,
                            GError **error);
gboolean docket_attachments_merge (DocketTransaction *txn,
                                   gint64 ticket,
                                   GPtrArray *remote_attachments,
                                   GError **error);
gboolean docket_details_merge (DocketSync *sync,
                               DocketTransaction *txn,
                               gint64 ticket,
                               const DocketRemoteDetails *details,
                               DocketFindings *findings,
                               GError **error);
gboolean docket_details_pull (DocketSync *sync, gint64 ticket, GError **error);
gboolean docket_details_pull_stale (DocketSync *sync, guint budget, guint *n_left, GError **error);

/* docket-pull.c */
gboolean docket_pull_tickets (DocketSync *sync, gboolean full, GError **error);
gboolean docket_pull_directory (DocketSync *sync, gboolean full, GError **error);

/* docket-look.c: the read before a write. */
typedef enum
{
  DOCKET_LOOK_GO,
  DOCKET_LOOK_SETTLED,
  DOCKET_LOOK_LATER
} DocketLookVerdict;

gboolean docket_look (DocketSync *sync,
                      const char *uuid,
                      DocketLookVerdict *verdict,
                      DocketRequest *request,
                      GError **error);
GPtrArray *docket_look_for_created (DocketSync *sync,
                                    DocketOperation *operation,
                                    gboolean *complete,
                                    GError **error);
gboolean docket_look_take_created (DocketSync *sync,
                                   DocketTransaction *txn,
                                   DocketOperation *operation,
                                   GPtrArray *found,
                                   GError **error);

/* docket-push.c */
gboolean docket_push_all (DocketSync *sync, guint *n_moved, GError **error);
gint64 docket_push_look (DocketSync *sync, guint *n_ready, GError **error);
gint64 docket_push_get_next (DocketSync *sync, GError **error);

/* docket-probe.c, docket-read-back.c */
gboolean docket_probe_all (DocketSync *sync, guint *n_moved, GError **error);
void docket_probe_begin (DocketSync *sync, const char *uuid);
gboolean docket_read_back (DocketSync *sync, DocketOperation *operation, GError **error);
gboolean docket_read_back_set (DocketSync *sync,
                               DocketTransaction *txn,
                               DocketOperation *operation,
                               DocketValues *theirs,
                               GError **error);
gboolean docket_read_back_delete (DocketSync *sync,
                                  DocketTransaction *txn,
                                  DocketOperation *operation,
                                  GError **error);

/* What reads need of an operation: its row as it is now, and its ticket's id there. */
DocketOperation *
docket_sync_load (DocketSync *sync, const char *uuid, char **remote_id, GError **error);
gboolean docket_sync_doubt_flights (DocketSync *sync, DocketTransaction *txn, GError **error);

G_END_DECLS
