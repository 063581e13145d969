/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-workspace-timer.h"

G_BEGIN_DECLS

/**
 * DocketTimerTell:
 * @widget: where it was asked for
 * @problem: (nullable): what went wrong and what to do; %NULL: nothing
 *
 * Tells what became of an act.
 */
typedef void (*DocketTimerTell) (GtkWidget *widget, const char *problem);

char *docket_timer_dup_name (const DocketTimer *timer);
void docket_timer_act (GtkWidget *widget,
                       DocketWorkspace *workspace,
                       DocketTimerAct act,
                       gint64 ticket,
                       DocketTimerTell tell);
void docket_timer_start (GtkWidget *widget,
                         DocketWorkspace *workspace,
                         gint64 ticket,
                         DocketTimerTell tell);
void docket_timer_stop (GtkWidget *widget,
                        DocketWorkspace *workspace,
                        gint64 ticket,
                        DocketTimerTell tell);
void docket_timer_enter (GtkWidget *widget,
                         DocketWorkspace *workspace,
                         gint64 ticket,
                         gboolean only_away,
                         DocketTimerTell tell);

G_END_DECLS
