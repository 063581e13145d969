/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

void docket_single_keys_attach (GtkWidget *widget, DocketWorkspace *workspace, GtkWidget *target);

G_END_DECLS
