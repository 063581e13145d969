/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DIRECTORY_WINDOW (docket_directory_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketDirectoryWindow,
                      docket_directory_window,
                      DOCKET,
                      DIRECTORY_WINDOW,
                      AdwWindow)

GtkWidget *docket_directory_window_new (GtkWindow *parent, DocketWorkspace *workspace);
void docket_directory_window_show_kind (DocketDirectoryWindow *self, DocketEntity entity);
GListModel *docket_directory_window_get_entries (DocketDirectoryWindow *self);

G_END_DECLS
