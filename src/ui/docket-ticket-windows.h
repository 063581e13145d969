/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-undo-stack.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_WINDOWS (docket_ticket_windows_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketWindows, docket_ticket_windows, DOCKET, TICKET_WINDOWS, GObject)

DocketTicketWindows *
docket_ticket_windows_new (DocketWorkspace *workspace, DocketUndoStack *undo, GActionMap *forward);
void docket_ticket_windows_open (DocketTicketWindows *self, gint64 ticket, GtkWindow *beside);
gboolean docket_ticket_windows_has (DocketTicketWindows *self, gint64 ticket);
void docket_ticket_windows_close (DocketTicketWindows *self, gint64 ticket);
void docket_ticket_windows_close_all (DocketTicketWindows *self);

G_END_DECLS
