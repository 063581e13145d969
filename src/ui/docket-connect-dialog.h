/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_CONNECT_DIALOG (docket_connect_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketConnectDialog, docket_connect_dialog, DOCKET, CONNECT_DIALOG, AdwWindow)

GtkWidget *docket_connect_dialog_new (GtkWindow *parent);

G_END_DECLS
