/* Sees what any process commits, and keeps house.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

/* A pull commits several times a second: views are told a few times. */
#define WATCH_INTERVAL_MS 100

#define HOUSE_INTERVAL_US (4 * G_USEC_PER_SEC)

/* A log smaller than this is read as quickly as the database itself. */
#define WAL_WORTH_A_CHECKPOINT (512 * 1024)

/* So many changes are kept for processes that were held up. */
#define CHANGES_KEPT 20000
#define CHANGES_TRIMMED_EVERY 500

static guint
change_hash (gconstpointer key)
{
  const DocketChange *change = key;

  return g_int64_hash (&change->id) * 31 + change->entity;
}

static gboolean
change_equal (gconstpointer a, gconstpointer b)
{
  const DocketChange *change = a, *other = b;

  return change->id == other->id && change->entity == other->entity;
}

static GArray *
each_once (GArray *changes, gboolean *touches_outbox)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (change_hash, change_equal);
  g_autoptr (GArray) once = g_array_new (FALSE, FALSE, sizeof (DocketChange));

  for (guint i = 0; i < changes->len; i++)
    {
      DocketChange *change = &g_array_index (changes, DocketChange, i);

      if (change->entity == DOCKET_ENTITY_OPERATION || change->entity == DOCKET_ENTITY_META)
        *touches_outbox = TRUE;

      if (g_hash_table_add (seen, change))
        g_array_append_val (once, *change);
    }

  return g_steal_pointer (&once);
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
tell_cb (gpointer user_data)
{
  g_autoptr (DocketWorkspace) self = g_weak_ref_get (user_data);
  g_autoptr (GArray) news = NULL;
  g_autoptr (GArray) changes = NULL;
  gboolean touches_outbox = FALSE;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->mutex);
  news = g_steal_pointer (&self->news);
  g_clear_pointer (&self->teller, g_source_unref);
  g_mutex_unlock (&self->mutex);

  if (news == NULL)
    return G_SOURCE_REMOVE;

  changes = each_once (news, &touches_outbox);
  docket_workspace_emit_changed (self, changes);

  if (touches_outbox)
    docket_workspace_emit_status (self);

  return G_SOURCE_REMOVE;
}

static void
tell (DocketWorkspace *self, GArray *changes)
{
  g_mutex_lock (&self->mutex);

  if (self->news == NULL)
    self->news = g_array_ref (changes);
  else
    g_array_append_vals (self->news, changes->data, changes->len);

  if (self->teller == NULL && !self->closed)
    {
      GWeakRef *weak = g_new0 (GWeakRef, 1);

      g_weak_ref_init (weak, self);
      self->teller = g_idle_source_new ();
      g_source_set_priority (self->teller, G_PRIORITY_DEFAULT);
      g_source_set_callback (self->teller, tell_cb, weak, weak_free);
      g_source_attach (self->teller, self->context);
    }

  g_mutex_unlock (&self->mutex);
}

static gboolean
names (GArray *changes, DocketEntity entity)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, DocketChange, i).entity == entity)
      return TRUE;

  return FALSE;
}

static void
look_once (DocketWorkspace *self)
{
  gint64 last = self->seen_seq;
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, NULL, &error);

  if (txn != NULL)
    changes = docket_changes_read (txn, self->seen_seq, &last, &error);

  if (changes == NULL)
    {
      g_warning ("The changes could not be read: %s", error->message);
      return;
    }

  if (names (changes, DOCKET_ENTITY_TECHNICIAN) && !docket_workspace_learn_me (self, txn, &error))
    g_warning ("The technician could not be read: %s", error->message);

  g_clear_error (&error);

  if (names (changes, DOCKET_ENTITY_META) && !docket_workspace_read_preferences (self, txn, &error))
    g_warning ("The preferences could not be read: %s", error->message);

  self->seen_seq = last;

  if (changes->len > 0)
    tell (self, changes);
}

static void
look_work (DocketWorkspace *self)
{
  gboolean again = TRUE;

  while (again)
    {
      look_once (self);

      g_mutex_lock (&self->mutex);
      again = self->look_again && !self->closed;
      self->look_again = FALSE;
      self->looking = again;
      g_mutex_unlock (&self->mutex);
    }
}

static void
wal_changed_cb (DocketWorkspace *self)
{
  docket_workspace_look (self);
}

/* One process checkpoints: two at once can harm the log of SQLite before 3.51.3 (sync.md, 22). */
static gboolean
take_house_lock (DocketWorkspace *self, int *fd)
{
  g_autofree char *path = NULL;

  if (*fd >= 0)
    return TRUE;

  path = g_build_filename (docket_store_get_folder (self->store), "house", NULL);
  *fd = g_open (path, O_CREAT | O_RDWR | O_CLOEXEC, 0600);

  if (*fd >= 0 && flock (*fd, LOCK_EX | LOCK_NB) == 0)
    return TRUE;

  if (*fd >= 0)
    close (*fd);

  *fd = -1;

  return FALSE;
}

