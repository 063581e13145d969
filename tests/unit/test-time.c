/* Durations and times as they are typed, rounding, and what is pointed out at a time entry.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-model.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

/* 2026-11-23, a Monday, 00:00 UTC */
#define MONDAY (G_GINT64_CONSTANT (1795392000) * G_USEC_PER_SEC)

static const guint steps[] = { 0, 5, 6, 10, 15, 30 };

static void
test_durations (void)
{
  static const struct
  {
    const char *typed;
    int minutes; /* -1: none */
  } cases[] = {
    { "45", 45 },       { " 45 ", 45 },  { "45 min", 45 },   { "45m", 45 },
    { "90", 90 },       { "1h30", 90 },  { "1 h 30", 90 },   { "1h30m", 90 },
    { "1H30", 90 },     { "2h", 120 },   { "2 hours", 120 }, { "1 heure", 60 },
    { "1:30", 90 },     { "0:05", 5 },   { "1.5h", 90 },     { "1,5h", 90 },
    { "1.5", 90 },      { "0,25", 15 },  { "26h", 26 * 60 }, { "1 h 30", 90 },
    { "1h05 min", 65 }, { "", -1 },      { "0", -1 },        { "0:00", -1 },
    { "-5", -1 },       { "1:75", -1 },  { "1h75", -1 },     { "1:5", -1 },
    { "abc", -1 },      { "1h30x", -1 }, { "5000h", -1 },    { "999999999", -1 },
    { "1.5 min", -1 },  { "1h2h", -1 },  { "\xff", -1 },     { "1.", -1 },
    { NULL, -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 us = -MINUTE;

      g_test_message ("case %u", i);
      g_assert_cmpint (docket_duration_parse (cases[i].typed, &us), ==, cases[i].minutes >= 0);
      g_assert_cmpint (us, ==, cases[i].minutes * MINUTE);
    }
}

static void
test_durations_read_back (void)
{
  for (gint64 us = MINUTE; us < 30 * HOUR; us += 7 * MINUTE)
    {
      g_autofree char *text = docket_duration_format (us);
      gint64 back = 0;

      g_assert_true (docket_duration_parse (text, &back));
      g_assert_cmpint (back, ==, us);
    }
}

static void
test_times_of_the_day (void)
{
  static const struct
  {
    const char *typed;
    int minutes; /* after midnight; -1: none */
  } cases[] = {
    { "8.30", 510 }, { "8,30", 510 },   { "8:30", 510 },     { "8h30", 510 }, { "08:30", 510 },
    { "830", 510 },  { "0830", 510 },   { "8", 480 },        { "8h", 480 },   { "20", 1200 },
    { "0:00", 0 },   { "23.59", 1439 }, { "8:30 pm", 1230 }, { "12 am", 0 },  { "12:15pm", 735 },
    { "24:00", -1 }, { "8.60", -1 },    { "8.3", -1 },       { "2460", -1 },  { "", -1 },
    { "noon", -1 },  { "13 pm", -1 },   { "8:30:15", -1 },   { "-8", -1 },    { "\xff", -1 },
    { NULL, -1 },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 us = -MINUTE;

      g_test_message ("case %u", i);
      g_assert_cmpint (docket_clock_time_parse (cases[i].typed, zone, MONDAY + 11 * HOUR, &us),
                       ==,
                       cases[i].minutes >= 0);
      g_assert_cmpint (us,
                       ==,
                       cases[i].minutes >= 0 ? MONDAY + cases[i].minutes * MINUTE : -MINUTE);
    }
}

static gint64
parse_on (GTimeZone *zone, const char *typed, int year, int month, int day)
{
  g_autoptr (GDateTime) noon = g_date_time_new (zone, year, month, day, 12, 0, 0);
  gint64 us = 0;

  g_assert_true (
    docket_clock_time_parse (typed, zone, g_date_time_to_unix (noon) * G_USEC_PER_SEC, &us));

  return us;
}

/* The clocks go forward on 2026-03-29 and back on 2026-10-25. */
static void
test_nights_the_clocks_change (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Paris");

  g_assert_nonnull (zone);
  g_assert_cmpint (parse_on (zone, "4:00", 2026, 3, 29) - parse_on (zone, "1:00", 2026, 3, 29),
                   ==,
                   2 * HOUR);
  g_assert_cmpint (parse_on (zone, "2.30", 2026, 3, 29), ==, parse_on (zone, "3.00", 2026, 3, 29));
  g_assert_cmpint (parse_on (zone, "4:00", 2026, 10, 25) - parse_on (zone, "1:00", 2026, 10, 25),
                   ==,
                   4 * HOUR);
}

static void
test_rounding (void)
{
  static const struct
  {
    gint64 seconds;
    guint step;
    gint64 rounded;
  } cases[] = {
    { 0, 15, 0 },       { 1, 15, 900 },       { 900, 15, 900 },   { 901, 15, 1800 },
    { 61, 0, 61 },      { 61, 5, 300 },       { 361, 6, 720 },    { 600, 10, 600 },
    { 1799, 30, 1800 }, { 86400, 30, 86400 }, { 1801, 30, 3600 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (docket_duration_round_up (cases[i].seconds * G_USEC_PER_SEC, cases[i].step),
                     ==,
                     cases[i].rounded * G_USEC_PER_SEC);
}

static DocketTimeEntry *
make_entry (gint64 id, gint64 technician, gint64 start_at, gint64 end_at)
{
  DocketTimeEntry *entry = docket_time_entry_new ();

  entry->id = id;
  entry->technician = technician;
  entry->start_at = start_at;
  entry->end_at = end_at;

  return entry;
}

static guint
check (DocketTimeEntry *entry, DocketTimeEntry *other, guint rounding)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  const DocketTimeEntry *with = NULL;
  guint problems;

  g_ptr_array_add (others, other);
  problems = docket_time_check (entry, NULL, 0, others, rounding, &with);
  g_assert_true (with == ((problems & DOCKET_TIME_OVERLAPS) != 0 ? other : NULL));

  return problems;
}

static void
test_checks (void)
{
  static const struct
  {
    gint64 id, technician, start, end;
    guint problems;
  } cases[] = {
    { 0, 1, 9 * 60, 10 * 60, 0 },  /* touches the other's start */
    { 0, 1, 11 * 60, 12 * 60, 0 }, /* touches its end */
    { 0, 1, 10 * 60 + 30, 10 * 60 + 40, DOCKET_TIME_OVERLAPS },
    { 0, 1, 9 * 60, 12 * 60, DOCKET_TIME_OVERLAPS },
    { 0, 2, 9 * 60, 12 * 60, 0 }, /* somebody else's */
    { 0, 0, 9 * 60, 12 * 60, 0 }, /* nobody's */
    { 7, 1, 9 * 60, 12 * 60, 0 }, /* itself */
    { 0, 1, 12 * 60, 12 * 60, DOCKET_TIME_ENDS_BEFORE_START },
    { 0, 1, 12 * 60, 11 * 60, DOCKET_TIME_ENDS_BEFORE_START },
    { 0, 1, 12 * 60, 36 * 60, 0 },
    { 0, 1, 12 * 60, 36 * 60 + 1, DOCKET_TIME_IS_LONG },
    { 0, 1, 10 * 60, 40 * 60, DOCKET_TIME_IS_LONG | DOCKET_TIME_OVERLAPS },
  };
  g_autoptr (DocketTimeEntry) other = make_entry (7, 1, MONDAY + 10 * HOUR, MONDAY + 11 * HOUR);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (DocketTimeEntry) entry = make_entry (cases[i].id,
                                                      cases[i].technician,
                                                      MONDAY + cases[i].start * MINUTE,
                                                      MONDAY + cases[i].end * MINUTE);

      g_test_message ("case %u", i);
      g_assert_cmpuint (check (entry, other, 0), ==, cases[i].problems);
    }
}

/* A was paused for B: where they really were counts, not where the sum was put. */
static void
test_spans (void)
{
  const DocketTimeSpan spans[] = { { MONDAY, MONDAY + 30 * MINUTE },
                                   { MONDAY + HOUR, MONDAY + 2 * HOUR } };
  g_autoptr (DocketTimeEntry) entry = make_entry (0, 1, MONDAY, MONDAY + 90 * MINUTE);
  g_autoptr (DocketTimeEntry) call = make_entry (7, 1, MONDAY + 30 * MINUTE, MONDAY + HOUR);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  g_ptr_array_add (others, call);
  g_assert_cmpuint (docket_time_check (entry, NULL, 0, others, 0, NULL), ==, DOCKET_TIME_OVERLAPS);
  g_assert_cmpuint (docket_time_check (entry, spans, 2, others, 0, NULL), ==, 0);
}

/* Failure 8: stopping A and starting B within a second is no overlap, whatever is rounded; and no
 * entry overlaps itself. */
static void
test_failure_8 (void)
{
  static const gint64 nights[] = {
    MONDAY + 23 * HOUR + 50 * MINUTE,                              /* midnight */
    G_GINT64_CONSTANT (1774746000) * G_USEC_PER_SEC - 10 * MINUTE, /* clocks go forward */
    G_GINT64_CONSTANT (1792890000) * G_USEC_PER_SEC - 10 * MINUTE, /* clocks go back */
  };

  for (guint night = 0; night < G_N_ELEMENTS (nights); night++)
    for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
      for (gint64 length = 1; length < 4000; length += 97)
        {
          const gint64 end = nights[night] + length * G_USEC_PER_SEC;
          g_autoptr (DocketTimeEntry) a = make_entry (
            1,
            1,
            nights[night],
            nights[night] + docket_duration_round_up (end - nights[night], steps[step]));
          g_autoptr (DocketTimeEntry) b =
            make_entry (0, 1, end, end + docket_duration_round_up (17 * MINUTE, steps[step]));
          g_autoptr (DocketTimeEntry) true_one = make_entry (0, 1, a->start_at, a->end_at + HOUR);

          g_assert_cmpuint (check (b, a, steps[step]), ==, 0);
          g_assert_cmpuint (check (a, b, steps[step]), ==, 0);
          g_assert_cmpuint (check (a, a, steps[step]), ==, 0);

          if (a->end_at - a->start_at > 30 * MINUTE)
            g_assert_cmpuint (check (true_one, a, steps[step]), ==, DOCKET_TIME_OVERLAPS);
        }
}

static DocketTimerSegment *
add_segment (GPtrArray *segments, gint64 start, gint64 end)
{
  DocketTimerSegment *segment = docket_timer_segment_new ();

  segment->id = segments->len + 1;
  segment->started_at = start * MINUTE;
  segment->ended_at = end * MINUTE;
  segment->boottime_us = start * MINUTE;
  segment->boot_id = g_strdup ("boot");
  g_ptr_array_add (segments, segment);

  return segment;
}

static char *
describe (GPtrArray *segments)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      g_string_append_printf (text,
                              "%d-%d%s ",
                              (int) (segment->started_at / MINUTE),
                              (int) (segment->ended_at / MINUTE),
                              segment->question != DOCKET_TIMER_AWAY_NONE ? "?" : "");
    }

  return g_strdup (g_strchomp (text->str));
}

