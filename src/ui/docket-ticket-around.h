/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_AROUND (docket_ticket_around_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketAround, docket_ticket_around, DOCKET, TICKET_AROUND, GtkBox)

void docket_ticket_around_show (DocketTicketAround *self,
                                DocketWorkspace *workspace,
                                const DocketTicketRow *ticket);

G_END_DECLS
