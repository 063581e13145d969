/* Speaks to the server for one workspace: on a thread of its own, or for one run.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-engine.h"

#include <glib/gi18n.h>

#include "docket-cycle-private.h"
#include "docket-sync-lock.h"

#define SETTLE_US (30 * G_USEC_PER_SEC)
#define PULL_EVERY_US (60 * G_USEC_PER_SEC)
#define BEAT_EVERY_US (30 * G_USEC_PER_SEC)
#define LOCK_EVERY_US (2 * G_USEC_PER_SEC)
#define TELL_EVERY_US (G_USEC_PER_SEC / 4)

/* Details that one round reads on a thread, and one run all in all. */
#define BUDGET_ROUND 10
#define BUDGET_RUN 60

/* A run waits for a server that wants a pause, or stumbles, no longer than this. */
#define MAX_PAUSE_US (60 * G_USEC_PER_SEC)
#define MAX_STUMBLES 3
#define MAX_ROUNDS 50

struct _DocketEngine
{
  GObject parent_instance;

  DocketStore *store;
  DocketClock *clock;
  GMainContext *home; /* where signals are emitted */

  GMutex mutex; /* guards what follows */
  DocketRemote *remote;
  gboolean remote_is_new;
  gint64 settle_us;
  DocketSyncStatus status;
  gboolean telling;
  gint64 told_at;
  gboolean sync_wanted;
  gboolean full_wanted;

  /* What runs have learnt; the sync lock guards it. */
  DocketSync *runs;

  GThread *thread;
  GMainContext *context;
  GCancellable *cancellable; /* ends the thread */
  gint woken;                /* atomic: something is to be looked at */
  GNetworkMonitor *network;
  gulong network_handler;
};

G_DEFINE_FINAL_TYPE (DocketEngine, docket_engine, G_TYPE_OBJECT)

enum
{
  STATUS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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

/**
 * docket_sync_status_clear:
 * @status: a status
 *
 * Frees what it holds.
 */
void
docket_sync_status_clear (DocketSyncStatus *status)
{
  g_clear_pointer (&status->message, g_free);
}

/* --- Telling ------------------------------------------------------------------------------- */

static gboolean
tell_cb (gpointer user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (DocketEngine) self = g_weak_ref_get (ref);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->mutex);
  self->telling = FALSE;
  g_mutex_unlock (&self->mutex);

