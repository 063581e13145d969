/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_BATCHES_WINDOW (docket_batches_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketBatchesWindow, docket_batches_window, DOCKET, BATCHES_WINDOW, AdwWindow)

GtkWidget *docket_batches_window_new (GtkWindow *parent, DocketWorkspace *workspace);

G_END_DECLS
