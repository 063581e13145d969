/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-timer.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TIMER_BAR (docket_timer_bar_get_type ())

G_DECLARE_FINAL_TYPE (DocketTimerBar, docket_timer_bar, DOCKET, TIMER_BAR, AdwBin)

void docket_timer_bar_set_workspace (DocketTimerBar *self,
                                     DocketWorkspace *workspace,
                                     GActionMap *actions);
void docket_timer_bar_set_ticket (DocketTimerBar *self, gint64 ticket);

G_END_DECLS
