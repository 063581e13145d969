/* Time entries: what a new one begins with, what it is compared with, and taking changes back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-time.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-store-timer.h"
#include "docket-time-totals-private.h"
#include "docket-workspace-private.h"

/* More are searched, not offered. */
#define MAX_CHOICES 500

typedef struct
{
  gint64 technician;
  gint64 from;
  gint64 to;
} Near;

static gint64
get_midnight (DocketWorkspace *self)
{
  const gint64 now = docket_clock_get_wall (self->clock);
  g_autoptr (GTimeZone) zone =
    self->zone != NULL ? g_time_zone_new_identifier (self->zone) : g_time_zone_new_local ();
  gint64 midnight = now;

  if (zone == NULL)
    zone = g_time_zone_new_local ();

  docket_clock_time_parse ("0:00", zone, now, &midnight);

  return midnight;
}

/* The contract names its rate by local id, where it names one. */
static gboolean
learn_contract (DocketTransaction *txn, gint64 id, DocketTimeChoices *choices, GError **error)
{
  g_autoptr (DocketEntry) contract = docket_directory_get (txn, DOCKET_ENTITY_CONTRACT, id, error);
  DocketContractHours hours = { 0 };
  const char *rate = NULL;

  if (contract == NULL || !docket_workspace_read_contract_hours (txn, contract, &hours, error))
    return FALSE;

  choices->contract_name = g_strdup (contract->name);
  choices->has_hours = hours.has_hours;
  choices->left_us = hours.left_us;
  rate = docket_entry_get (contract, "rate");

  if (rate != NULL)
    g_ascii_string_to_signed (rate, 10, 1, G_MAXINT64, &choices->rate, NULL);

  return TRUE;
}

static gboolean
has_entry (GPtrArray *entries, gint64 id)
{
  for (guint i = 0; i < entries->len; i++)
    if (((const DocketEntry *) g_ptr_array_index (entries, i))->id == id)
      return TRUE;

  return FALSE;
}

static gboolean
choose_rate (DocketWorkspace *self,
             DocketTransaction *txn,
             DocketTimeChoices *choices,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!has_entry (choices->rates, choices->rate))
    choices->rate =
      docket_time_entries_get_last_rate (txn, docket_workspace_get_me (self), &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (!has_entry (choices->rates, choices->rate))
    choices->rate = 0;

  return TRUE;
}

static void
choices_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const gint64 *ticket = task_data;
  GError *error = NULL;
  DocketTimeChoices *choices = docket_workspace_load_time_choices (source, *ticket, &error);

  if (choices != NULL)
    g_task_return_pointer (task, choices, (GDestroyNotify) docket_time_choices_free);
  else
    g_task_return_error (task, error);
}

static void
near_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Near *near = task_data;
  GError *error = NULL;
  GPtrArray *entries =
    docket_workspace_list_time_near (source, near->technician, near->from, near->to, &error);

  if (entries != NULL)
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
worked_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, &error);
  g_autoptr (GArray) ids = txn != NULL
                             ? docket_time_entries_list_worked (txn,
                                                                docket_workspace_get_me (self),
                                                                GPOINTER_TO_UINT (task_data),
                                                                &error)
                             : NULL;
  GPtrArray *rows =
    ids != NULL
      ? docket_tickets_load_rows (txn, (const gint64 *) (const void *) ids->data, ids->len, &error)
      : NULL;

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * docket_time_choices_free:
 * @choices: (transfer full): what a new entry begins with
 */
void
docket_time_choices_free (DocketTimeChoices *choices)
{
  g_clear_pointer (&choices->technicians, g_ptr_array_unref);
  g_clear_pointer (&choices->rates, g_ptr_array_unref);
  g_free (choices->contract_name);
  g_free (choices);
}

/**
 * docket_workspace_load_time_choices:
 * @self: a workspace
 * @ticket: local id; 0: it is not known yet
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what a new time entry of the ticket begins with
 */
