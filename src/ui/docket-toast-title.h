/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_TOAST_TITLE docket_toast_title_get_type ()
G_DECLARE_FINAL_TYPE (DocketToastTitle, docket_toast_title, DOCKET, TOAST_TITLE, GtkWidget)

GtkWidget *docket_toast_title_new (const char *sentence);

G_END_DECLS
