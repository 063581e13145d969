/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ticket-list.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_NEIGHBOURS (docket_neighbours_get_type ())

G_DECLARE_FINAL_TYPE (DocketNeighbours, docket_neighbours, DOCKET, NEIGHBOURS, GObject)

DocketNeighbours *docket_neighbours_new (DocketTicketList *list);
void docket_neighbours_set_ticket (DocketNeighbours *self, gint64 ticket);
gint64 docket_neighbours_get (DocketNeighbours *self, int step);

G_END_DECLS
