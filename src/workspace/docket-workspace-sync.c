/* A workspace and its server: the key, the engine, one run of it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#include "docket-secrets.h"

/* Ends a run when its time is up. */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GCancellable *cancellable;
  gint64 until;
  gboolean done;
  gboolean timed_out;
} Alarm;

typedef struct
{
  char *secret;
  gboolean kept;
  DocketRemote *remote;
} NewSecret;

static void
new_secret_free (gpointer data)
{
  NewSecret *new_secret = data;

  g_free (new_secret->secret);
  g_clear_object (&new_secret->remote);
  g_free (new_secret);
}

static gpointer
alarm_thread (gpointer data)
{
  Alarm *alarm = data;

  g_mutex_lock (&alarm->mutex);

  while (!alarm->done && g_cond_wait_until (&alarm->cond, &alarm->mutex, alarm->until))
    continue;

  alarm->timed_out = !alarm->done;
  g_mutex_unlock (&alarm->mutex);

  if (alarm->timed_out)
    g_cancellable_cancel (alarm->cancellable);

  return NULL;
}

static char *
dup_secret (DocketWorkspace *self)
{
  g_autofree char *secret = NULL;

  g_mutex_lock (&self->mutex);
  secret = g_strdup (self->secret);
  g_mutex_unlock (&self->mutex);

  return g_steal_pointer (&secret);
}

static char *
look_secret_up (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *secret = docket_secrets_lookup (self->uuid, cancellable, error);

  g_mutex_lock (&self->mutex);

  if (self->secret == NULL)
    self->secret = g_strdup (secret);

  g_mutex_unlock (&self->mutex);

  return g_steal_pointer (&secret);
}

/* A locked keyring asks the person: the second who wants the key of this workspace waits for the
 * first one's answer. */
static char *
get_secret (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *secret = dup_secret (self);

  if (secret != NULL)
    return g_steal_pointer (&secret);

  g_mutex_lock (&self->question_mutex);
  secret = dup_secret (self);

  if (secret == NULL)
    secret = look_secret_up (self, cancellable, error);

  g_mutex_unlock (&self->question_mutex);

  return g_steal_pointer (&secret);
}

/* On a worker: the password store may ask the person. */
DocketRemote *
docket_workspace_make_remote (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *secret = get_secret (self, cancellable, error);

  return secret != NULL ? docket_remote_new (self->kind, self->url, secret, self->clock, error)
                        : NULL;
}

static void
connect_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DocketRemote *remote = docket_workspace_make_remote (source, cancellable, &error);

  if (remote != NULL)
    g_task_return_pointer (task, remote, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* In the main context. */
static void
take_remote (DocketWorkspace *self, DocketRemote *remote)
{
  if (self->engine == NULL)
    return;

  g_clear_pointer (&self->secret_problem, g_free);
  docket_engine_set_remote (self->engine, remote);

  if (!self->engine_started)
    {
      self->engine_started = TRUE;
      docket_engine_start (self->engine);
    }
  else
    {
      docket_engine_sync_now (self->engine, FALSE);
    }

  docket_workspace_emit_status (self);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketWorkspace *self = DOCKET_WORKSPACE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemote) remote = g_task_propagate_pointer (G_TASK (result), &error);

  if (remote != NULL)
    {
      take_remote (self, remote);
      return;
    }

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_free (self->secret_problem);
  self->secret_problem = g_strdup (error->message);
  docket_workspace_emit_status (self);
}

static void
engine_status_cb (DocketWorkspace *self)
{
  docket_workspace_emit_status (self);
}

