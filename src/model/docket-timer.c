/* The arithmetic of timers: how long a stretch is, and what becomes of time away.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timer.h"

static const char *const nicks[] = {
  [DOCKET_TIMER_AWAY_SLEEP] = "sleep",
  [DOCKET_TIMER_AWAY_OFF] = "off",
  [DOCKET_TIMER_AWAY_LOCK] = "lock",
  [DOCKET_TIMER_AWAY_IDLE] = "idle",
};

static DocketTimerSegment *
find_running (GPtrArray *segments)
{
  for (guint i = 0; i < segments->len; i++)
    {
      DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->ended_at == 0)
        return segment;
    }

  return NULL;
}

static void
set_moment (DocketTimerSegment *segment, const DocketMoment *moment)
{
  segment->boottime_us = moment->boottime_us;
  g_free (segment->boot_id);
  segment->boot_id = g_strdup (moment->boot_id);
}

/* Moves the beginning of a segment without changing where it lies by the clocks. */
static void
set_start (DocketTimerSegment *segment, gint64 started_at)
{
  segment->boottime_us += started_at - segment->started_at;
  segment->started_at = started_at;
}

/* What is left of @segment after @to; it keeps what was before. */
static DocketTimerSegment *
split (DocketTimerSegment *segment, gint64 at)
{
  DocketTimerSegment *rest = docket_timer_segment_copy (segment);

  rest->id = 0;
  set_start (rest, at);
  segment->ended_at = at;

  return rest;
}

/**
 * docket_timer_segment_new:
 *
 * Returns: (transfer full): an empty segment
 */
DocketTimerSegment *
docket_timer_segment_new (void)
{
  return g_new0 (DocketTimerSegment, 1);
}

/**
 * docket_timer_segment_copy:
 * @segment: a segment
 *
 * Returns: (transfer full): a copy
 */
DocketTimerSegment *
docket_timer_segment_copy (const DocketTimerSegment *segment)
{
  DocketTimerSegment *copy = g_memdup2 (segment, sizeof *segment);

  copy->boot_id = g_strdup (segment->boot_id);
  copy->zone = g_strdup (segment->zone);

  return copy;
}

/**
 * docket_timer_segment_free:
 * @segment: (transfer full): a segment
 */
void
docket_timer_segment_free (DocketTimerSegment *segment)
{
  g_free (segment->boot_id);
  g_free (segment->zone);
  g_free (segment);
}

/**
 * docket_moment_now:
 * @moment: (out): the moment; it lives no longer than @clock
 * @clock: a clock
 */
void
docket_moment_now (DocketMoment *moment, DocketClock *clock)
{
  moment->wall_us = docket_clock_get_wall (clock);
  moment->boottime_us = docket_clock_get_boottime (clock);
  moment->slept_us = moment->boottime_us - docket_clock_get_monotonic (clock);
  moment->boot_id = docket_clock_get_boot_id (clock);
}

/**
 * docket_timer_locate:
 * @running: a segment
 * @moment: a moment
 *
 * Returns: the moment on the segment's own line of time: by boottime where both are of one start of
 * the computer, else by the clock on the wall; never before the segment began
 */
gint64
docket_timer_locate (const DocketTimerSegment *running, const DocketMoment *moment)
{
  if (g_strcmp0 (running->boot_id, moment->boot_id) == 0)
    return running->started_at + MAX (moment->boottime_us - running->boottime_us, 0);

  return MAX (moment->wall_us, running->started_at);
}

/**
 * docket_timer_segment_get_end:
 * @segment: a segment
 * @now: this moment
 *
 * Returns: when it ended, or would if it were ended now
 */
gint64
docket_timer_segment_get_end (const DocketTimerSegment *segment, const DocketMoment *now)
{
  return segment->ended_at != 0 ? segment->ended_at : docket_timer_locate (segment, now);
}

/**
 * docket_timer_sum:
 * @segments: (element-type DocketTimerSegment): those of one timer
 * @now: this moment
 *
 * Returns: how long they are together, in microseconds
 */
gint64
docket_timer_sum (GPtrArray *segments, const DocketMoment *now)
{
  gint64 sum = 0;

  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      sum += docket_timer_segment_get_end (segment, now) - segment->started_at;
    }

  return sum;
}

/**
 * docket_timer_sum_questions:
 * @segments: (element-type DocketTimerSegment): those of one timer
 * @now: this moment
 *
 * Returns: how long those are of which nobody has said what becomes of them
 */
