/* How much was worked on a ticket, and what is left of a contract.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-time.h"

#include "docket-store-timer.h"
#include "docket-time-totals-private.h"
#include "docket-workspace-private.h"

/* More hours are a slip of the finger. */
#define MAX_HOURS 1e6

/* For the room alone. */
gboolean
docket_workspace_read_contract_hours (DocketTransaction *txn,
                                      DocketEntry *contract,
                                      DocketContractHours *hours,
                                      GError **error)
{
  const char *included = docket_entry_get (contract, "hours_included");
  const double number = included != NULL ? g_ascii_strtod (included, NULL) : 0;
  gint64 booked;

  hours->contract = contract->id;

  if (!(number > 0))
    return TRUE;

  booked = docket_time_entries_sum_contract (txn, contract->id, error);

  if (booked < 0)
    return FALSE;

  hours->has_hours = TRUE;
  hours->left_us = (gint64) (MIN (number, MAX_HOURS) * G_TIME_SPAN_HOUR) - booked;

  return TRUE;
}

static void
totals_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  g_autofree DocketTimeTotals *totals = g_memdup2 (task_data, sizeof *totals);
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);

  if (txn != NULL && docket_time_entries_sum_ticket (txn,
                                                     totals->ticket,
                                                     &totals->total_us,
                                                     &totals->billable_us,
                                                     &error))
    g_task_return_pointer (task, g_steal_pointer (&totals), g_free);
  else
    g_task_return_error (task, error);
}

static void
hours_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  g_autofree DocketContractHours *hours = g_new0 (DocketContractHours, 1);
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);
  g_autoptr (DocketEntry) contract =
    txn != NULL
      ? docket_directory_get (txn, DOCKET_ENTITY_CONTRACT, *(const gint64 *) task_data, &error)
      : NULL;

  if (contract != NULL && docket_workspace_read_contract_hours (txn, contract, hours, &error))
    g_task_return_pointer (task, g_steal_pointer (&hours), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_load_time_totals_async:
 * @self: a workspace
 * @ticket: local id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads on a worker how much was worked on a ticket.
 */
void
docket_workspace_load_time_totals_async (DocketWorkspace *self,
                                         gint64 ticket,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  const DocketTimeTotals totals = { .ticket = ticket };
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_time_totals_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&totals, sizeof totals), g_free);
  docket_workspace_run_read (self, task, totals_thread);
}

/**
 * docket_workspace_load_time_totals_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): how much was worked; free with g_free()
 */
DocketTimeTotals *
docket_workspace_load_time_totals_finish (DocketWorkspace *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_load_contract_hours_async:
 * @self: a workspace
 * @contract: local id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads on a worker what is left of a contract's hours.
 */
void
docket_workspace_load_contract_hours_async (DocketWorkspace *self,
                                            gint64 contract,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_contract_hours_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&contract, sizeof contract), g_free);
  docket_workspace_run_read (self, task, hours_thread);
}

/**
 * docket_workspace_load_contract_hours_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what is left; free with g_free()
 */
DocketContractHours *
docket_workspace_load_contract_hours_finish (DocketWorkspace *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
