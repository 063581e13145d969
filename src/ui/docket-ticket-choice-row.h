/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_CHOICE_ROW (docket_ticket_choice_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketChoiceRow,
                      docket_ticket_choice_row,
                      DOCKET,
                      TICKET_CHOICE_ROW,
                      AdwActionRow)

void docket_ticket_choice_row_set (DocketTicketChoiceRow *self,
                                   DocketWorkspace *workspace,
                                   const char *number,
                                   const char *title,
                                   const char *problem);

G_END_DECLS
