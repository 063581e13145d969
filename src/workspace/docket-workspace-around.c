/* What is known around a ticket: who it is for, what they had before, what it belongs to.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-around.h"

#include "docket-store-directory.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

typedef struct
{
  DocketTicketRow *ticket;
  guint limit;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  docket_ticket_row_free (question->ticket);
  g_free (question);
}

static void
load_around_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Question *question = task_data;
  GError *error = NULL;
  DocketAround *around =
    docket_workspace_load_around (source, question->ticket, question->limit, cancellable, &error);

  if (around != NULL)
    g_task_return_pointer (task, around, (GDestroyNotify) docket_around_free);
  else
    g_task_return_error (task, error);
}

/* One that is gone is none. */
static gboolean
load_entry (DocketTransaction *txn,
            DocketEntity entity,
            gint64 id,
            DocketEntry **entry,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (id == 0)
    return TRUE;

  *entry = docket_directory_get (txn, entity, id, &local_error);

  if (*entry != NULL ||
      g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static gboolean
load_rows (DocketTransaction *txn, GArray *ids, GPtrArray **rows, GError **error)
{
  if (ids == NULL)
    return FALSE;

  *rows =
    docket_tickets_load_rows (txn, (const gint64 *) (const void *) ids->data, ids->len, error);

  return *rows != NULL;
}

static gboolean
load_of_customer (DocketTransaction *txn,
                  const DocketTicketRow *ticket,
                  guint limit,
                  GPtrArray **rows,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GArray) ids = NULL;

  if (ticket->customer == 0)
    {
      *rows = g_ptr_array_new ();
      return TRUE;
    }

  g_array_append_val (filter->customers, ticket->customer);
  ids = docket_tickets_list_ids (txn,
                                 filter,
                                 0,
                                 DOCKET_SORT_UPDATED,
                                 FALSE,
                                 DOCKET_GROUP_NONE,
                                 limit + 1,
                                 NULL,
                                 cancellable,
                                 error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == ticket->id)
      {
        g_array_remove_index (ids, i);
        break;
      }

  if (ids != NULL && ids->len > limit)
    g_array_set_size (ids, limit);

  return load_rows (txn, ids, rows, error);
}

static gboolean
load_tickets (DocketTransaction *txn,
              const DocketTicketRow *ticket,
              guint limit,
              DocketAround *around,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) parents = docket_relations_list (txn, ticket->id, "parent", error);
  g_autoptr (GArray) children = NULL;
  g_autoptr (GArray) of_contact = NULL;

  if (!load_rows (txn, parents, &around->parents, error))
    return FALSE;

  children = docket_relations_list (txn, ticket->id, "child", error);

  if (!load_rows (txn, children, &around->children, error))
    return FALSE;

  of_contact = docket_tickets_list_of_contact (txn, ticket->contact, ticket->id, limit, error);

  return load_rows (txn, of_contact, &around->of_contact, error) &&
         load_of_customer (txn, ticket, limit, &around->of_customer, cancellable, error);
}

/**
 * docket_around_free:
 * @around: (transfer full): what is known around a ticket
 */
void
docket_around_free (DocketAround *around)
{
  g_clear_object (&around->contact);
  g_clear_object (&around->customer);
  g_clear_pointer (&around->parents, g_ptr_array_unref);
  g_clear_pointer (&around->children, g_ptr_array_unref);
  g_clear_pointer (&around->of_contact, g_ptr_array_unref);
  g_clear_pointer (&around->of_customer, g_ptr_array_unref);
  g_free (around);
}

/**
 * docket_workspace_load_around:
 * @self: a workspace
 * @ticket: a ticket
 * @limit: at most so many earlier tickets each
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what is known around the ticket, all of it here
 */
DocketAround *
docket_workspace_load_around (DocketWorkspace *self,
                              const DocketTicketRow *ticket,
                              guint limit,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (DocketAround) around = g_new0 (DocketAround, 1);
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (ticket != NULL, NULL);

  around->ticket = ticket->id;
  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL ||
      !load_entry (txn, DOCKET_ENTITY_CONTACT, ticket->contact, &around->contact, error) ||
      !load_entry (txn, DOCKET_ENTITY_CUSTOMER, ticket->customer, &around->customer, error) ||
      !load_tickets (txn, ticket, limit, around, cancellable, error))
    return NULL;

  return g_steal_pointer (&around);
}

/**
 * docket_workspace_load_around_async:
 * @self: a workspace
 * @ticket: a ticket
 * @limit: at most so many earlier tickets each
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is there
 * @user_data: for @callback
 *
 * Like docket_workspace_load_around() on a worker.
 */
void
docket_workspace_load_around_async (DocketWorkspace *self,
                                    const DocketTicketRow *ticket,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;
  Question *question = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (ticket != NULL);

  question = g_new0 (Question, 1);
  question->ticket = docket_ticket_row_copy (ticket);
  question->limit = limit;
  task = docket_workspace_task (self,
                                docket_workspace_load_around_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, question, question_free);
  docket_workspace_run_read (self, task, load_around_thread);
}

/**
 * docket_workspace_load_around_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what is known around the ticket
 */
DocketAround *
docket_workspace_load_around_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
