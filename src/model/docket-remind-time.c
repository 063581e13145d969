/* When a ticket that sleeps comes back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remind-time.h"

/* "Later" is so many hours, or less where the day ends before; the morning is this hour. */
#define LATER_HOURS 3
#define LAST_HOUR 23
#define MORNING_HOUR 8

static GDateTime *
at_hour (GDateTime *day, int hour)
{
  return g_date_time_new (g_date_time_get_timezone (day),
                          g_date_time_get_year (day),
                          g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          hour,
                          0,
                          0);
}

static GDateTime *
later_today (GDateTime *now)
{
  g_autoptr (GDateTime) later = g_date_time_add_hours (now, LATER_HOURS);

  if (g_date_time_get_day_of_year (later) == g_date_time_get_day_of_year (now))
    return at_hour (later, g_date_time_get_hour (later));

  if (g_date_time_get_hour (now) < LAST_HOUR)
    return at_hour (now, LAST_HOUR);

  return g_date_time_add_hours (now, 1);
}

static GDateTime *
morning_in (GDateTime *now, int days)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return at_hour (day, MORNING_HOUR);
}

/**
 * docket_remind_get_time:
 * @preset: what was chosen
 * @now_us: the time, in microseconds UTC
 * @zone: where the person is
 *
 * Whole hours: nobody means 14:37.
 *
 * Returns: the time of the reminder, in microseconds UTC; later than @now_us
 */
gint64
docket_remind_get_time (DocketRemindPreset preset, gint64 now_us, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, zone);
  g_autoptr (GDateTime) at = NULL;

  switch (preset)
    {
    case DOCKET_REMIND_LATER_TODAY:
      at = later_today (now);
      break;

    case DOCKET_REMIND_TOMORROW:
      at = morning_in (now, 1);
      break;

    case DOCKET_REMIND_NEXT_WEEK:
      at = morning_in (now, 8 - g_date_time_get_day_of_week (now));
      break;
    }

  return g_date_time_to_unix (at) * G_USEC_PER_SEC;
}