  g_signal_emit (self, signals[STATUS_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* With the mutex held. */
static void
tell (DocketEngine *self)
{
  g_autoptr (GSource) source = NULL;
  GWeakRef *ref;

  if (self->telling)
    return;

  self->telling = TRUE;
  self->told_at = g_get_monotonic_time ();
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, ref, weak_ref_free);
  g_source_attach (source, self->home);
}

static void
set_state (DocketEngine *self, DocketSyncState state, const char *message)
{
  g_mutex_lock (&self->mutex);

  if (self->status.state != state || g_strcmp0 (self->status.message, message) != 0)
    {
      self->status.state = state;
      self->status.done = 0;
      self->status.total = 0;
      g_free (self->status.message);
      self->status.message = g_strdup (message);
      tell (self);
    }

  g_mutex_unlock (&self->mutex);
}

static void
set_last_sync (DocketEngine *self, gint64 at)
{
  g_mutex_lock (&self->mutex);
  self->status.last_sync_at = at;
  tell (self);
  g_mutex_unlock (&self->mutex);
}

static void
show_problem (DocketEngine *self, const GError *problem)
{
  DocketSyncState state = DOCKET_SYNC_STATE_STOPPED;

  if (problem->domain == DOCKET_REMOTE_ERROR)
    state = problem->code == DOCKET_REMOTE_ERROR_SECRET ? DOCKET_SYNC_STATE_NEEDS_SECRET
                                                        : DOCKET_SYNC_STATE_OFFLINE;

  set_state (self, state, problem->message);
}

static gboolean
progress_cb (guint done, guint total, gpointer user_data)
{
  DocketEngine *self = user_data;

  g_mutex_lock (&self->mutex);

  if (total > 0)
    {
      self->status.done = done;
      self->status.total = total;

      if (g_get_monotonic_time () - self->told_at > TELL_EVERY_US)
        tell (self);
    }

  g_mutex_unlock (&self->mutex);

  return g_atomic_int_compare_and_exchange (&self->woken, 1, 0);
}

/* --- One session: from taking the lock to giving it back ----------------------------------- */

/* With the sync lock held. */
static gboolean
begin_session (DocketEngine *self, DocketSync *sync, GCancellable *cancellable, GError **error)
{
  g_mutex_lock (&self->mutex);
  docket_sync_set_remote (sync, self->remote);
  sync->settle_us = self->settle_us;
  self->remote_is_new = FALSE;
  g_mutex_unlock (&self->mutex);

  g_set_object (&sync->cancellable, cancellable);
  sync->progress = progress_cb;
  sync->progress_data = self;
  sync->n_pulled = 0;
  sync->n_pushed = 0;

  return docket_sync_take_over (sync, error);
}

static gboolean
check_remote (DocketSync *sync, GError **error)
{
  if (sync->remote != NULL)
    return TRUE;

  g_set_error_literal (error,
                       DOCKET_REMOTE_ERROR,
                       DOCKET_REMOTE_ERROR_SECRET,
                       _ ("The key of this account is missing. Enter it to sync."));

  return FALSE;
}

static const char *
sentence_strange (void)
{
  return _ ("The server shows other tickets than before under the same numbers. Nothing is sent "
            "until you have looked at the outbox.");
}

static gboolean
check_strange (DocketSync *sync, GError **error)
{
  if (!sync->strange)
    return TRUE;

  g_set_error_literal (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_STRANGER, sentence_strange ());

  return FALSE;
}

/* --- One run ------------------------------------------------------------------------------- */

/* How long a run may wait before it tries again; -1: it gives up. */
static gint64
get_patience (DocketEngine *self, DocketSync *sync, const GError *problem, guint n_stumbles)
{
  gint64 pause = docket_remote_get_pause (sync->remote);

  if (docket_clock_is_manual (self->clock) || n_stumbles > MAX_STUMBLES)
    return -1;

  if (g_error_matches (problem, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BUSY))
    return pause <= MAX_PAUSE_US ? pause : -1;

  if (g_error_matches (problem, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN))
    return docket_sync_backoff (n_stumbles);

  return -1;
}

static gboolean
run_until_quiet (DocketEngine *self, DocketSync *sync, gboolean full, GError **error)
{
  DocketCycle cycle = { .pull = TRUE, .full = full, .budget = BUDGET_RUN };
  guint n_stumbles = 0;

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      g_autoptr (GError) problem = NULL;
      gint64 wait;

      if (docket_cycle_run (sync, &cycle, &problem))
        {
          cycle.pull = FALSE;
          cycle.full = FALSE;
          cycle.budget = 0;
          wait = cycle.next;

          if (docket_cycle_is_quiet (sync, &cycle) || docket_clock_is_manual (self->clock))
            return check_strange (sync, error);
        }
      else
        {
          wait = get_patience (self, sync, problem, ++n_stumbles);

          if (wait < 0)
            {
              g_propagate_error (error, g_steal_pointer (&problem));
              return FALSE;
            }
        }

      if (!docket_wait (wait, sync->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
answer_wishes (DocketSync *sync, const GError *problem, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);
  g_autofree char *report = NULL;
  gint64 last;

  if (txn == NULL)
    return FALSE;

  last = docket_wishes_get_last (txn, NULL, NULL);
  g_clear_pointer (&txn, docket_transaction_free);

  if (last == 0)
    return TRUE;

  report = docket_wish_make_report (sync->n_pulled, sync->n_pushed, problem);

  return docket_wish_fulfil (sync, last, report, error);
}

static gboolean
run_session (DocketEngine *self,
             gboolean full,
             DocketSyncReport *report,
             GCancellable *cancellable,
             GError **error)
{
  DocketSync *sync;
  g_autoptr (GError) problem = NULL;
  gboolean done;

  if (self->runs == NULL)
    self->runs = docket_sync_new (self->store, self->clock);

  sync = self->runs;

  if (!begin_session (self, sync, cancellable, error))
    return FALSE;

  set_state (self, DOCKET_SYNC_STATE_SYNCING, NULL);
  done = check_remote (sync, &problem) && docket_sync_check_account (sync, &problem) &&
         run_until_quiet (self, sync, full, &problem);
  report->pulled = sync->n_pulled;
  report->pushed = sync->n_pushed;

  if (!answer_wishes (sync, problem, done ? error : NULL) && done)
    return FALSE;

  if (done)
    {
      set_last_sync (self, docket_clock_get_wall (self->clock));
      set_state (self, DOCKET_SYNC_STATE_IDLE, NULL);
      return TRUE;
    }

  show_problem (self, problem);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static gboolean
count (DocketStore *store, DocketOutboxCounts *counts, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (store, NULL, error);

  return txn != NULL && docket_operations_count (txn, counts, error);
}

/* --- The thread ---------------------------------------------------------------------------- */

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

  if (begin_session (self, worker->sync, self->cancellable, error))
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

  show_problem (self, problem);
  grant_wish (worker, problem);
  worker->n_failures++;
  worker->pull_at = 0;

  if (g_error_matches (problem, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET) ||
      problem->domain == DOCKET_SYNC_ERROR)
    {
      worker->not_sooner = G_MAXINT64;
      return -1;
    }

  pause = worker->sync->remote != NULL ? docket_remote_get_pause (worker->sync->remote) : 0;
  pause = MAX (pause, docket_sync_backoff (worker->n_failures));
  worker->not_sooner = docket_clock_get_monotonic (self->clock) + pause;

  return pause;
}

static gboolean
speak (Worker *worker, DocketCycle *cycle, GError **error)
{
  DocketSync *sync = worker->sync;

  if (!check_remote (sync, error) ||
      (!worker->account_is_right && !docket_sync_check_account (sync, error)))
    return FALSE;

  worker->account_is_right = TRUE;

  return docket_cycle_run (sync, cycle, error) && check_strange (sync, error);
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
    worker->not_sooner = 0;

  if (now < worker->not_sooner)
    {
      /* Undo windows end while the server is away too. */
      if (!docket_sync_release (worker->sync, &problem))
        g_warning ("An undo window can't be ended: %s", problem->message);

      return MIN (worker->not_sooner - now, BEAT_EVERY_US);
    }

  cycle.pull = wanted || now >= worker->pull_at;

  if (cycle.pull)
    set_state (self, DOCKET_SYNC_STATE_SYNCING, NULL);

  if (!speak (worker, &cycle, &problem))
    return take_problem (worker, problem);

  worker->n_failures = 0;

  if (cycle.pull)
    {
      worker->pull_at = docket_clock_get_monotonic (self->clock) + PULL_EVERY_US;
      set_last_sync (self, docket_clock_get_wall (self->clock));
    }

  if (docket_cycle_is_quiet (worker->sync, &cycle))
    grant_wish (worker, NULL);

  if (cycle.n_left == 0)
    set_state (self, DOCKET_SYNC_STATE_IDLE, NULL);

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

static gpointer
thread_main (gpointer data)
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
        set_state (self, DOCKET_SYNC_STATE_ELSEWHERE, error->message);
      else
        show_problem (self, error);

      wait_for_work (&worker, LOCK_EVERY_US);
    }

  if (monitor != NULL)
    g_signal_handlers_disconnect_by_data (monitor, &worker);

  end_session (&worker);
  g_main_context_pop_thread_default (self->context);

  return NULL;
}

static void
network_changed_cb (DocketEngine *self, gboolean available)
{
  if (available)
    docket_engine_sync_now (self, FALSE);
}

/* --- The class ----------------------------------------------------------------------------- */

static void
docket_engine_dispose (GObject *object)
{
  docket_engine_stop (DOCKET_ENGINE (object));

  G_OBJECT_CLASS (docket_engine_parent_class)->dispose (object);
}

static void
docket_engine_finalize (GObject *object)
{
  DocketEngine *self = DOCKET_ENGINE (object);

  g_clear_pointer (&self->runs, docket_sync_free);
  g_clear_object (&self->remote);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_main_context_unref (self->home);
  g_main_context_unref (self->context);
  docket_sync_status_clear (&self->status);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (docket_engine_parent_class)->finalize (object);
}

static void
docket_engine_class_init (DocketEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_engine_dispose;
  object_class->finalize = docket_engine_finalize;

  /**
   * DocketEngine::status-changed:
   *
   * docket_engine_get_status() says something else now. Emitted in the main context of the thread
   * that made the engine.
   */
  signals[STATUS_CHANGED] = g_signal_new ("status-changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
docket_engine_init (DocketEngine *self)
{
  g_mutex_init (&self->mutex);
  self->home = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->settle_us = SETTLE_US;
}

static gint64
load_last_sync (DocketStore *store)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (store, NULL, NULL);
  g_autofree char *at = txn != NULL ? docket_meta_get (txn, DOCKET_META_SYNC_LAST, NULL) : NULL;

  return at != NULL ? g_ascii_strtoll (at, NULL, 10) : 0;
}

/**
 * docket_engine_new:
 * @store: the workspace's store
 * @clock: the clock; with a manual one nothing waits by itself
 *
 * Returns: (transfer full): an engine that does nothing yet
 */
DocketEngine *
docket_engine_new (DocketStore *store, DocketClock *clock)
{
  DocketEngine *self;

  g_return_val_if_fail (DOCKET_IS_STORE (store), NULL);
  g_return_val_if_fail (DOCKET_IS_CLOCK (clock), NULL);

  self = g_object_new (DOCKET_TYPE_ENGINE, NULL);
  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  self->status.last_sync_at = load_last_sync (store);

  return self;
}

/**
 * docket_engine_set_remote:
 * @self: an engine
 * @remote: (nullable): the server, which from now on the engine alone uses; %NULL: the key is not
 * known
 *
 * Gives the engine a server, or one with another key or address: it must answer with the account
 * that the workspace was made for (sync.md, rule 19). Any thread.
 */
void
docket_engine_set_remote (DocketEngine *self, DocketRemote *remote)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));
  g_return_if_fail (remote == NULL || DOCKET_IS_REMOTE (remote));

  g_mutex_lock (&self->mutex);
  g_set_object (&self->remote, remote);
  self->remote_is_new = TRUE;
  g_mutex_unlock (&self->mutex);

  docket_engine_wake (self);
}

/**
 * docket_engine_set_settle:
 * @self: an engine
 * @settle_us: how long after a request ended without an answer its absence on the server counts, in
 * microseconds; 30 s unless told (sync.md, rule 8)
 *
 * For tests. Any thread.
 */
void
docket_engine_set_settle (DocketEngine *self, gint64 settle_us)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));
  g_return_if_fail (settle_us >= 0);

  g_mutex_lock (&self->mutex);
  self->settle_us = settle_us;
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_engine_start:
 * @self: an engine that was not started
 *
 * Starts the thread. It waits for the sync lock, and speaks to the server from then on.
 */
