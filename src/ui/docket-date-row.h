/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_DATE_ROW (docket_date_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketDateRow, docket_date_row, DOCKET, DATE_ROW, AdwActionRow)

gint64 docket_date_row_get_instant (DocketDateRow *self);
void docket_date_row_set_instant (DocketDateRow *self, gint64 us);

G_END_DECLS
