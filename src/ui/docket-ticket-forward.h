/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace-view.h"

G_BEGIN_DECLS

GSimpleActionGroup *docket_ticket_forward_new (DocketWorkspaceView *view);

G_END_DECLS
