/* Timesheets: totals, gaps, overlaps.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "docket-model.h"

#define MINUTE G_TIME_SPAN_MINUTE

static gint64
at (const char *text)
{
  gint64 us = 0;

  g_assert_true (docket_time_parse (text, &us));

  return us;
}

static void
add (DocketTimesheet *timesheet,
     gint64 ticket,
     const char *start,
     gint64 minutes,
     gboolean billable)
{
  DocketTimesheetLine *line = docket_timesheet_line_new ();

  line->ticket = ticket;
  line->ticket_number = g_strdup_printf ("%" G_GINT64_FORMAT, ticket);
  line->ticket_title = g_strdup ("Printer");
  line->customer = ticket % 2;
  line->customer_name = line->customer != 0 ? g_strdup ("Bakery") : NULL;
  line->start_at = at (start);
  line->end_at = line->start_at + minutes * MINUTE;
  line->billable = billable;
  docket_timesheet_take_line (timesheet, line);
}

static const DocketTimesheetLine *
nth (DocketTimesheet *timesheet, guint n)
{
  return g_ptr_array_index (timesheet->lines, n);
}

/* To touch is not to overlap; a long one overlaps all that begin in it. */
static void
test_overlaps (void)
{
  g_autoptr (DocketTimesheet) timesheet = docket_timesheet_new ("UTC");

  add (timesheet, 1, "2026-11-23T08:00:00Z", 60, TRUE);
  add (timesheet, 2, "2026-11-23T09:00:00Z", 120, TRUE);
  add (timesheet, 3, "2026-11-23T09:15:00Z", 15, TRUE);
  add (timesheet, 4, "2026-11-23T10:30:00Z", 15, TRUE);
  add (timesheet, 5, "2026-11-23T11:00:00Z", 15, TRUE);
  g_assert_false (nth (timesheet, 0)->overlaps);
  g_assert_false (nth (timesheet, 1)->overlaps);
  g_assert_true (nth (timesheet, 2)->overlaps);
  g_assert_true (nth (timesheet, 3)->overlaps);
  g_assert_false (nth (timesheet, 4)->overlaps);
  g_assert_cmpuint (timesheet->gaps->len, ==, 0);
}

/* Gaps are of one day, and not of some seconds. */
static void
test_gaps (void)
{
  g_autoptr (DocketTimesheet) timesheet = docket_timesheet_new ("Europe/Paris");
  const DocketTimesheetGap *gap;

  add (timesheet, 1, "2026-11-23T08:00:00Z", 60, TRUE);
  add (timesheet, 1, "2026-11-23T09:04:00Z", 26, TRUE);
  add (timesheet, 1, "2026-11-23T10:15:00Z", 60, TRUE);
  /* After midnight in Paris, before it in UTC. */
  add (timesheet, 1, "2026-11-23T23:30:00Z", 10, TRUE);
  g_assert_cmpuint (timesheet->gaps->len, ==, 1);
  gap = &g_array_index (timesheet->gaps, DocketTimesheetGap, 0);
  g_assert_cmpint (gap->start_at, ==, at ("2026-11-23T09:30:00Z"));
  g_assert_cmpint (gap->end_at, ==, at ("2026-11-23T10:15:00Z"));
}

static void
test_totals (void)
{
  g_autoptr (DocketTimesheet) timesheet = docket_timesheet_new ("Europe/Paris");
  g_autoptr (GPtrArray) days = NULL;
  g_autoptr (GPtrArray) tickets = NULL;
  g_autoptr (GPtrArray) customers = NULL;
  const DocketTimesheetTotal *day;

  add (timesheet, 1, "2026-11-23T08:00:00Z", 60, TRUE);
  add (timesheet, 2, "2026-11-23T10:00:00Z", 30, FALSE);
  /* Across midnight it belongs to its start. */
  add (timesheet, 1, "2026-11-23T22:30:00Z", 60, TRUE);
  add (timesheet, 3, "2026-11-24T08:00:00Z", 15, TRUE);
  g_assert_cmpint (timesheet->duration_us, ==, 165 * MINUTE);
  g_assert_cmpint (timesheet->billable_us, ==, 135 * MINUTE);

  days = docket_timesheet_add_up (timesheet, DOCKET_TIMESHEET_BY_DAY);
  g_assert_cmpuint (days->len, ==, 2);
  day = days->pdata[0];
  g_assert_cmpstr (day->name, ==, "2026-11-23");
  g_assert_cmpint (day->duration_us, ==, 150 * MINUTE);
  g_assert_cmpint (day->billable_us, ==, 120 * MINUTE);
  tickets = docket_timesheet_add_up (timesheet, DOCKET_TIMESHEET_BY_TICKET);
  g_assert_cmpuint (tickets->len, ==, 3);
  g_assert_cmpint (((DocketTimesheetTotal *) tickets->pdata[0])->duration_us, ==, 120 * MINUTE);
  customers = docket_timesheet_add_up (timesheet, DOCKET_TIMESHEET_BY_CUSTOMER);
  g_assert_cmpuint (customers->len, ==, 2);
  g_assert_cmpstr (((DocketTimesheetTotal *) customers->pdata[0])->name, ==, "Bakery");
  g_assert_null (((DocketTimesheetTotal *) customers->pdata[1])->name);
}

static void
test_table (void)
{
  g_autoptr (DocketTimesheet) timesheet = docket_timesheet_new ("Europe/Paris");
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  add (timesheet, 7, "2026-11-23T22:30:00Z", 50, FALSE);
  csv = docket_timesheet_to_csv (timesheet, DOCKET_WORDING_MSP);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_cmpstr (lines[1], ==, "2026-11-23,23:30,00:20,0.8333,no,7,Printer,Bakery,");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timesheet/overlaps", test_overlaps);
  g_test_add_func ("/timesheet/gaps", test_gaps);
  g_test_add_func ("/timesheet/totals", test_totals);
  g_test_add_func ("/timesheet/table", test_table);

  return g_test_run ();
}
