/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketTicketChoices:
 * @statuses: (element-type utf8): the statuses in use, canonical
 * @fields: (element-type DocketField): the custom fields
 * @technicians: (element-type DocketEntry): by name
 *
 * What the fields of a ticket are made of, read in one go on a worker.
 */
typedef struct
{
  GPtrArray *statuses;
  GPtrArray *fields;
  GPtrArray *technicians;
} DocketTicketChoices;

void docket_ticket_choices_free (DocketTicketChoices *choices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTicketChoices, docket_ticket_choices_free)

void docket_workspace_load_ticket_choices_async (DocketWorkspace *self,
                                                 GCancellable *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
DocketTicketChoices *docket_workspace_load_ticket_choices_finish (DocketWorkspace *self,
                                                                  GAsyncResult *result,
                                                                  GError **error);

G_END_DECLS
