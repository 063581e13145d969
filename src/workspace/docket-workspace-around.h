/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketAround:
 * @ticket: local id of the ticket
 * @contact: (nullable): its contact
 * @customer: (nullable): its customer
 * @parents: (element-type DocketTicketRow): tickets that it belongs to
 * @children: (element-type DocketTicketRow): tickets that belong to it
 * @of_contact: (element-type DocketTicketRow): the latest others of the contact
 * @of_customer: (element-type DocketTicketRow): the latest others of the customer
 *
 * What is known around a ticket.
 */
typedef struct
{
  gint64 ticket;
  DocketEntry *contact;
  DocketEntry *customer;
  GPtrArray *parents;
  GPtrArray *children;
  GPtrArray *of_contact;
  GPtrArray *of_customer;
} DocketAround;

void docket_around_free (DocketAround *around);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketAround, docket_around_free)

DocketAround *docket_workspace_load_around (DocketWorkspace *self,
                                            const DocketTicketRow *ticket,
                                            guint limit,
                                            GCancellable *cancellable,
                                            GError **error);
void docket_workspace_load_around_async (DocketWorkspace *self,
                                         const DocketTicketRow *ticket,
                                         guint limit,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
DocketAround *
docket_workspace_load_around_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
