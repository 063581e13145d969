/* Billing batches, made, read and deleted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-billing.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-store-billing.h"
#include "docket-workspace-private.h"

/* What a batch is to be made of. */
typedef struct
{
  char *from_day;
  char *to_day;
  GArray *customers;
} Request;

static Request *
request_new (const char *from_day, const char *to_day, GArray *customers)
{
  Request *request = g_new0 (Request, 1);

  request->from_day = g_strdup (from_day);
  request->to_day = g_strdup (to_day);
  request->customers = customers != NULL ? g_array_copy (customers) : NULL;

  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->from_day);
  g_free (request->to_day);
  g_clear_pointer (&request->customers, g_array_unref);
  g_free (request);
}

static char *
dup_zone (DocketWorkspace *self)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  return g_strdup (self->zone != NULL ? self->zone : g_time_zone_get_identifier (local));
}

static DocketBatch *
fill (DocketWorkspace *self,
      DocketTransaction *txn,
      const char *from_day,
      const char *to_day,
      GArray *customers,
      GError **error)
{
  g_autoptr (DocketBatch) batch = docket_batch_new ();
  DocketBillingScope scope = { .customers = customers };

  batch->from_day = g_strdup (from_day);
  batch->to_day = g_strdup (to_day);
  batch->zone = dup_zone (self);
  batch->currency = docket_meta_get (txn, DOCKET_META_CURRENCY, NULL);
  batch->created_at = docket_clock_get_wall (self->clock);

  if (customers != NULL && customers->len > 0)
    g_array_append_vals (batch->customers, customers->data, customers->len);

  if (!docket_billing_get_period (from_day, to_day, batch->zone, &scope, error) ||
      !docket_batches_fill (txn, batch, &scope, self->kind != DOCKET_SERVER_KIND_LOCAL, error))
    return NULL;

  return g_steal_pointer (&batch);
}

static void
set_no_batch (GError **error, gint64 batch)
{
  g_set_error (error,
               DOCKET_WORKSPACE_ERROR,
               DOCKET_WORKSPACE_ERROR_NOT_FOUND,
               _ ("There is no billing batch %" PRId64 "."),
               batch);
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *batches = docket_workspace_list_batches (source, cancellable, &error);

  if (batches != NULL)
    g_task_return_pointer (task, batches, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
return_batch (GTask *task, DocketBatch *batch, GError *error)
{
  if (batch != NULL)
    g_task_return_pointer (task, batch, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
get_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DocketBatch *batch =
    docket_workspace_get_batch (source, *(gint64 *) task_data, cancellable, &error);

  return_batch (task, batch, error);
}

static void
preview_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  const Request *request = task_data;
  DocketBatch *batch = NULL;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);

  if (txn != NULL)
    batch = fill (self, txn, request->from_day, request->to_day, request->customers, &error);

  return_batch (task, batch, error);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  DocketBatch *batch = docket_workspace_create_batch (source,
                                                      request->from_day,
                                                      request->to_day,
                                                      request->customers,
                                                      cancellable,
                                                      &error);

  return_batch (task, batch, error);
}

static void
delete_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (docket_workspace_delete_batch (source, *(gint64 *) task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_list_batches:
 * @self: a workspace
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketBatch): the billing batches without their
 * lines, the newest first
 */
GPtrArray *
docket_workspace_list_batches (DocketWorkspace *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  return txn != NULL ? docket_batches_list (txn, error) : NULL;
}

/**
 * docket_workspace_get_batch:
 * @self: a workspace
 * @batch: local id of a batch
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the batch with its lines
 */
DocketBatch *
docket_workspace_get_batch (DocketWorkspace *self,
                            gint64 batch,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) local_error = NULL;
  DocketBatch *found;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return NULL;

  found = docket_batches_get (txn, batch, &local_error);

  if (g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    set_no_batch (error, batch);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return found;
}

/**
 * docket_workspace_create_batch:
 * @self: a workspace
 * @from_day: its first day, `YYYY-MM-DD` in the workspace's zone
 * @to_day: its last day
 * @customers: (element-type gint64) (nullable): local ids; %NULL or empty: all
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError, #DocketModelError or #DocketStoreError
 *
 * Makes a billing batch of the unbilled billable time of the resolved and closed tickets. What is
 * taken is found and written in one transaction: no entry is in two living batches.
 *
 * Returns: (transfer full) (nullable): the batch with its lines and what it leaves out; an error
 * when there is nothing to bill
 */
DocketBatch *
docket_workspace_create_batch (DocketWorkspace *self,
                               const char *from_day,
                               const char *to_day,
                               GArray *customers,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketBatch) batch = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (from_day != NULL && to_day != NULL, NULL);

  txn = docket_store_begin_write (self->store, cancellable, error);
  batch = txn != NULL ? fill (self, txn, from_day, to_day, customers, error) : NULL;

  if (batch == NULL)
    return NULL;

  if (batch->n_lines == 0)
    {
      g_set_error_literal (error,
                           DOCKET_WORKSPACE_ERROR,
                           DOCKET_WORKSPACE_ERROR_INVALID,
                           batch->left_out != NULL
                             ? _ ("No time of this period can be billed now. Resolve or close its "
                                  "tickets first, or choose another period.")
                             : _ ("There is no unbilled time in this period. Choose another one."));
      return NULL;
    }

  if (docket_batches_insert (txn, batch, error) == 0 || !docket_workspace_commit (self, txn, error))
    return NULL;

  return g_steal_pointer (&batch);
}

/**
 * docket_workspace_delete_batch:
 * @self: a workspace
 * @batch: local id of a batch
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Deletes a batch: its time can be billed again; time recorded after it too, once its ticket was
 * reopened.
 *
 * Returns: whether there was such a batch
 */
gboolean
docket_workspace_delete_batch (DocketWorkspace *self,
                               gint64 batch,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);

  txn = docket_store_begin_write (self->store, cancellable, error);

  if (txn == NULL)
    return FALSE;

  if (docket_batches_delete (txn, batch, docket_clock_get_wall (self->clock), &local_error))
    return docket_workspace_commit (self, txn, error);

  if (g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    set_no_batch (error, batch);
  else
    g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * docket_workspace_list_batches_async:
 * @self: a workspace
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Like docket_workspace_list_batches() on a worker.
 */
void
docket_workspace_list_batches_async (DocketWorkspace *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_list_batches_async,
                                cancellable,
                                callback,
                                user_data);
  docket_workspace_run_read (self, task, list_thread);
}

/**
 * docket_workspace_list_batches_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type DocketBatch): the batches without their lines
 */
GPtrArray *
docket_workspace_list_batches_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_get_batch_async:
 * @self: a workspace
 * @batch: local id of a batch
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Like docket_workspace_get_batch() on a worker.
 */
void
docket_workspace_get_batch_async (DocketWorkspace *self,
                                  gint64 batch,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_get_batch_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&batch, sizeof batch), g_free);
  docket_workspace_run_read (self, task, get_thread);
}

