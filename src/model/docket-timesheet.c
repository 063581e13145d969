/* What a technician worked in a period: totals, gaps, overlaps.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timesheet.h"

#include <glib/gi18n.h>

#include "docket-csv-writer.h"

/* A shorter break is none. */
#define SHORTEST_GAP_US (5 * G_TIME_SPAN_MINUTE)

typedef GObjectClass DocketTimesheetClass;
G_DEFINE_FINAL_TYPE (DocketTimesheet, docket_timesheet, G_TYPE_OBJECT)

static void
docket_timesheet_finalize (GObject *object)
{
  DocketTimesheet *self = (DocketTimesheet *) object;

  g_free (self->zone);
  g_ptr_array_unref (self->lines);
  g_array_unref (self->gaps);

  G_OBJECT_CLASS (docket_timesheet_parent_class)->finalize (object);
}

static void
docket_timesheet_class_init (DocketTimesheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_timesheet_finalize;
}

static void
docket_timesheet_init (DocketTimesheet *self)
{
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_timesheet_line_free);
  self->gaps = g_array_new (FALSE, FALSE, sizeof (DocketTimesheetGap));
}

/**
 * docket_timesheet_new:
 * @zone: (nullable): in which zone its days are; %NULL: the computer's
 *
 * Returns: (transfer full): an empty timesheet
 */
DocketTimesheet *
docket_timesheet_new (const char *zone)
{
  DocketTimesheet *self = g_object_new (DOCKET_TYPE_TIMESHEET, NULL);

  self->zone = g_strdup (zone);

  return self;
}

/**
 * docket_timesheet_line_new:
 *
 * Returns: (transfer full): a line of nothing
 */
DocketTimesheetLine *
docket_timesheet_line_new (void)
{
  return g_new0 (DocketTimesheetLine, 1);
}

/**
 * docket_timesheet_line_free:
 * @line: (transfer full): a line
 */
void
docket_timesheet_line_free (DocketTimesheetLine *line)
{
  g_free (line->ticket_number);
  g_free (line->ticket_title);
  g_free (line->customer_name);
  g_free (line->description);
  g_free (line);
}

static GDateTime *
to_zone (const DocketTimesheet *self, gint64 us)
{
  g_autoptr (GTimeZone) known = self->zone != NULL ? g_time_zone_new_identifier (self->zone) : NULL;
  g_autoptr (GTimeZone) zone = known != NULL ? g_steal_pointer (&known) : g_time_zone_new_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (us / G_USEC_PER_SEC);

  return g_date_time_to_timezone (utc, zone);
}

/**
 * docket_timesheet_get_day:
 * @self: a timesheet
 * @us: an instant, microseconds UTC
 *
 * Returns: (transfer full): its day in the timesheet's zone, `YYYY-MM-DD`
 */
char *
docket_timesheet_get_day (const DocketTimesheet *self, gint64 us)
{
  g_autoptr (GDateTime) there = to_zone (self, us);

  return g_date_time_format (there, "%Y-%m-%d");
}

/**
 * docket_timesheet_format:
 * @self: a timesheet
 * @us: an instant, microseconds UTC
 * @format: for g_date_time_format()
 *
 * Returns: (transfer full): it as text, in the timesheet's zone
 */
char *
docket_timesheet_format (const DocketTimesheet *self, gint64 us, const char *format)
{
  g_autoptr (GDateTime) there = to_zone (self, us);

  return g_date_time_format (there, format);
}

/**
 * docket_timesheet_take_line:
 * @self: a timesheet
 * @line: (transfer full): what was worked next: lines come in the order of their start
 *
 * Adds a line, finds out whether it overlaps, and what gap it leaves to the work of the same day
 * before it. Work across midnight belongs to the day of its start.
 */
void
docket_timesheet_take_line (DocketTimesheet *self, DocketTimesheetLine *line)
{
  const gint64 last = self->last_end_at;
  const DocketTimesheetGap gap = { .start_at = last, .end_at = line->start_at };

  if (self->lines->len > 0 && line->start_at < last)
    line->overlaps = TRUE;

  if (self->lines->len > 0 && line->start_at - last >= SHORTEST_GAP_US)
    {
      g_autofree char *before = docket_timesheet_get_day (self, last);
      g_autofree char *after = docket_timesheet_get_day (self, line->start_at);

      if (g_str_equal (before, after))
        g_array_append_val (self->gaps, gap);
    }

  self->duration_us += line->end_at - line->start_at;
  self->billable_us += line->billable ? line->end_at - line->start_at : 0;
  self->last_end_at = MAX (last, line->end_at);
  g_ptr_array_add (self->lines, line);
}

