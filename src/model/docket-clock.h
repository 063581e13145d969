/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_CLOCK (docket_clock_get_type ())

G_DECLARE_FINAL_TYPE (DocketClock, docket_clock, DOCKET, CLOCK, GObject)

DocketClock *docket_clock_new_system (void);
DocketClock *docket_clock_new_manual (gint64 wall_us);
gboolean docket_clock_is_manual (DocketClock *self);
gint64 docket_clock_get_wall (DocketClock *self);
gint64 docket_clock_get_boottime (DocketClock *self);
gint64 docket_clock_get_monotonic (DocketClock *self);
const char *docket_clock_get_boot_id (DocketClock *self);
void docket_clock_advance (DocketClock *self, gint64 us);
void docket_clock_sleep (DocketClock *self, gint64 us);
void docket_clock_restart (DocketClock *self, gint64 us);
void docket_clock_set_wall (DocketClock *self, gint64 wall_us);

G_END_DECLS
