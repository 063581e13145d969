/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCES_REPORT (docket_preferences_report_get_type ())

G_DECLARE_FINAL_TYPE (DocketPreferencesReport,
                      docket_preferences_report,
                      DOCKET,
                      PREFERENCES_REPORT,
                      AdwPreferencesPage)

AdwPreferencesPage *docket_preferences_report_new (DocketWorkspace *workspace);

G_END_DECLS
