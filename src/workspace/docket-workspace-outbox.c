/* What waits for the server, and what a person decides about it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-private.h"

#include <glib/gi18n.h>

#include "docket-payload.h"

typedef struct
{
  char *uuid;
  DocketOutboxAct act;
  guint nth; /* of its likely items, where it is settled */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_free (decision->uuid);
  g_free (decision);
}

static void
list_operations_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *operations =
    docket_workspace_list_operations (source, GPOINTER_TO_INT (task_data), &error);

  if (operations != NULL)
    g_task_return_pointer (task, operations, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
decide_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Decision *decision = task_data;
  GError *error = NULL;
  DocketOperation *operation =
    docket_workspace_decide (source, decision->uuid, decision->act, &error);

  if (operation != NULL)
    g_task_return_pointer (task, operation, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
settle_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Decision *decision = task_data;
  GError *error = NULL;
  DocketOperation *operation =
    docket_workspace_settle (source, decision->uuid, decision->nth, &error);

  if (operation != NULL)
    g_task_return_pointer (task, operation, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The conflict of a field is resolved by its field; the operation tells which. */
static DocketOperation *
resolve (DocketTransaction *txn,
         const char *uuid,
         gboolean take_theirs,
         const DocketOutboxContext *context,
         GError **error)
{
  g_autoptr (DocketOperation) operation = docket_operations_get (txn, uuid, error);
  g_autoptr (GPtrArray) conflicts = NULL;

  if (operation == NULL)
    return NULL;

  conflicts = docket_conflicts_list (txn, operation->ticket, error);

  if (conflicts == NULL)
    return NULL;

  for (guint i = 0; i < conflicts->len; i++)
    {
      const DocketConflict *conflict = g_ptr_array_index (conflicts, i);

      if (operation->payload != NULL && docket_values_knows (operation->payload, conflict->field))
        return docket_outbox_resolve (txn,
                                      operation->ticket,
                                      conflict->field,
                                      take_theirs,
                                      context,
                                      error)
                 ? docket_operations_get (txn, uuid, error)
                 : NULL;
    }

  g_set_error_literal (error,
                       DOCKET_WORKSPACE_ERROR,
                       DOCKET_WORKSPACE_ERROR_INVALID,
                       _ ("This change is in no conflict any more."));

  return NULL;
}

static DocketOperation *
act_on (DocketTransaction *txn,
        const char *uuid,
        DocketOutboxAct act,
        const DocketOutboxContext *context,
        GError **error)
{
  switch (act)
    {
    case DOCKET_OUTBOX_RETRY:
      return docket_outbox_retry (txn, uuid, FALSE, context, error);

    case DOCKET_OUTBOX_SEND_ANYWAY:
      return docket_outbox_retry (txn, uuid, TRUE, context, error);

    case DOCKET_OUTBOX_EDIT:
      return docket_outbox_edit (txn, uuid, context, error);

    case DOCKET_OUTBOX_DISCARD:
      return docket_outbox_discard (txn, uuid, context, error);

    case DOCKET_OUTBOX_KEEP_MINE:
      return resolve (txn, uuid, FALSE, context, error);

    case DOCKET_OUTBOX_TAKE_THEIRS:
      return resolve (txn, uuid, TRUE, context, error);
    }

  g_return_val_if_reached (NULL);
}

/**
 * docket_workspace_list_operations:
 * @self: a workspace
 * @all: those done and withdrawn too
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketOperation) (nullable): the outbox, in order
 */
GPtrArray *
docket_workspace_list_operations (DocketWorkspace *self, gboolean all, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_operations_list (txn, all, error) : NULL;
}

/**
 * docket_workspace_list_operations_async:
 * @self: a workspace
 * @all: those done and withdrawn too
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_list_operations() on a worker.
 */
void
docket_workspace_list_operations_async (DocketWorkspace *self,
                                        gboolean all,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_list_operations_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, GINT_TO_POINTER (all), NULL);
  docket_workspace_run_read (self, task, list_operations_thread);
}

/**
 * docket_workspace_list_operations_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketOperation) (nullable): the outbox, in order
 */
GPtrArray *
docket_workspace_list_operations_finish (DocketWorkspace *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_describe_operation:
 * @self: a workspace
 * @operation: one of its operations
 *
 * Any thread.
 *
 * Returns: (transfer none) (nullable): what people know it by beside its kind and its ticket: a
 * message's text, a file's name; %NULL when there is no such thing, as for a field
 */
const char *
docket_workspace_describe_operation (DocketWorkspace *self, const DocketOperation *operation)
{
  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  if (operation->payload == NULL)
    return NULL;

  if (operation->kind == DOCKET_OPERATION_KIND_MESSAGE)
    return docket_values_get (operation->payload, DOCKET_PAYLOAD_TEXT);

  if (operation->kind == DOCKET_OPERATION_KIND_FILE)
    return docket_values_get (operation->payload, DOCKET_PAYLOAD_FILE_NAME);

  return NULL;
}

/**
 * docket_workspace_decide:
 * @self: a workspace
 * @uuid: an operation
 * @act: what the person decided
 * @error: return location for a #DocketSyncError, #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the operation as it is now
 */
DocketOperation *
docket_workspace_decide (DocketWorkspace *self,
                         const char *uuid,
                         DocketOutboxAct act,
                         GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_write (self->store, NULL, error);

  if (txn == NULL)
    return NULL;

  operation = act_on (txn, uuid, act, &context, error);

  if (operation == NULL || !docket_workspace_commit (self, txn, error))
    return NULL;

  return g_steal_pointer (&operation);
}

/**
 * docket_workspace_decide_async:
 * @self: a workspace
 * @uuid: an operation
 * @act: what the person decided
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_decide() on a worker.
 */
void
docket_workspace_decide_async (DocketWorkspace *self,
                               const char *uuid,
                               DocketOutboxAct act,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Decision *decision = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (uuid != NULL);

  decision = g_new0 (Decision, 1);
  decision->uuid = g_strdup (uuid);
  decision->act = act;

  task =
    docket_workspace_task (self, docket_workspace_decide_async, cancellable, callback, user_data);
  g_task_set_task_data (task, decision, decision_free);
  docket_workspace_run_write (self, task, decide_thread);
}

/**
 * docket_workspace_decide_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_decide()
 *
 * Returns: (transfer full) (nullable): the operation as it is now
 */
DocketOperation *
docket_workspace_decide_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_settle:
 * @self: a workspace
 * @uuid: an operation of which nobody knows whether it arrived
 * @nth: which of its likely items it is, from 1
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * The person says that it is there already.
 *
 * Returns: (transfer full) (nullable): the operation as it is now
 */
DocketOperation *
docket_workspace_settle (DocketWorkspace *self, const char *uuid, guint nth, GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) operation = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (uuid != NULL, NULL);

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_write (self->store, NULL, error);

  if (txn == NULL)
    return NULL;

  operation = docket_outbox_settle (txn, uuid, nth, &context, error);

  if (operation == NULL || !docket_workspace_commit (self, txn, error))
    return NULL;

  return g_steal_pointer (&operation);
}

/**
 * docket_workspace_settle_async:
 * @self: a workspace
 * @uuid: an operation of which nobody knows whether it arrived
 * @nth: which of its likely items it is, from 1
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Like docket_workspace_settle() on a worker.
 */
void
docket_workspace_settle_async (DocketWorkspace *self,
                               const char *uuid,
                               guint nth,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  Decision *decision = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (uuid != NULL);

  decision = g_new0 (Decision, 1);
  decision->uuid = g_strdup (uuid);
  decision->nth = nth;

  task =
    docket_workspace_task (self, docket_workspace_settle_async, cancellable, callback, user_data);
  g_task_set_task_data (task, decision, decision_free);
  docket_workspace_run_write (self, task, settle_thread);
}

/**
 * docket_workspace_settle_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_settle()
 *
 * Returns: (transfer full) (nullable): the operation as it is now
 */
DocketOperation *
docket_workspace_settle_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_list_conflicts:
 * @self: a workspace
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (element-type DocketConflict) (nullable): all fields that both sides
 * changed
 */
GPtrArray *
docket_workspace_list_conflicts (DocketWorkspace *self, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_conflicts_list (txn, 0, error) : NULL;
}

/**
 * docket_workspace_resolve:
 * @self: a workspace
 * @ticket: local id
 * @field: a field's id
 * @take_theirs: take the server's value instead of keeping one's own
 * @error: return location for a #DocketSyncError or #DocketStoreError
 *
 * Settles the conflict of one field.
 *
 * Returns: whether it is settled
 */
gboolean
docket_workspace_resolve (DocketWorkspace *self,
                          gint64 ticket,
                          const char *field,
                          gboolean take_theirs,
                          GError **error)
{
  DocketOutboxContext context;
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (field != NULL, FALSE);

  docket_workspace_fill_context (self, &context);
  txn = docket_store_begin_write (self->store, NULL, error);

  return txn != NULL && docket_outbox_resolve (txn, ticket, field, take_theirs, &context, error) &&
         docket_workspace_commit (self, txn, error);
}
