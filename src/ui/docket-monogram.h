/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *docket_monogram_new (int size);
void docket_monogram_set_name (GtkLabel *monogram, const char *name);

G_END_DECLS
