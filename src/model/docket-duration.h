/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean docket_duration_parse (const char *text, gint64 *us);
char *docket_duration_format (gint64 us);
gint64 docket_duration_round_up (gint64 us, guint minutes);
gboolean docket_clock_time_parse (const char *text, GTimeZone *zone, gint64 day_us, gint64 *us);

G_END_DECLS
