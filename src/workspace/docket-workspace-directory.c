/* Reading one entry of the directory, and the drafts, for a window.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#include "docket-store-parts.h"

typedef struct
{
  DocketEntity entity;
  gint64 id;
} EntryName;

static void
get_entry_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const EntryName *name = task_data;
  GError *error = NULL;
  DocketEntry *entry =
    docket_workspace_get_entry (source, name->entity, name->id, cancellable, &error);

  if (entry != NULL)
    g_task_return_pointer (task, entry, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
list_drafts_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *drafts = docket_workspace_list_drafts (source, &error);

  if (drafts != NULL)
    g_task_return_pointer (task, drafts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_get_entry:
 * @self: a workspace
 * @entity: a kind of entry of the directory
 * @id: local id
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the entry, an archived one too
 */
DocketEntry *
docket_workspace_get_entry (DocketWorkspace *self,
                            DocketEntity entity,
                            gint64 id,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketEntry) entry = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return NULL;

  entry = docket_directory_get (txn, entity, id, &local_error);

  if (entry == NULL && local_error == NULL)
    g_set_error_literal (error,
                         DOCKET_WORKSPACE_ERROR,
                         DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                         _ ("This entry is not in the directory any more."));
  else if (entry == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return g_steal_pointer (&entry);
}

/**
 * docket_workspace_get_entry_async:
 * @self: a workspace
 * @entity: a kind of entry of the directory
 * @id: local id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Like docket_workspace_get_entry() on a worker.
 */
void
docket_workspace_get_entry_async (DocketWorkspace *self,
                                  DocketEntity entity,
                                  gint64 id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  EntryName *name = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  name = g_new0 (EntryName, 1);
  name->entity = entity;
  name->id = id;
  task = docket_workspace_task (self,
                                docket_workspace_get_entry_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, name, g_free);
  docket_workspace_run_read (self, task, get_entry_thread);
}

/**
 * docket_workspace_get_entry_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_get_entry()
 *
 * Returns: (transfer full) (nullable): the entry
 */
DocketEntry *
docket_workspace_get_entry_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_list_drafts_async:
 * @self: a workspace
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_list_drafts() on a worker.
 */
void
docket_workspace_list_drafts_async (DocketWorkspace *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_list_drafts_async,
                                cancellable,
                                callback,
                                user_data);
  docket_workspace_run_read (self, task, list_drafts_thread);
}

/**
 * docket_workspace_list_drafts_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketDraft) (nullable): all drafts
 */
GPtrArray *
docket_workspace_list_drafts_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
