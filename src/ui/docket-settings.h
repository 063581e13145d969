/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-model.h"

G_BEGIN_DECLS

void docket_settings_restore_window (GtkWindow *window);
void docket_settings_save_window (GtkWindow *window);
char *docket_settings_dup_last_workspace (void);
void docket_settings_set_last_workspace (const char *id);
char *docket_settings_dup_view (const char *workspace);
void docket_settings_set_view (const char *workspace, const char *view);
gint64 docket_settings_get_ticket (const char *workspace);
void docket_settings_set_ticket (const char *workspace, gint64 ticket);
DocketFilter *docket_settings_dup_filter (const char *workspace);
void docket_settings_set_filter (const char *workspace, const DocketFilter *filter);
char *docket_settings_dup_look (const char *workspace, const char *view);
void docket_settings_set_look (const char *workspace, const char *view, const char *look);

G_END_DECLS
