/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_SEARCH_BAR (docket_search_bar_get_type ())

G_DECLARE_FINAL_TYPE (DocketSearchBar, docket_search_bar, DOCKET, SEARCH_BAR, AdwBin)

const char *docket_search_bar_get_text (DocketSearchBar *self);
void docket_search_bar_set_key_capture_widget (DocketSearchBar *self, GtkWidget *widget);
void docket_search_bar_start (DocketSearchBar *self);
void docket_search_bar_stop (DocketSearchBar *self);
gboolean docket_search_bar_is_searching (DocketSearchBar *self);

G_END_DECLS
