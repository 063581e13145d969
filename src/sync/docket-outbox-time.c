/* A person's time entries: added, and while the server has not got them, changed and deleted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-store-timer.h"

static void
fill_time (DocketOperation *operation,
           const DocketTimeEntry *entry,
           const DocketCapabilities *capabilities)
{
  DocketValues *payload = operation->payload;

  docket_values_set_int64 (payload, DOCKET_PAYLOAD_TECHNICIAN, entry->technician);
  docket_values_set_int64 (payload, DOCKET_PAYLOAD_RATE, entry->rate);
  docket_values_set_int64 (payload, DOCKET_PAYLOAD_START, entry->start_at);
  docket_values_set_int64 (payload, DOCKET_PAYLOAD_END, entry->end_at);
  docket_payload_set_boolean (payload, DOCKET_PAYLOAD_BILLABLE, entry->billable);
  docket_payload_set_boolean (payload, DOCKET_PAYLOAD_ON_SITE, entry->on_site);
  docket_values_set (payload, DOCKET_PAYLOAD_DESCRIPTION, entry->description);

  if (!capabilities->time_entries)
    {
      operation->state = DOCKET_OPERATION_STATE_NEEDS_ME;
      operation->reason = DOCKET_OPERATION_REASON_KEPT_HERE;
    }
}

static DocketTimeEntry *
copy_time_entry (DocketGesture *gesture, gint64 ticket, const DocketTimeEntry *given)
{
  DocketTimeEntry *entry = docket_time_entry_new ();

  entry->ticket = ticket;
  entry->id = given->id;
  entry->technician = given->technician;
  entry->technician_name = g_strdup (given->technician_name);
  entry->rate = given->rate;
  entry->start_at = given->start_at;
  entry->end_at = given->end_at;
  entry->zone = g_strdup (given->zone);
  entry->billable = given->billable;
  entry->on_site = given->on_site;
  entry->description = g_strdup (given->description);
  entry->created_at = given->created_at != 0 ? given->created_at : gesture->now;
  entry->state = DOCKET_PART_STATE_SYNCED;

  return entry;
}

/* The stretches of the timer that the entry is made of are gone with it, or it is made already. */
static gboolean
take_segments (DocketGesture *gesture, DocketEditPart *part, GError **error)
{
  g_autoptr (GPtrArray) taken =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_timer_segment_free);

  for (guint i = 0; part->segments != NULL && i < part->segments->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      DocketTimerSegment *segment =
        docket_timer_segments_take (gesture->txn,
                                    g_array_index (part->segments, gint64, i),
                                    &local_error);

      if (segment != NULL)
        {
          g_ptr_array_add (taken, segment);
          continue;
        }

      if (!g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      return docket_outbox_refuse (error,
                                   _ ("This timer was stopped elsewhere meanwhile. Look at the "
                                      "ticket's time entries."));
    }

  g_clear_pointer (&part->taken, g_ptr_array_unref);
  part->taken = g_steal_pointer (&taken);

  return TRUE;
}

/* What was taken for an entry is a paused timer again. Its ticket may be gone since: then it is one
 * of the entry's ticket. */
