/* Tickets that sleep until a time.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-remind.h"

#include <glib/gi18n.h>

#include "docket-store-reminders.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

typedef struct
{
  gint64 ticket;
  gint64 at;
} Wish;

static void
remind_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Wish *wish = task_data;
  GError *error = NULL;

  if (docket_workspace_remind (source, wish->ticket, wish->at, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* For the room alone, on a worker: wakes the tickets whose time has come. Most of the time there
 * are none, and nothing is written. */
gboolean
docket_workspace_wake_due (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  const gint64 now_us = docket_clock_get_wall (self->clock);
  gboolean due = FALSE;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL || !docket_reminders_is_due (txn, now_us, &due, error))
    return FALSE;

  g_clear_pointer (&txn, docket_transaction_free);

  if (!due)
    return TRUE;

  txn = docket_store_begin_write (self->store, cancellable, error);

  return txn != NULL && docket_reminders_wake_due (txn, now_us, error) &&
         docket_transaction_commit (txn, error);
}

/**
 * docket_workspace_remind:
 * @self: a workspace
 * @ticket: local id
 * @at: until when the ticket sleeps, microseconds UTC; 0: it wakes
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_remind (DocketWorkspace *self,
                         gint64 ticket,
                         gint64 at,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  gint64 now_us;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  now_us = docket_clock_get_wall (self->clock);

  if (at != 0 && at <= now_us)
    {
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_INVALID,
                           _ ("This time is past. Choose a later one."));
      return FALSE;
    }

  txn = docket_store_begin_write (self->store, cancellable, error);

  return txn != NULL && docket_reminders_set (txn, ticket, at, now_us, error) &&
         (at == 0 || docket_tickets_set_read (txn, ticket, now_us, error)) &&
         docket_workspace_commit (self, txn, error);
}

/**
 * docket_workspace_remind_async:
 * @self: a workspace
 * @ticket: local id
 * @at: until when the ticket sleeps, microseconds UTC; 0: it wakes
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_remind() on a worker.
 */
void
docket_workspace_remind_async (DocketWorkspace *self,
                               gint64 ticket,
                               gint64 at,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const Wish wish = { .ticket = ticket, .at = at };
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self, docket_workspace_remind_async, NULL, callback, user_data);
  g_task_set_task_data (task, g_memdup2 (&wish, sizeof wish), g_free);
  docket_workspace_run_write (self, task, remind_thread);
}

/**
 * docket_workspace_remind_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_workspace_remind_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
