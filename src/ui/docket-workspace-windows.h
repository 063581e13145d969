/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace-view.h"

G_BEGIN_DECLS

void docket_workspace_windows_attach (DocketWorkspaceView *view);

G_END_DECLS
