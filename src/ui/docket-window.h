/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_WINDOW (docket_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketWindow, docket_window, DOCKET, WINDOW, AdwApplicationWindow)

DocketWindow *docket_window_new (AdwApplication *application);
void docket_window_open_sample (DocketWindow *self);
void docket_window_open_workspace (DocketWindow *self, const char *id);
void
docket_window_open_ticket (DocketWindow *self, const char *id, gint64 ticket, gboolean start_timer);

G_END_DECLS