gint64
docket_timer_sum_questions (GPtrArray *segments, const DocketMoment *now)
{
  gint64 sum = 0;

  for (guint i = 0; i < segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (segments, i);

      if (segment->question != DOCKET_TIMER_AWAY_NONE)
        sum += docket_timer_segment_get_end (segment, now) - segment->started_at;
    }

  return sum;
}

/**
 * docket_timer_is_running:
 * @segments: (element-type DocketTimerSegment): those of one timer
 *
 * Returns: whether one of them has not ended
 */
gboolean
docket_timer_is_running (GPtrArray *segments)
{
  return find_running (segments) != NULL;
}

/**
 * docket_timer_rebase:
 * @segments: (element-type DocketTimerSegment): those of one timer
 * @last: (nullable): the last moment at which somebody saw it run
 * @now: this moment
 *
 * After the computer was started anew, boottime begins at nothing: what ran ends where it was seen
 * last by its own clocks, and goes on by the new ones. The time between is as long as the clock on
 * the wall says, and no stretch is lost.
 */
void
docket_timer_rebase (GPtrArray *segments, const DocketMoment *last, const DocketMoment *now)
{
  DocketTimerSegment *running = find_running (segments);
  DocketTimerSegment *rest;
  gint64 seen;
  gint64 until;

  if (running == NULL || g_strcmp0 (running->boot_id, now->boot_id) == 0)
    return;

  seen = running->started_at;
  until = MAX (now->wall_us, seen);

  if (last != NULL && g_strcmp0 (last->boot_id, running->boot_id) == 0)
    {
      seen = docket_timer_locate (running, last);
      until = seen + MAX (now->wall_us - last->wall_us, 0);
    }

  if (until == running->started_at)
    {
      set_moment (running, now);
      return;
    }

  rest = split (running, until);
  set_moment (rest, now);
  g_ptr_array_add (segments, rest);
}

/**
 * docket_timer_mark_away:
 * @segments: (element-type DocketTimerSegment): those of one timer, by start
 * @from: when the person went, on the line of time of the segments
 * @to: when they came back
 * @why: why nobody knows
 * @now: this moment
 *
 * Makes of what lies between a stretch of its own, of which the person is to say what becomes. What
 * was asked before is not asked again, and what is marked already stays as it is.
 *
 * Returns: whether anything was marked
 */
gboolean
docket_timer_mark_away (GPtrArray *segments,
                        gint64 from,
                        gint64 to,
                        DocketTimerAway why,
                        const DocketMoment *now)
{
  const guint n_segments = segments->len;
  gboolean marked = FALSE;

  for (guint i = 0; i < n_segments; i++)
    {
      DocketTimerSegment *segment = g_ptr_array_index (segments, i);
      const gint64 end = docket_timer_segment_get_end (segment, now);
      DocketTimerSegment *away = segment;

      if (segment->question != DOCKET_TIMER_AWAY_NONE || from >= end || to <= segment->started_at)
        continue;

      if (from > segment->started_at)
        {
          const gint64 ended_at = segment->ended_at;

          away = split (segment, from);
          away->ended_at = ended_at;
          g_ptr_array_add (segments, away);
        }

      if (to < end || away->ended_at == 0)
        {
          const gint64 ended_at = away->ended_at;
          DocketTimerSegment *rest = split (away, MIN (to, end));

          rest->ended_at = ended_at;
          g_ptr_array_add (segments, rest);
        }

      away->question = why;
      marked = TRUE;
    }

  return marked;
}

/**
 * docket_timer_away_to_nick:
 * @away: why nobody knows
 *
 * Returns: (nullable): the word of the database; %NULL for %DOCKET_TIMER_AWAY_NONE
 */
const char *
docket_timer_away_to_nick (DocketTimerAway away)
{
  return away < G_N_ELEMENTS (nicks) ? nicks[away] : NULL;
}

/**
 * docket_timer_away_from_nick:
 * @nick: (nullable): a word of the database
 *
 * Returns: what it says; %DOCKET_TIMER_AWAY_NONE for %NULL
 */
DocketTimerAway
docket_timer_away_from_nick (const char *nick)
{
  for (guint i = DOCKET_TIMER_AWAY_SLEEP; nick != NULL && i < G_N_ELEMENTS (nicks); i++)
    if (g_str_equal (nick, nicks[i]))
      return i;

  /* A word of a newer Docket: it was a question. */
  return nick != NULL ? DOCKET_TIMER_AWAY_OFF : DOCKET_TIMER_AWAY_NONE;
}