/* Returns whether there are more. */
static gboolean
trim_some_changes (DocketWorkspace *self)
{
  gint64 last = 0;
  gboolean more = FALSE;
  g_autoptr (GArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, self->closing, &error);

  if (txn != NULL)
    changes = docket_changes_read (txn, -1, &last, &error);

  if (changes == NULL || !docket_changes_trim (txn, last - CHANGES_KEPT, &more, &error) ||
      !docket_transaction_commit (txn, &error))
    {
      g_debug ("The changes were not trimmed: %s", error->message);
      return FALSE;
    }

  return more;
}

/* A person who edits something meanwhile waits for a few of them, not for all. */
static void
trim_changes (DocketWorkspace *self)
{
  while (trim_some_changes (self) && !g_cancellable_is_cancelled (self->closing))
    g_thread_yield ();
}

static gboolean
is_checkpoint_due (DocketWorkspace *self)
{
  g_autofree char *wal =
    g_build_filename (docket_store_get_folder (self->store), "docket.db-wal", NULL);
  GStatBuf info;

  return g_stat (wal, &info) == 0 && info.st_size >= WAL_WORTH_A_CHECKPOINT;
}

static void
keep_house (DocketWorkspace *self, int *fd, guint round)
{
  gboolean trim = round % CHANGES_TRIMMED_EVERY == 1;
  gboolean checkpoint = is_checkpoint_due (self);
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_wake_due (self, NULL, &error))
    g_debug ("No ticket was woken: %s", error->message);

  g_clear_error (&error);

  if ((!trim && !checkpoint) || !take_house_lock (self, fd))
    return;

  if (trim)
    {
      trim_changes (self);
      docket_workspace_collect_files (self);
    }

  if (checkpoint && !docket_store_checkpoint (self->store, &error))
    g_debug ("No checkpoint this time: %s", error->message);
}

static gpointer
housekeeper_thread (gpointer data)
{
  DocketWorkspace *self = data;
  guint round = 0;
  int fd = -1;

  g_mutex_lock (&self->mutex);

  while (!self->closed)
    {
      gint64 until = g_get_monotonic_time () + HOUSE_INTERVAL_US;

      if (g_cond_wait_until (&self->wake_housekeeper, &self->mutex, until) || self->closed)
        continue;

      g_mutex_unlock (&self->mutex);
      keep_house (self, &fd, ++round);
      g_mutex_lock (&self->mutex);
    }

  g_mutex_unlock (&self->mutex);

  if (fd >= 0)
    close (fd);

  return NULL;
}

/* Before the workspace is shown to anybody: what is committed from now on is told. */
gboolean
docket_workspace_watch (DocketWorkspace *self, GError **error)
{
  g_autoptr (GArray) changes = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, NULL, error);

  if (txn == NULL)
    return FALSE;

  changes = docket_changes_read (txn, -1, &self->seen_seq, error);

  if (changes == NULL)
    return FALSE;

  self->housekeeper = g_thread_new ("docket-house", housekeeper_thread, self);

  return TRUE;
}

/* In the main context: a file monitor speaks there. */
void
docket_workspace_watch_files (DocketWorkspace *self)
{
  g_autofree char *path =
    g_build_filename (docket_store_get_folder (self->store), "docket.db-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  self->wal_monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, &error);

  if (self->wal_monitor == NULL)
    {
      g_warning ("Changes of other programs will not be seen at once: %s", error->message);
      return;
    }

  g_file_monitor_set_rate_limit (self->wal_monitor, WATCH_INTERVAL_MS);
  g_signal_connect_object (self->wal_monitor,
                           "changed",
                           G_CALLBACK (wal_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

/* After `closed` was set and the workers are quiet. */
void
docket_workspace_unwatch (DocketWorkspace *self)
{
  if (self->wal_monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->wal_monitor, self);
      g_file_monitor_cancel (self->wal_monitor);
      g_clear_object (&self->wal_monitor);
    }

  if (self->housekeeper != NULL)
    {
      g_mutex_lock (&self->mutex);
      g_cond_broadcast (&self->wake_housekeeper);
      g_mutex_unlock (&self->mutex);
      g_thread_join (g_steal_pointer (&self->housekeeper));
    }

  if (self->teller != NULL)
    {
      g_source_destroy (self->teller);
      g_clear_pointer (&self->teller, g_source_unref);
    }
}

/* Reads on a worker what was committed since the last look, and tells it. Any thread. */
void
docket_workspace_look (DocketWorkspace *self)
{
  gboolean idle;

  g_mutex_lock (&self->mutex);
  idle = !self->looking && !self->closed;
  self->look_again = !idle;
  self->looking = self->looking || idle;
  g_mutex_unlock (&self->mutex);

  if (idle)
    docket_workspace_run_quiet (self, look_work);
}
