/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_NEW_BATCH_WINDOW (docket_new_batch_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketNewBatchWindow,
                      docket_new_batch_window,
                      DOCKET,
                      NEW_BATCH_WINDOW,
                      AdwWindow)

GtkWidget *docket_new_batch_window_new (GtkWindow *parent, DocketWorkspace *workspace);

G_END_DECLS