void
docket_engine_start (DocketEngine *self)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));
  g_return_if_fail (self->thread == NULL);

  self->cancellable = g_cancellable_new ();
  self->network = g_object_ref (g_network_monitor_get_default ());
  self->network_handler = g_signal_connect_swapped (self->network,
                                                    "network-changed",
                                                    G_CALLBACK (network_changed_cb),
                                                    self);
  self->thread = g_thread_new ("docket-sync", thread_main, self);
}

/**
 * docket_engine_stop:
 * @self: an engine
 *
 * Ends the thread: what is on the wire is given up and will be asked about by the next one. Returns
 * when it has ended. Nothing happens when it does not run.
 */
void
docket_engine_stop (DocketEngine *self)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));

  if (self->thread == NULL)
    return;

  g_clear_signal_handler (&self->network_handler, self->network);
  g_clear_object (&self->network);
  g_cancellable_cancel (self->cancellable);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);
  self->thread = NULL;
  g_clear_object (&self->cancellable);
}

/**
 * docket_engine_wake:
 * @self: an engine
 *
 * Says that there is something to push, or a ticket that was opened. Any thread.
 */
void
docket_engine_wake (DocketEngine *self)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));

  g_atomic_int_set (&self->woken, 1);
  g_main_context_wakeup (self->context);
}

