/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_WORKSPACE_VIEW (docket_workspace_view_get_type ())

G_DECLARE_FINAL_TYPE (DocketWorkspaceView, docket_workspace_view, DOCKET, WORKSPACE_VIEW, AdwBin)

GtkWidget *docket_workspace_view_new (DocketWorkspace *workspace, GMenuModel *menu);
DocketWorkspace *docket_workspace_view_get_workspace (DocketWorkspaceView *self);
GActionGroup *docket_workspace_view_get_actions (DocketWorkspaceView *self);
void docket_workspace_view_open_ticket (DocketWorkspaceView *self, gint64 ticket);

G_END_DECLS
