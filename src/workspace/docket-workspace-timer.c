/* Timers: started, paused, asked about, and what they come to.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-timer.h"

#include <glib/gi18n.h>

#include "docket-store-tickets.h"
#include "docket-store-timer.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-private.h"

typedef struct
{
  DocketTimerAct act;
  gint64 ticket;
} Act;

static char *
dup_zone (DocketWorkspace *self)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();

  return g_strdup (self->zone != NULL ? self->zone : g_time_zone_get_identifier (zone));
}

static DocketTimer *
timer_new (gint64 ticket)
{
  DocketTimer *timer = g_new0 (DocketTimer, 1);

  timer->ticket = ticket;
  timer->segments = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_timer_segment_free);

  return timer;
}

static gint64
get_last_end (const DocketTimer *timer)
{
  gint64 last = 0;

  for (guint i = 0; i < timer->segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (timer->segments, i);

      last = MAX (last, segment->ended_at);
    }

  return last;
}

/* The running one first, then what was paused last. */
static gint
compare_timers (gconstpointer a, gconstpointer b)
{
  const DocketTimer *left = *(const DocketTimer *const *) a;
  const DocketTimer *right = *(const DocketTimer *const *) b;
  const gint64 left_end = get_last_end (left);
  const gint64 right_end = get_last_end (right);

  if (left->running != right->running)
    return right->running - left->running;

  return (right_end > left_end) - (right_end < left_end);
}

static GPtrArray *
group_by_ticket (GPtrArray *segments)
{
  GPtrArray *timers = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_timer_free);
  DocketTimer *timer = NULL;

  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (timer == NULL || timer->ticket != segment->ticket)
        {
          timer = timer_new (segment->ticket);
          g_ptr_array_add (timers, timer);
        }

      timer->running |= segment->ended_at == 0;
      g_ptr_array_add (timer->segments, docket_timer_segment_copy (segment));
    }

  return timers;
}

static gboolean
name_timers (DocketTransaction *txn, GPtrArray *timers, GError **error)
{
  for (guint i = 0; i < timers->len; i++)
    {
      DocketTimer *timer = g_ptr_array_index (timers, i);
      g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &timer->ticket, 1, error);
      const DocketTicketRow *row;

      if (rows == NULL)
        return FALSE;

      if (rows->len == 0)
        continue;

      row = g_ptr_array_index (rows, 0);
      timer->ticket_number = g_strdup (row->number);
      timer->ticket_title = g_strdup (row->title);
    }

  return TRUE;
}

static GPtrArray *
list_timers (DocketWorkspace *self, DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) segments =
    docket_timer_segments_list (txn, docket_workspace_get_me (self), error);
  g_autoptr (GPtrArray) timers = segments != NULL ? group_by_ticket (segments) : NULL;

  if (timers == NULL || !name_timers (txn, timers, error))
    return NULL;

  g_ptr_array_sort (timers, compare_timers);

  return g_steal_pointer (&timers);
}

static gboolean
end_running (DocketTransaction *txn,
             GPtrArray *segments,
             gint64 ticket,
             const DocketMoment *now,
             GError **error)
{
  for (guint i = 0; i < segments->len; i++)
    {
      DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->ended_at != 0 || (ticket != 0 && segment->ticket != ticket))
        continue;

      segment->ended_at = docket_timer_segment_get_end (segment, now);

      /* Less than a moment is nothing. */
      if (segment->ended_at == segment->started_at)
        {
          if (!docket_timer_segments_delete (txn, segment->id, error))
            return FALSE;
        }
      else if (!docket_timer_segments_save (txn, segment, error))
        {
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_running_on (GPtrArray *segments, gint64 ticket)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->ended_at == 0 && segment->ticket == ticket)
        return TRUE;
    }

  return FALSE;
}

static gboolean
start (DocketWorkspace *self,
       DocketTransaction *txn,
       GPtrArray *segments,
       gint64 ticket,
       const DocketMoment *now,
       GError **error)
{
  g_autoptr (DocketTimerSegment) segment = NULL;

  if (is_running_on (segments, ticket))
    return TRUE;

  if (!end_running (txn, segments, 0, now, error))
    return FALSE;

  segment = docket_timer_segment_new ();
  segment->ticket = ticket;
  segment->technician = docket_workspace_get_me (self);
  segment->started_at = now->wall_us;
  segment->boottime_us = now->boottime_us;
  segment->boot_id = g_strdup (now->boot_id);
  segment->zone = dup_zone (self);
  docket_heartbeat_write (docket_store_get_folder (self->store), now);

  return docket_timer_segments_save (txn, segment, error);
}

