/* Durations and times of the day as people type them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-duration.h"

/* More is a slip of the finger. */
#define MAX_HOURS 1000

typedef enum
{
  UNIT_NONE,
  UNIT_HOURS,
  UNIT_MINUTES
} Unit;

static void
skip_space (const char **text)
{
  for (;;)
    {
      const gunichar c = g_utf8_get_char (*text);

      /* The no-break spaces of French too. */
      if (c == 0 || !g_unichar_isspace (c))
        return;

      *text = g_utf8_next_char (*text);
    }
}

/* Digits alone; no more than a duration or a time can have. */
static gboolean
take_number (const char **text, guint max_digits, gint64 *number, guint *n_digits)
{
  *number = 0;

  for (*n_digits = 0; g_ascii_isdigit (**text); (*text)++)
    {
      if (++*n_digits > max_digits)
        return FALSE;

      *number = *number * 10 + g_ascii_digit_value (**text);
    }

  return *n_digits > 0;
}

static Unit
take_unit (const char **text)
{
  static const struct
  {
    const char *word;
    Unit unit;
  } words[] = {
    { "hours", UNIT_HOURS }, { "heures", UNIT_HOURS },    { "hour", UNIT_HOURS },
    { "heure", UNIT_HOURS }, { "hrs", UNIT_HOURS },       { "hr", UNIT_HOURS },
    { "h", UNIT_HOURS },     { "minutes", UNIT_MINUTES }, { "minute", UNIT_MINUTES },
    { "min", UNIT_MINUTES }, { "mn", UNIT_MINUTES },      { "m", UNIT_MINUTES },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (*text, words[i].word, strlen (words[i].word)) == 0)
      {
        *text += strlen (words[i].word);
        return words[i].unit;
      }

  return UNIT_NONE;
}

/* What follows the hours: `30`, `30 min`, or nothing. */
static gboolean
take_minutes (const char **text, gint64 *us)
{
  gint64 minutes;
  guint n_digits;

  skip_space (text);

  if (**text == '\0')
    return TRUE;

  if (!take_number (text, 2, &minutes, &n_digits) || minutes > 59)
    return FALSE;

  skip_space (text);

  if (take_unit (text) == UNIT_HOURS)
    return FALSE;

  *us += minutes * G_TIME_SPAN_MINUTE;

  return TRUE;
}

/* `.5`, `,25`: of an hour. */
static gboolean
take_fraction (const char **text, gint64 whole, gint64 *us)
{
  gint64 fraction;
  gint64 scale = 1;
  guint n_digits;

  (*text)++;

  if (!take_number (text, 4, &fraction, &n_digits))
    return FALSE;

  for (guint i = 0; i < n_digits; i++)
    scale *= 10;

  *us = whole * G_TIME_SPAN_HOUR + fraction * G_TIME_SPAN_HOUR / scale;
  skip_space (text);

  return take_unit (text) != UNIT_MINUTES;
}

/* `1:30`. */
static gboolean
take_clock_like (const char **text, gint64 hours, gint64 *us)
{
  gint64 minutes;
  guint n_digits;

  (*text)++;

  if (!take_number (text, 2, &minutes, &n_digits) || n_digits != 2 || minutes > 59)
    return FALSE;

  *us = hours * G_TIME_SPAN_HOUR + minutes * G_TIME_SPAN_MINUTE;
  skip_space (text);

  return take_unit (text) != UNIT_MINUTES;
}

