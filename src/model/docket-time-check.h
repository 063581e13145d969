/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-parts.h"

G_BEGIN_DECLS

/* Longer is pointed out. */
#define DOCKET_TIME_LONG_US (24 * G_TIME_SPAN_HOUR)

/**
 * DocketTimeProblem:
 * @DOCKET_TIME_ENDS_BEFORE_START: it can't be saved
 * @DOCKET_TIME_IS_LONG: over 24 hours
 * @DOCKET_TIME_OVERLAPS: with another entry of the same technician
 *
 * What is to be pointed out at a time entry.
 */
typedef enum
{
  DOCKET_TIME_ENDS_BEFORE_START = 1 << 0,
  DOCKET_TIME_IS_LONG = 1 << 1,
  DOCKET_TIME_OVERLAPS = 1 << 2
} DocketTimeProblem;

/**
 * DocketTimeSpan:
 *
 * From when to when, microseconds UTC.
 */
typedef struct
{
  gint64 start_at;
  gint64 end_at;
} DocketTimeSpan;

guint docket_time_check (const DocketTimeEntry *entry,
                         const DocketTimeSpan *spans,
                         guint n_spans,
                         GPtrArray *others,
                         guint rounding,
                         const DocketTimeEntry **with);
gint64 docket_time_get_tolerance (guint rounding);

G_END_DECLS
