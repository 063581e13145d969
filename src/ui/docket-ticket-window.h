/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-undo-stack.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_WINDOW (docket_ticket_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketWindow, docket_ticket_window, DOCKET, TICKET_WINDOW, AdwWindow)

GtkWidget *docket_ticket_window_new (DocketWorkspace *workspace, gint64 ticket);
void docket_ticket_window_set_forward (DocketTicketWindow *self, GActionMap *forward);
void docket_ticket_window_set_undo (DocketTicketWindow *self, DocketUndoStack *stack);
gint64 docket_ticket_window_get_ticket (DocketTicketWindow *self);

G_END_DECLS
