/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-list-look.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_LIST_ROW (docket_list_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketListRow, docket_list_row, DOCKET, LIST_ROW, GtkWidget)

GtkWidget *docket_list_row_new (void);
void docket_list_row_set_ticket (DocketListRow *self, DocketTicket *ticket);
DocketTicket *docket_list_row_get_ticket (DocketListRow *self);
void docket_list_row_set_search (DocketListRow *self, const char *search);
void docket_list_row_set_excerpt (DocketListRow *self, const char *excerpt);
void docket_list_row_set_look (DocketListRow *self, const DocketListLook *look);
void docket_list_row_set_heading (DocketListRow *self, gboolean shown, guint n_tickets);
void docket_list_row_set_selecting (DocketListRow *self, gboolean selecting);

G_END_DECLS
