/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-layout.h"
#include "docket-ticket-list.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SIDEBAR_PANE (docket_sidebar_pane_get_type ())

G_DECLARE_FINAL_TYPE (DocketSidebarPane, docket_sidebar_pane, DOCKET, SIDEBAR_PANE, AdwBin)

void docket_sidebar_pane_set_workspace (DocketSidebarPane *self,
                                        DocketWorkspace *workspace,
                                        DocketTicketList *list);
void docket_sidebar_pane_set_mode (DocketSidebarPane *self, DocketLayoutMode mode);
void docket_sidebar_pane_set_menu (DocketSidebarPane *self, GMenuModel *menu);
void docket_sidebar_pane_set_filter (DocketSidebarPane *self, const DocketFilter *filter);
gboolean docket_sidebar_pane_select_view (DocketSidebarPane *self, const char *id);

G_END_DECLS
