/* What the screen and the terminal read of a workspace.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#include "docket-store-parts.h"
#include "docket-store-tickets.h"

typedef struct
{
  DocketEntity entity;
  char *search;
  gint64 customer;
  guint limit;
} EntryQuery;

static void
entry_query_free (gpointer data)
{
  EntryQuery *query = data;

  g_free (query->search);
  g_free (query);
}

static gint64 *
ticket_dup (gint64 ticket)
{
  return g_memdup2 (&ticket, sizeof ticket);
}

static void
load_ticket_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DocketTicketDetails *details =
    docket_workspace_load_ticket (source, *(gint64 *) task_data, cancellable, &error);

  if (details != NULL)
    g_task_return_pointer (task, details, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
list_entries_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const EntryQuery *query = task_data;
  GError *error = NULL;
  GPtrArray *entries = docket_workspace_list_entries (source,
                                                      query->entity,
                                                      query->search,
                                                      query->customer,
                                                      query->limit,
                                                      cancellable,
                                                      &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
count_views (DocketWorkspace *self,
             DocketTransaction *txn,
             DocketSidebar *sidebar,
             GCancellable *cancellable,
             GError **error)
{
  gint64 now_us = docket_clock_get_wall (self->clock);
  gint64 me = docket_workspace_get_me (self);
  guint n_views, count;
  const DocketView *views = docket_view_get_builtin (&n_views);

  for (guint i = 0; i < MIN (n_views, G_N_ELEMENTS (sidebar->counts)); i++)
    {
      g_autoptr (DocketFilter) filter = docket_view_make_filter (&views[i], now_us);

      if (!docket_tickets_count (txn, filter, me, &sidebar->counts[i], cancellable, error))
        return FALSE;
    }

  for (guint i = 0; i < sidebar->views->len; i++)
    {
      const DocketSavedView *view = g_ptr_array_index (sidebar->views, i);

      if (!docket_tickets_count (txn, view->filter, me, &count, cancellable, error))
        return FALSE;

      g_array_append_val (sidebar->view_counts, count);
    }

  return TRUE;
}

static gboolean
fill_sidebar (DocketWorkspace *self,
              DocketSidebar *sidebar,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return FALSE;

  sidebar->view_counts = g_array_new (FALSE, FALSE, sizeof (guint));
  sidebar->views = docket_views_list (txn, error);

  return sidebar->views != NULL && docket_operations_count (txn, &sidebar->outbox, error) &&
         count_views (self, txn, sidebar, cancellable, error);
}

static void
load_sidebar_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (DocketSidebar) sidebar = g_new0 (DocketSidebar, 1);
  GError *error = NULL;

  if (fill_sidebar (source, sidebar, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&sidebar), (GDestroyNotify) docket_sidebar_free);
  else
    g_task_return_error (task, error);
}

/* Of a ticket there is one draft a kind, whose id the caller may not know. */
static gboolean
forget_draft (DocketTransaction *txn, const DocketDraft *draft, GError **error)
{
  g_autoptr (DocketDraft) known = NULL;
  g_autoptr (GError) local_error = NULL;

  if (draft->id != 0)
    return docket_drafts_delete (txn, draft->id, error);

  if (draft->ticket == 0)
    return TRUE;

  known = docket_drafts_find (txn, draft->ticket, draft->kind, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return known == NULL || docket_drafts_delete (txn, known->id, error);
}

static void
save_draft_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  DocketDraft *draft = task_data;
  const gboolean empty = (draft->text == NULL || *draft->text == '\0') && draft->fields == NULL &&
                         draft->files->len == 0;
  gboolean saved = FALSE;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  if (txn != NULL)
    saved =
      empty ? forget_draft (txn, draft, &error) : docket_drafts_save (txn, draft, &error) != 0;

  if (saved && docket_workspace_commit (self, txn, &error))
    g_task_return_int (task, empty ? 0 : draft->id);
  else
    g_task_return_error (task, error);
}

static gint64
parse_ticket_name (DocketTransaction *txn, const char *name, GError **error)
{
  guint64 id;

  if ((name[0] == 'L' || name[0] == 'l') &&
      g_ascii_string_to_unsigned (name + 1, 10, 1, G_MAXINT64, &id, NULL))
    return docket_tickets_exists (txn, (gint64) id) ? (gint64) id : 0;

  return docket_tickets_find_by_number (txn, name[0] == '#' ? name + 1 : name, error);
}

/**
 * docket_workspace_load_ticket:
 * @self: a workspace
 * @ticket: local id
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the ticket with its parts
 */
