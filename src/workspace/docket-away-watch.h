/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_AWAY_WATCH (docket_away_watch_get_type ())

G_DECLARE_FINAL_TYPE (DocketAwayWatch, docket_away_watch, DOCKET, AWAY_WATCH, GObject)

DocketAwayWatch *docket_away_watch_new (DocketClock *clock);

G_END_DECLS
