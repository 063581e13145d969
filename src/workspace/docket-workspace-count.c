/* How many tickets a filter shows.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

static void
count_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  guint n_tickets = 0;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);

  if (txn != NULL && docket_tickets_count (txn,
                                           task_data,
                                           docket_workspace_get_me (self),
                                           &n_tickets,
                                           cancellable,
                                           &error))
    g_task_return_int (task, n_tickets);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_count_tickets_async:
 * @self: a workspace
 * @filter: what is counted
 * @cancellable: (nullable): ends the count early
 * @callback: called when they are counted
 * @user_data: for @callback
 *
 * Counts on a worker. Cancel a count that nobody waits for any more: one that runs stops in the
 * middle, one that has not begun never does.
 */
void
docket_workspace_count_tickets_async (DocketWorkspace *self,
                                      const DocketFilter *filter,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (filter != NULL);

  task = docket_workspace_task (self,
                                docket_workspace_count_tickets_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, docket_filter_copy (filter), (GDestroyNotify) docket_filter_free);
  docket_workspace_run_read (self, task, count_thread);
}

/**
 * docket_workspace_count_tickets_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @n_tickets: (out): how many there are
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether they could be counted
 */
gboolean
docket_workspace_count_tickets_finish (DocketWorkspace *self,
                                       GAsyncResult *result,
                                       guint *n_tickets,
                                       GError **error)
{
  gssize count;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (n_tickets != NULL, FALSE);

  count = g_task_propagate_int (G_TASK (result), error);
  *n_tickets = MAX (count, 0);

  return count >= 0;
}
