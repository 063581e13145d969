/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-camera.h"

G_BEGIN_DECLS

void docket_camera_access_async (GtkWindow *window,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
DocketCamera *docket_camera_access_finish (GAsyncResult *result, GError **error);

G_END_DECLS
