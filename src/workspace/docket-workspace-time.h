/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* What time entries are made from, beside docket_edit_add_time() and its siblings. */

/**
 * DocketTimeChoices:
 * @technicians: (element-type DocketEntry): who can have worked
 * @rates: (element-type DocketEntry): at what
 * @rate: local id of the rate to begin with; 0 for none
 * @last_end: when my last entry of today ended; 0 for none
 * @contract_name: (nullable): the ticket's contract
 * @has_hours: whether the contract has a number of hours
 * @left_us: how much of them is left, negative when they are used up
 *
 * What a new time entry begins with.
 */
typedef struct
{
  GPtrArray *technicians;
  GPtrArray *rates;
  gint64 rate;
  gint64 last_end;
  char *contract_name;
  gboolean has_hours;
  gint64 left_us;
} DocketTimeChoices;

void docket_time_choices_free (DocketTimeChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTimeChoices, docket_time_choices_free)

DocketTimeChoices *
docket_workspace_load_time_choices (DocketWorkspace *self, gint64 ticket, GError **error);
void docket_workspace_load_time_choices_async (DocketWorkspace *self,
                                               gint64 ticket,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
DocketTimeChoices *docket_workspace_load_time_choices_finish (DocketWorkspace *self,
                                                              GAsyncResult *result,
                                                              GError **error);

GPtrArray *docket_workspace_list_time (DocketWorkspace *self, gint64 ticket, GError **error);
DocketTimeEntry *docket_workspace_get_time_entry (DocketWorkspace *self, gint64 id, GError **error);
GPtrArray *docket_workspace_list_time_near (DocketWorkspace *self,
                                            gint64 technician,
                                            gint64 from,
                                            gint64 to,
                                            GError **error);
void docket_workspace_list_time_near_async (DocketWorkspace *self,
                                            gint64 technician,
                                            gint64 from,
                                            gint64 to,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *docket_workspace_list_time_near_finish (DocketWorkspace *self,
                                                   GAsyncResult *result,
                                                   GError **error);

void docket_workspace_list_worked_async (DocketWorkspace *self,
                                         guint limit,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
docket_workspace_list_worked_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/**
 * DocketTimeTotals:
 * @ticket: local id
 *
 * How much was worked on a ticket.
 */
typedef struct
{
  gint64 ticket;
  gint64 total_us;
  gint64 billable_us;
} DocketTimeTotals;

void docket_workspace_load_time_totals_async (DocketWorkspace *self,
                                              gint64 ticket,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
DocketTimeTotals *docket_workspace_load_time_totals_finish (DocketWorkspace *self,
                                                            GAsyncResult *result,
                                                            GError **error);

/**
 * DocketContractHours:
 * @contract: local id
 * @has_hours: whether it has a number of hours
 * @left_us: how much of them is left, negative when they are used up
 *
 * What is left of a contract.
 */
typedef struct
{
  gint64 contract;
  gboolean has_hours;
  gint64 left_us;
} DocketContractHours;

void docket_workspace_load_contract_hours_async (DocketWorkspace *self,
                                                 gint64 contract,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
DocketContractHours *docket_workspace_load_contract_hours_finish (DocketWorkspace *self,
                                                                  GAsyncResult *result,
                                                                  GError **error);

G_END_DECLS
