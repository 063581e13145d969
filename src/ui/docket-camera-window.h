/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CAMERA_WINDOW (docket_camera_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketCameraWindow, docket_camera_window, DOCKET, CAMERA_WINDOW, AdwWindow)

GtkWindow *docket_camera_window_new (GtkWindow *parent, DocketWorkspace *workspace, guint room);

G_END_DECLS
