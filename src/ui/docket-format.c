/* Instants, durations and sizes as people read them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-format.h"

#include <glib/gi18n.h>

#include "docket-billing.h"

static GDateTime *
local_time (gint64 us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* How many midnights lie between two instants, here. */
static int
days_between (GDateTime *from, GDateTime *to)
{
  GDate a, b;
  int year, month, day;

  g_date_time_get_ymd (from, &year, &month, &day);
  g_date_clear (&a, 1);
  g_date_set_dmy (&a, day, month, year);
  g_date_time_get_ymd (to, &year, &month, &day);
  g_date_clear (&b, 1);
  g_date_set_dmy (&b, day, month, year);

  return g_date_days_between (&a, &b);
}

static char *
format_until (gint64 us, gint64 now_us)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_local (now_us / G_USEC_PER_SEC);

  if (at == NULL || now == NULL)
    return g_strdup ("");

  if (us - now_us >= 7 * G_TIME_SPAN_DAY)
    return g_date_time_format (at, "%-d %b %H:%M");

  if (g_date_time_get_day_of_month (at) == g_date_time_get_day_of_month (now))
    return g_date_time_format (at, "%H:%M");

  return g_date_time_format (at, "%A %H:%M");
}

/**
 * docket_format_ago:
 * @us: an instant
 * @now_us: the time
 *
 * Returns: (transfer full): how long ago it was, as short as a list needs it: "2 min", "yesterday",
 * "Friday"
 */
char *
docket_format_ago (gint64 us, gint64 now_us)
{
  g_autoptr (GDateTime) time = local_time (us);
  g_autoptr (GDateTime) now = local_time (now_us);
  const gint64 minutes = (now_us - us) / G_TIME_SPAN_MINUTE;
  int days;

  if (time == NULL || now == NULL)
    return g_strdup ("");

  days = days_between (time, now);

  if (minutes < 1)
    return g_strdup (_ ("now"));

  if (minutes < 60)
    /* Translators: minutes ago, very short */
    return g_strdup_printf (_ ("%d min"), (int) minutes);

  if (days == 0 || minutes < 6 * 60)
    /* Translators: hours ago, very short */
    return g_strdup_printf (_ ("%d h"), (int) (minutes / 60));

  if (days == 1)
    return g_strdup (_ ("yesterday"));

  if (days < 7)
    return g_date_time_format (time, "%A");

  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year, see strftime(3) */
    return g_date_time_format (time, _ ("%-d %b"));

  return g_date_time_format (time, "%x");
}

/**
 * docket_format_moment:
 * @us: an instant
 * @now_us: the time
 *
 * Returns: (transfer full): when it was, to the minute: "08:12", "yesterday 08:12", "3 Nov 08:12"
 */
char *
docket_format_moment (gint64 us, gint64 now_us)
{
  g_autoptr (GDateTime) time = local_time (us);
  g_autoptr (GDateTime) now = local_time (now_us);
  int days;

  if (time == NULL || now == NULL)
    return g_strdup ("");

  days = days_between (time, now);

  if (days == 0)
    return g_date_time_format (time, "%H:%M");

  if (days == 1)
    /* Translators: see strftime(3) */
    return g_date_time_format (time, _ ("yesterday %H:%M"));

  if (days == -1)
    /* Translators: see strftime(3) */
    return g_date_time_format (time, _ ("tomorrow %H:%M"));

  if (g_date_time_get_year (time) == g_date_time_get_year (now))
    /* Translators: a day of this year and a time, see strftime(3) */
    return g_date_time_format (time, _ ("%-d %b %H:%M"));

  return g_date_time_format (time, "%x %H:%M");
}

/**
 * docket_format_said:
 * @author: (nullable): who wrote it
 * @us: when
 * @text: (nullable): what
 *
 * Returns: (transfer full): all of it in one line: "Ana Lima, yesterday 08:12: Still jams"
 */
char *
docket_format_said (const char *author, gint64 us, const char *text)
{
  g_autofree char *moment = docket_format_moment (us, g_get_real_time ());

  /* Translators: who wrote it, when, and what */
  return g_strdup_printf (_ ("%s, %s: %s"),
                          author != NULL ? author : C_ ("author", "Unknown"),
                          moment,
                          text != NULL ? text : "");
}

