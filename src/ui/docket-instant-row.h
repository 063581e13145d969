/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_INSTANT_ROW (docket_instant_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketInstantRow, docket_instant_row, DOCKET, INSTANT_ROW, AdwActionRow)

gint64 docket_instant_row_get_instant (DocketInstantRow *self);
void docket_instant_row_set_instant (DocketInstantRow *self, gint64 us);
gboolean docket_instant_row_is_valid (DocketInstantRow *self);
GtkEntry *docket_instant_row_get_entry (DocketInstantRow *self);

G_END_DECLS
