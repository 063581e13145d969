/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_VIEW_ROW (docket_view_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketViewRow, docket_view_row, DOCKET, VIEW_ROW, GtkListBoxRow)

GtkWidget *docket_view_row_new (const DocketView *view);
GtkWidget *docket_view_row_new_saved (DocketWorkspace *workspace, const DocketSavedView *view);
const char *docket_view_row_get_id (DocketViewRow *self);
gint64 docket_view_row_get_saved_id (DocketViewRow *self);
const char *docket_view_row_get_label (DocketViewRow *self);
DocketFilter *docket_view_row_make_filter (DocketViewRow *self);
void docket_view_row_set_count (DocketViewRow *self, guint n_tickets);
void docket_view_row_set_saved (DocketViewRow *self, const DocketSavedView *view);
void docket_view_row_set_filter (DocketViewRow *self, const DocketFilter *filter);

G_END_DECLS
