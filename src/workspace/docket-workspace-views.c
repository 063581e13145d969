/* The views that a person saved.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  gint64 id = 0;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  if (txn != NULL)
    id = docket_views_save (txn, task_data, &error);

  if (id != 0 && docket_workspace_commit (self, txn, &error))
    g_task_return_int (task, id);
  else
    g_task_return_error (task, error);
}

static void
delete_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  if (txn != NULL && docket_views_delete (txn, *(gint64 *) task_data, &error) &&
      docket_workspace_commit (self, txn, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_save_view_async:
 * @self: a workspace
 * @view: a view; one of id 0 is new
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Saves a view: adds it, or changes its name and what it shows.
 */
void
docket_workspace_save_view_async (DocketWorkspace *self,
                                  const DocketSavedView *view,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (view != NULL);

  task = docket_workspace_task (self,
                                docket_workspace_save_view_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task,
                        docket_saved_view_new (view->id, view->name, view->filter),
                        (GDestroyNotify) docket_saved_view_free);
  docket_workspace_run_write (self, task, save_thread);
}

/**
 * docket_workspace_save_view_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: local id of the view; 0 with an error when it could not be saved
 */
gint64
docket_workspace_save_view_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

/**
 * docket_workspace_delete_view_async:
 * @self: a workspace
 * @view: local id of a view
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is gone
 * @user_data: for @callback
 *
 * Deletes a saved view; the tickets that it showed are not touched.
 */
void
docket_workspace_delete_view_async (DocketWorkspace *self,
                                    gint64 view,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_delete_view_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&view, sizeof view), g_free);
  docket_workspace_run_write (self, task, delete_thread);
}

/**
 * docket_workspace_delete_view_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is gone
 */
gboolean
docket_workspace_delete_view_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
