/* Texts that are written often, and what their variables stand for.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-quick-replies.h"

#include <glib/gi18n.h>

#include "docket-store-directory.h"
#include "docket-workspace-private.h"

static gint64
get_used (const DocketEntry *entry)
{
  const char *used = docket_entry_get (entry, DOCKET_QUICK_REPLY_USED);

  return used != NULL ? g_ascii_strtoll (used, NULL, 10) : 0;
}

static gint
compare_replies (gconstpointer a, gconstpointer b)
{
  const DocketEntry *left = *(DocketEntry *const *) a;
  const DocketEntry *right = *(DocketEntry *const *) b;
  const gint64 difference = get_used (right) - get_used (left);

  if (difference != 0)
    return difference > 0 ? 1 : -1;

  return g_utf8_collate (left->name, right->name);
}

/* Those to whom something can be assigned. */
static GHashTable *
list_technicians (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) entries =
    docket_directory_list (txn, DOCKET_ENTITY_TECHNICIAN, NULL, 0, 0, error);
  GHashTable *names;

  if (entries == NULL)
    return NULL;

  names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < entries->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (entries, i);

      g_hash_table_insert (names, g_memdup2 (&entry->id, sizeof entry->id), g_strdup (entry->name));
    }

  return names;
}

/* A status that was archived since can't be set. */
static gboolean
forget_lost_statuses (DocketTransaction *txn, GPtrArray *entries, GError **error)
{
  g_autoptr (GPtrArray) statuses = docket_directory_list_statuses (txn, error);

  if (statuses == NULL)
    return FALSE;

  for (guint i = 0; i < entries->len; i++)
    {
      DocketEntry *entry = g_ptr_array_index (entries, i);
      const char *status = docket_entry_get (entry, DOCKET_QUICK_REPLY_STATUS);

      if (status != NULL && !g_ptr_array_find_with_equal_func (statuses, status, g_str_equal, NULL))
        docket_values_forget (entry->properties, DOCKET_QUICK_REPLY_STATUS);
    }

  return TRUE;
}

static void
set_first_name (DocketWorkspace *self, DocketValues *values, gint64 contact)
{
  g_autoptr (DocketEntry) entry =
    contact != 0 ? docket_workspace_get_entry (self, DOCKET_ENTITY_CONTACT, contact, NULL, NULL)
                 : NULL;
  const char *first_name = entry != NULL ? docket_entry_get (entry, "first_name") : NULL;

  if (first_name != NULL && *first_name != '\0')
    docket_values_set (values, "contact.first_name", first_name);
  else if (entry != NULL)
    docket_values_set (values, "contact.first_name", entry->name);
}

static DocketValues *
make_values (DocketWorkspace *self, gint64 ticket, GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autofree char *number = NULL;

  if (ticket == 0)
    return g_steal_pointer (&values);

  details = docket_workspace_load_ticket (self, ticket, NULL, error);

  if (details == NULL)
    return NULL;

  if (details->row->number != NULL)
    number = g_strconcat ("#", details->row->number, NULL);

  docket_values_set (values, "ticket.number", number);
  docket_values_set (values, "ticket.title", details->row->title);
  docket_values_set (values, "customer.name", details->row->customer_name);
  docket_values_set (values, "technician.name", docket_workspace_get_me_name (self));
  set_first_name (self, values, details->row->contact);

  return g_steal_pointer (&values);
}

static DocketEntry *
get_reply (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  DocketEntry *entry = docket_directory_get (txn, DOCKET_ENTITY_QUICK_REPLY, id, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (entry == NULL || entry->archived)
    {
      g_clear_object (&entry);
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                           _ ("There is no such quick reply any more."));
    }

  return entry;
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DocketQuickReplies *replies =
    docket_workspace_load_quick_replies (source, *(gint64 *) task_data, &error);

  if (replies != NULL)
    g_task_return_pointer (task, replies, (GDestroyNotify) docket_quick_replies_free);
  else
    g_task_return_error (task, error);
}

static void
count_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_boolean (task,
                         docket_workspace_count_quick_reply (source, *(gint64 *) task_data, NULL));
}

/**
 * docket_quick_replies_free:
 * @replies: (transfer full): quick replies
 */
void
docket_quick_replies_free (DocketQuickReplies *replies)
{
  g_clear_pointer (&replies->entries, g_ptr_array_unref);
  g_clear_pointer (&replies->values, docket_values_unref);
  g_clear_pointer (&replies->technicians, g_hash_table_unref);
  g_free (replies);
}

/**
 * docket_workspace_load_quick_replies:
 * @self: a workspace
 * @ticket: local id; 0: of none, so that no variable is known
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the quick replies, most used first
 */
DocketQuickReplies *
docket_workspace_load_quick_replies (DocketWorkspace *self, gint64 ticket, GError **error)
{
  g_autoptr (DocketQuickReplies) replies = g_new0 (DocketQuickReplies, 1);
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  if (txn == NULL)
    return NULL;

  replies->entries = docket_directory_list (txn, DOCKET_ENTITY_QUICK_REPLY, NULL, 0, 0, error);

  if (replies->entries == NULL)
    return NULL;

  replies->technicians = list_technicians (txn, error);

  if (replies->technicians == NULL || !forget_lost_statuses (txn, replies->entries, error))
    return NULL;

  g_clear_pointer (&txn, docket_transaction_free);
  g_ptr_array_sort (replies->entries, compare_replies);
  replies->values = make_values (self, ticket, error);

  return replies->values != NULL ? g_steal_pointer (&replies) : NULL;
}

/**
 * docket_workspace_load_quick_replies_async:
 * @self: a workspace
 * @ticket: local id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_load_quick_replies() on a worker.
 */
void
docket_workspace_load_quick_replies_async (DocketWorkspace *self,
                                           gint64 ticket,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_quick_replies_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&ticket, sizeof ticket), g_free);
  docket_workspace_run_read (self, task, load_thread);
}

/**
 * docket_workspace_load_quick_replies_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_load_quick_replies()
 *
 * Returns: (transfer full) (nullable): the quick replies
 */
DocketQuickReplies *
docket_workspace_load_quick_replies_finish (DocketWorkspace *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_count_quick_reply:
 * @self: a workspace
 * @id: local id of a quick reply that was inserted
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Most used ones come first.
 *
 * Returns: whether it was counted
 */
gboolean
docket_workspace_count_quick_reply (DocketWorkspace *self, gint64 id, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketEntry) entry = NULL;
  g_autofree char *used = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  txn = docket_store_begin_write (self->store, NULL, error);
  entry = txn != NULL ? get_reply (txn, id, error) : NULL;

  if (entry == NULL)
    return FALSE;

  used = g_strdup_printf ("%" G_GINT64_FORMAT, get_used (entry) + 1);
  docket_entry_set (entry, DOCKET_QUICK_REPLY_USED, used);

  return docket_directory_save (txn, entry, error) != 0 &&
         docket_workspace_commit (self, txn, error);
}

/**
 * docket_workspace_count_quick_reply_async:
 * @self: a workspace
 * @id: local id of a quick reply that was inserted
 *
 * Like docket_workspace_count_quick_reply() on a worker. Nobody has to hear of it.
 */
void
docket_workspace_count_quick_reply_async (DocketWorkspace *self, gint64 id)
{
  GTask *task;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self, docket_workspace_count_quick_reply_async, NULL, NULL, NULL);
  g_task_set_task_data (task, g_memdup2 (&id, sizeof id), g_free);
  docket_workspace_run_write (self, task, count_thread);
}
