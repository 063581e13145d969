/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void docket_toast_place_avoid (GtkWidget *bar);
void docket_toast_place_follow (GtkWidget *title);

G_END_DECLS
