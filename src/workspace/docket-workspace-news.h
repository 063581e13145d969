/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

GPtrArray *docket_workspace_list_news (DocketTicketDetails *details,
                                       const DocketOperation *operation);

G_END_DECLS
