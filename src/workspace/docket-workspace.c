/* One account, opened: its life, its workers, and what it knows about itself.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-preferences.h"
#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#define N_READERS 2

G_DEFINE_FINAL_TYPE (DocketWorkspace, docket_workspace, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_STATUS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  DocketWorkspace *workspace;
  GTask *task; /* NULL for work that nobody waits for */
  GTaskThreadFunc func;
  DocketWorkspaceFunc quiet_func;
} Work;

static void
end_pending (DocketWorkspace *self)
{
  g_mutex_lock (&self->mutex);
  if (--self->n_pending == 0)
    g_cond_broadcast (&self->quiet);
  g_mutex_unlock (&self->mutex);
}

static gboolean
release_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* In the main context: the last reference must not go on a worker. */
static void
release (GMainContext *context, gpointer object)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, release_cb, object, g_object_unref);
  g_source_attach (source, context);
}

static void
work (gpointer data, gpointer user_data)
{
  Work *work = data;
  DocketWorkspace *self = work->workspace;
  GTask *task = work->task;

  if (task == NULL)
    work->quiet_func (self);
  else if (!g_task_return_error_if_cancelled (task))
    work->func (task, self, g_task_get_task_data (task), g_task_get_cancellable (task));

  g_free (work);
  end_pending (self);

  if (task != NULL)
    release (g_task_get_context (task), task);

  release (self->context, self);
}

/* Shared by all workspaces of the process and never freed: a workspace that is let go on a worker
 * must not wait for that worker. */
static GThreadPool *
get_pool (GThreadPool **pool, int n_threads)
{
  if (g_once_init_enter (pool))
    g_once_init_leave (pool, g_thread_pool_new (work, NULL, n_threads, FALSE, NULL));

  return *pool;
}

static gboolean
begin_pending (DocketWorkspace *self)
{
  gboolean closed;

  g_mutex_lock (&self->mutex);
  closed = self->closed;
  if (!closed)
    self->n_pending++;
  g_mutex_unlock (&self->mutex);

  return !closed;
}

static void
push (DocketWorkspace *self, GThreadPool *pool, GTask *task, GTaskThreadFunc func)
{
  Work *work = NULL;

  if (!begin_pending (self))
    {
      g_task_return_new_error (task,
                               G_IO_ERROR,
                               G_IO_ERROR_CLOSED,
                               "%s",
                               _ ("The workspace is closed."));
      g_object_unref (task);
      return;
    }

  work = g_new0 (Work, 1);
  work->workspace = g_object_ref (self);
  work->task = task;
  work->func = func;
  g_thread_pool_push (pool, work, NULL);
}

static gboolean
read_identity (DocketWorkspace *self, DocketTransaction *txn, GError **error)
{
  g_autofree char *kind = NULL;
  g_autofree char *wording = NULL;
  g_autoptr (GError) local_error = NULL;
  int value = 0;

  kind = docket_meta_get (txn, DOCKET_META_KIND, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!docket_enum_from_nick (DOCKET_TYPE_SERVER_KIND, kind, &value))
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                   _ ("The folder “%s” holds no workspace."),
                   self->id);
      return FALSE;
    }

  self->kind = value;
  self->name = docket_meta_get (txn, DOCKET_META_NAME, NULL);
  self->url = docket_meta_get (txn, DOCKET_META_URL, NULL);
  self->uuid = docket_meta_get (txn, DOCKET_META_UUID, NULL);
  self->me_email = docket_meta_get (txn, DOCKET_META_ME_EMAIL, NULL);
  self->zone = docket_meta_get (txn, DOCKET_META_ZONE, NULL);
  wording = docket_meta_get (txn, DOCKET_META_WORDING, NULL);

  if (docket_enum_from_nick (DOCKET_TYPE_WORDING, wording, &value))
    self->wording = value;

  return docket_workspace_read_preferences (self, txn, error) &&
         docket_workspace_learn_me (self, txn, error);
}

/* What a process that died had left open to be undone goes back, or is due (sync.md, rule 14). */
static gboolean
release_abandoned (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;

  if (self->kind == DOCKET_SERVER_KIND_LOCAL)
    return TRUE;

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_write (self->store, cancellable, error);

  return txn != NULL && docket_outbox_release_abandoned (txn, &context, error) &&
         docket_transaction_commit (txn, error);
}

static gboolean
open_store (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, self->id, NULL);
  g_autofree char *database = g_build_filename (folder, "docket.db", NULL);
  g_autoptr (DocketTransaction) txn = NULL;

  if (strchr (self->id, G_DIR_SEPARATOR) != NULL || self->id[0] == '.' ||
      !g_file_test (database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                   _ ("There is no workspace “%s”."),
                   self->id);
      return FALSE;
    }

  self->store = docket_store_open (folder, cancellable, error);

  if (self->store == NULL)
    return FALSE;

  txn = docket_store_begin_read (self->store, cancellable, error);

  return txn != NULL && read_identity (self, txn, error);
}

