/* What happens to a timer while nobody looks: the computer sleeps or starts anew, people go away.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-timer.h"

#include "docket-store-timer.h"
#include "docket-workspace-private.h"

typedef struct
{
  gint64 from;
  gint64 to;
  DocketTimerAway why;
} Away;

/* Those of one ticket as they are now go to the disk; those that were there keep their ids. */
static gboolean
save_all (DocketTransaction *txn, GPtrArray *segments, GError **error)
{
  for (guint i = 0; i < segments->len; i++)
    if (!docket_timer_segments_save (txn, g_ptr_array_index (segments, i), error))
      return FALSE;

  return TRUE;
}

static const DocketTimerSegment *
get_running (GPtrArray *segments)
{
  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->ended_at == 0)
        return segment;
    }

  return NULL;
}

/* The stretches of the timer that runs; none without an error when none does. */
static GPtrArray *
list_running (DocketWorkspace *self, DocketTransaction *txn, GError **error)
{
  const gint64 me = docket_workspace_get_me (self);
  g_autoptr (GPtrArray) segments = docket_timer_segments_list (txn, me, error);
  const DocketTimerSegment *running = segments != NULL ? get_running (segments) : NULL;

  if (running == NULL)
    {
      if (segments != NULL)
        g_ptr_array_set_size (segments, 0);

      return g_steal_pointer (&segments);
    }

  return docket_timer_segments_list_of_ticket (txn, me, running->ticket, error);
}

/* Whether the computer slept or was off since the last beat, long enough to ask. */
static DocketTimerAway
find_away (const DocketMoment *last, const DocketMoment *now)
{
  if (g_strcmp0 (last->boot_id, now->boot_id) != 0)
    return now->wall_us - last->wall_us >= DOCKET_TIMER_AWAY_US ? DOCKET_TIMER_AWAY_OFF
                                                                : DOCKET_TIMER_AWAY_NONE;

  return now->slept_us - last->slept_us >= DOCKET_TIMER_AWAY_US ? DOCKET_TIMER_AWAY_SLEEP
                                                                : DOCKET_TIMER_AWAY_NONE;
}

/* What happened since the last beat, to the timer that runs. */
static gboolean
catch_up (DocketWorkspace *self, const DocketMoment *last, const DocketMoment *now, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, NULL, error);
  g_autoptr (GPtrArray) segments = txn != NULL ? list_running (self, txn, error) : NULL;
  const DocketTimerSegment *running;
  gint64 from, to;

  if (segments == NULL)
    return FALSE;

  running = get_running (segments);

  if (running == NULL)
    return TRUE;

  from = last != NULL ? docket_timer_locate (running, last) : 0;
  docket_timer_rebase (segments, last, now);
  to = docket_timer_locate (get_running (segments), now);

  if (last != NULL && to - from >= DOCKET_TIMER_AWAY_US)
    docket_timer_mark_away (segments, from, to, find_away (last, now), now);

  return save_all (txn, segments, error) && docket_workspace_commit (self, txn, error);
}

static gboolean
has_running (DocketWorkspace *self, gboolean *other_boot, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, NULL, error);
  g_autoptr (GPtrArray) segments = txn != NULL ? list_running (self, txn, error) : NULL;
  const DocketTimerSegment *running = segments != NULL ? get_running (segments) : NULL;

  *other_boot =
    running != NULL && g_strcmp0 (running->boot_id, docket_clock_get_boot_id (self->clock)) != 0;

  return running != NULL;
}

static void
beat_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  /* The next beat tries again. */
  if (!docket_workspace_beat_timer (source, &error))
    g_warning ("Can't tell that the timer runs: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

static void
away_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Away *away = task_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_mark_away (source, away->from, away->to, away->why, &error))
    g_warning ("Can't ask about the time away: %s", error->message);

  g_task_return_boolean (task, TRUE);
}

/**
 * docket_workspace_beat_timer:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Writes down that a timer was seen to run. If the computer slept or was off since the last time,
 * what lies between becomes a stretch of its own that is asked about.
 *
 * Returns: whether all is well, also when none runs
 */
gboolean
docket_workspace_beat_timer (DocketWorkspace *self, GError **error)
{
  g_autofree char *last_boot_id = NULL;
  DocketMoment last;
  DocketMoment now;
  const char *folder;
  gboolean known;
  gboolean other_boot = FALSE;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  if (!has_running (self, &other_boot, error))
    return error == NULL || *error == NULL;

  folder = docket_store_get_folder (self->store);
  known = docket_heartbeat_read (folder, &last, &last_boot_id);
  docket_moment_now (&now, self->clock);

  if ((other_boot || (known && find_away (&last, &now) != DOCKET_TIMER_AWAY_NONE)) &&
      !catch_up (self, known ? &last : NULL, &now, error))
    return FALSE;

  docket_heartbeat_write (folder, &now);

  return TRUE;
}

/**
 * docket_workspace_beat_timer_async:
 * @self: a workspace
 *
 * Like docket_workspace_beat_timer() on a worker.
 */
void
docket_workspace_beat_timer_async (DocketWorkspace *self)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self, docket_workspace_beat_timer_async, NULL, NULL, NULL);
  docket_workspace_run_write (self, task, beat_thread);
}

/**
 * docket_workspace_mark_away:
 * @self: a workspace
 * @from_boottime: when the person went, by boottime
 * @to_boottime: when they came back
 * @why: how it was seen
 * @error: return location for a #DocketStoreError
 *
 * Asks what becomes of a stretch of the timer that runs, unless it was short.
 *
 * Returns: whether all is well, also when none runs
 */
gboolean
docket_workspace_mark_away (DocketWorkspace *self,
                            gint64 from_boottime,
                            gint64 to_boottime,
                            DocketTimerAway why,
                            GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GPtrArray) segments = NULL;
  const DocketTimerSegment *running;
  DocketMoment now;
  DocketMoment to;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  docket_moment_now (&now, self->clock);
  to = now;
  to.boottime_us = to_boottime;

  if (to_boottime - from_boottime < DOCKET_TIMER_AWAY_US)
    return TRUE;

  txn = docket_store_begin_write (self->store, NULL, error);
  segments = txn != NULL ? list_running (self, txn, error) : NULL;

  if (segments == NULL)
    return FALSE;

  running = get_running (segments);

  if (running == NULL || g_strcmp0 (running->boot_id, now.boot_id) != 0)
    return TRUE;

  /* What began before the running stretch did lies on the same line. */
  return !docket_timer_mark_away (segments,
                                  running->started_at + from_boottime - running->boottime_us,
                                  docket_timer_locate (running, &to),
                                  why,
                                  &now) ||
         (save_all (txn, segments, error) && docket_workspace_commit (self, txn, error));
}

/**
 * docket_workspace_mark_away_async:
 * @self: a workspace
 * @from_boottime: when the person went, by boottime
 * @to_boottime: when they came back
 * @why: how it was seen
 *
 * Like docket_workspace_mark_away() on a worker.
 */
void
docket_workspace_mark_away_async (DocketWorkspace *self,
                                  gint64 from_boottime,
                                  gint64 to_boottime,
                                  DocketTimerAway why)
{
  const Away away = { from_boottime, to_boottime, why };
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self, docket_workspace_mark_away_async, NULL, NULL, NULL);
  g_task_set_task_data (task, g_memdup2 (&away, sizeof away), g_free);
  docket_workspace_run_write (self, task, away_thread);
}