static gboolean
set_up_engine (DocketWorkspace *self)
{
  DocketEngine *engine = NULL;

  if (self->kind == DOCKET_SERVER_KIND_LOCAL || self->closed)
    return FALSE;

  if (self->engine != NULL)
    return TRUE;

  engine = docket_engine_new (self->store, self->clock);
  g_signal_connect_object (engine,
                           "status-changed",
                           G_CALLBACK (engine_status_cb),
                           self,
                           G_CONNECT_SWAPPED);

  g_mutex_lock (&self->mutex);
  self->engine = engine;
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

static void
look_for_secret (DocketWorkspace *self)
{
  docket_workspace_run_read (
    self,
    docket_workspace_task (self, look_for_secret, self->closing, connected_cb, NULL),
    connect_thread);
}

/* A new key must be this account's (sync.md, rule 19). */
static gboolean
check_account (DocketWorkspace *self,
               DocketRemote *remote,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (DocketRemoteAccount) account = docket_remote_check (remote, cancellable, error);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autofree char *stored = NULL;

  if (account == NULL)
    return FALSE;

  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return FALSE;

  stored = docket_meta_get (txn, DOCKET_META_ACCOUNT, NULL);

  if (stored == NULL || g_strcmp0 (stored, account->id) == 0)
    return TRUE;

  g_set_error (error,
               DOCKET_SYNC_ERROR,
               DOCKET_SYNC_ERROR_STRANGER,
               _ ("This key belongs to another account (%s). Enter a key of the account that this "
                  "workspace was made for."),
               account->company);

  return FALSE;
}

static gboolean
take_secret (DocketWorkspace *self,
             NewSecret *new_secret,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GError) keep_error = NULL;

  new_secret->remote =
    docket_remote_new (self->kind, self->url, new_secret->secret, self->clock, error);

  if (new_secret->remote == NULL || !check_account (self, new_secret->remote, cancellable, error))
    return FALSE;

  g_mutex_lock (&self->mutex);
  g_free (self->secret);
  self->secret = g_strdup (new_secret->secret);
  g_mutex_unlock (&self->mutex);

  new_secret->kept = docket_secrets_store (self->uuid,
                                           docket_workspace_get_name (self),
                                           new_secret->secret,
                                           cancellable,
                                           &keep_error);

  return TRUE;
}

static void
set_secret_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_secret (source, task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
run_with_alarm (DocketEngine *engine,
                gboolean full,
                gint64 timeout_us,
                DocketSyncReport *report,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GCancellable) ours = g_cancellable_new ();
  Alarm alarm = { .cancellable = ours, .until = g_get_monotonic_time () + timeout_us };
  GThread *thread = NULL;
  gulong handler = 0;
  gboolean fine;

  g_mutex_init (&alarm.mutex);
  g_cond_init (&alarm.cond);
  thread = g_thread_new ("docket-alarm", alarm_thread, &alarm);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (g_cancellable_cancel), ours, NULL);

  fine = docket_engine_run (engine, full, report, ours, error);

  g_cancellable_disconnect (cancellable, handler);
  g_mutex_lock (&alarm.mutex);
  alarm.done = TRUE;
  g_cond_signal (&alarm.cond);
  g_mutex_unlock (&alarm.mutex);
  g_thread_join (thread);
  g_mutex_clear (&alarm.mutex);
  g_cond_clear (&alarm.cond);

  if (!fine && alarm.timed_out)
    {
      g_clear_error (error);
      g_set_error_literal (error,
                           G_IO_ERROR,
                           G_IO_ERROR_TIMED_OUT,
                           _ ("The time was up before everything was done. What is left waits."));
    }

  return fine;
}

static gboolean
run (DocketEngine *engine,
     gboolean full,
     gint64 timeout_us,
     DocketSyncReport *report,
     GCancellable *cancellable,
     GError **error)
{
  return timeout_us > 0 ? run_with_alarm (engine, full, timeout_us, report, cancellable, error)
                        : docket_engine_run (engine, full, report, cancellable, error);
}

void
docket_workspace_wake_engine (DocketWorkspace *self)
{
  g_autoptr (DocketEngine) engine = NULL;

  g_mutex_lock (&self->mutex);
  g_set_object (&engine, self->engine);
  g_mutex_unlock (&self->mutex);

  if (engine != NULL)
    docket_engine_wake (engine);
}

void
docket_workspace_stop_engine (DocketWorkspace *self)
{
  g_autoptr (DocketEngine) engine = NULL;

  g_mutex_lock (&self->mutex);
  engine = g_steal_pointer (&self->engine);
  g_mutex_unlock (&self->mutex);

  if (engine == NULL)
    return;

  g_signal_handlers_disconnect_by_data (engine, self);
  docket_engine_stop (engine);
}

/**
 * docket_workspace_start_sync:
 * @self: a workspace
 *
 * Looks for the key on a worker and starts the engine on a thread of its own. On this computer
 * nothing happens. Main thread.
 */
void
docket_workspace_start_sync (DocketWorkspace *self)
{
  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  if (set_up_engine (self) && !self->engine_started)
    look_for_secret (self);
}

