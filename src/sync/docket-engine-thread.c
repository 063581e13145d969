/* The engine's thread: rounds, rests, wishes of other processes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-engine-private.h"

#include "docket-sync-lock.h"

#define PULL_EVERY_US (60 * G_USEC_PER_SEC)
#define BEAT_EVERY_US (30 * G_USEC_PER_SEC)
#define STOPPED_US (10 * G_USEC_PER_SEC)
#define LOCK_EVERY_US (2 * G_USEC_PER_SEC)

/* Details that one round reads. */
#define BUDGET_ROUND 10

/* What the thread knows. */
typedef struct
{
  DocketEngine *engine;
  DocketSync *sync;
  int lock;
  gboolean account_is_right;
  gint64 pull_at;    /* monotonic; 0: at once */
  gint64 not_sooner; /* monotonic: the server is left alone until then */
  guint n_failures;
  gint64 wish;
  guint pulled_before;
  guint pushed_before;
} Worker;

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* Waits in the thread's own context, so that the file monitor is heard; until it is woken. */
static void
wait_for_work (Worker *worker, gint64 us)
{
  DocketEngine *self = worker->engine;
  g_autoptr (GSource) timeout = NULL;

  if (us >= 0 && !docket_clock_is_manual (self->clock))
    {
      timeout = g_timeout_source_new ((guint) MIN ((us + 999) / 1000, G_MAXINT));
      g_source_set_callback (timeout, wake_cb, NULL, NULL);
      g_source_attach (timeout, self->context);
    }

  while (!g_cancellable_is_cancelled (self->cancellable) &&
         !g_atomic_int_compare_and_exchange (&self->woken, 1, 0) &&
         (timeout == NULL || !g_source_is_destroyed (timeout)))
    g_main_context_iteration (self->context, TRUE);

  if (timeout != NULL)
    g_source_destroy (timeout);
}

static void
end_session (Worker *worker)
{
  g_clear_pointer (&worker->sync, docket_sync_free);
  docket_sync_lock_give (&worker->lock);
}

/* The lock is held as long as the thread runs. */
static gboolean
hold_lock (Worker *worker, GError **error)
{
  DocketEngine *self = worker->engine;

  if (worker->sync != NULL)
    return TRUE;

  worker->lock = docket_sync_lock_take (docket_store_get_folder (self->store), error);

  if (worker->lock < 0)
    return FALSE;

  worker->sync = docket_sync_new (self->store, self->clock);

  if (docket_engine_begin_session (self, worker->sync, self->cancellable, error))
    return TRUE;

  end_session (worker);

  return FALSE;
}

static void
take_remote (Worker *worker)
{
  DocketEngine *self = worker->engine;

  g_mutex_lock (&self->mutex);

  if (self->remote_is_new)
    {
      docket_sync_set_remote (worker->sync, self->remote);
      self->remote_is_new = FALSE;
      worker->account_is_right = FALSE;
      worker->pull_at = 0;
      worker->not_sooner = 0;
      worker->n_failures = 0;
    }

  worker->sync->settle_us = self->settle_us;
  g_mutex_unlock (&self->mutex);
}

static void
hear_wishes (Worker *worker, gboolean *wanted, gboolean *full)
{
  DocketEngine *self = worker->engine;
  g_autoptr (DocketTransaction) txn = NULL;
  gboolean wish_is_full = FALSE;
  gint64 last;

  g_mutex_lock (&self->mutex);
  *full = self->full_wanted;
  *wanted = self->sync_wanted || self->full_wanted;
  self->sync_wanted = FALSE;
  self->full_wanted = FALSE;
  g_mutex_unlock (&self->mutex);

  txn = docket_store_begin_read (self->store, NULL, NULL);
  last = txn != NULL ? docket_wishes_get_last (txn, &wish_is_full, NULL) : 0;

  if (last == 0 || last == worker->wish)
    return;

  if (worker->wish == 0)
    {
      worker->pulled_before = worker->sync->n_pulled;
      worker->pushed_before = worker->sync->n_pushed;
    }

  worker->wish = last;
  *wanted = TRUE;
  *full = *full || wish_is_full;
}

static void
grant_wish (Worker *worker, const GError *problem)
{
  g_autofree char *report = NULL;
  g_autoptr (GError) error = NULL;

  if (worker->wish == 0)
    return;

  report = docket_wish_make_report (worker->sync->n_pulled - worker->pulled_before,
                                    worker->sync->n_pushed - worker->pushed_before,
                                    problem);

  if (!docket_wish_fulfil (worker->sync, worker->wish, report, &error))
    g_warning ("A wish can't be answered: %s", error->message);

  worker->wish = 0;
}

/* A problem that is the server's: it is left alone for longer each time. One that is the person's:
 * until they have done something. How long to wait, in microseconds; -1: until woken. */
static gint64
take_problem (Worker *worker, const GError *problem)
{
  DocketEngine *self = worker->engine;
  gint64 pause;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return 0;

  docket_engine_show_problem (self, problem);
  grant_wish (worker, problem);
  worker->n_failures++;
  worker->pull_at = 0;

  if (g_error_matches (problem, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET))
    {
      worker->not_sooner = G_MAXINT64;
      return -1;
    }

  pause = worker->sync->remote != NULL ? docket_remote_get_pause (worker->sync->remote) : 0;
  pause = MAX (pause, docket_sync_backoff (worker->n_failures));

  /* The person decides: it is looked now and then whether they have. */
  if (problem->domain == DOCKET_SYNC_ERROR)
    pause = STOPPED_US;

  worker->not_sooner = docket_clock_get_monotonic (self->clock) + pause;

  return pause;
}

