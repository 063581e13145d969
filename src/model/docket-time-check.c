/* What is pointed out at a time entry before it is saved.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-time-check.h"

static gint64
get_common (const DocketTimeSpan *span, const DocketTimeEntry *other)
{
  return MIN (span->end_at, other->end_at) - MAX (span->start_at, other->start_at);
}

/**
 * docket_time_get_tolerance:
 * @rounding: the step to which durations are rounded up, in minutes; 0: none
 *
 * Returns: how much two entries of one person may have in common before it is an overlap, in
 * microseconds: what rounding up or leaving out the seconds can make by itself
 */
gint64
docket_time_get_tolerance (guint rounding)
{
  return MAX (rounding, 1) * G_TIME_SPAN_MINUTE;
}

/**
 * docket_time_check:
 * @entry: what is entered
 * @spans: (array length=n_spans) (nullable): when the work really was, where that is known better
 * than by start and end
 * @n_spans: how many
 * @others: (element-type DocketTimeEntry): entries to compare with; itself may be among them
 * @rounding: the step to which durations are rounded up, in minutes; 0: none
 * @with: (out) (optional): the entry with which it has most in common; %NULL for none
 *
 * Returns: what is to be pointed out, as #DocketTimeProblem bits
 */
guint
docket_time_check (const DocketTimeEntry *entry,
                   const DocketTimeSpan *spans,
                   guint n_spans,
                   GPtrArray *others,
                   guint rounding,
                   const DocketTimeEntry **with)
{
  const DocketTimeSpan whole = { entry->start_at, entry->end_at };
  const DocketTimeEntry *found = NULL;
  gint64 most = docket_time_get_tolerance (rounding) - 1;
  guint problems = 0;

  if (with != NULL)
    *with = NULL;

  if (entry->end_at <= entry->start_at)
    return DOCKET_TIME_ENDS_BEFORE_START;

  if (entry->end_at - entry->start_at > DOCKET_TIME_LONG_US)
    problems |= DOCKET_TIME_IS_LONG;

  if (n_spans == 0)
    {
      spans = &whole;
      n_spans = 1;
    }

  for (guint i = 0; entry->technician != 0 && i < others->len; i++)
    {
      const DocketTimeEntry *other = g_ptr_array_index (others, i);

      if (other->technician != entry->technician || (entry->id != 0 && other->id == entry->id))
        continue;

      for (guint j = 0; j < n_spans; j++)
        if (get_common (&spans[j], other) > most)
          {
            most = get_common (&spans[j], other);
            found = other;
          }
    }

  if (with != NULL)
    *with = found;

  return found != NULL ? problems | DOCKET_TIME_OVERLAPS : problems;
}