/**
 * docket_workspace_sync_now:
 * @self: a workspace
 *
 * Syncs at once; looks for the key again when there was none. Main thread.
 */
void
docket_workspace_sync_now (DocketWorkspace *self)
{
  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  if (!set_up_engine (self))
    return;

  if (self->engine_started)
    docket_engine_sync_now (self->engine, FALSE);
  else
    look_for_secret (self);
}

/**
 * docket_workspace_get_status:
 * @self: a workspace
 * @status: (out caller-allocates): the state of sync, to be cleared
 *
 * Main thread.
 */
void
docket_workspace_get_status (DocketWorkspace *self, DocketSyncStatus *status)
{
  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (status != NULL);

  *status = (DocketSyncStatus){ .state = DOCKET_SYNC_STATE_IDLE };

  if (self->engine != NULL)
    docket_engine_get_status (self->engine, status);

  if (self->secret_problem != NULL)
    {
      g_free (status->message);
      status->state = DOCKET_SYNC_STATE_NEEDS_SECRET;
      status->message = g_strdup (self->secret_problem);
    }
}

/**
 * docket_workspace_sync:
 * @self: a workspace
 * @full: read everything again
 * @timeout_us: how long it may take, in microseconds; 0: as long as it takes
 * @report: (out caller-allocates): what was done, also when it failed
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketRemoteError, #DocketSyncError,
 * #DocketStoreError, or %G_IO_ERROR_TIMED_OUT
 *
 * Syncs until it is quiet: nothing left to pull, nothing left that can be pushed.
 *
 * Returns: whether it got so far
 */
gboolean
docket_workspace_sync (DocketWorkspace *self,
                       gboolean full,
                       gint64 timeout_us,
                       DocketSyncReport *report,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (DocketRemote) remote = NULL;
  g_autoptr (DocketEngine) engine = NULL;
  g_autoptr (GError) no_secret = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (report != NULL, FALSE);

  *report = (DocketSyncReport){ 0 };

  if (self->kind == DOCKET_SERVER_KIND_LOCAL)
    return TRUE;

  remote = docket_workspace_make_remote (self, cancellable, &no_secret);

  if (remote == NULL && no_secret->domain != DOCKET_WORKSPACE_ERROR)
    {
      g_propagate_error (error, g_steal_pointer (&no_secret));
      return FALSE;
    }

  engine = docket_engine_new (self->store, self->clock);
  docket_engine_set_remote (engine, remote);

  if (run (engine, full, timeout_us, report, cancellable, &local_error))
    return TRUE;

  /* Another process may have the key, and does it. If not, say why there is none. */
  if (no_secret != NULL &&
      g_error_matches (local_error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET))
    g_propagate_error (error, g_steal_pointer (&no_secret));
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * docket_workspace_set_secret_async:
 * @self: a workspace
 * @secret: the key as typed
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it was tried
 * @user_data: for @callback
 *
 * Takes a new key: tries it, keeps it, goes on with it. Main thread.
 */
void
docket_workspace_set_secret_async (DocketWorkspace *self,
                                   const char *secret,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  NewSecret *new_secret = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (secret != NULL);

  new_secret = g_new0 (NewSecret, 1);
  new_secret->secret = docket_remote_normalize_secret (self->kind, secret);

  task = docket_workspace_task (self,
                                docket_workspace_set_secret_async,
                                cancellable != NULL ? cancellable : self->closing,
                                callback,
                                user_data);
  g_task_set_task_data (task, new_secret, new_secret_free);
  docket_workspace_run_read (self, task, set_secret_thread);
}

/**
 * docket_workspace_set_secret_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @kept: (out) (optional): whether the key is kept; if not, it is good for this run only
 * @error: return location for a #DocketRemoteError or #DocketSyncError
 *
 * To be called in any case: the engine goes on with the new key from here. Main thread.
 *
 * Returns: whether the server took the key
 */
gboolean
docket_workspace_set_secret_finish (DocketWorkspace *self,
                                    GAsyncResult *result,
                                    gboolean *kept,
                                    GError **error)
{
  NewSecret *new_secret = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  new_secret = g_task_get_task_data (G_TASK (result));

  if (kept != NULL)
    *kept = new_secret->kept;

  take_remote (self, new_secret->remote);

  return TRUE;
}
