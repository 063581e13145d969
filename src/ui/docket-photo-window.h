/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PHOTO_WINDOW (docket_photo_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketPhotoWindow, docket_photo_window, DOCKET, PHOTO_WINDOW, AdwWindow)

GtkWindow *docket_photo_window_new (GtkWindow *parent, DocketWorkspace *workspace, guint room);
GListModel *docket_photo_window_get_photos (DocketPhotoWindow *self);

G_END_DECLS