static DocketWorkspace *
open_in (const char *id,
         const char *secret,
         DocketClock *clock,
         GMainContext *context,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (DocketWorkspace) self = g_object_new (DOCKET_TYPE_WORKSPACE, NULL);

  self->id = g_strdup (id);
  self->secret = g_strdup (secret);
  self->clock = clock != NULL ? g_object_ref (clock) : docket_clock_new_system ();
  self->context = g_main_context_ref (context);

  if (!open_store (self, cancellable, error) || !release_abandoned (self, cancellable, error) ||
      !docket_workspace_wake_due (self, cancellable, error) ||
      !docket_workspace_watch (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DocketWorkspace *self =
    open_in (task_data, NULL, NULL, g_task_get_context (task), cancellable, &error);

  if (self != NULL)
    g_task_return_pointer (task, self, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
docket_workspace_dispose (GObject *object)
{
  docket_workspace_close (DOCKET_WORKSPACE (object));

  G_OBJECT_CLASS (docket_workspace_parent_class)->dispose (object);
}

static void
docket_workspace_finalize (GObject *object)
{
  DocketWorkspace *self = DOCKET_WORKSPACE (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->url);
  g_free (self->uuid);
  g_free (self->me_email);
  g_free (self->zone);
  g_free (self->secret);
  g_free (self->secret_problem);
  g_hash_table_unref (self->preferences);
  g_clear_pointer (&self->news, g_array_unref);
  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->question_mutex);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->quiet);
  g_cond_clear (&self->wake_housekeeper);

  G_OBJECT_CLASS (docket_workspace_parent_class)->finalize (object);
}

static void
docket_workspace_class_init (DocketWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_workspace_dispose;
  object_class->finalize = docket_workspace_finalize;

  /**
   * DocketWorkspace::changed:
   * @changes: (element-type DocketChange): a #GArray of what changed, each thing once
   *
   * A commit of any process changed these things.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_WORKSPACE,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_ARRAY);

  /**
   * DocketWorkspace::status-changed:
   *
   * The state of sync or the counts of the outbox moved.
   */
  signals[SIGNAL_STATUS_CHANGED] = g_signal_new ("status-changed",
                                                 DOCKET_TYPE_WORKSPACE,
                                                 G_SIGNAL_RUN_LAST,
                                                 0,
                                                 NULL,
                                                 NULL,
                                                 NULL,
                                                 G_TYPE_NONE,
                                                 0);
}

static void
docket_workspace_init (DocketWorkspace *self)
{
  g_mutex_init (&self->question_mutex);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->quiet);
  g_cond_init (&self->wake_housekeeper);
  self->preferences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->closing = g_cancellable_new ();
}

/* For the room alone. */

GTask *
docket_workspace_task (DocketWorkspace *self,
                       gpointer source_tag,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, source_tag);

  return task;
}

static GThreadPool *
get_readers (void)
{
  static GThreadPool *readers = NULL;

  return get_pool (&readers, N_READERS);
}

/* Takes the task. */
void
docket_workspace_run_read (DocketWorkspace *self, GTask *task, GTaskThreadFunc func)
{
  push (self, get_readers (), task, func);
}

/* Nothing when it is closed. */
void
docket_workspace_run_quiet (DocketWorkspace *self, DocketWorkspaceFunc func)
{
  Work *work = NULL;

  if (!begin_pending (self))
    return;

  work = g_new0 (Work, 1);
  work->workspace = g_object_ref (self);
  work->quiet_func = func;
  g_thread_pool_push (get_readers (), work, NULL);
}

/* Takes the task. One thread: edits are written in the order in which a person made them. */
void
docket_workspace_run_write (DocketWorkspace *self, GTask *task, GTaskThreadFunc func)
{
  static GThreadPool *writer = NULL;

  push (self, get_pool (&writer, 1), task, func);
}

void
docket_workspace_fill_context (DocketWorkspace *self, DocketOutboxContext *context)
{
  *context = (DocketOutboxContext){
    .clock = self->clock,
    .capabilities = docket_workspace_get_capabilities (self),
    .me = docket_workspace_get_me (self),
  };
}

