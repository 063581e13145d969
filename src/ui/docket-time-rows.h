/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-time.h"

G_BEGIN_DECLS

/* Parts of the window of a time entry. */

void docket_time_rows_fill (AdwComboRow *row,
                            GPtrArray *entries,
                            const char *none,
                            gint64 chosen,
                            const char *name);
gint64 docket_time_rows_get_chosen (AdwComboRow *row, GPtrArray *entries);
void docket_time_rows_show_contract (AdwActionRow *row,
                                     GtkLabel *left,
                                     const DocketTimeChoices *choices);
GtkWidget *docket_time_rows_ask_to_throw_away (GtkWindow *parent, gint64 duration_us);

G_END_DECLS
