/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FILTER_BAR (docket_filter_bar_get_type ())

G_DECLARE_FINAL_TYPE (DocketFilterBar, docket_filter_bar, DOCKET, FILTER_BAR, AdwBin)

void docket_filter_bar_set_workspace (DocketFilterBar *self, DocketWorkspace *workspace);
void docket_filter_bar_set_filter (DocketFilterBar *self, const DocketFilter *filter);
const DocketFilter *docket_filter_bar_get_filter (DocketFilterBar *self);

G_END_DECLS
