/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_SWIPE_ROW (docket_swipe_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketSwipeRow, docket_swipe_row, DOCKET, SWIPE_ROW, GtkWidget)

void docket_swipe_row_set_child (DocketSwipeRow *self, GtkWidget *child);
void docket_swipe_row_set_start (DocketSwipeRow *self, const char *label, const char *icon_name);
void docket_swipe_row_set_enabled (DocketSwipeRow *self, gboolean enabled);
void docket_swipe_row_close (DocketSwipeRow *self, gboolean animate);
double docket_swipe_row_get_offset (DocketSwipeRow *self);

G_END_DECLS
