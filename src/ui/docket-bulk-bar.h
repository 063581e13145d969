/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-selection.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_BULK_BAR (docket_bulk_bar_get_type ())

G_DECLARE_FINAL_TYPE (DocketBulkBar, docket_bulk_bar, DOCKET, BULK_BAR, AdwBin)

void docket_bulk_bar_set_selection (DocketBulkBar *self,
                                    DocketWorkspace *workspace,
                                    DocketSelection *selection);
void docket_bulk_bar_load_choices (DocketBulkBar *self);
gboolean docket_bulk_bar_is_busy (DocketBulkBar *self);

G_END_DECLS
