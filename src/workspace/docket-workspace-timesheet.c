/* What a technician worked, read from a workspace.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-timesheet.h"

#include "docket-store-billing.h"
#include "docket-workspace-private.h"

typedef struct
{
  gint64 technician;
  char *from_day;
  char *to_day;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->from_day);
  g_free (request->to_day);
  g_free (request);
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  const Request *request = task_data;
  GError *error = NULL;
  DocketBillingScope scope = { 0 };
  g_autoptr (DocketTimesheet) timesheet = docket_timesheet_new (self->zone);
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);

  if (txn != NULL &&
      docket_billing_get_period (request->from_day, request->to_day, self->zone, &scope, &error) &&
      docket_timesheets_fill (txn,
                              timesheet,
                              request->technician,
                              scope.from_at,
                              scope.to_at,
                              &error))
    g_task_return_pointer (task, g_steal_pointer (&timesheet), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_load_timesheet_async:
 * @self: a workspace
 * @technician: local id
 * @from_day: the first day, `YYYY-MM-DD` in the workspace's zone
 * @to_day: the last day, which counts
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is read
 * @user_data: for @callback
 *
 * Reads on a worker what a technician worked in a period.
 */
void
docket_workspace_load_timesheet_async (DocketWorkspace *self,
                                       gint64 technician,
                                       const char *from_day,
                                       const char *to_day,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  GTask *task = NULL;
  Request *request;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (from_day != NULL && to_day != NULL);

  request = g_new0 (Request, 1);
  request->technician = technician;
  request->from_day = g_strdup (from_day);
  request->to_day = g_strdup (to_day);
  task = docket_workspace_task (self,
                                docket_workspace_load_timesheet_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, request, request_free);
  docket_workspace_run_read (self, task, load_thread);
}

/**
 * docket_workspace_load_timesheet_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketModelError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the timesheet
 */
DocketTimesheet *
docket_workspace_load_timesheet_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
