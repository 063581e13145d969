/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCES_GENERAL (docket_preferences_general_get_type ())

G_DECLARE_FINAL_TYPE (DocketPreferencesGeneral,
                      docket_preferences_general,
                      DOCKET,
                      PREFERENCES_GENERAL,
                      AdwPreferencesPage)

AdwPreferencesPage *docket_preferences_general_new (DocketWorkspace *workspace);

G_END_DECLS
