/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ticket-form.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_EDIT_TICKET_DIALOG (docket_edit_ticket_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketEditTicketDialog,
                      docket_edit_ticket_dialog,
                      DOCKET,
                      EDIT_TICKET_DIALOG,
                      AdwWindow)

GtkWidget *docket_edit_ticket_dialog_new (GtkWindow *parent,
                                          DocketWorkspace *workspace,
                                          DocketTicketDetails *ticket,
                                          DocketDraft *draft);
DocketTicketForm *docket_edit_ticket_dialog_get_form (DocketEditTicketDialog *self);
void docket_edit_ticket_dialog_finish (DocketEditTicketDialog *self);

G_END_DECLS
