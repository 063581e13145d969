/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace-timer.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TIMERS (docket_timers_get_type ())

G_DECLARE_FINAL_TYPE (DocketTimers, docket_timers, DOCKET, TIMERS, GObject)

DocketTimers *docket_timers_get (DocketWorkspace *workspace);
void docket_timers_reload (DocketTimers *self);
GPtrArray *docket_timers_list (DocketTimers *self);
const DocketTimer *docket_timers_get_running (DocketTimers *self);
gboolean docket_timers_runs (DocketTimers *self, gint64 ticket);

G_END_DECLS
