/* How a ticket's status changes, as quiet lines of its conversation: no part of what is sent.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include "docket-payload.h"
#include "docket-store-parts.h"

static gboolean
is_status (const char *field)
{
  return g_strcmp0 (field, DOCKET_FIELD_ID_STATUS) == 0;
}

/* Nothing where one of the two is not known, or both are the same. */
static DocketStatusChange *
new_change (gint64 ticket, const char *from, const char *to, gint64 at)
{
  DocketStatusChange *change;

  if (from == NULL || to == NULL || g_str_equal (from, to))
    return NULL;

  change = docket_status_change_new ();
  change->ticket = ticket;
  change->from = g_strdup (from);
  change->to = g_strdup (to);
  change->at = at;

  return change;
}

static gboolean
add_own (DocketGesture *gesture,
         gint64 ticket,
         const char *from,
         const char *to,
         const DocketOperation *operation,
         GError **error)
{
  g_autoptr (DocketStatusChange) change = new_change (ticket, from, to, gesture->now);

  if (change == NULL)
    return TRUE;

  change->is_mine = TRUE;
  change->author_name =
    g_strdup (gesture->author_name != NULL ? gesture->author_name : gesture->author);

  if (operation != NULL)
    change->operation = g_strdup (operation->uuid);

  return docket_status_changes_insert (gesture->txn, change, error) != 0;
}

/* An edit of a field, with what the field had before it and all that it folds with: what came back
 * to that leaves nothing. @operation: (nullable): what carries it to the server. */
gboolean
docket_gesture_note_status (DocketGesture *gesture,
                            const DocketEditPart *part,
                            gint64 ticket,
                            const char *from,
                            const DocketOperation *operation,
                            GError **error)
{
  return !is_status (part->field) || add_own (gesture, ticket, from, part->value, operation, error);
}

/* What somebody else, or the server, made of a field on the screen. Who it was, nobody says. */
gboolean
docket_outbox_note_other_status (DocketTransaction *txn,
                                 gint64 ticket,
                                 const char *field,
                                 const char *from,
                                 const char *to,
                                 gint64 at,
                                 GError **error)
{
  g_autoptr (DocketStatusChange) change = NULL;

  if (!is_status (field))
    return TRUE;

  change = new_change (ticket, from, to, at);

  return change == NULL || docket_status_changes_insert (txn, change, error) != 0;
}

/* What is withdrawn never came to be. */
gboolean
docket_outbox_forget_status (DocketTransaction *txn,
                             const DocketOperation *operation,
                             GError **error)
{
  return operation->kind != DOCKET_OPERATION_KIND_SET ||
         !is_status (docket_payload_get_field (operation)) ||
         docket_status_changes_forget (txn, operation->uuid, error);
}

/* What the person holds on to comes after what it was held against. Where it was the status from
 * before both, there was no change of it yet. */
static gboolean
keep_own (DocketTransaction *txn,
          const DocketConflict *conflict,
          const DocketOperation *operation,
          const DocketOutboxContext *context,
          GError **error)
{
  g_auto (DocketGesture) gesture = { 0 };
  gboolean any;

  if (operation == NULL || conflict->theirs == NULL)
    return TRUE;

  if (!docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  gesture.now = MAX (gesture.now, conflict->since + 1);

  return docket_status_changes_put_last (txn,
                                         conflict->ticket,
                                         conflict->theirs,
                                         gesture.now,
                                         &any,
                                         error) &&
         (any || add_own (&gesture,
                          conflict->ticket,
                          conflict->theirs,
                          docket_values_get (operation->payload, conflict->field),
                          operation,
                          error));
}

/* A decided conflict, before its base moves: somebody else changed the status, and only then did
 * the person. @kept: (nullable): what takes the person's own to the server. */
gboolean
docket_outbox_decide_status (DocketTransaction *txn,
                             const DocketConflict *conflict,
                             const DocketOperation *kept,
                             const DocketOutboxContext *context,
                             GError **error)
{
  g_autoptr (DocketValues) base = NULL;

  if (!is_status (conflict->field))
    return TRUE;

  base = docket_bases_load (txn, conflict->ticket, error);

  return base != NULL &&
         docket_outbox_note_other_status (txn,
                                          conflict->ticket,
                                          conflict->field,
                                          docket_values_knows (base, conflict->field)
                                            ? docket_values_get (base, conflict->field)
                                            : conflict->base,
                                          conflict->theirs,
                                          conflict->since,
                                          error) &&
         keep_own (txn, conflict, kept, context, error);
}

/**
 * docket_outbox_undo_status:
 * @txn: a writing transaction, which the caller commits
 * @ticket: local id of a ticket that no server knows
 * @from: the status that it is brought back to
 * @to: the status that it was brought to
 * @context: the clock and the person
 * @error: return location for a #DocketStoreError
 *
 * The change that is undone leaves no line; one that others followed is followed by its undoing.
 * Any thread.
 *
 * Returns: whether it was written
 */
gboolean
docket_outbox_undo_status (DocketTransaction *txn,
                           gint64 ticket,
                           const char *from,
                           const char *to,
                           const DocketOutboxContext *context,
                           GError **error)
{
  g_auto (DocketGesture) gesture = { 0 };
  gboolean taken = FALSE;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  if (!docket_status_changes_take_back (txn, ticket, from, to, &taken, error))
    return FALSE;

  return taken || (docket_gesture_init (&gesture, txn, context, error) &&
                   add_own (&gesture, ticket, to, from, NULL, error));
}
