/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Instants, durations and sizes as people read them, in their language and zone. Times are
 * microseconds UTC. */

char *docket_format_ago (gint64 us, gint64 now_us);
char *docket_format_moment (gint64 us, gint64 now_us);
char *docket_format_said (const char *author, gint64 us, const char *text);
char *docket_format_asleep (gint64 us, gint64 now_us);
char *docket_format_exact (gint64 us);
char *docket_format_due (gint64 us, gint64 now_us);
char *docket_format_duration (gint64 us);
char *docket_format_hours (gint64 us);
char *docket_format_hours_left (gint64 us);
char *docket_format_money (gint64 amount, const char *currency);
char *docket_format_running (gint64 us);

G_END_DECLS
