/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-clock.h"
#include "docket-parts.h"

G_BEGIN_DECLS

/* Away for shorter than this, nobody is asked. */
#define DOCKET_TIMER_AWAY_US (5 * G_TIME_SPAN_MINUTE)

/**
 * DocketMoment:
 * @wall_us: microseconds UTC, as people and servers set it
 * @boottime_us: microseconds since the computer started
 * @slept_us: how much of @boottime_us the computer slept
 * @boot_id: (nullable): which start of the computer
 *
 * A moment by all clocks.
 */
typedef struct
{
  gint64 wall_us;
  gint64 boottime_us;
  gint64 slept_us;
  const char *boot_id;
} DocketMoment;

/**
 * DocketTimerAway:
 *
 * Why nobody can say whether somebody worked. The nicks are kept in the database.
 */
typedef enum
{
  DOCKET_TIMER_AWAY_NONE,
  DOCKET_TIMER_AWAY_SLEEP, /* the computer slept */
  DOCKET_TIMER_AWAY_OFF,   /* the computer or Docket was off */
  DOCKET_TIMER_AWAY_LOCK,  /* the screen was locked */
  DOCKET_TIMER_AWAY_IDLE   /* nobody touched it */
} DocketTimerAway;

/**
 * DocketTimerSegment:
 * @id: local id; 0: not on the disk yet
 * @started_at: when it began, microseconds UTC
 * @ended_at: when it ended; 0: it runs
 * @boottime_us: the boottime when it began
 * @boot_id: of which start of the computer
 * @question: not %DOCKET_TIMER_AWAY_NONE while nobody has said what becomes of it
 *
 * A stretch of a timer. A running one is as long as boottime says, whatever the clock on the wall
 * was set to.
 */
typedef struct
{
  gint64 id;
  gint64 ticket;
  gint64 technician;
  gint64 started_at;
  gint64 ended_at;
  gint64 boottime_us;
  char *boot_id;
  char *zone;
  DocketTimerAway question;
} DocketTimerSegment;

DocketTimerSegment *docket_timer_segment_new (void);
DocketTimerSegment *docket_timer_segment_copy (const DocketTimerSegment *segment);
void docket_timer_segment_free (DocketTimerSegment *segment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTimerSegment, docket_timer_segment_free)

void docket_moment_now (DocketMoment *moment, DocketClock *clock);
gint64 docket_timer_segment_get_end (const DocketTimerSegment *segment, const DocketMoment *now);
gint64 docket_timer_sum (GPtrArray *segments, const DocketMoment *now);
gboolean docket_timer_is_running (GPtrArray *segments);
gint64 docket_timer_sum_questions (GPtrArray *segments, const DocketMoment *now);

gint64 docket_timer_locate (const DocketTimerSegment *running, const DocketMoment *moment);
void docket_timer_rebase (GPtrArray *segments, const DocketMoment *last, const DocketMoment *now);
gboolean docket_timer_mark_away (GPtrArray *segments,
                                 gint64 from,
                                 gint64 to,
                                 DocketTimerAway why,
                                 const DocketMoment *now);
const char *docket_timer_away_to_nick (DocketTimerAway away);
DocketTimerAway docket_timer_away_from_nick (const char *nick);

G_END_DECLS
