/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_LIMITER (docket_limiter_get_type ())

G_DECLARE_FINAL_TYPE (DocketLimiter, docket_limiter, DOCKET, LIMITER, GObject)

DocketLimiter *docket_limiter_new (guint rate_per_minute, guint burst, DocketClock *clock);
gint64 docket_limiter_take (DocketLimiter *self);
gint64 docket_limiter_get_pause (DocketLimiter *self);
guint docket_limiter_get_rate (DocketLimiter *self);
void docket_limiter_hold (DocketLimiter *self, gint64 pause_us);

G_END_DECLS
