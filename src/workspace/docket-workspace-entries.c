/* Adding, changing and archiving entries of the directory, on this computer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-entries.h"

#include <glib/gi18n.h>

#include "docket-entry-check-private.h"
#include "docket-workspace-private.h"

typedef struct
{
  DocketEntity entity;
  char *search;
  gboolean archived;
} LoadRequest;

static void
load_request_free (gpointer data)
{
  LoadRequest *request = data;

  g_free (request->search);
  g_free (request);
}

static DocketDirectory *
load (DocketTransaction *txn, const LoadRequest *request, GError **error)
{
  g_autoptr (DocketDirectory) directory = g_new0 (DocketDirectory, 1);

  directory->entries =
    request->archived
      ? docket_directory_list_archived (txn, request->entity, request->search, error)
      : docket_directory_list (txn, request->entity, request->search, 0, 0, error);

  if (directory->entries == NULL)
    return NULL;

  if (request->entity == DOCKET_ENTITY_CONTACT || request->entity == DOCKET_ENTITY_CONTRACT)
    {
      directory->names = docket_directory_list_names (txn, DOCKET_ENTITY_CUSTOMER, error);

      if (directory->names == NULL)
        return NULL;
    }

  if (request->entity == DOCKET_ENTITY_QUICK_REPLY)
    {
      directory->names = docket_directory_list_names (txn, DOCKET_ENTITY_TECHNICIAN, error);

      if (directory->names == NULL)
        return NULL;
    }

  return g_steal_pointer (&directory);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);
  DocketDirectory *directory = txn != NULL ? load (txn, task_data, &error) : NULL;

  if (directory != NULL)
    g_task_return_pointer (task, directory, (GDestroyNotify) docket_directory_free);
  else
    g_task_return_error (task, error);
}

static void
save_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  const gint64 id = docket_workspace_save_entry (source, task_data, cancellable, &error);

  if (id != 0)
    g_task_return_int (task, id);
  else
    g_task_return_error (task, error);
}

static DocketEntry *
copy_entry (const DocketEntry *entry)
{
  DocketEntry *copy = docket_entry_new (entry->entity);
  g_autoptr (GList) names = docket_values_list_fields (entry->properties);

  copy->id = entry->id;
  copy->remote_id = g_strdup (entry->remote_id);
  copy->name = g_strdup (entry->name);
  copy->customer = entry->customer;
  copy->archived = entry->archived;

  for (GList *l = names; l != NULL; l = l->next)
    docket_entry_set (copy, l->data, docket_entry_get (entry, l->data));

  return copy;
}

/* A saved view names a status by its text. */
static gboolean
rename_in_views (DocketTransaction *txn, const char *old, const char *new, GError **error)
{
  g_autoptr (GPtrArray) views = docket_views_list (txn, error);

  if (views == NULL)
    return FALSE;

  for (guint i = 0; i < views->len; i++)
    {
      DocketSavedView *view = g_ptr_array_index (views, i);
      gboolean named = FALSE;

      for (guint j = 0; view->filter->statuses != NULL && view->filter->statuses[j] != NULL; j++)
        if (g_str_equal (view->filter->statuses[j], old))
          {
            g_free (view->filter->statuses[j]);
            view->filter->statuses[j] = g_strdup (new);
            named = TRUE;
          }

      if (named && docket_views_save (txn, view, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
rename_in_quick_replies (DocketTransaction *txn, const char *old, const char *new, GError **error)
{
  g_autoptr (GPtrArray) replies =
    docket_directory_list (txn, DOCKET_ENTITY_QUICK_REPLY, NULL, 0, 0, error);

  if (replies == NULL)
    return FALSE;

  for (guint i = 0; i < replies->len; i++)
    {
      DocketEntry *reply = g_ptr_array_index (replies, i);

      if (g_strcmp0 (docket_entry_get (reply, "status"), old) != 0)
        continue;

      docket_entry_set (reply, "status", new);

      if (docket_directory_save (txn, reply, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* What carries the entry's name elsewhere. */
static gboolean
follow_name (DocketTransaction *txn,
             const DocketEntry *entry,
             const DocketEntry *old,
             GError **error)
{
  if (old == NULL || g_str_equal (old->name, entry->name))
    return TRUE;

  if (entry->entity == DOCKET_ENTITY_FIELD)
    return docket_directory_rename_field (txn, old->name, entry->name, error);

  return entry->entity != DOCKET_ENTITY_STATUS ||
         (rename_in_views (txn, old->name, entry->name, error) &&
          rename_in_quick_replies (txn, old->name, entry->name, error));
}

/* Who I am is known by the e-mail. */
static gboolean
follow_me (DocketTransaction *txn,
           const DocketEntry *entry,
           const DocketEntry *old,
           gint64 me,
           const char *me_email,
           GError **error)
{
  const char *email = docket_entry_get (entry, "email");

  if (old == NULL || entry->entity != DOCKET_ENTITY_TECHNICIAN || entry->id != me || me == 0)
    return TRUE;

  if (email == NULL)
    {
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_INVALID,
                           _ ("This is you. Docket knows you by your e-mail address: enter one."));
      return FALSE;
    }

  return g_strcmp0 (email, me_email) == 0 ||
         docket_meta_set (txn, DOCKET_META_ME_EMAIL, email, error);
}

/* Checks and saves. */
gint64
docket_entry_write (DocketTransaction *txn,
                    DocketEntry *entry,
                    gint64 me,
                    const char *me_email,
                    GError **error)
{
  g_autoptr (DocketEntry) old = NULL;
  g_autoptr (GError) local_error = NULL;

  if (entry->id != 0)
    {
      old = docket_directory_get (txn, entry->entity, entry->id, &local_error);

      if (old == NULL)
        {
          if (local_error != NULL)
            g_propagate_error (error, g_steal_pointer (&local_error));
          else
            g_set_error_literal (error,
                                 DOCKET_WORKSPACE_ERROR,
                                 DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                                 _ ("This entry is not in the directory any more."));

          return 0;
        }
    }

  if (!docket_entry_check (txn, entry, old, me, error) ||
      !follow_me (txn, entry, old, me, me_email, error) || !follow_name (txn, entry, old, error))
    return 0;

  return docket_directory_save (txn, entry, error);
}

/**
 * docket_directory_free:
 * @directory: (transfer full): entries of one kind
 */
void
docket_directory_free (DocketDirectory *directory)
{
  g_clear_pointer (&directory->entries, g_ptr_array_unref);
  g_clear_pointer (&directory->names, g_hash_table_unref);
  g_free (directory);
}

/**
 * docket_workspace_owns_directory:
 * @self: a workspace
 *
 * Returns: whether its directory is kept here; it is the server's otherwise
 */
gboolean
docket_workspace_owns_directory (DocketWorkspace *self)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  return docket_workspace_get_kind (self) == DOCKET_SERVER_KIND_LOCAL;
}

/**
 * docket_workspace_owns_kind:
 * @self: a workspace
 * @entity: a kind of entry
 *
 * Returns: whether entries of this kind can be added here: quick replies everywhere
 */
gboolean
docket_workspace_owns_kind (DocketWorkspace *self, DocketEntity entity)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  return entity == DOCKET_ENTITY_QUICK_REPLY || docket_workspace_owns_directory (self);
}

/**
 * docket_workspace_owns_entry:
 * @self: a workspace
 * @entry: an entry
 *
 * Returns: whether it can be changed here
 */
gboolean
docket_workspace_owns_entry (DocketWorkspace *self, const DocketEntry *entry)
{
  g_return_val_if_fail (entry != NULL, FALSE);

  return docket_workspace_owns_kind (self, entry->entity) &&
         (entry->entity != DOCKET_ENTITY_QUICK_REPLY || entry->remote_id == NULL);
}

/**
 * docket_workspace_list_kept:
 * @self: a workspace
 * @entity: a kind of entry
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketEntry): the entries that are not
 * archived, by name; what belongs to an archived customer too
 */
GPtrArray *
docket_workspace_list_kept (DocketWorkspace *self, DocketEntity entity, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_directory_list (txn, entity, NULL, 0, 0, error) : NULL;
}

/**
 * docket_workspace_list_archived:
 * @self: a workspace
 * @entity: a kind of entry
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketEntry): the archived entries, by name
 */
GPtrArray *
docket_workspace_list_archived (DocketWorkspace *self, DocketEntity entity, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_directory_list_archived (txn, entity, NULL, error) : NULL;
}

/**
 * docket_workspace_load_directory_async:
 * @self: a workspace
 * @entity: a kind of entry
 * @search: (nullable): a part of the name or the e-mail
 * @archived: whether the archived entries are asked for, instead of those that are offered
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads the entries of one kind on a worker.
 */
void
docket_workspace_load_directory_async (DocketWorkspace *self,
                                       DocketEntity entity,
                                       const char *search,
                                       gboolean archived,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  LoadRequest *request = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  request = g_new0 (LoadRequest, 1);
  request->entity = entity;
  request->search = g_strdup (search);
  request->archived = archived;
  task = docket_workspace_task (self,
                                docket_workspace_load_directory_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, request, load_request_free);
  docket_workspace_run_read (self, task, load_thread);
}

/**
 * docket_workspace_load_directory_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the entries
 */
DocketDirectory *
docket_workspace_load_directory_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_save_entry:
 * @self: a workspace that owns the kind of @entry
 * @entry: an entry; its id is 0 when it is new
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Writes an entry as a person left it, or archives it or brings it back, as its `archived` says.
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_workspace_save_entry (DocketWorkspace *self,
                             const DocketEntry *entry,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketEntry) copy = NULL;
  gint64 id;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), 0);
  g_return_val_if_fail (entry != NULL, 0);

  if (!docket_workspace_owns_kind (self, entry->entity))
    {
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_INVALID,
                           _ ("The directory is the server's. Change it there."));
      return 0;
    }

  txn = docket_store_begin_write (self->store, cancellable, error);

  if (txn == NULL)
    return 0;

  copy = copy_entry (entry);
  id = docket_entry_write (txn, copy, docket_workspace_get_me (self), self->me_email, error);

  return id != 0 && docket_workspace_commit (self, txn, error) ? id : 0;
}

/**
 * docket_workspace_save_entry_async:
 * @self: a workspace on this computer
 * @entry: an entry; its id is 0 when it is new
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_save_entry() on a worker.
 */
void
docket_workspace_save_entry_async (DocketWorkspace *self,
                                   const DocketEntry *entry,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (entry != NULL);

  task = docket_workspace_task (self,
                                docket_workspace_save_entry_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, copy_entry (entry), g_object_unref);
  docket_workspace_run_write (self, task, save_thread);
}

/**
 * docket_workspace_save_entry_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_save_entry()
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_workspace_save_entry_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return id > 0 ? id : 0;
}
