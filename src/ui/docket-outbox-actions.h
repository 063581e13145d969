/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_OUTBOX_ACTIONS (docket_outbox_actions_get_type ())

G_DECLARE_FINAL_TYPE (DocketOutboxActions, docket_outbox_actions, DOCKET, OUTBOX_ACTIONS, GObject)

DocketOutboxActions *docket_outbox_actions_attach (GtkWidget *widget, DocketWorkspace *workspace);

G_END_DECLS
