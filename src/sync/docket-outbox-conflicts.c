/* How a person decides a conflict: mine or theirs.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"

static gboolean
accept_theirs (DocketTransaction *txn,
               const DocketConflict *conflict,
               GPtrArray *operations,
               GError **error)
{
  for (guint i = operations->len; i > 0; i--)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i - 1);

      if (g_strcmp0 (docket_payload_get_field (operation), conflict->field) != 0)
        continue;

      if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME &&
          operation->state != DOCKET_OPERATION_STATE_WAITING &&
          operation->state != DOCKET_OPERATION_STATE_AGAIN)
        {
          g_set_error_literal (error,
                               DOCKET_SYNC_ERROR,
                               DOCKET_SYNC_ERROR_TOO_LATE,
                               _ ("This has been sent and can't be taken back any more."));
          return FALSE;
        }

      if (!docket_outbox_withdraw (txn, operation, 0, error))
        return FALSE;
    }

  return docket_outbox_set_value (txn, conflict->ticket, conflict->field, conflict->theirs, error);
}

/* Lets what is held for the conflict go on, upon the server's value that was shown. @first: the
 * operation of the group that the others wait for. */
static gboolean
release (DocketTransaction *txn,
         const DocketConflict *conflict,
         GPtrArray *operations,
         const DocketOutboxContext *context,
         DocketOperation **first,
         GError **error)
{
  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME ||
          operation->reason != DOCKET_OPERATION_REASON_CONFLICT ||
          g_strcmp0 (docket_payload_get_field (operation), conflict->field) != 0)
        continue;

      operation->reason = DOCKET_OPERATION_REASON_NONE;
      operation->state = DOCKET_OPERATION_STATE_AGAIN;

      if (operation->sent == 0)
        operation->state = DOCKET_OPERATION_STATE_WAITING;

      if (context->capabilities != NULL &&
          !docket_capabilities_can_set (context->capabilities, conflict->field))
        {
          operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
          operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
        }

      docket_values_set (operation->seen, DOCKET_SEEN_VALUE, conflict->theirs);
      g_clear_pointer (&operation->last_error, g_free);

      if (!docket_outbox_transit (txn, operation, DOCKET_OPERATION_STATE_NEEDS_ME, 0, error))
        return FALSE;

      if (*first == NULL)
        *first = operation;
    }

  return TRUE;
}

/* A field that nobody edited here but that is one with an edited one: keeping mine means its value
 * too, which only an operation of its own brings to the server. */
static gboolean
send_companion (DocketGesture *gesture,
                const DocketConflict *conflict,
                const DocketOperation *first,
                GError **error)
{
  g_autoptr (DocketOperation) operation = NULL;

  if (g_strcmp0 (conflict->mine, conflict->theirs) == 0)
    return TRUE;

  operation = docket_gesture_new_operation (gesture,
                                            conflict->ticket,
                                            DOCKET_OPERATION_KIND_SET,
                                            conflict->field,
                                            error);

  if (operation == NULL)
    return FALSE;

  docket_values_set (operation->payload, conflict->field, conflict->mine);
  docket_values_set (operation->seen, DOCKET_SEEN_SCREEN, conflict->mine);
  docket_values_set (operation->seen, DOCKET_SEEN_VALUE, conflict->theirs);

  if (first != NULL)
    {
      g_free (operation->depends_on);
      operation->depends_on = g_strdup (first->uuid);
    }

  if (!docket_capabilities_can_set (gesture->context->capabilities, conflict->field))
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
    }

  return docket_gesture_insert (gesture, operation, error);
}

/* All conflicts are of one group. */
static gboolean
keep_mine (DocketTransaction *txn,
           GPtrArray *conflicts,
           GPtrArray *operations,
           const DocketOutboxContext *context,
           GError **error)
{
  g_auto (DocketGesture) gesture = { 0 };
  DocketOperation *first = NULL;

  if (!docket_gesture_init (&gesture, txn, context, error))
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    if (!release (txn, g_ptr_array_index (conflicts, i), operations, context, &first, error))
      return FALSE;

  if (context->capabilities == NULL)
    return TRUE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i);

      if (docket_outbox_find_set (operations, conflict->field) == NULL &&
          !send_companion (&gesture, conflict, first, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_theirs_of (DocketTransaction *txn, GPtrArray *conflicts, GPtrArray *operations, GError **error)
{
  for (guint i = 0; i < conflicts->len; i++)
    if (!accept_theirs (txn, g_ptr_array_index (conflicts, i), operations, error))
      return FALSE;

  return TRUE;
}

/* The conflicts of a field and of all that are one with it (rule 17). */
static GPtrArray *
list_group_conflicts (DocketTransaction *txn, gint64 ticket, const char *field, GError **error)
{
  g_autoptr (GPtrArray) group = docket_outbox_list_group (txn, field, error);
  g_autoptr (GPtrArray) conflicts =
    group != NULL ? docket_conflicts_list (txn, ticket, error) : NULL;

  if (conflicts == NULL)
    return NULL;

  for (guint i = conflicts->len; i > 0; i--)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i - 1);

      if (!g_strv_contains ((const char *const *) group->pdata, conflict->field))
        g_ptr_array_remove_index (conflicts, i - 1);
    }

  if (conflicts->len > 0)
    return g_steal_pointer (&conflicts);

  g_set_error_literal (error,
                       DOCKET_SYNC_ERROR,
                       DOCKET_SYNC_ERROR_REFUSED,
                       _ ("There is no conflict in this field any more."));

  return NULL;
}

/**
 * docket_outbox_resolve:
 * @txn: a writing transaction, which the caller commits
 * @ticket: local id
 * @field: a field in conflict
 * @take_theirs: whether the server's value is taken; else one's own is kept and sent
 * @context: the clock and the person
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Decides a conflict. Keeping one's own makes the server's value that was shown the base: if it has
 * moved since, the next sync shows it again (sync.md, rule 15). Fields that constrain one another
 * are decided together (rule 17). Any thread.
 *
 * Returns: whether there was a conflict and it is decided
 */
gboolean
docket_outbox_resolve (DocketTransaction *txn,
                       gint64 ticket,
                       const char *field,
                       gboolean take_theirs,
                       const DocketOutboxContext *context,
                       GError **error)
{
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GPtrArray) operations = NULL;
  gboolean done;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (field != NULL, FALSE);
  g_return_val_if_fail (context != NULL, FALSE);

  conflicts = list_group_conflicts (txn, ticket, field, error);
  operations =
    conflicts != NULL ? docket_operations_list_of_ticket (txn, ticket, FALSE, error) : NULL;

  if (operations == NULL)
    return FALSE;

  done = take_theirs ? take_theirs_of (txn, conflicts, operations, error)
                     : keep_mine (txn, conflicts, operations, context, error);

  for (guint i = 0; done && i < conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i);
      const DocketOperation *kept =
        take_theirs ? NULL : docket_outbox_find_set (operations, conflict->field);

      done = docket_outbox_decide_status (txn, conflict, kept, context, error) &&
             docket_outbox_set_base (txn, ticket, conflict->field, conflict->theirs, error) &&
             docket_conflicts_delete (txn, ticket, conflict->field, error);
    }

  return done;
}