static gboolean
speak (Worker *worker, DocketCycle *cycle, GError **error)
{
  DocketSync *sync = worker->sync;

  if (!docket_engine_check_remote (sync, error) ||
      (!worker->account_is_right && !docket_sync_check_account (sync, error)))
    return FALSE;

  worker->account_is_right = TRUE;

  return docket_cycle_run (sync, cycle, error) && docket_engine_check_strange (sync, error);
}

static gboolean
beat (Worker *worker)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_sync_begin (worker->sync, &error);

  if (txn != NULL && docket_transaction_commit (txn, &error))
    return TRUE;

  if (g_error_matches (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_STALE))
    end_session (worker);

  return FALSE;
}

/* How long until something is due, in microseconds. */
static gint64
get_wait (Worker *worker, const DocketCycle *cycle)
{
  gint64 now = docket_clock_get_monotonic (worker->engine->clock);
  gint64 wait = MIN (BEAT_EVERY_US, MAX (0, worker->pull_at - now));

  if (cycle->next >= 0)
    wait = MIN (wait, cycle->next);

  return cycle->n_left > 0 ? 0 : wait;
}

/* One round of the thread. How long to wait before the next, in microseconds; -1: until woken. */
static gint64
work (Worker *worker)
{
  DocketEngine *self = worker->engine;
  DocketCycle cycle = { .budget = BUDGET_ROUND, .next = -1 };
  g_autoptr (GError) problem = NULL;
  gboolean wanted;
  gint64 now;

  take_remote (worker);
  hear_wishes (worker, &wanted, &cycle.full);
  now = docket_clock_get_monotonic (self->clock);

  if (wanted)
    {
      worker->not_sooner = 0;
      g_hash_table_remove_all (worker->sync->rests);
    }

  if (now < worker->not_sooner)
    {
      /* Undo windows end while the server is away too. */
      if (!docket_sync_release (worker->sync, &problem))
        g_warning ("An undo window can't be ended: %s", problem->message);

      return MIN (worker->not_sooner - now, BEAT_EVERY_US);
    }

  cycle.pull = wanted || now >= worker->pull_at;

  if (cycle.pull)
    docket_engine_set_state (self, DOCKET_SYNC_STATE_SYNCING, NULL);

  if (!speak (worker, &cycle, &problem))
    return take_problem (worker, problem);

  worker->n_failures = 0;

  if (cycle.pull)
    {
      worker->pull_at = docket_clock_get_monotonic (self->clock) + PULL_EVERY_US;
      docket_engine_set_last_sync (self, docket_clock_get_wall (self->clock));
    }

  if (docket_cycle_is_quiet (worker->sync, &cycle))
    grant_wish (worker, NULL);

  /* Details that are left are read in the background. */
  docket_engine_set_state (self, DOCKET_SYNC_STATE_IDLE, NULL);

  return get_wait (worker, &cycle);
}

/* Waits, and looks now and then whether another process has left something to do. */
static void
rest (Worker *worker, gint64 wait)
{
  DocketEngine *self = worker->engine;

  if (wait == 0)
    return;

  if (wait < 0)
    wait = BEAT_EVERY_US;

  wait_for_work (worker, wait);

  if (worker->sync != NULL && !g_cancellable_is_cancelled (self->cancellable))
    beat (worker);
}

static void
wal_changed_cb (Worker *worker)
{
  gint64 next = -1;

  if (worker->sync != NULL && docket_cycle_has_work (worker->sync, &next))
    g_atomic_int_set (&worker->engine->woken, 1);
}

static GFileMonitor *
watch (Worker *worker)
{
  g_autofree char *path =
    g_build_filename (docket_store_get_folder (worker->engine->store), "docket.db-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileMonitor *monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);

  if (monitor == NULL)
    return NULL;

  g_file_monitor_set_rate_limit (monitor, 200);
  g_signal_connect_swapped (monitor, "changed", G_CALLBACK (wal_changed_cb), worker);

  return monitor;
}

gpointer
docket_engine_thread (gpointer data)
{
  DocketEngine *self = data;
  Worker worker = { .engine = self, .lock = -1 };
  g_autoptr (GFileMonitor) monitor = NULL;

  g_main_context_push_thread_default (self->context);
  monitor = watch (&worker);

  while (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_autoptr (GError) error = NULL;

      if (hold_lock (&worker, &error))
        {
          rest (&worker, work (&worker));
          continue;
        }

      if (g_error_matches (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_BUSY))
        docket_engine_set_state (self, DOCKET_SYNC_STATE_ELSEWHERE, error->message);
      else
        docket_engine_show_problem (self, error);

      wait_for_work (&worker, LOCK_EVERY_US);
    }

  if (monitor != NULL)
    g_signal_handlers_disconnect_by_data (monitor, &worker);

  end_session (&worker);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}
