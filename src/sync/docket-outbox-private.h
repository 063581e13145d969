/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-outbox.h"

G_BEGIN_DECLS

/* How an edit of a person becomes an operation: shared by the files of the outbox. */

/**
 * DocketGesture:
 * @author: (nullable): e-mail of the person
 * @group: (nullable): what the operations of one edit have in common
 * @create: (nullable): uuid of the operation that creates the edit's ticket
 * @talk: (element-type gint64 utf8): by ticket the last message of this edit
 * @updated_before: when the ticket was last updated before the part that is being applied
 * @part: local id of what the part that is being applied made; 0 for none
 * @part_before: the same of the part before it
 * @lost_us: the billable time of the tickets deleted
 *
 * An edit while it is applied.
 */
typedef struct
{
  DocketTransaction *txn;
  const DocketOutboxContext *context;
  gint64 now;
  char *author;
  char *author_name;
  char *group;
  char *create;
  GHashTable *talk;
  GPtrArray *operations;
  gint64 created;
  gint64 ticket;
  gint64 updated_before;
  gint64 part;
  gint64 part_before;
  gint64 lost_us;
} DocketGesture;

gboolean docket_gesture_init (DocketGesture *gesture,
                              DocketTransaction *txn,
                              const DocketOutboxContext *context,
                              GError **error);
void docket_gesture_clear (DocketGesture *gesture);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DocketGesture, docket_gesture_clear)

DocketOperation *docket_gesture_new_operation (DocketGesture *gesture,
                                               gint64 ticket,
                                               DocketOperationKind kind,
                                               const char *field,
                                               GError **error);
gboolean docket_gesture_insert (DocketGesture *gesture, DocketOperation *operation, GError **error);
gboolean docket_gesture_set_field (DocketGesture *gesture,
                                   const DocketEditPart *part,
                                   gint64 ticket,
                                   GError **error);

gboolean
docket_gesture_create_ticket (DocketGesture *gesture, const DocketEditPart *part, GError **error);
gboolean docket_gesture_sign (DocketGesture *gesture,
                              const DocketEditPart *part,
                              gint64 ticket,
                              GError **error);
void docket_gesture_remember_talk (DocketGesture *gesture, gint64 ticket, const char *uuid);
gboolean docket_gesture_fill_message (DocketGesture *gesture,
                                      DocketOperation *operation,
                                      const DocketEditPart *part,
                                      GError **error);
gboolean docket_gesture_add_message (DocketGesture *gesture,
                                     gint64 ticket,
                                     const DocketEditPart *part,
                                     GError **error);
gboolean docket_gesture_consume_draft (DocketGesture *gesture, gint64 draft, GError **error);

gboolean docket_gesture_add_file (DocketGesture *gesture,
                                  const DocketMessage *message,
                                  const DocketEditFile *file,
                                  GError **error);

gboolean docket_outbox_is_blank (const char *text);
gboolean
docket_outbox_keep_file_here (DocketTransaction *txn, DocketOperation *operation, GError **error);
gboolean docket_outbox_withdraw_naming (DocketTransaction *txn,
                                        const DocketOperation *operation,
                                        GError **error);
gboolean docket_outbox_holds_files (const DocketCapabilities *capabilities);
void docket_outbox_put_file (DocketValues *payload, const DocketEditFile *file);
GPtrArray *
docket_outbox_list_files (DocketTransaction *txn, const DocketOperation *operation, GError **error);
gboolean docket_outbox_withdraw_files (DocketTransaction *txn,
                                       const DocketOperation *operation,
                                       GError **error);
gboolean docket_gesture_add_time (DocketGesture *gesture,
                                  DocketEditPart *part,
                                  gint64 ticket,
                                  GError **error);
gboolean docket_gesture_change_time (DocketGesture *gesture,
                                     DocketEditPart *part,
                                     gint64 ticket,
                                     GError **error);
gboolean docket_gesture_delete_time (DocketGesture *gesture,
                                     DocketEditPart *part,
                                     gint64 ticket,
                                     GError **error);

gboolean docket_gesture_note_status (DocketGesture *gesture,
                                     const DocketEditPart *part,
                                     gint64 ticket,
                                     const char *from,
                                     const DocketOperation *operation,
                                     GError **error);
gboolean docket_outbox_note_other_status (DocketTransaction *txn,
                                          gint64 ticket,
                                          const char *field,
                                          const char *from,
                                          const char *to,
                                          gint64 at,
                                          GError **error);
gboolean docket_outbox_forget_status (DocketTransaction *txn,
                                      const DocketOperation *operation,
                                      GError **error);
gboolean docket_outbox_decide_status (DocketTransaction *txn,
                                      const DocketConflict *conflict,
                                      const DocketOperation *kept,
                                      const DocketOutboxContext *context,
                                      GError **error);

DocketPartState docket_outbox_get_first_state (const DocketOperation *operation);
gboolean docket_outbox_refuse (GError **error, const char *sentence);
gboolean docket_outbox_refuse_late (GError **error);
gboolean docket_outbox_is_resolving (DocketTransaction *txn, const char *field, const char *status);
gboolean docket_outbox_transit (DocketTransaction *txn,
                                DocketOperation *operation,
                                DocketOperationState from,
                                gint64 epoch,
                                GError **error);
gboolean docket_outbox_withdraw (DocketTransaction *txn,
                                 DocketOperation *operation,
                                 gint64 epoch,
                                 GError **error);
gboolean docket_outbox_hold (DocketTransaction *txn,
                             DocketOperation *operation,
                             DocketOperationReason reason,
                             const char *sentence,
                             gint64 epoch,
                             GError **error);
gboolean
docket_outbox_update_part (DocketTransaction *txn, DocketOperation *operation, GError **error);
gboolean
docket_outbox_remove_part (DocketTransaction *txn, DocketOperation *operation, GError **error);
DocketOperation *docket_outbox_find_set (GPtrArray *operations, const char *field);
GPtrArray *docket_outbox_list_group (DocketTransaction *txn, const char *field, GError **error);
gboolean docket_outbox_set_value (DocketTransaction *txn,
                                  gint64 ticket,
                                  const char *field,
                                  const char *value,
                                  GError **error);
gboolean docket_outbox_set_base (DocketTransaction *txn,
                                 gint64 ticket,
                                 const char *field,
                                 const char *value,
                                 GError **error);
gboolean
docket_outbox_note_messages (DocketTransaction *txn, DocketOperation *operation, GError **error);
gboolean
docket_outbox_note_identity (DocketTransaction *txn, DocketOperation *operation, GError **error);
gboolean docket_outbox_fold_unsent (DocketTransaction *txn,
                                    gint64 ticket,
                                    gint64 epoch,
                                    gboolean *nothing,
                                    GError **error);
gboolean docket_outbox_make_marker (DocketTransaction *txn,
                                    gint64 ticket,
                                    gint64 latest_us,
                                    gint64 *marker,
                                    GError **error);
void docket_offer_make (DocketOperation *operation, DocketClock *clock, gint64 delay_us);
gboolean docket_offer_is_over (const DocketOperation *operation, DocketClock *clock);
gboolean docket_offer_is_own (const DocketOperation *operation);
gboolean docket_offer_is_abandoned (const DocketOperation *operation, DocketClock *clock);

G_END_DECLS
