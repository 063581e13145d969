/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-layout.h"
#include "docket-selection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_LIST_PANE (docket_list_pane_get_type ())

G_DECLARE_FINAL_TYPE (DocketListPane, docket_list_pane, DOCKET, LIST_PANE, AdwBin)

void docket_list_pane_set_workspace (DocketListPane *self, DocketWorkspace *workspace);
void docket_list_pane_show_view (DocketListPane *self,
                                 const char *id,
                                 const char *title,
                                 const DocketFilter *filter);
void docket_list_pane_set_title (DocketListPane *self, const char *title);
void docket_list_pane_set_view_filter (DocketListPane *self, const DocketFilter *filter);
void docket_list_pane_restore_view (DocketListPane *self);
void docket_list_pane_keep_look (DocketListPane *self, const char *view_id);
void docket_list_pane_set_filter (DocketListPane *self, const DocketFilter *filter);
void docket_list_pane_choose_filter (DocketListPane *self);
void docket_list_pane_start_search (DocketListPane *self);
void docket_list_pane_stop_search (DocketListPane *self);
void docket_list_pane_arrange (DocketListPane *self);
void docket_list_pane_set_mode (DocketListPane *self, DocketLayoutMode mode);
void docket_list_pane_select (DocketListPane *self, gint64 ticket);
gint64 docket_list_pane_get_selected (DocketListPane *self);
DocketTicketList *docket_list_pane_get_list (DocketListPane *self);

G_END_DECLS
