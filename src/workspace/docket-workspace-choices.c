/* What the fields of a ticket can be set to.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-choices.h"

#include "docket-store-directory.h"
#include "docket-workspace-private.h"

static gboolean
fill_choices (DocketWorkspace *self,
              DocketTicketChoices *choices,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return FALSE;

  choices->statuses = docket_directory_list_statuses (txn, error);
  choices->fields = choices->statuses != NULL ? docket_directory_list_fields (txn, error) : NULL;
  choices->technicians =
    choices->fields != NULL
      ? docket_directory_list (txn, DOCKET_ENTITY_TECHNICIAN, NULL, 0, 0, error)
      : NULL;

  return choices->technicians != NULL;
}

static void
load_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (DocketTicketChoices) choices = g_new0 (DocketTicketChoices, 1);
  GError *error = NULL;

  if (fill_choices (source, choices, cancellable, &error))
    g_task_return_pointer (task,
                           g_steal_pointer (&choices),
                           (GDestroyNotify) docket_ticket_choices_free);
  else
    g_task_return_error (task, error);
}

/**
 * docket_ticket_choices_free:
 * @choices: (transfer full): what the fields of a ticket are made of
 */
void
docket_ticket_choices_free (DocketTicketChoices *choices)
{
  g_clear_pointer (&choices->statuses, g_ptr_array_unref);
  g_clear_pointer (&choices->fields, g_ptr_array_unref);
  g_clear_pointer (&choices->technicians, g_ptr_array_unref);
  g_free (choices);
}

/**
 * docket_workspace_load_ticket_choices_async:
 * @self: a workspace
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads them on a worker.
 */
void
docket_workspace_load_ticket_choices_async (DocketWorkspace *self,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_ticket_choices_async,
                                cancellable,
                                callback,
                                user_data);
  docket_workspace_run_read (self, task, load_thread);
}

/**
 * docket_workspace_load_ticket_choices_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what the fields of a ticket are made of
 */
DocketTicketChoices *
docket_workspace_load_ticket_choices_finish (DocketWorkspace *self,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