/* Who "me" is may be learnt, or named, long after set-up. */
gboolean
docket_workspace_learn_me (DocketWorkspace *self, DocketTransaction *txn, GError **error)
{
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;

  if (self->me_email == NULL)
    return TRUE;

  entry =
    docket_directory_find (txn, DOCKET_ENTITY_TECHNICIAN, "email", self->me_email, &local_error);

  if (entry == NULL)
    {
      if (local_error == NULL ||
          g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
        return TRUE;

      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_mutex_lock (&self->mutex);
  self->me = entry->id;
  /* Interned: readers of an older name may still look at it. */
  self->me_name = g_intern_string (entry->name);
  g_mutex_unlock (&self->mutex);

  return TRUE;
}

void
docket_workspace_emit_changed (DocketWorkspace *self, GArray *changes)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

void
docket_workspace_emit_status (DocketWorkspace *self)
{
  g_signal_emit (self, signals[SIGNAL_STATUS_CHANGED], 0);
}

/**
 * docket_workspace_open:
 * @id: the workspace's id, as docket_workspaces_list() gives it
 * @secret: (nullable): the key for this run; %NULL: looked up when sync needs it
 * @clock: (nullable): the clock; %NULL: the computer's
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Opens a workspace. Signals come in the main context of the calling thread. What a process that
 * died had left open to be undone is released.
 *
 * Returns: (transfer full) (nullable): the workspace
 */
DocketWorkspace *
docket_workspace_open (const char *id,
                       const char *secret,
                       DocketClock *clock,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();
  DocketWorkspace *self = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  self = open_in (id, secret, clock, context, cancellable, error);

  if (self != NULL)
    docket_workspace_watch_files (self);

  return self;
}

/**
 * docket_workspace_open_async:
 * @id: the workspace's id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a workspace on a worker; signals come in the caller's main context.
 */
void
docket_workspace_open_async (const char *id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (id != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, docket_workspace_open_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * docket_workspace_open_finish:
 * @result: what the callback was given
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the workspace
 */
DocketWorkspace *
docket_workspace_open_finish (GAsyncResult *result, GError **error)
{
  DocketWorkspace *self = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  self = g_task_propagate_pointer (G_TASK (result), error);

  if (self != NULL)
    docket_workspace_watch_files (self);

  return self;
}

/**
 * docket_workspace_close:
 * @self: a workspace
 *
 * Ends sync, waits for the edits under way, ends their undo windows and closes the database. What
 * is asked for later ends in an error. Closing twice is harmless.
 */
void
docket_workspace_close (DocketWorkspace *self)
{
  gboolean was_closed;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  g_mutex_lock (&self->mutex);
  was_closed = self->closed;
  self->closed = TRUE;
  g_mutex_unlock (&self->mutex);

  if (was_closed)
    return;

  g_cancellable_cancel (self->closing);
  docket_workspace_stop_engine (self);

  g_mutex_lock (&self->mutex);
  while (self->n_pending > 0)
    g_cond_wait (&self->quiet, &self->mutex);
  g_mutex_unlock (&self->mutex);

  docket_workspace_unwatch (self);

  if (self->store == NULL)
    return;

  docket_workspace_end_offers (self);
  docket_store_close (self->store);
}

/**
 * docket_workspace_get_id:
 * @self: a workspace
 *
 * Any thread, as all that only tells what the workspace is.
 *
 * Returns: (transfer none): the folder's name
 */
const char *
docket_workspace_get_id (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  return self->id;
}

/**
 * docket_workspace_get_name:
 * @self: a workspace
 *
 * Returns: (transfer none): what people call it
 */
const char *
docket_workspace_get_name (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  return self->name != NULL ? self->name : self->id;
}

/**
 * docket_workspace_get_kind:
 * @self: a workspace
 *
 * Returns: what kind of server it is for
 */
DocketServerKind
docket_workspace_get_kind (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), DOCKET_SERVER_KIND_LOCAL);

  return self->kind;
}

/**
 * docket_workspace_get_wording:
 * @self: a workspace
 *
 * Returns: whether it says customers or sites: as the person chose, else as the account says
 */
DocketWording
docket_workspace_get_wording (DocketWorkspace *self)
{
  g_autofree char *chosen = NULL;
  int wording = 0;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), DOCKET_WORDING_MSP);

  chosen = docket_workspace_get_preference (self, DOCKET_PREFERENCE_WORDING);

  if (docket_enum_from_nick (DOCKET_TYPE_WORDING, chosen, &wording))
    return wording;

  return self->wording;
}

/**
 * docket_workspace_get_url:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): the server's address; %NULL on this computer
 */
const char *
docket_workspace_get_url (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  return self->url;
}

/**
 * docket_workspace_get_me_email:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): e-mail of the technician who uses it
 */
const char *
docket_workspace_get_me_email (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  return self->me_email;
}

/**
 * docket_workspace_get_me_name:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): name of the technician who uses it
 */
const char *
docket_workspace_get_me_name (DocketWorkspace *self)
{
  const char *name;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  g_mutex_lock (&self->mutex);
  name = self->me_name;
  g_mutex_unlock (&self->mutex);

  return name != NULL ? name : self->me_email;
}

/**
 * docket_workspace_get_me:
 * @self: a workspace
 *
 * Returns: local id of the technician who uses it; 0 when not known
 */
gint64
docket_workspace_get_me (DocketWorkspace *self)
{
  gint64 me;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), 0);

  g_mutex_lock (&self->mutex);
  me = self->me;
  g_mutex_unlock (&self->mutex);

  return me;
}

/**
 * docket_workspace_get_clock:
 * @self: a workspace
 *
 * Returns: (transfer none): its clock
 */
DocketClock *
docket_workspace_get_clock (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  return self->clock;
}

/**
 * docket_workspace_get_capabilities:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): what its server can hold; %NULL on this computer, which
 * holds everything
 */
const DocketCapabilities *
docket_workspace_get_capabilities (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  return self->kind != DOCKET_SERVER_KIND_LOCAL ? docket_remote_get_kind_capabilities (self->kind)
                                                : NULL;
}