static gboolean
forget (DocketTransaction *txn, GPtrArray *segments, gint64 ticket, gboolean away, GError **error)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->ticket == ticket && (!away || segment->question != DOCKET_TIMER_AWAY_NONE) &&
          !docket_timer_segments_delete (txn, segment->id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
keep (DocketTransaction *txn, GPtrArray *segments, gint64 ticket, GError **error)
{
  for (guint i = 0; i < segments->len; i++)
    {
      DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->ticket != ticket || segment->question == DOCKET_TIMER_AWAY_NONE)
        continue;

      segment->question = DOCKET_TIMER_AWAY_NONE;

      if (!docket_timer_segments_save (txn, segment, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
act_in (DocketWorkspace *self,
        DocketTransaction *txn,
        DocketTimerAct act,
        gint64 ticket,
        GError **error)
{
  g_autoptr (GPtrArray) segments =
    docket_timer_segments_list (txn, docket_workspace_get_me (self), error);
  DocketMoment now;

  docket_moment_now (&now, self->clock);

  if (segments == NULL)
    return FALSE;

  switch (act)
    {
    case DOCKET_TIMER_START:
      if (!docket_tickets_exists (txn, ticket))
        {
          g_set_error_literal (error,
                               DOCKET_WORKSPACE_ERROR,
                               DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                               _ ("The ticket is not there any more."));
          return FALSE;
        }
      return start (self, txn, segments, ticket, &now, error);

    case DOCKET_TIMER_PAUSE:
      return end_running (txn, segments, ticket, &now, error);

    case DOCKET_TIMER_THROW_AWAY:
      return forget (txn, segments, ticket, FALSE, error);

    case DOCKET_TIMER_KEEP_AWAY:
      return keep (txn, segments, ticket, error);

    case DOCKET_TIMER_DISCARD_AWAY:
      return forget (txn, segments, ticket, TRUE, error);

    default:
      g_return_val_if_reached (FALSE);
    }
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *timers = docket_workspace_list_timers (source, &error);

  if (timers != NULL)
    g_task_return_pointer (task, timers, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
act_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Act *act = task_data;
  GError *error = NULL;

  if (docket_workspace_act_on_timer (source, act->act, act->ticket, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_timer_free:
 * @timer: (transfer full): a timer
 */
void
docket_timer_free (DocketTimer *timer)
{
  g_free (timer->ticket_number);
  g_free (timer->ticket_title);
  g_ptr_array_unref (timer->segments);
  g_free (timer);
}

/**
 * docket_workspace_list_timers:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimer): the timers of whoever uses this
 * workspace: the running one first, then those paused, the last one first
 */
GPtrArray *
docket_workspace_list_timers (DocketWorkspace *self, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? list_timers (self, txn, error) : NULL;
}

/**
 * docket_workspace_list_timers_async:
 * @self: a workspace
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_list_timers() on a worker.
 */
void
docket_workspace_list_timers_async (DocketWorkspace *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_list_timers_async,
                                cancellable,
                                callback,
                                user_data);
  docket_workspace_run_read (self, task, list_thread);
}

/**
 * docket_workspace_list_timers_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimer): see
 * docket_workspace_list_timers()
 */
GPtrArray *
docket_workspace_list_timers_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_act_on_timer:
 * @self: a workspace
 * @act: what a person does
 * @ticket: local id of the ticket; when pausing, 0 for whichever runs
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Starts, pauses, … a timer. What is so already stays so: who asks twice gets it once.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_act_on_timer (DocketWorkspace *self,
                               DocketTimerAct act,
                               gint64 ticket,
                               GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (ticket != 0 || act == DOCKET_TIMER_PAUSE, FALSE);

  txn = docket_store_begin_write (self->store, NULL, error);

  return txn != NULL && act_in (self, txn, act, ticket, error) &&
         docket_workspace_commit (self, txn, error);
}

/**
 * docket_workspace_act_on_timer_async:
 * @self: a workspace
 * @act: what a person does
 * @ticket: local id of the ticket
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_act_on_timer() on a worker, in the order of the calls.
 */
void
docket_workspace_act_on_timer_async (DocketWorkspace *self,
                                     DocketTimerAct act,
                                     gint64 ticket,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  const Act data = { act, ticket };
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_act_on_timer_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&data, sizeof data), g_free);
  docket_workspace_run_write (self, task, act_thread);
}

/**
 * docket_workspace_act_on_timer_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_act_on_timer()
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_act_on_timer_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * docket_workspace_get_timer_rounding:
 * @self: a workspace
 *
 * Returns: the step in minutes to which durations are rounded up; 0: none
 */
guint
docket_workspace_get_timer_rounding (DocketWorkspace *self)
{
  return (guint)
    CLAMP (docket_workspace_get_preference_int (self, DOCKET_PREFERENCE_TIMER_ROUNDING, 0), 0, 60);
}

/**
 * docket_workspace_get_timer_elapsed:
 * @self: a workspace
 * @timer: a timer
 *
 * Returns: how long it has run by now, in microseconds
 */
gint64
docket_workspace_get_timer_elapsed (DocketWorkspace *self, const DocketTimer *timer)
{
  DocketMoment now;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), 0);

  docket_moment_now (&now, self->clock);

  return docket_timer_sum (timer->segments, &now);
}

/**
 * docket_workspace_get_timer_away:
 * @self: a workspace
 * @timer: a timer
 *
 * Returns: of how much of it nobody has said what becomes of it, in microseconds
 */
gint64
docket_workspace_get_timer_away (DocketWorkspace *self, const DocketTimer *timer)
{
  DocketMoment now;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), 0);

  docket_moment_now (&now, self->clock);

  return docket_timer_sum_questions (timer->segments, &now);
}

/**
 * docket_workspace_fill_timer_entry:
 * @self: a workspace
 * @timer: a timer
 * @only_away: of the stretches that are asked about alone
 * @rounding: the step to which it is rounded up, in minutes; 0: none
 *
 * Returns: (transfer full): the time entry that it comes to: from the first start, as long as the
 * stretches together
 */
DocketTimeEntry *
docket_workspace_fill_timer_entry (DocketWorkspace *self,
                                   const DocketTimer *timer,
                                   gboolean only_away,
                                   guint rounding)
{
  DocketTimeEntry *entry = docket_time_entry_new ();
  gint64 sum = 0;
  DocketMoment now;

  docket_moment_now (&now, self->clock);

  for (guint i = 0; i < timer->segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (timer->segments, i);

      if (only_away && segment->question == DOCKET_TIMER_AWAY_NONE)
        continue;

      if (entry->start_at == 0 || segment->started_at < entry->start_at)
        entry->start_at = segment->started_at;

      sum += docket_timer_segment_get_end (segment, &now) - segment->started_at;
    }

  /* What was stopped at once is a second. */
  sum = MAX (sum, G_USEC_PER_SEC);
  entry->ticket = timer->ticket;
  entry->technician = docket_workspace_get_me (self);
  entry->end_at = entry->start_at + docket_duration_round_up (sum, rounding);
  entry->billable = TRUE;
  entry->zone = dup_zone (self);

  return entry;
}

/**
 * docket_timer_add_to_edit:
 * @timer: a timer that is paused
 * @only_away: of the stretches that are asked about alone
 * @edit: an edit
 * @entry: the time entry that it becomes, on its ticket or another one
 *
 * Adds the entry and takes the stretches that it is made of.
 */
void
docket_timer_add_to_edit (const DocketTimer *timer,
                          gboolean only_away,
                          DocketEdit *edit,
                          DocketTimeEntry *entry)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < timer->segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (timer->segments, i);

      if (!only_away || segment->question != DOCKET_TIMER_AWAY_NONE)
        g_array_append_val (ids, segment->id);
    }

  docket_edit_add_timer (edit,
                         entry->ticket,
                         entry,
                         (const gint64 *) (const void *) ids->data,
                         ids->len);
}
