/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketTicketList:
 *
 * The tickets that a filter shows, as a #GListModel of #DocketTicket over an array of ids. Items
 * are made on demand, one object an id while anybody holds it; their rows come from a worker in
 * batches. When tickets change, rows are replaced in place, and `items-changed` is told only for
 * what moved, came or went. Main thread.
 *
 * Properties: `loading` (the first rows of the filter are not there yet), `n-items`, `whole` (not
 * only the first rows are there). Signal: `arranged`.
 */
#define DOCKET_TYPE_TICKET_LIST (docket_ticket_list_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketList, docket_ticket_list, DOCKET, TICKET_LIST, GObject)

DocketTicketList *docket_ticket_list_new (DocketWorkspace *workspace);
void docket_ticket_list_set_filter (DocketTicketList *self, const DocketFilter *filter);
const DocketFilter *docket_ticket_list_get_filter (DocketTicketList *self);
void docket_ticket_list_set_order (DocketTicketList *self,
                                   DocketSort sort,
                                   gboolean ascending,
                                   DocketGroup group);
gboolean docket_ticket_list_is_loading (DocketTicketList *self);
gboolean docket_ticket_list_is_whole (DocketTicketList *self);
gboolean docket_ticket_list_is_arranged (DocketTicketList *self);
DocketGroup docket_ticket_list_get_group (DocketTicketList *self);
gboolean docket_ticket_list_starts_group (DocketTicketList *self, guint position, guint *n_tickets);
gint64 docket_ticket_list_get_id (DocketTicketList *self, guint position);
gboolean docket_ticket_list_find (DocketTicketList *self, gint64 id, guint *position);

G_END_DECLS
