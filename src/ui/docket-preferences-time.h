/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCES_TIME (docket_preferences_time_get_type ())

G_DECLARE_FINAL_TYPE (DocketPreferencesTime,
                      docket_preferences_time,
                      DOCKET,
                      PREFERENCES_TIME,
                      AdwPreferencesPage)

AdwPreferencesPage *docket_preferences_time_new (DocketWorkspace *workspace);

G_END_DECLS
