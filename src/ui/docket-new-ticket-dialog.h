/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-ticket-form.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_NEW_TICKET_DIALOG (docket_new_ticket_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketNewTicketDialog,
                      docket_new_ticket_dialog,
                      DOCKET,
                      NEW_TICKET_DIALOG,
                      AdwWindow)

GtkWidget *docket_new_ticket_dialog_new (GtkWindow *parent, DocketWorkspace *workspace);
DocketTicketForm *docket_new_ticket_dialog_get_form (DocketNewTicketDialog *self);
void docket_new_ticket_dialog_create (DocketNewTicketDialog *self);

G_END_DECLS
