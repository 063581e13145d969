/* Instants and money as texts of scripts, servers and the database.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-time.h"

#include <math.h>

/* Years 1 to 9999, the range of GDateTime. */
#define MIN_SECONDS G_GINT64_CONSTANT (-62135596800)
#define MAX_SECONDS G_GINT64_CONSTANT (253402300799)

/* Money is an integer of 1/10000 units (data.md). */
#define MONEY_SCALE 10000

/**
 * docket_time_parse:
 * @text: (nullable): an instant by RFC 3339, such as `2026-11-23T08:12:00Z`; one without an offset
 * is UTC
 * @us: (out): microseconds UTC
 *
 * Returns: whether @text is an instant; @us is set only then
 */
gboolean
docket_time_parse (const char *text, gint64 *us)
{
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return FALSE;

  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);

  if (time == NULL)
    return FALSE;

  *us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);

  return TRUE;
}

/**
 * docket_time_format:
 * @us: microseconds UTC
 *
 * Returns: (transfer full) (nullable): the instant by RFC 3339 in UTC, with a fraction only if
 * there is one; %NULL when it has no year
 */
char *
docket_time_format (gint64 us)
{
  gint64 seconds = us / G_USEC_PER_SEC;
  int fraction = (int) (us % G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole = NULL;

  if (fraction < 0)
    {
      fraction += G_USEC_PER_SEC;
      seconds--;
    }

  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS)
    return NULL;

  time = g_date_time_new_from_unix_utc (seconds);
  whole = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  if (fraction == 0)
    return g_strconcat (whole, "Z", NULL);

  return g_strdup_printf ("%s.%06dZ", whole, fraction);
}

/**
 * docket_money_parse:
 * @text: an amount in units with a point, such as `95.00`
 * @amount: (out): in 1/10000 units
 *
 * Returns: whether @text is an amount; @amount is set only then
 */
gboolean
docket_money_parse (const char *text, gint64 *amount)
{
  char *end = NULL;
  double units;

  g_return_val_if_fail (text != NULL, FALSE);

  units = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || !(fabs (units) < 1e11))
    return FALSE;

  *amount = docket_money_from_double (units);

  return TRUE;
}

/**
 * docket_money_from_double:
 * @units: an amount as the API gives it
 *
 * Returns: the amount in 1/10000 units, rounded half away from zero; 0 for what is no amount
 */
gint64
docket_money_from_double (double units)
{
  if (!(fabs (units) < 1e11))
    return 0;

  return (gint64) llround (units * MONEY_SCALE);
}

/**
 * docket_money_format:
 * @amount: in 1/10000 units
 *
 * Returns: (transfer full): the amount in units with a point and two decimals, more where it needs
 * them
 */
char *
docket_money_format (gint64 amount)
{
  guint64 size = amount < 0 ? -(guint64) amount : (guint64) amount;
  guint fraction = (guint) (size % MONEY_SCALE);
  const char *sign = amount < 0 ? "-" : "";
  guint64 units = size / MONEY_SCALE;

  if (fraction % 100 == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", sign, units, fraction / 100);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%04u", sign, units, fraction);
}
