/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketRemindPreset:
 *
 * The times that are offered for a ticket to come back.
 */
typedef enum
{
  DOCKET_REMIND_LATER_TODAY,
  DOCKET_REMIND_TOMORROW,
  DOCKET_REMIND_NEXT_WEEK
} DocketRemindPreset;

gint64 docket_remind_get_time (DocketRemindPreset preset, gint64 now_us, GTimeZone *zone);

G_END_DECLS
