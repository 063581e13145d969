/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TIMESHEET_WINDOW (docket_timesheet_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketTimesheetWindow,
                      docket_timesheet_window,
                      DOCKET,
                      TIMESHEET_WINDOW,
                      AdwWindow)

GtkWidget *docket_timesheet_window_new (GtkWindow *parent, DocketWorkspace *workspace);

G_END_DECLS
