/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

GtkWidget *docket_secret_dialog_new (GtkWindow *parent, DocketWorkspace *workspace);

G_END_DECLS
