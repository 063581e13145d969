/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote.h"
#include "docket-store-sync.h"

G_BEGIN_DECLS

#define DOCKET_SYNC_ERROR (docket_sync_error_quark ())

/**
 * DocketSyncError:
 * @DOCKET_SYNC_ERROR_REFUSED: can't be done, the message says why and what to do
 * @DOCKET_SYNC_ERROR_TOO_LATE: what was to be undone has been sent
 * @DOCKET_SYNC_ERROR_BUSY: another process speaks to the server
 * @DOCKET_SYNC_ERROR_STRANGER: the server answers as another account: the outbox stands still
 *
 * Errors of sync.
 */
typedef enum
{
  DOCKET_SYNC_ERROR_REFUSED,
  DOCKET_SYNC_ERROR_TOO_LATE,
  DOCKET_SYNC_ERROR_BUSY,
  DOCKET_SYNC_ERROR_STRANGER
} DocketSyncError;

GQuark docket_sync_error_quark (void);

/**
 * DocketOutboxContext:
 * @clock: the clock
 * @capabilities: (nullable): what the server can hold; %NULL on this computer: then no operation is
 * made
 * @me: local id of the technician who uses this workspace; 0 when not known
 *
 * What an edit is applied in.
 */
typedef struct
{
  DocketClock *clock;
  const DocketCapabilities *capabilities;
  gint64 me;
} DocketOutboxContext;

/**
 * DocketUndoCount:
 * @n_undone: what was taken back
 * @n_changed: fields that have changed since and were left alone
 * @n_sent: deletions that had been sent
 *
 * What became of an undo.
 */
typedef struct
{
  guint n_undone;
  guint n_changed;
  guint n_sent;
} DocketUndoCount;

/* The person's side of the outbox. Each runs in the caller's writing transaction, which the caller
 * commits: the entity and its operation are one. */

gboolean docket_outbox_apply (DocketTransaction *txn,
                              DocketEdit *edit,
                              const DocketOutboxContext *context,
                              GError **error);
DocketFileOffer *docket_outbox_offer_file (DocketTransaction *txn,
                                           gint64 ticket,
                                           gint64 attachment,
                                           const DocketOutboxContext *context,
                                           GError **error);
gboolean docket_outbox_send_file (DocketTransaction *txn,
                                  const DocketFileOffer *offer,
                                  const char *text,
                                  const DocketOutboxContext *context,
                                  GError **error);
gboolean docket_outbox_undo (DocketTransaction *txn,
                             GPtrArray *uuids,
                             const DocketOutboxContext *context,
                             DocketUndoCount *count,
                             GError **error);
gboolean docket_outbox_undo_status (DocketTransaction *txn,
                                    gint64 ticket,
                                    const char *from,
                                    const char *to,
                                    const DocketOutboxContext *context,
                                    GError **error);
gboolean docket_outbox_undo_time (DocketTransaction *txn,
                                  DocketEdit *edit,
                                  const DocketOutboxContext *context,
                                  DocketUndoCount *count,
                                  GError **error);
gboolean docket_outbox_refuse_changed (GError **error);
gboolean docket_outbox_release_own (DocketTransaction *txn, GError **error);
gboolean docket_outbox_release_abandoned (DocketTransaction *txn,
                                          const DocketOutboxContext *context,
                                          GError **error);
DocketOperation *docket_outbox_retry (DocketTransaction *txn,
                                      const char *uuid,
                                      gboolean anyway,
                                      const DocketOutboxContext *context,
                                      GError **error);
DocketOperation *docket_outbox_discard (DocketTransaction *txn,
                                        const char *uuid,
                                        const DocketOutboxContext *context,
                                        GError **error);
gboolean docket_outbox_is_news (const DocketOperation *operation, const DocketMessage *message);
DocketOperation *docket_outbox_edit (DocketTransaction *txn,
                                     const char *uuid,
                                     const DocketOutboxContext *context,
                                     GError **error);
DocketOperation *docket_outbox_settle (DocketTransaction *txn,
                                       const char *uuid,
                                       guint nth,
                                       const DocketOutboxContext *context,
                                       GError **error);
gboolean docket_outbox_resolve (DocketTransaction *txn,
                                gint64 ticket,
                                const char *field,
                                gboolean take_theirs,
                                const DocketOutboxContext *context,
                                GError **error);

G_END_DECLS
