/* What the reader has seen: kept here, the reader's own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-sync.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

static void
mark_read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  gint64 ticket = *(gint64 *) task_data;
  gint64 now_us = docket_clock_get_wall (self->clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  /* Nobody waits for it, and it is done again when the ticket is opened again. */
  if (txn == NULL || !docket_tickets_set_read (txn, ticket, now_us, &error) ||
      (self->kind != DOCKET_SERVER_KIND_LOCAL &&
       !docket_wishes_add_ticket (txn, ticket, now_us, &error)) ||
      !docket_workspace_commit (self, txn, &error))
    g_debug ("Ticket %" G_GINT64_FORMAT " could not be marked as read: %s", ticket, error->message);

  g_task_return_boolean (task, TRUE);
}

static void
mark_unread_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  if (txn != NULL && docket_tickets_set_unread (txn, *(gint64 *) task_data, &error) &&
      docket_workspace_commit (self, txn, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_mark_read_async:
 * @self: a workspace
 * @ticket: local id
 *
 * The person has opened a ticket: it is read up to now, and its details come first from the server.
 */
void
docket_workspace_mark_read_async (DocketWorkspace *self, gint64 ticket)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self, docket_workspace_mark_read_async, NULL, NULL, NULL);
  g_task_set_task_data (task, g_memdup2 (&ticket, sizeof ticket), g_free);
  docket_workspace_run_write (self, task, mark_read_thread);
}

/**
 * docket_workspace_mark_unread_async:
 * @self: a workspace
 * @ticket: local id
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * The person wants to look at a ticket again.
 */
void
docket_workspace_mark_unread_async (DocketWorkspace *self,
                                    gint64 ticket,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task =
    docket_workspace_task (self, docket_workspace_mark_unread_async, NULL, callback, user_data);
  g_task_set_task_data (task, g_memdup2 (&ticket, sizeof ticket), g_free);
  docket_workspace_run_write (self, task, mark_unread_thread);
}

/**
 * docket_workspace_mark_unread_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_mark_unread_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
