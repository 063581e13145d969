/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCES_WINDOW (docket_preferences_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketPreferencesWindow,
                      docket_preferences_window,
                      DOCKET,
                      PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWidget *docket_preferences_window_new (GtkWindow *parent, DocketWorkspace *workspace);
void docket_preferences_window_show_problem (GtkWidget *row, const char *sentence);

G_END_DECLS
