/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DocketLayoutMode:
 * @DOCKET_LAYOUT_WIDE: sidebar, list and page side by side, the page with its details
 * @DOCKET_LAYOUT_MEDIUM: list and page; the sidebar slides over them
 * @DOCKET_LAYOUT_NARROW: list or page; the sidebar slides over it
 *
 * How many panes stand side by side.
 */
typedef enum
{
  DOCKET_LAYOUT_WIDE,
  DOCKET_LAYOUT_MEDIUM,
  DOCKET_LAYOUT_NARROW
} DocketLayoutMode;

#define DOCKET_TYPE_LAYOUT (docket_layout_get_type ())

G_DECLARE_FINAL_TYPE (DocketLayout, docket_layout, DOCKET, LAYOUT, GtkWidget)

DocketLayoutMode docket_layout_get_mode (DocketLayout *self);
gboolean docket_layout_get_show_sidebar (DocketLayout *self);
void docket_layout_set_show_sidebar (DocketLayout *self, gboolean show_sidebar);
gboolean docket_layout_get_show_page (DocketLayout *self);
void docket_layout_set_show_page (DocketLayout *self, gboolean show_page);

G_END_DECLS
