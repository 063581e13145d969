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
  entry->technician = given->technician;
  entry->technician_name = g_strdup (given->technician_name);
  entry->rate = given->rate;
  entry->start_at = given->start_at;
  entry->end_at = given->end_at;
  entry->zone = g_strdup (given->zone);
  entry->billable = given->billable;
  entry->on_site = given->on_site;
  entry->description = g_strdup (given->description);
  entry->created_at = gesture->now;
  entry->state = DOCKET_PART_STATE_SYNCED;

  return entry;
}

/* The stretches of the timer that the entry is made of are gone with it, or it is made already. */
static gboolean
take_segments (DocketGesture *gesture, const DocketEditPart *part, GError **error)
{
  for (guint i = 0; part->segments != NULL && i < part->segments->len; i++)
    {
      g_autoptr (GError) local_error = NULL;

      if (docket_timer_segments_delete (gesture->txn,
                                        g_array_index (part->segments, gint64, i),
                                        &local_error))
        continue;

      if (!g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      return docket_outbox_refuse (error,
                                   _ ("This timer was stopped elsewhere meanwhile. Look at the "
                                      "ticket's time entries."));
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
                         const DocketEditPart *part,
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

/* The operation of an entry that the server surely has not got: it can be taken back. */
static gboolean
find_unsent (DocketGesture *gesture,
             const DocketTimeEntry *entry,
             DocketOperation **operation,
             GError **error)
{
  static const char sentence[] =
    N_ ("The server has this time entry already: it can be changed there only.");
  gboolean unsent;

  /* On this computer nothing is ever sent. */
  if (gesture->context->capabilities == NULL)
    return TRUE;

  if (entry->operation == NULL || entry->remote_id != NULL)
    return docket_outbox_refuse (error, _ (sentence));

  *operation = docket_operations_get (gesture->txn, entry->operation, error);

  if (*operation == NULL)
    return FALSE;

  unsent = (*operation)->sent == 0 && ((*operation)->state == DOCKET_OPERATION_STATE_WAITING ||
                                       (*operation)->state == DOCKET_OPERATION_STATE_NEEDS_ME);

  /* What was refused is not there either. */
  if (unsent || ((*operation)->state == DOCKET_OPERATION_STATE_NEEDS_ME &&
                 (*operation)->reason == DOCKET_OPERATION_REASON_REFUSED))
    return TRUE;

  return docket_outbox_refuse (error, _ (sentence));
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
                            const DocketEditPart *part,
                            gint64 ticket,
                            GError **error)
{
  g_autoptr (DocketTimeEntry) before =
    find_entry (gesture->txn, ticket, part->time_entry->id, error);
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  if (before == NULL || !check_order (part->time_entry, error) ||
      !find_unsent (gesture, before, &operation, error))
    return FALSE;

  entry = copy_time_entry (gesture, ticket, part->time_entry);
  entry->id = before->id;
  entry->created_at = before->created_at;
  entry->state = before->state;
  gesture->part = entry->id;
  g_set_object (&((DocketEditPart *) part)->time_before, before);

  if (operation == NULL)
    return docket_time_entries_update (gesture->txn, entry, error);

  return fold_change (gesture, ticket, operation, entry, error);
}

gboolean
docket_gesture_delete_time (DocketGesture *gesture,
                            const DocketEditPart *part,
                            gint64 ticket,
                            GError **error)
{
  g_autoptr (DocketTimeEntry) before =
    find_entry (gesture->txn, ticket, part->time_entry->id, error);
  g_autoptr (DocketOperation) operation = NULL;

  if (before == NULL || !find_unsent (gesture, before, &operation, error) ||
      !docket_time_entries_delete (gesture->txn, before->id, error))
    return FALSE;

  g_set_object (&((DocketEditPart *) part)->time_before, before);

  return operation == NULL || docket_outbox_withdraw (gesture->txn, operation, 0, error);
}
