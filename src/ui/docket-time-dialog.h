/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-timer.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TIME_DIALOG (docket_time_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketTimeDialog, docket_time_dialog, DOCKET, TIME_DIALOG, AdwWindow)

GtkWidget *docket_time_dialog_new (GtkWindow *parent, DocketWorkspace *workspace, gint64 ticket);
GtkWidget *docket_time_dialog_new_for_gap (GtkWindow *parent,
                                           DocketWorkspace *workspace,
                                           gint64 start_at,
                                           gint64 end_at);
GtkWidget *docket_time_dialog_new_for_entry (GtkWindow *parent,
                                             DocketWorkspace *workspace,
                                             const DocketTimeEntry *entry);
GtkWidget *docket_time_dialog_new_for_timer (GtkWindow *parent,
                                             DocketWorkspace *workspace,
                                             DocketTimer *timer,
                                             gboolean only_away);
void docket_time_dialog_save (DocketTimeDialog *self);

G_END_DECLS
