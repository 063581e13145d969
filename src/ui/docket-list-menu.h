/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-list-row.h"
#include "docket-selection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_LIST_MENU (docket_list_menu_get_type ())

G_DECLARE_FINAL_TYPE (DocketListMenu, docket_list_menu, DOCKET, LIST_MENU, GObject)

DocketListMenu *docket_list_menu_new (GtkWidget *parent,
                                      GtkListView *list_view,
                                      DocketWorkspace *workspace,
                                      DocketSelection *selection);
void docket_list_menu_popup (DocketListMenu *self, DocketListRow *row, const GdkRectangle *where);
void docket_list_menu_popdown (DocketListMenu *self);
void docket_list_menu_delete (DocketListMenu *self, GArray *ids);

G_END_DECLS
