/* What a person chose about a workspace.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-preferences.h"

#include "docket-workspace-private.h"

#define PREFIX "pref."

typedef struct
{
  char *key;
  char *value;
} Setting;

static void
setting_free (Setting *setting)
{
  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

/* In memory at once: who asks between the choice and the commit sees the choice. */
static void
begin_setting (DocketWorkspace *self, const char *key, const char *value)
{
  g_mutex_lock (&self->mutex);

  self->n_settings++;

  if (value != NULL)
    g_hash_table_replace (self->preferences, g_strconcat (PREFIX, key, NULL), g_strdup (value));
  else
    {
      g_autofree char *name = g_strconcat (PREFIX, key, NULL);

      g_hash_table_remove (self->preferences, name);
    }

  g_mutex_unlock (&self->mutex);
}

static gboolean
write_setting (DocketWorkspace *self, const char *key, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat (PREFIX, key, NULL);
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, NULL, error);

  return txn != NULL && docket_meta_set (txn, name, value, error) &&
         docket_workspace_commit (self, txn, error);
}

/* The last to end takes what the database says: it knows whose choice came last, and which failed.
 */
static void
end_setting (DocketWorkspace *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  g_mutex_lock (&self->mutex);
  self->n_settings--;
  g_mutex_unlock (&self->mutex);

  txn = docket_store_begin_read (self->store, NULL, &error);

  if (txn == NULL || !docket_workspace_read_preferences (self, txn, &error))
    g_warning ("The preferences could not be read: %s", error->message);
}

static void
set_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  const Setting *setting = task_data;
  GError *error = NULL;
  const gboolean written = write_setting (self, setting->key, setting->value, &error);

  end_setting (self);

  if (written)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* For the room alone: takes over what the database says, unless a choice is on its way there. */
gboolean
docket_workspace_read_preferences (DocketWorkspace *self, DocketTransaction *txn, GError **error)
{
  g_autoptr (GHashTable) preferences = docket_meta_list (txn, PREFIX, error);

  if (preferences == NULL)
    return FALSE;

  g_mutex_lock (&self->mutex);

  if (self->n_settings == 0)
    {
      GHashTable *old = self->preferences;

      self->preferences = g_steal_pointer (&preferences);
      preferences = old;
    }

  g_mutex_unlock (&self->mutex);

  return TRUE;
}

/**
 * docket_workspace_get_preference:
 * @self: a workspace
 * @key: which preference
 *
 * Any thread; waits for nothing.
 *
 * Returns: (transfer full) (nullable): what was chosen; %NULL when nothing was
 */
char *
docket_workspace_get_preference (DocketWorkspace *self, const char *key)
{
  g_autofree char *name = NULL;
  char *value;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  name = g_strconcat (PREFIX, key, NULL);
  g_mutex_lock (&self->mutex);
  value = g_strdup (g_hash_table_lookup (self->preferences, name));
  g_mutex_unlock (&self->mutex);

  return value;
}

/**
 * docket_workspace_get_preference_boolean:
 * @self: a workspace
 * @key: which preference
 * @fallback: when nothing was chosen
 *
 * Returns: what was chosen: "true" or "false"
 */
gboolean
docket_workspace_get_preference_boolean (DocketWorkspace *self, const char *key, gboolean fallback)
{
  g_autofree char *value = docket_workspace_get_preference (self, key);

  return value != NULL ? g_str_equal (value, "true") : fallback;
}

/**
 * docket_workspace_get_preference_int:
 * @self: a workspace
 * @key: which preference
 * @fallback: when nothing was chosen, or no number
 *
 * Returns: what was chosen
 */
gint64
docket_workspace_get_preference_int (DocketWorkspace *self, const char *key, gint64 fallback)
{
  g_autofree char *value = docket_workspace_get_preference (self, key);
  gint64 number;

  if (value == NULL || !g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return fallback;

  return number;
}

/**
 * docket_workspace_set_preference:
 * @self: a workspace
 * @key: which preference
 * @value: (nullable): what is chosen; %NULL: nothing
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_set_preference (DocketWorkspace *self,
                                 const char *key,
                                 const char *value,
                                 GError **error)
{
  gboolean written;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (key != NULL, FALSE);

  begin_setting (self, key, value);
  written = write_setting (self, key, value, error);
  end_setting (self);

  return written;
}

/**
 * docket_workspace_set_preference_async:
 * @self: a workspace
 * @key: which preference
 * @value: (nullable): what is chosen; %NULL: nothing
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_set_preference() on a worker. docket_workspace_get_preference() says it at
 * once.
 */
void
docket_workspace_set_preference_async (DocketWorkspace *self,
                                       const char *key,
                                       const char *value,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task = NULL;
  Setting *setting = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (key != NULL);

  setting = g_new0 (Setting, 1);
  setting->key = g_strdup (key);
  setting->value = g_strdup (value);
  task =
    docket_workspace_task (self, docket_workspace_set_preference_async, NULL, callback, user_data);
  g_task_set_task_data (task, setting, (GDestroyNotify) setting_free);
  begin_setting (self, key, value);
  docket_workspace_run_write (self, task, set_thread);
}

/**
 * docket_workspace_set_preference_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_set_preference_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