static void
total_free (gpointer data)
{
  DocketTimesheetTotal *total = data;

  g_free (total->name);
  g_free (total);
}

static char *
make_name (const DocketTimesheet *self, const DocketTimesheetLine *line, DocketTimesheetBy by)
{
  switch (by)
    {
    case DOCKET_TIMESHEET_BY_DAY:
      return docket_timesheet_get_day (self, line->start_at);

    case DOCKET_TIMESHEET_BY_TICKET:
      return line->ticket_number != NULL
               ? g_strdup_printf ("#%s %s", line->ticket_number, line->ticket_title)
               : g_strdup (line->ticket_title);

    case DOCKET_TIMESHEET_BY_CUSTOMER:
      return g_strdup (line->customer_name);
    }

  g_return_val_if_reached (NULL);
}

/* What tells lines apart: two tickets or customers may have one name. */
static char *
make_key (const DocketTimesheet *self, const DocketTimesheetLine *line, DocketTimesheetBy by)
{
  if (by == DOCKET_TIMESHEET_BY_DAY)
    return docket_timesheet_get_day (self, line->start_at);

  return g_strdup_printf ("%" G_GINT64_FORMAT,
                          by == DOCKET_TIMESHEET_BY_TICKET ? line->ticket : line->customer);
}

/**
 * docket_timesheet_add_up:
 * @self: a timesheet
 * @by: by what
 *
 * Returns: (transfer full) (element-type DocketTimesheetTotal): the totals, in the order in which
 * the work began
 */
GPtrArray *
docket_timesheet_add_up (const DocketTimesheet *self, DocketTimesheetBy by)
{
  GPtrArray *totals = g_ptr_array_new_with_free_func (total_free);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const DocketTimesheetLine *line = g_ptr_array_index (self->lines, i);
      g_autofree char *key = make_key (self, line, by);
      DocketTimesheetTotal *total = g_hash_table_lookup (by_key, key);

      if (total == NULL)
        {
          total = g_new0 (DocketTimesheetTotal, 1);
          total->name = make_name (self, line, by);
          g_hash_table_insert (by_key, g_steal_pointer (&key), total);
          g_ptr_array_add (totals, total);
        }

      total->duration_us += line->end_at - line->start_at;
      total->billable_us += line->billable ? line->end_at - line->start_at : 0;
    }

  return totals;
}

static void
write_line (GString *csv, const DocketTimesheet *self, const DocketTimesheetLine *line)
{
  g_autoptr (GDateTime) start = to_zone (self, line->start_at);
  g_autoptr (GDateTime) end = to_zone (self, line->end_at);
  g_autofree char *day = g_date_time_format (start, "%Y-%m-%d");
  g_autofree char *from = g_date_time_format (start, "%H:%M");
  g_autofree char *to = g_date_time_format (end, "%H:%M");
  g_autofree char *number = docket_csv_make_safe (line->ticket_number);
  g_autofree char *title = docket_csv_make_safe (line->ticket_title);
  g_autofree char *customer = docket_csv_make_safe (line->customer_name);
  g_autofree char *description = docket_csv_make_safe (line->description);
  char hours[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (hours,
                   sizeof hours,
                   "%.4f",
                   (double) (line->end_at - line->start_at) / G_TIME_SPAN_HOUR);
  docket_csv_write_line (
    csv,
    (const char *[]){ day,
                      from,
                      to,
                      hours,
                      line->billable ? C_ ("answer", "yes") : C_ ("answer", "no"),
                      number,
                      title,
                      customer,
                      description,
                      NULL });
}

/**
 * docket_timesheet_to_csv:
 * @self: a timesheet
 * @wording: the words for whom the work is done
 *
 * A line each, times in the timesheet's zone; the head in the person's language.
 *
 * Returns: (transfer full): a table as RFC 4180 has it, UTF-8
 */
char *
docket_timesheet_to_csv (const DocketTimesheet *self, DocketWording wording)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  const char *const head[] = {
    C_ ("column", "Day"),
    C_ ("field", "Start"),
    C_ ("field", "End"),
    C_ ("column", "Hours"),
    C_ ("column", "Billable"),
    C_ ("column", "Number"),
    C_ ("field", "Title"),
    wording == DOCKET_WORDING_IT ? C_ ("field", "Site") : C_ ("field", "Customer"),
    C_ ("field", "Description"),
    NULL,
  };

  docket_csv_write_line (csv, head);

  for (guint i = 0; i < self->lines->len; i++)
    write_line (csv, self, g_ptr_array_index (self->lines, i));

  return g_string_free (g_steal_pointer (&csv), FALSE);
}
