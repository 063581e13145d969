/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_START_PAGE (docket_start_page_get_type ())

G_DECLARE_FINAL_TYPE (DocketStartPage, docket_start_page, DOCKET, START_PAGE, AdwBin)

void docket_start_page_set_can_go_back (DocketStartPage *self, gboolean can_go_back);

G_END_DECLS