/* Paused from 30 to 60; runs since 60; now is 200. */
static void
test_away (void)
{
  static const struct
  {
    int from, to;
    const char *after;
  } cases[] = {
    { 100, 150, "10-30 60-100 100-150? 150-0" },
    { 100, 200, "10-30 60-100 100-200? 200-0" },
    { 60, 90, "10-30 60-90? 90-0" },
    { 20, 90, "10-20 60-90? 20-30? 90-0" },
    { 35, 55, "10-30 60-0" },
    { 210, 220, "10-30 60-0" },
  };
  const DocketMoment now = { 200 * MINUTE, 200 * MINUTE, 0, "boot" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) segments =
        g_ptr_array_new_with_free_func ((GDestroyNotify) docket_timer_segment_free);
      g_autofree char *after = NULL;

      add_segment (segments, 10, 30);
      add_segment (segments, 60, 0);
      docket_timer_mark_away (segments,
                              cases[i].from * MINUTE,
                              cases[i].to * MINUTE,
                              DOCKET_TIMER_AWAY_LOCK,
                              &now);
      after = describe (segments);
      g_assert_cmpstr (after, ==, cases[i].after);
      g_assert_cmpint (docket_timer_sum (segments, &now), ==, 160 * MINUTE);

      /* Asked once. */
      g_assert_false (docket_timer_mark_away (segments,
                                              cases[i].from * MINUTE,
                                              cases[i].to * MINUTE,
                                              DOCKET_TIMER_AWAY_SLEEP,
                                              &now));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time/durations", test_durations);
  g_test_add_func ("/time/durations-read-back", test_durations_read_back);
  g_test_add_func ("/time/times-of-the-day", test_times_of_the_day);
  g_test_add_func ("/time/nights-the-clocks-change", test_nights_the_clocks_change);
  g_test_add_func ("/time/rounding", test_rounding);
  g_test_add_func ("/time/checks", test_checks);
  g_test_add_func ("/time/spans", test_spans);
  g_test_add_func ("/time/failure-8", test_failure_8);
  g_test_add_func ("/time/away", test_away);

  return g_test_run ();
}
