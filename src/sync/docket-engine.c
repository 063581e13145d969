/* Speaks to the server for one workspace: on a thread of its own, or for one run.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-engine-private.h"

#include "docket-sync-lock.h"

#define SETTLE_US (30 * G_USEC_PER_SEC)
G_DEFINE_FINAL_TYPE (DocketEngine, docket_engine, G_TYPE_OBJECT)

enum
{
  STATUS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
void
docket_engine_tell (DocketEngine *self)
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

void
docket_engine_set_state (DocketEngine *self, DocketSyncState state, const char *message)
{
  g_mutex_lock (&self->mutex);

  if (self->status.state != state || g_strcmp0 (self->status.message, message) != 0)
    {
      self->status.state = state;
      self->status.done = 0;
      self->status.total = 0;
      g_free (self->status.message);
      self->status.message = g_strdup (message);
      docket_engine_tell (self);
    }

  g_mutex_unlock (&self->mutex);
}

void
docket_engine_set_last_sync (DocketEngine *self, gint64 at)
{
  g_mutex_lock (&self->mutex);
  self->status.last_sync_at = at;
  docket_engine_tell (self);
  g_mutex_unlock (&self->mutex);
}

void
docket_engine_show_problem (DocketEngine *self, const GError *problem)
{
  DocketSyncState state = DOCKET_SYNC_STATE_STOPPED;

  if (problem->domain == DOCKET_REMOTE_ERROR)
    state = problem->code == DOCKET_REMOTE_ERROR_SECRET ? DOCKET_SYNC_STATE_NEEDS_SECRET
                                                        : DOCKET_SYNC_STATE_OFFLINE;

  docket_engine_set_state (self, state, problem->message);
}

static gboolean
count (DocketStore *store, DocketOutboxCounts *counts, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (store, NULL, error);

  return txn != NULL && docket_operations_count (txn, counts, error);
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
  self->thread = g_thread_new ("docket-sync", docket_engine_thread, self);
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
    done = docket_engine_run_session (self, full, report, own, error);

  docket_sync_lock_give (&lock);

  return count (self->store, &report->counts, done ? error : NULL) && done;
}
