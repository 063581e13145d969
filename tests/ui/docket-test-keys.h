/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void docket_test_keys_focus (GtkWidget *window);
void docket_test_keys_press (const char *keys);
void docket_test_keys_click (GtkWidget *widget, guint n_times);

G_END_DECLS
