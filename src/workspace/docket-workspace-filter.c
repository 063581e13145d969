/* What a filter refers to, and what it can be made of.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

static GHashTable *
name_table_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static gboolean
add_names (DocketTransaction *txn,
           DocketEntity entity,
           const GArray *ids,
           GHashTable *table,
           GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (GError) local_error = NULL;
      g_autoptr (DocketEntry) entry = NULL;

      if (id == DOCKET_ASSIGNEE_ME || id == DOCKET_ASSIGNEE_NONE)
        continue;

      entry = docket_directory_get (txn, entity, id, &local_error);

      if (entry != NULL)
        g_hash_table_insert (table, g_memdup2 (&id, sizeof id), g_strdup (entry->name));

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static DocketFilterNames *
read_names (DocketTransaction *txn, const DocketFilter *filter, GError **error)
{
  g_autoptr (DocketFilterNames) names = docket_filter_names_new ();

  if (!add_names (txn, DOCKET_ENTITY_TECHNICIAN, filter->assignees, names->technicians, error) ||
      !add_names (txn, DOCKET_ENTITY_CUSTOMER, filter->customers, names->customers, error) ||
      !add_names (txn, DOCKET_ENTITY_CONTACT, filter->contacts, names->contacts, error) ||
      !add_names (txn, DOCKET_ENTITY_CONTRACT, filter->contracts, names->contracts, error))
    return NULL;

  return g_steal_pointer (&names);
}

static void
names_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);
  DocketFilterNames *names = txn != NULL ? read_names (txn, task_data, &error) : NULL;

  if (names != NULL)
    g_task_return_pointer (task, names, (GDestroyNotify) docket_filter_names_free);
  else
    g_task_return_error (task, error);
}

static gboolean
fill_choices (DocketFilterChoices *choices,
              DocketTransaction *txn,
              const DocketFilter *filter,
              GError **error)
{
  choices->statuses = docket_directory_list_statuses (txn, error);

  if (choices->statuses == NULL)
    return FALSE;

  choices->own_statuses = docket_directory_list (txn, DOCKET_ENTITY_STATUS, NULL, 0, 0, error);

  if (choices->own_statuses == NULL)
    return FALSE;

  choices->technicians = docket_directory_list (txn, DOCKET_ENTITY_TECHNICIAN, NULL, 0, 0, error);

  if (choices->technicians == NULL)
    return FALSE;

  choices->names = read_names (txn, filter, error);

  return choices->names != NULL;
}

static void
choices_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketFilterChoices) choices = g_new0 (DocketFilterChoices, 1);
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);

  if (txn != NULL && fill_choices (choices, txn, task_data, &error))
    g_task_return_pointer (task,
                           g_steal_pointer (&choices),
                           (GDestroyNotify) docket_filter_choices_free);
  else
    g_task_return_error (task, error);
}

/**
 * docket_filter_names_new:
 *
 * Returns: (transfer full): no names
 */
DocketFilterNames *
docket_filter_names_new (void)
{
  DocketFilterNames *names = g_new0 (DocketFilterNames, 1);

  names->technicians = name_table_new ();
  names->customers = name_table_new ();
  names->contacts = name_table_new ();
  names->contracts = name_table_new ();

  return names;
}

/**
 * docket_filter_names_free:
 * @names: (transfer full): names
 */
void
docket_filter_names_free (DocketFilterNames *names)
{
  g_hash_table_unref (names->technicians);
  g_hash_table_unref (names->customers);
  g_hash_table_unref (names->contacts);
  g_hash_table_unref (names->contracts);
  g_free (names);
}

/**
 * docket_filter_choices_free:
 * @choices: (transfer full): choices
 */
void
docket_filter_choices_free (DocketFilterChoices *choices)
{
  g_clear_pointer (&choices->statuses, g_ptr_array_unref);
  g_clear_pointer (&choices->own_statuses, g_ptr_array_unref);
  g_clear_pointer (&choices->technicians, g_ptr_array_unref);
  g_clear_pointer (&choices->names, docket_filter_names_free);
  g_free (choices);
}

/**
 * docket_workspace_load_filter_names_async:
 * @self: a workspace
 * @filter: a filter
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads the names of what a filter refers to, on a worker.
 */
void
docket_workspace_load_filter_names_async (DocketWorkspace *self,
                                          const DocketFilter *filter,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (filter != NULL);

  task = docket_workspace_task (self,
                                docket_workspace_load_filter_names_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, docket_filter_copy (filter), (GDestroyNotify) docket_filter_free);
  docket_workspace_run_read (self, task, names_thread);
}

/**
 * docket_workspace_load_filter_names_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the names
 */
DocketFilterNames *
docket_workspace_load_filter_names_finish (DocketWorkspace *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_load_filter_choices_async:
 * @self: a workspace
 * @filter: the filter in use, for its names
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads what a filter can be made of, on a worker.
 */
void
docket_workspace_load_filter_choices_async (DocketWorkspace *self,
                                            const DocketFilter *filter,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (filter != NULL);

  task = docket_workspace_task (self,
                                docket_workspace_load_filter_choices_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, docket_filter_copy (filter), (GDestroyNotify) docket_filter_free);
  docket_workspace_run_read (self, task, choices_thread);
}

/**
 * docket_workspace_load_filter_choices_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what a filter can be made of
 */
DocketFilterChoices *
docket_workspace_load_filter_choices_finish (DocketWorkspace *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