DocketTimeChoices *
docket_workspace_load_time_choices (DocketWorkspace *self, gint64 ticket, GError **error)
{
  g_autoptr (DocketTimeChoices) choices = g_new0 (DocketTimeChoices, 1);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketValues) values = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 contract = 0;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  if (txn == NULL)
    return NULL;

  if (ticket != 0)
    {
      values = docket_tickets_load_values (txn, ticket, error);

      if (values == NULL)
        return NULL;

      contract = docket_values_get_int64 (values, DOCKET_FIELD_ID_CONTRACT);
    }

  choices->technicians =
    docket_directory_list (txn, DOCKET_ENTITY_TECHNICIAN, NULL, 0, MAX_CHOICES, error);
  choices->rates = choices->technicians != NULL
                     ? docket_directory_list (txn, DOCKET_ENTITY_RATE, NULL, 0, MAX_CHOICES, error)
                     : NULL;

  if (choices->rates == NULL ||
      (contract != 0 && !learn_contract (txn, contract, choices, error)) ||
      !choose_rate (self, txn, choices, error))
    return NULL;

  choices->last_end = docket_time_entries_get_last_end (txn,
                                                        docket_workspace_get_me (self),
                                                        get_midnight (self),
                                                        docket_clock_get_wall (self->clock),
                                                        &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&choices);
}

/**
 * docket_workspace_load_time_choices_async:
 * @self: a workspace
 * @ticket: local id
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_load_time_choices() on a worker.
 */
void
docket_workspace_load_time_choices_async (DocketWorkspace *self,
                                          gint64 ticket,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_load_time_choices_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&ticket, sizeof ticket), g_free);
  docket_workspace_run_read (self, task, choices_thread);
}

/**
 * docket_workspace_load_time_choices_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what a new time entry of the ticket begins with
 */
DocketTimeChoices *
docket_workspace_load_time_choices_finish (DocketWorkspace *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_list_time:
 * @self: a workspace
 * @ticket: local id; 0: of all tickets
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimeEntry): time entries, by start
 */
GPtrArray *
docket_workspace_list_time (DocketWorkspace *self, gint64 ticket, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  if (txn == NULL)
    return NULL;

  return ticket != 0 ? docket_time_entries_list (txn, ticket, error)
                     : docket_time_entries_list_all (txn, error);
}

/**
 * docket_workspace_get_time_entry:
 * @self: a workspace
 * @id: local id of a time entry
 * @error: return location for a #DocketWorkspaceError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the time entry
 */
DocketTimeEntry *
docket_workspace_get_time_entry (DocketWorkspace *self, gint64 id, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (GError) local_error = NULL;
  DocketTimeEntry *entry;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);
  entry = txn != NULL ? docket_time_entries_get (txn, id, &local_error) : NULL;

  if (g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    g_set_error (error,
                 DOCKET_WORKSPACE_ERROR,
                 DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                 _ ("There is no time entry %" PRId64 "."),
                 id);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return entry;
}

/**
 * docket_workspace_list_time_near:
 * @self: a workspace
 * @technician: local id
 * @from: an instant
 * @to: a later instant
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimeEntry): the technician's entries that
 * have something in common with the time between, see docket_time_check()
 */
GPtrArray *
docket_workspace_list_time_near (DocketWorkspace *self,
                                 gint64 technician,
                                 gint64 from,
                                 gint64 to,
                                 GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  txn = docket_store_begin_read (self->store, NULL, error);

  return txn != NULL ? docket_time_entries_list_near (txn, technician, from, to, error) : NULL;
}

/**
 * docket_workspace_list_time_near_async:
 * @self: a workspace
 * @technician: local id
 * @from: an instant
 * @to: a later instant
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Like docket_workspace_list_time_near() on a worker.
 */
void
docket_workspace_list_time_near_async (DocketWorkspace *self,
                                       gint64 technician,
                                       gint64 from,
                                       gint64 to,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  const Near near = { technician, from, to };
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_list_time_near_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, g_memdup2 (&near, sizeof near), g_free);
  docket_workspace_run_read (self, task, near_thread);
}

/**
 * docket_workspace_list_time_near_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimeEntry): see
 * docket_workspace_list_time_near()
 */
GPtrArray *
docket_workspace_list_time_near_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_list_worked_async:
 * @self: a workspace
 * @limit: at most so many
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads on a worker which tickets I worked on lately.
 */
void
docket_workspace_list_worked_async (DocketWorkspace *self,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_list_worked_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, GUINT_TO_POINTER (limit), NULL);
  docket_workspace_run_read (self, task, worked_thread);
}

/**
 * docket_workspace_list_worked_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTicketRow): the tickets, the last one
 * first
 */
GPtrArray *
docket_workspace_list_worked_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
