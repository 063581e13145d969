/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-entries.h"

G_BEGIN_DECLS

void docket_directory_export (GtkWindow *parent,
                              DocketWorkspace *workspace,
                              DocketEntity entity,
                              AdwToastOverlay *toasts);

G_END_DECLS