static gboolean
take_rest (const char **text, gint64 number, gint64 *us)
{
  skip_space (text);

  switch (take_unit (text))
    {
    case UNIT_HOURS:
      *us = number * G_TIME_SPAN_HOUR;
      return take_minutes (text, us);

    case UNIT_MINUTES:
    case UNIT_NONE:
      *us = number * G_TIME_SPAN_MINUTE;
      return TRUE;

    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * docket_duration_parse:
 * @text: (nullable): what was typed: `45` (minutes), `45 min`, `1h30`, `1 h 30`, `1:30`, `2h`,
 * `1.5h`, `1,5`
 * @us: (out): the duration in microseconds
 *
 * Returns: whether @text is a duration longer than nothing; @us is set only then
 */
gboolean
docket_duration_parse (const char *text, gint64 *us)
{
  gint64 number;
  gint64 result = 0;
  guint n_digits;
  gboolean fine;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  skip_space (&text);

  if (!take_number (&text, 5, &number, &n_digits))
    return FALSE;

  if (*text == ':')
    fine = take_clock_like (&text, number, &result);
  else if (*text == '.' || *text == ',')
    fine = take_fraction (&text, number, &result);
  else
    fine = take_rest (&text, number, &result);

  skip_space (&text);

  if (!fine || *text != '\0' || result <= 0 || result > MAX_HOURS * G_TIME_SPAN_HOUR)
    return FALSE;

  *us = result;

  return TRUE;
}

/**
 * docket_duration_format:
 * @us: a duration in microseconds
 *
 * Returns: (transfer full): it as docket_duration_parse() reads it back, to the minute: `1:30`
 */
char *
docket_duration_format (gint64 us)
{
  const gint64 minutes = (MAX (us, 0) + G_TIME_SPAN_MINUTE / 2) / G_TIME_SPAN_MINUTE;

  return g_strdup_printf ("%d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

/**
 * docket_duration_round_up:
 * @us: a duration in microseconds
 * @minutes: the step, in minutes; 0: none
 *
 * Returns: the duration, made longer by less than a step so that it is whole steps
 */
gint64
docket_duration_round_up (gint64 us, guint minutes)
{
  const gint64 step = minutes * G_TIME_SPAN_MINUTE;

  if (step == 0 || us <= 0)
    return us;

  return (us + step - 1) / step * step;
}

/* `am` and `pm`, as some write them. */
static gboolean
take_half (const char **text, gint64 *hours)
{
  const gboolean pm = g_ascii_strncasecmp (*text, "pm", 2) == 0;

  if (!pm && g_ascii_strncasecmp (*text, "am", 2) != 0)
    return TRUE;

  *text += 2;

  if (*hours < 1 || *hours > 12)
    return FALSE;

  *hours = *hours % 12 + (pm ? 12 : 0);

  return TRUE;
}

static gboolean
take_time (const char **text, gint64 *hours, gint64 *minutes)
{
  guint n_digits;

  *minutes = 0;

  if (!take_number (text, 4, hours, &n_digits))
    return FALSE;

  /* `830`, `0830` */
  if (n_digits > 2)
    {
      *minutes = *hours % 100;
      *hours /= 100;
      skip_space (text);
      return take_half (text, hours);
    }

  if (**text != '\0' && strchr (".,:hH", **text) != NULL)
    {
      const gboolean bare = g_ascii_tolower (**text) == 'h';

      (*text)++;

      if (!take_number (text, 2, minutes, &n_digits) && !(bare && n_digits == 0))
        return FALSE;

      /* `8.3` is neither ten past three nor half past. */
      if (n_digits == 1)
        return FALSE;
    }

  skip_space (text);

  return take_half (text, hours);
}

/**
 * docket_clock_time_parse:
 * @text: (nullable): a time of the day as it was typed: `8.30`, `8,30`, `8:30`, `8h30`, `830`, `8`,
 * `8:30 pm`
 * @zone: in which it is meant
 * @day_us: an instant of the day that is meant
 * @us: (out): that instant, microseconds UTC
 *
 * A time that the day doesn't have, because the clocks are set forward over it, is the first one
 * after it; of one that it has twice, the first is meant.
 *
 * Returns: whether @text is a time; @us is set only then
 */
gboolean
docket_clock_time_parse (const char *text, GTimeZone *zone, gint64 day_us, gint64 *us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (day_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) day = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  g_autoptr (GDateTime) time = NULL;
  gint64 hours;
  gint64 minutes;

  if (text == NULL || day == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  skip_space (&text);

  if (!take_time (&text, &hours, &minutes) || hours > 23 || minutes > 59)
    return FALSE;

  skip_space (&text);

  if (*text != '\0')
    return FALSE;

  time = g_date_time_new (zone,
                          g_date_time_get_year (day),
                          g_date_time_get_month (day),
                          g_date_time_get_day_of_month (day),
                          (int) hours,
                          (int) minutes,
                          0);

  if (time == NULL)
    return FALSE;

  *us = g_date_time_to_unix (time) * G_USEC_PER_SEC;

  return TRUE;
}
