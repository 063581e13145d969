/* A person's edit of a field: folding, conflicts at confirmation, what is kept here.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include "docket-payload.h"
#include "docket-store-directory.h"
#include "docket-store-tickets.h"

/* Never-sent edits of one field fold with their direct predecessor, never across a message; one
 * that needs the person is answered by editing the field again. */
static gboolean
can_fold (GPtrArray *operations, const DocketOperation *before)
{
  if (before->state == DOCKET_OPERATION_STATE_NEEDS_ME)
    return TRUE;

  if (before->sent > 0 || before->state != DOCKET_OPERATION_STATE_WAITING)
    return FALSE;

  for (guint i = 0; i < operations->len; i++)
    {
      const DocketOperation *after = g_ptr_array_index (operations, i);

      if (after->seq > before->seq && (after->kind == DOCKET_OPERATION_KIND_MESSAGE ||
                                       after->kind == DOCKET_OPERATION_KIND_FILE ||
                                       after->kind == DOCKET_OPERATION_KIND_DELETE))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_conflict (DocketGesture *gesture,
               DocketOperation *operation,
               const char *field,
               const char *theirs,
               GError **error)
{
  g_autoptr (DocketConflict) conflict = docket_conflict_new ();

  conflict->ticket = operation->ticket;
  conflict->field = g_strdup (field);
  conflict->base = g_strdup (docket_values_get (operation->seen, DOCKET_SEEN_VALUE));
  conflict->mine = g_strdup (docket_values_get (operation->payload, field));
  conflict->theirs = g_strdup (theirs);
  conflict->since = gesture->now;
  operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
  operation->reason = DOCKET_OPERATION_REASON_CONFLICT;

  return docket_conflicts_save (gesture->txn, conflict, error);
}

/* How an operation of a field begins its life. */
static gboolean
settle_beginning (DocketGesture *gesture,
                  DocketOperation *operation,
                  const char *field,
                  const DocketEditPart *part,
                  const char *current,
                  const DocketOperation *before,
                  GError **error)
{
  const char *value = docket_values_get (operation->payload, field);

  if (!docket_capabilities_can_set (gesture->context->capabilities, field))
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
      return TRUE;
    }

  /* The database moved since the person looked: the merge runs at once (rule 15). */
  if (before == NULL && part->seen_known && g_strcmp0 (part->seen, current) != 0)
    return save_conflict (gesture, operation, field, current, error);

  if (docket_outbox_is_resolving (gesture->txn, field, value))
    return docket_outbox_note_messages (gesture->txn, operation, error);

  return TRUE;
}

/* An edit that follows one in conflict stays in conflict, with its own value. */
static gboolean
inherit_conflict (DocketGesture *gesture,
                  DocketOperation *operation,
                  const char *field,
                  GError **error)
{
  g_autoptr (GPtrArray) conflicts = docket_conflicts_list (gesture->txn, operation->ticket, error);
  const char *value = docket_values_get (operation->payload, field);

  if (conflicts == NULL)
    return FALSE;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i);

      if (g_strcmp0 (conflict->field, field) != 0)
        continue;

      if (g_strcmp0 (conflict->theirs, value) == 0)
        return docket_outbox_set_base (gesture->txn,
                                       operation->ticket,
                                       field,
                                       conflict->theirs,
                                       error) &&
               docket_conflicts_delete (gesture->txn, operation->ticket, field, error);

      return save_conflict (gesture, operation, field, conflict->theirs, error);
    }

  return TRUE;
}

/* Takes the place of a never-sent edit of the same field. */
static gboolean
fold (DocketGesture *gesture,
      DocketOperation *before,
      DocketOperation *operation,
      const char *field,
      GError **error)
{
  const gboolean in_conflict = before->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
                               before->reason == DOCKET_OPERATION_REASON_CONFLICT;

  docket_values_set (operation->seen,
                     DOCKET_SEEN_VALUE,
                     docket_values_get (before->seen, DOCKET_SEEN_VALUE));
  g_free (operation->depends_on);
  operation->depends_on = g_strdup (before->depends_on);

  if (!docket_outbox_withdraw (gesture->txn, before, 0, error))
    return FALSE;

  if (in_conflict)
    return inherit_conflict (gesture, operation, field, error);

  /* Back to what the server has: there is nothing left to say, unless something may have arrived.
   */
  if (before->sent == 0 && g_strcmp0 (docket_values_get (operation->payload, field),
                                      docket_values_get (operation->seen, DOCKET_SEEN_VALUE)) == 0)
    {
      operation->state = DOCKET_OPERATION_STATE_WITHDRAWN;
      operation->reason = DOCKET_OPERATION_REASON_NONE;
      docket_payload_set_boolean (operation->seen, DOCKET_SEEN_FOLDED, TRUE);
    }

  return TRUE;
}

gboolean
docket_gesture_set_field (DocketGesture *gesture,
                          const DocketEditPart *part,
                          gint64 ticket,
                          GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GPtrArray) operations = NULL;
  g_autoptr (DocketOperation) operation = NULL;
  g_autofree char *current = NULL;
  DocketOperation *before;
  const char *from;
  gboolean folds;

  if (!docket_tickets_get_value (gesture->txn, ticket, part->field, &current, error))
    return FALSE;

  if (g_strcmp0 (current, part->value) == 0)
    return TRUE;

  docket_values_set (values, part->field, part->value);

  if (!docket_tickets_edit (gesture->txn, ticket, values, gesture->now, error))
    return FALSE;

  if (gesture->context->capabilities == NULL)
    return docket_gesture_note_status (gesture, part, ticket, current, NULL, error);

  operations = docket_operations_list_of_ticket (gesture->txn, ticket, FALSE, error);
  operation = operations != NULL ? docket_gesture_new_operation (gesture,
                                                                 ticket,
                                                                 DOCKET_OPERATION_KIND_SET,
                                                                 part->field,
                                                                 error)
                                 : NULL;

  if (operation == NULL)
    return FALSE;

  before = docket_outbox_find_set (operations, part->field);
  docket_values_set (operation->payload, part->field, part->value);
  docket_values_set (operation->seen, DOCKET_SEEN_SCREEN, current);
  docket_values_set (operation->seen,
                     DOCKET_SEEN_VALUE,
                     before == NULL && part->seen_known ? part->seen : current);

  if (!settle_beginning (gesture, operation, part->field, part, current, before, error))
    return FALSE;

  folds = before != NULL && can_fold (operations, before);

  if (folds && !fold (gesture, before, operation, part->field, error))
    return FALSE;

  from = folds ? docket_values_get (operation->seen, DOCKET_SEEN_VALUE) : current;

  return docket_gesture_note_status (gesture, part, ticket, from, operation, error) &&
         docket_gesture_insert (gesture, operation, error);
}
