/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TIME_LIST (docket_time_list_get_type ())

G_DECLARE_FINAL_TYPE (DocketTimeList, docket_time_list, DOCKET, TIME_LIST, AdwWindow)

GtkWidget *docket_time_list_new (GtkWindow *parent, DocketWorkspace *workspace, gint64 ticket);

G_END_DECLS