DocketTicketDetails *
docket_workspace_load_ticket (DocketWorkspace *self,
                              gint64 ticket,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  return txn != NULL ? docket_tickets_load_details (txn, ticket, error) : NULL;
}

/**
 * docket_workspace_load_ticket_async:
 * @self: a workspace
 * @ticket: local id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Like docket_workspace_load_ticket() on a worker.
 */
void
docket_workspace_load_ticket_async (DocketWorkspace *self,
                                    gint64 ticket,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_ticket_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, ticket_dup (ticket), g_free);
  docket_workspace_run_read (self, task, load_ticket_thread);
}

/**
 * docket_workspace_load_ticket_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the ticket with its parts
 */
DocketTicketDetails *
docket_workspace_load_ticket_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_find_ticket:
 * @self: a workspace
 * @name: a local id (`L12`) or a number (`#1043`, `1043`)
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: the ticket's local id; 0 with an error when there is none
 */
gint64
docket_workspace_find_ticket (DocketWorkspace *self, const char *name, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 id;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), 0);
  g_return_val_if_fail (name != NULL, 0);

  txn = docket_store_begin_read (self->store, NULL, error);

  if (txn == NULL)
    return 0;

  id = parse_ticket_name (txn, name, &local_error);

  if (id != 0)
    return id;

  if (local_error != NULL &&
      !g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error,
                 DOCKET_WORKSPACE_ERROR,
                 DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                 _ ("There is no ticket “%s” in this workspace."),
                 name);

  return 0;
}

/**
 * docket_workspace_list_tickets:
 * @self: a workspace
 * @filter: what to show
 * @sort: by what
 * @ascending: the least first
 * @limit: how many at most; 0: all
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type gint64) (nullable): local ids
 */
GArray *
docket_workspace_list_tickets (DocketWorkspace *self,
                               const DocketFilter *filter,
                               DocketSort sort,
                               gboolean ascending,
                               guint limit,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return NULL;

  return docket_tickets_list_ids (txn,
                                  filter,
                                  docket_workspace_get_me (self),
                                  sort,
                                  ascending,
                                  DOCKET_GROUP_NONE,
                                  limit,
                                  NULL,
                                  cancellable,
                                  error);
}

/**
 * docket_workspace_load_rows:
 * @self: a workspace
 * @ids: (array length=n_ids): local ids of tickets
 * @n_ids: how many
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketTicketRow) (nullable): their rows; those that are
 * gone are left out
 */
GPtrArray *
docket_workspace_load_rows (DocketWorkspace *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_tickets_load_rows (txn, ids, n_ids, error) : NULL;
}

/**
 * docket_workspace_load_values:
 * @self: a workspace
 * @ids: (array length=n_ids): local ids of tickets
 * @n_ids: how many
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type gint64 DocketValues) (nullable): their fields by id
 */
GHashTable *
docket_workspace_load_values (DocketWorkspace *self, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  if (txn == NULL)
    return NULL;

  table = g_hash_table_new_full (g_int64_hash,
                                 g_int64_equal,
                                 g_free,
                                 (GDestroyNotify) docket_values_unref);

  for (guint i = 0; i < n_ids; i++)
    {
      DocketValues *values = docket_tickets_load_values (txn, ids[i], error);

      if (values == NULL)
        return NULL;

      g_hash_table_insert (table, g_memdup2 (&ids[i], sizeof ids[i]), values);
    }

  return g_steal_pointer (&table);
}

/**
 * docket_workspace_get_reference:
 * @field: (nullable): a field
 * @entity: (out): the kind of entry
 *
 * Returns: whether the field refers to an entry of the directory; @entity is set only then
 */
gboolean
docket_workspace_get_reference (const DocketField *field, DocketEntity *entity)
{
  switch (field != NULL ? (int) field->kind : -1)
    {
    case DOCKET_FIELD_TECHNICIAN:
      *entity = DOCKET_ENTITY_TECHNICIAN;
      return TRUE;

    case DOCKET_FIELD_CUSTOMER:
      *entity = DOCKET_ENTITY_CUSTOMER;
      return TRUE;

    case DOCKET_FIELD_CONTACT:
      *entity = DOCKET_ENTITY_CONTACT;
      return TRUE;

    case DOCKET_FIELD_CONTRACT:
      *entity = DOCKET_ENTITY_CONTRACT;
      return TRUE;

    default:
      return FALSE;
    }
}

/**
 * docket_workspace_describe_value:
 * @self: a workspace
 * @field: a field's id
 * @value: (nullable): a canonical text of that field
 *
 * Returns: (transfer full) (nullable): the value for scripts: of a reference the name, else the
 * canonical text itself
 */
