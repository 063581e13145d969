/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

/* What a person does to tickets of the list: one edit for all of them, with one undo. What goes
 * wrong is said in a toast near the widget. */

void docket_list_edit_set (GtkWidget *widget,
                           DocketWorkspace *workspace,
                           const GArray *ids,
                           const char *field,
                           const char *value);
void docket_list_edit_set_seen (GtkWidget *widget,
                                DocketWorkspace *workspace,
                                gint64 id,
                                const char *field,
                                const char *value,
                                const char *seen);
void docket_list_edit_delete (GtkWidget *widget, DocketWorkspace *workspace, const GArray *ids);

G_END_DECLS