/**
 * docket_engine_sync_now:
 * @self: an engine
 * @full: everything, not only what has changed
 *
 * Asks for a pull now, whatever has failed before. Any thread.
 */
void
docket_engine_sync_now (DocketEngine *self, gboolean full)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));

  g_mutex_lock (&self->mutex);
  self->sync_wanted = TRUE;
  self->full_wanted = self->full_wanted || full;
  g_mutex_unlock (&self->mutex);

  docket_engine_wake (self);
}

/**
 * docket_engine_get_status:
 * @self: an engine
 * @status: (out caller-allocates): what it does; cleared with docket_sync_status_clear()
 *
 * Any thread.
 */
void
docket_engine_get_status (DocketEngine *self, DocketSyncStatus *status)
{
  g_return_if_fail (DOCKET_IS_ENGINE (self));
  g_return_if_fail (status != NULL);

  g_mutex_lock (&self->mutex);
  *status = self->status;
  status->message = g_strdup (self->status.message);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_engine_run:
 * @self: an engine
 * @full: everything, not only what has changed
 * @report: (out caller-allocates): what was done, also on an error
 * @cancellable: (nullable): ends the run
 * @error: return location for a #DocketRemoteError, #DocketSyncError or #DocketStoreError
 *
 * Syncs once, on the caller's thread, until it is quiet: nothing left to pull, nothing left that
 * can be pushed. While another process, or this engine's own thread, holds the sync lock, it is
 * asked to, and waited for.
 *
 * Returns: whether it is quiet
 */
gboolean
docket_engine_run (DocketEngine *self,
                   gboolean full,
                   DocketSyncReport *report,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GCancellable) own = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean done;
  int lock;

  g_return_val_if_fail (DOCKET_IS_ENGINE (self), FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  *report = (DocketSyncReport){ 0 };
  own = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  lock = docket_sync_lock_take (docket_store_get_folder (self->store), &local_error);

  if (lock < 0 && !g_error_matches (local_error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  done = TRUE;

  if (lock < 0)
    {
      /* This process's own thread hears it sooner so. */
      docket_engine_wake (self);
      done =
        docket_wish_grant_to_others (self->store, self->clock, full, &lock, report, own, error);
    }

  if (done && lock >= 0)
    done = run_session (self, full, report, own, error);

  docket_sync_lock_give (&lock);

  return count (self->store, &report->counts, done ? error : NULL) && done;
}