char *
docket_workspace_describe_value (DocketWorkspace *self, const char *field, const char *value)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketEntry) entry = NULL;
  DocketEntity entity;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (field != NULL, NULL);

  if (value == NULL || !docket_workspace_get_reference (docket_field_find_fixed (field), &entity))
    return g_strdup (value);

  txn = docket_store_begin_read (self->store, NULL, NULL);

  if (txn != NULL)
    entry = docket_directory_get (txn, entity, g_ascii_strtoll (value, NULL, 10), NULL);

  return g_strdup (entry != NULL ? entry->name : value);
}

/**
 * docket_workspace_list_entries:
 * @self: a workspace
 * @entity: a kind of entry of the directory
 * @search: (nullable): only those whose name or e-mail contains this
 * @customer: only those of this customer; 0: of any
 * @limit: how many at most; 0: all
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError
 *
 * Leaves out what is archived, and what belongs to an archived customer unless just that one's are
 * asked for.
 *
 * Returns: (transfer full) (element-type DocketEntry) (nullable): entries by name
 */
GPtrArray *
docket_workspace_list_entries (DocketWorkspace *self,
                               DocketEntity entity,
                               const char *search,
                               gint64 customer,
                               guint limit,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  return txn != NULL ? docket_directory_list_offered (txn, entity, search, customer, limit, error)
                     : NULL;
}

/**
 * docket_workspace_list_entries_async:
 * @self: a workspace
 * @entity: a kind of entry of the directory
 * @search: (nullable): only those whose name or e-mail contains this
 * @customer: only those of this customer; 0: of any
 * @limit: how many at most; 0: all
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_list_entries() on a worker.
 */
void
docket_workspace_list_entries_async (DocketWorkspace *self,
                                     DocketEntity entity,
                                     const char *search,
                                     gint64 customer,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  EntryQuery *query = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  query = g_new0 (EntryQuery, 1);
  query->entity = entity;
  query->search = g_strdup (search);
  query->customer = customer;
  query->limit = limit;

  task = docket_workspace_task (self,
                                docket_workspace_list_entries_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, query, entry_query_free);
  docket_workspace_run_read (self, task, list_entries_thread);
}

/**
 * docket_workspace_list_entries_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketEntry) (nullable): entries by name
 */
GPtrArray *
docket_workspace_list_entries_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_list_statuses:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type utf8) (nullable): the statuses in use, canonical
 */
GPtrArray *
docket_workspace_list_statuses (DocketWorkspace *self, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_directory_list_statuses (txn, error) : NULL;
}

/**
 * docket_workspace_list_fields:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketField) (nullable): the custom fields
 */
GPtrArray *
docket_workspace_list_fields (DocketWorkspace *self, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_directory_list_fields (txn, error) : NULL;
}

/**
 * docket_workspace_list_views:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketSavedView) (nullable): the saved views
 */
GPtrArray *
docket_workspace_list_views (DocketWorkspace *self, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_views_list (txn, error) : NULL;
}

/**
 * docket_sidebar_free:
 * @sidebar: (transfer full): what stands around the list
 */
void
docket_sidebar_free (DocketSidebar *sidebar)
{
  g_clear_pointer (&sidebar->views, g_ptr_array_unref);
  g_clear_pointer (&sidebar->view_counts, g_array_unref);
  g_free (sidebar);
}

/**
 * docket_workspace_load_sidebar_async:
 * @self: a workspace
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Reads what stands around the list, on a worker.
 */
void
docket_workspace_load_sidebar_async (DocketWorkspace *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_sidebar_async,
                                cancellable,
                                callback,
                                user_data);
  docket_workspace_run_read (self, task, load_sidebar_thread);
}

/**
 * docket_workspace_load_sidebar_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what stands around the list
 */
DocketSidebar *
docket_workspace_load_sidebar_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_save_draft_async:
 * @self: a workspace
 * @draft: a draft, not to be touched until it is saved; with an empty text it is forgotten
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Saves what was typed.
 */
void
docket_workspace_save_draft_async (DocketWorkspace *self,
                                   DocketDraft *draft,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (draft != NULL);

  task = docket_workspace_task (self,
                                docket_workspace_save_draft_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  docket_workspace_run_write (self, task, save_draft_thread);
}

/**
 * docket_workspace_save_draft_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: local id of the draft; 0 when it was forgotten, or with an error when it could not be
 * saved
 */
gint64
docket_workspace_save_draft_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

/**
 * docket_workspace_list_drafts:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketDraft) (nullable): all drafts
 */
GPtrArray *
docket_workspace_list_drafts (DocketWorkspace *self, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_drafts_list (txn, error) : NULL;
}