/**
 * docket_workspace_get_batch_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the batch with its lines
 */
DocketBatch *
docket_workspace_get_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_preview_batch_async:
 * @self: a workspace
 * @from_day: its first day, `YYYY-MM-DD` in the workspace's zone
 * @to_day: its last day
 * @customers: (element-type gint64) (nullable): local ids; %NULL or empty: all
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds on a worker what a batch would take and leave out, and writes nothing.
 */
void
docket_workspace_preview_batch_async (DocketWorkspace *self,
                                      const char *from_day,
                                      const char *to_day,
                                      GArray *customers,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_preview_batch_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, request_new (from_day, to_day, customers), request_free);
  docket_workspace_run_read (self, task, preview_thread);
}

/**
 * docket_workspace_preview_batch_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a batch of id 0 with its lines and what it leaves out
 */
DocketBatch *
docket_workspace_preview_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_create_batch_async:
 * @self: a workspace
 * @from_day: its first day, `YYYY-MM-DD` in the workspace's zone
 * @to_day: its last day
 * @customers: (element-type gint64) (nullable): local ids; %NULL or empty: all
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Like docket_workspace_create_batch() on a worker.
 */
void
docket_workspace_create_batch_async (DocketWorkspace *self,
                                     const char *from_day,
                                     const char *to_day,
                                     GArray *customers,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_create_batch_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, request_new (from_day, to_day, customers), request_free);
  docket_workspace_run_write (self, task, create_thread);
}

/**
 * docket_workspace_create_batch_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the batch with its lines
 */
DocketBatch *
docket_workspace_create_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_delete_batch_async:
 * @self: a workspace
 * @batch: local id of a batch
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Like docket_workspace_delete_batch() on a worker.
 */
void
docket_workspace_delete_batch_async (DocketWorkspace *self,
                                     gint64 batch,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_delete_batch_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&batch, sizeof batch), g_free);
  docket_workspace_run_write (self, task, delete_thread);
}

/**
 * docket_workspace_delete_batch_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: whether it is gone
 */
gboolean
docket_workspace_delete_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
