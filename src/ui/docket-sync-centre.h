/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SYNC_CENTRE (docket_sync_centre_get_type ())

G_DECLARE_FINAL_TYPE (DocketSyncCentre, docket_sync_centre, DOCKET, SYNC_CENTRE, AdwWindow)

GtkWidget *docket_sync_centre_new (GtkWindow *parent, DocketWorkspace *workspace);

G_END_DECLS