/**
 * docket_format_asleep:
 * @us: an instant that is to come
 * @now_us: the time
 *
 * Returns: (transfer full): until when a ticket sleeps: "Asleep until Tuesday 08:00"
 */
char *
docket_format_asleep (gint64 us, gint64 now_us)
{
  g_autofree char *moment = format_until (us, now_us);

  /* Translators: %s is a time: "Asleep until Tuesday 08:00" */
  return g_strdup_printf (_ ("Asleep until %s"), moment);
}

/**
 * docket_format_exact:
 * @us: an instant
 *
 * Returns: (transfer full): day and time as the locale writes them
 */
char *
docket_format_exact (gint64 us)
{
  g_autoptr (GDateTime) time = local_time (us);

  return time != NULL ? g_date_time_format (time, "%c") : g_strdup ("");
}

/**
 * docket_format_due:
 * @us: an instant
 * @now_us: the time
 *
 * Returns: (transfer full): a due time as a list shows it: "due 11:30", "late by 2 h"
 */
char *
docket_format_due (gint64 us, gint64 now_us)
{
  g_autofree char *moment = docket_format_moment (us, now_us);
  g_autofree char *span = NULL;

  if (us >= now_us)
    /* Translators: %s is a time, such as "11:30" or "tomorrow 08:00" */
    return g_strdup_printf (_ ("due %s"), moment);

  span = docket_format_duration (now_us - us);

  /* Translators: %s is a duration, such as "2 h 15" */
  return g_strdup_printf (_ ("late by %s"), span);
}

/**
 * docket_format_duration:
 * @us: a duration, in microseconds
 *
 * Returns: (transfer full): hours and minutes: "2 h 15", "0 h 20"; days from two on: "3 d"
 */
char *
docket_format_duration (gint64 us)
{
  const gint64 minutes = us / G_TIME_SPAN_MINUTE;

  if (minutes >= 2 * 24 * 60)
    /* Translators: days, very short */
    return g_strdup_printf (_ ("%d d"), (int) (minutes / (24 * 60)));

  /* Translators: a duration in hours and minutes */
  return g_strdup_printf (_ ("%d h %02d"), (int) (minutes / 60), (int) (minutes % 60));
}

/**
 * docket_format_hours:
 * @us: a duration, in microseconds
 *
 * Returns: (transfer full): hours and minutes, however many hours: "120 h 15"
 */
char *
docket_format_hours (gint64 us)
{
  const gint64 minutes = us / G_TIME_SPAN_MINUTE;

  return g_strdup_printf (_ ("%d h %02d"), (int) (minutes / 60), (int) (minutes % 60));
}

/**
 * docket_format_hours_left:
 * @us: what is left of a contract's hours, in microseconds; negative when they are used up
 *
 * Returns: (transfer full): "3 h 40 left", "0 h 20 over"
 */
char *
docket_format_hours_left (gint64 us)
{
  g_autofree char *hours = docket_format_hours (ABS (us));

  if (us < 0)
    /* Translators: of a contract's hours, such as "3 h 40 over" */
    return g_strdup_printf (_ ("%s over"), hours);

  /* Translators: of a contract's hours, such as "3 h 40 left" */
  return g_strdup_printf (_ ("%s left"), hours);
}

/**
 * docket_format_money:
 * @amount: 1/10000 units
 * @currency: (nullable): a code of ISO 4217
 *
 * Returns: (transfer full): the amount as the locale writes numbers, in the currency's decimals:
 * "1,150.00 EUR"
 */
char *
docket_format_money (gint64 amount, const char *currency)
{
  const int decimals = (int) docket_currency_get_decimals (currency);
  const double units = (double) amount / 10000;

  if (currency == NULL)
    return g_strdup_printf ("%'.*f", decimals, units);

  return g_strdup_printf ("%'.*f\u00a0%s", decimals, units, currency);
}

/**
 * docket_format_running:
 * @us: a duration, in microseconds
 *
 * Returns: (transfer full): hours, minutes and seconds, as on a stop watch: "0:47:12"
 */
char *
docket_format_running (gint64 us)
{
  const gint64 seconds = MAX (us, 0) / G_USEC_PER_SEC;

  return g_strdup_printf ("%d:%02d:%02d",
                          (int) (seconds / 3600),
                          (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
}
