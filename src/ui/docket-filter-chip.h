/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_FILTER_CHIP (docket_filter_chip_get_type ())

G_DECLARE_FINAL_TYPE (DocketFilterChip, docket_filter_chip, DOCKET, FILTER_CHIP, GtkWidget)

GtkWidget *docket_filter_chip_new (guint facet, const char *label);
guint docket_filter_chip_get_facet (DocketFilterChip *self);
const char *docket_filter_chip_get_label (DocketFilterChip *self);

G_END_DECLS