static gboolean
give_segments_back (DocketTransaction *txn, const DocketEditPart *part, GError **error)
{
  for (guint i = 0; part->taken != NULL && i < part->taken->len; i++)
    {
      g_autoptr (DocketTimerSegment) segment =
        docket_timer_segment_copy (g_ptr_array_index (part->taken, i));

      segment->id = 0;

      if (!docket_tickets_exists (txn, segment->ticket))
        segment->ticket = part->ticket;

      if (!docket_timer_segments_save (txn, segment, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_order (const DocketTimeEntry *entry, GError **error)
{
  return entry->end_at > entry->start_at ||
         docket_outbox_refuse (error, _ ("The end is not after the start. Correct one of them."));
}

/* Writes the operation that takes an entry to the server; nothing on this computer. */
static DocketOperation *
make_operation (DocketGesture *gesture, gint64 ticket, DocketTimeEntry *entry, GError **error)
{
  DocketOperation *operation =
    docket_gesture_new_operation (gesture, ticket, DOCKET_OPERATION_KIND_TIME_ENTRY, NULL, error);

  if (operation == NULL)
    return NULL;

  fill_time (operation, entry, gesture->context->capabilities);
  g_free (entry->operation);
  entry->operation = g_strdup (operation->uuid);
  entry->state = docket_outbox_get_first_state (operation);

  return operation;
}

gboolean
docket_gesture_add_time (DocketGesture *gesture,
                         DocketEditPart *part,
                         gint64 ticket,
                         GError **error)
{
  g_autoptr (DocketTimeEntry) entry = copy_time_entry (gesture, ticket, part->time_entry);
  g_autoptr (DocketOperation) operation = NULL;

  if (!check_order (entry, error) || !take_segments (gesture, part, error))
    return FALSE;

  if (gesture->context->capabilities != NULL)
    {
      operation = make_operation (gesture, ticket, entry, error);

      if (operation == NULL)
        return FALSE;

      if (part->delay_us > 0 && operation->state == DOCKET_OPERATION_STATE_WAITING)
        docket_offer_make (operation, gesture->context->clock, part->delay_us);
    }

  gesture->part = docket_time_entries_insert (gesture->txn, entry, error);

  if (gesture->part == 0 || !docket_tickets_touch (gesture->txn, ticket, gesture->now, error))
    return FALSE;

  if (operation == NULL)
    return TRUE;

  operation->entity = gesture->part;

  return docket_gesture_insert (gesture, operation, error);
}

static DocketTimeEntry *
find_entry (DocketTransaction *txn, gint64 ticket, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) entries = docket_time_entries_list (txn, ticket, error);

  if (entries == NULL)
    return NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      DocketTimeEntry *entry = g_ptr_array_index (entries, i);

      if (entry->id == id)
        return g_object_ref (entry);
    }

  docket_outbox_refuse (error, _ ("The time entry is not there any more."));

  return NULL;
}

/* What was never sent, or was refused, is surely not on the server. */
static gboolean
is_unsent (const DocketOperation *operation)
{
  if (operation->sent == 0)
    return operation->state == DOCKET_OPERATION_STATE_WAITING ||
           operation->state == DOCKET_OPERATION_STATE_NEEDS_ME;

  return operation->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
         operation->reason == DOCKET_OPERATION_REASON_REFUSED;
}

/* The operation of an entry that the server surely has not got: it can be taken back. On this
 * computer nothing is ever sent, and there is none. */
static gboolean
find_unsent (DocketTransaction *txn,
             const DocketTimeEntry *entry,
             const DocketOutboxContext *context,
             DocketOperation **operation,
             gboolean *unsent,
             GError **error)
{
  *unsent = context->capabilities == NULL;

  if (*unsent || entry->operation == NULL || entry->remote_id != NULL)
    return TRUE;

  *operation = docket_operations_get (txn, entry->operation, error);
  *unsent = *operation != NULL && is_unsent (*operation);

  return *operation != NULL;
}

static gboolean
require_unsent (DocketGesture *gesture,
                const DocketTimeEntry *entry,
                DocketOperation **operation,
                GError **error)
{
  gboolean unsent = FALSE;

  if (!find_unsent (gesture->txn, entry, gesture->context, operation, &unsent, error))
    return FALSE;

  return unsent ||
         docket_outbox_refuse (error,
                               _ ("The server has this time entry already: it can be changed there "
                                  "only."));
}

/* Never sent: the operation changes with its entry. Refused: a new one takes its place. */
static gboolean
fold_change (DocketGesture *gesture,
             gint64 ticket,
             DocketOperation *before,
             DocketTimeEntry *entry,
             GError **error)
{
  g_autoptr (DocketOperation) operation = NULL;

  if (before->sent == 0)
    {
      fill_time (before, entry, gesture->context->capabilities);
      g_free (entry->operation);
      entry->operation = g_strdup (before->uuid);

      return docket_time_entries_update (gesture->txn, entry, error) &&
             docket_outbox_transit (gesture->txn, before, before->state, 0, error);
    }

  operation = make_operation (gesture, ticket, entry, error);

  if (operation == NULL)
    return FALSE;

  operation->entity = entry->id;

  return docket_outbox_withdraw (gesture->txn, before, 0, error) &&
         docket_time_entries_update (gesture->txn, entry, error) &&
         docket_gesture_insert (gesture, operation, error);
}

gboolean
docket_gesture_change_time (DocketGesture *gesture,
                            DocketEditPart *part,
                            gint64 ticket,
                            GError **error)
{
  g_autoptr (DocketTimeEntry) before =
    find_entry (gesture->txn, ticket, part->time_entry->id, error);
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  if (before == NULL || !check_order (part->time_entry, error) ||
      !require_unsent (gesture, before, &operation, error))
    return FALSE;

  entry = copy_time_entry (gesture, ticket, part->time_entry);
  entry->id = before->id;
  entry->created_at = before->created_at;
  entry->state = before->state;
  gesture->part = entry->id;
  g_set_object (&part->time_before, before);

  if (operation == NULL)
    return docket_time_entries_update (gesture->txn, entry, error);

  return fold_change (gesture, ticket, operation, entry, error);
}

gboolean
docket_gesture_delete_time (DocketGesture *gesture,
                            DocketEditPart *part,
                            gint64 ticket,
                            GError **error)
{
  g_autoptr (DocketTimeEntry) before =
    find_entry (gesture->txn, ticket, part->time_entry->id, error);
  g_autoptr (DocketOperation) operation = NULL;

  if (before == NULL || !require_unsent (gesture, before, &operation, error) ||
      !docket_time_entries_delete (gesture->txn, before->id, error))
    return FALSE;

  g_set_object (&part->time_before, before);

  return operation == NULL || docket_outbox_withdraw (gesture->txn, operation, 0, error);
}

/* Whether an entry is as the edit left it: what has changed since is left alone (rule 14). */
static gboolean
is_as_left (DocketTransaction *txn, const DocketEditPart *part, const DocketTimeEntry *now)
{
  if (!docket_tickets_exists (txn, part->ticket))
    return FALSE;

  if (part->kind == DOCKET_EDIT_DELETE_TIME)
    return now == NULL;

  return now != NULL && now->batch == 0 && docket_time_entry_content_equal (now, part->time_entry);
}

static gint64
get_entry_id (const DocketEditPart *part)
{
  return part->kind == DOCKET_EDIT_ADD_TIME ? part->result : part->time_entry->id;
}

/* Adds to `back` what takes a part of an edit back, and when its ticket was updated without it. */
static gboolean
add_inverse (DocketTransaction *txn,
             const DocketEditPart *part,
             const DocketOutboxContext *context,
             DocketEdit *back,
             GArray *updated,
             DocketUndoCount *count,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketTimeEntry) now =
    docket_time_entries_get (txn, get_entry_id (part), &local_error);
  g_autoptr (DocketOperation) operation = NULL;
  gboolean unsent = TRUE;
  gint64 updated_at;

  if (now == NULL &&
      !g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (now != NULL && !find_unsent (txn, now, context, &operation, &unsent, error))
    return FALSE;

  if (!unsent)
    return docket_outbox_refuse_late (error);

  if (!is_as_left (txn, part, now))
    {
      count->n_changed++;
      return TRUE;
    }

  if (!docket_tickets_get_updated (txn, part->ticket, &updated_at, error))
    return FALSE;

  if (updated_at == part->applied_at)
    updated_at = part->updated_before;

  g_array_append_val (updated, updated_at);
  count->n_undone++;

  if (part->kind == DOCKET_EDIT_CHANGE_TIME)
    docket_edit_change_time (back, part->ticket, part->time_before);
  else if (part->kind == DOCKET_EDIT_DELETE_TIME)
    docket_edit_add_time (back, part->ticket, part->time_before);
  else
    docket_edit_delete_time (back, part->ticket, part->result);

  return give_segments_back (txn, part, error);
}

/**
 * docket_outbox_undo_time:
 * @txn: a writing transaction, which the caller commits
 * @edit: what was done to time entries alone
 * @context: what the edit was applied in
 * @count: (inout): what was taken back, and what was not
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Takes back what was done to time entries, by an edit of its own: the same way here and with a
 * server. What an entry took from a timer is a paused timer again. What has changed since is left
 * alone and counted (sync.md, rule 14). Any thread.
 *
 * Returns: whether something was taken back; %DOCKET_SYNC_ERROR_TOO_LATE when nothing could be, or
 * the server may have it: then the transaction is to be dropped
 */
gboolean
docket_outbox_undo_time (DocketTransaction *txn,
                         DocketEdit *edit,
                         const DocketOutboxContext *context,
                         DocketUndoCount *count,
                         GError **error)
{
  g_autoptr (DocketEdit) back = docket_edit_new ();
  g_autoptr (GArray) updated = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *parts;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (docket_edit_is_of_time (edit), FALSE);
  g_return_val_if_fail (context != NULL && count != NULL, FALSE);

  parts = docket_edit_get_parts (edit);

  for (guint i = parts->len; i > 0; i--)
    if (!add_inverse (txn, g_ptr_array_index (parts, i - 1), context, back, updated, count, error))
      return FALSE;

  if (count->n_undone == 0)
    return docket_outbox_refuse_changed (error);

  if (!docket_outbox_apply (txn, back, context, error))
    return FALSE;

  parts = docket_edit_get_parts (back);

  for (guint i = 0; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);

      if (!docket_tickets_touch (txn, part->ticket, g_array_index (updated, gint64, i), error))
        return FALSE;
    }

  return TRUE;
}
