/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_CHOOSER (docket_ticket_chooser_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketChooser, docket_ticket_chooser, DOCKET, TICKET_CHOOSER, AdwWindow)

GtkWidget *docket_ticket_chooser_new (GtkWindow *parent, DocketWorkspace *workspace);

G_END_DECLS
