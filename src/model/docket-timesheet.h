/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "docket-enums.h"

G_BEGIN_DECLS

/**
 * DocketTimesheetLine:
 * @time_entry: local id
 * @ticket: local id
 * @overlaps: whether it began before the work before it had ended; to touch is not to overlap
 *
 * A stretch of work.
 */
typedef struct
{
  gint64 time_entry;
  gint64 ticket;
  char *ticket_number; /* NULL while no server has given one */
  char *ticket_title;
  gint64 customer; /* 0 for none */
  char *customer_name;
  gint64 start_at;
  gint64 end_at;
  gboolean billable;
  char *description;
  gboolean overlaps;
} DocketTimesheetLine;

DocketTimesheetLine *docket_timesheet_line_new (void);
void docket_timesheet_line_free (DocketTimesheetLine *line);

/**
 * DocketTimesheetGap:
 *
 * Time between two stretches of work of one day that no entry tells of.
 */
typedef struct
{
  gint64 start_at;
  gint64 end_at;
} DocketTimesheetGap;

/**
 * DocketTimesheet:
 * @zone: (nullable): in which zone its days are; %NULL: the computer's
 * @lines: (element-type DocketTimesheetLine): by start
 * @gaps: (element-type DocketTimesheetGap): by start
 * @duration_us: the time of all lines
 * @billable_us: of it what is billable
 *
 * What one technician worked in a period.
 */
typedef struct
{
  GObject parent_instance;

  char *zone;
  GPtrArray *lines;
  GArray *gaps;
  gint64 duration_us;
  gint64 billable_us;
  gint64 last_end_at; /* when all work so far had ended */
} DocketTimesheet;

#define DOCKET_TYPE_TIMESHEET (docket_timesheet_get_type ())
GType docket_timesheet_get_type (void);
DocketTimesheet *docket_timesheet_new (const char *zone);
void docket_timesheet_take_line (DocketTimesheet *self, DocketTimesheetLine *line);
char *docket_timesheet_get_day (const DocketTimesheet *self, gint64 us);
char *docket_timesheet_format (const DocketTimesheet *self, gint64 us, const char *format);
char *docket_timesheet_to_csv (const DocketTimesheet *self, DocketWording wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTimesheet, g_object_unref)

/**
 * DocketTimesheetBy:
 *
 * What a timesheet can be added up by.
 */
typedef enum
{
  DOCKET_TIMESHEET_BY_DAY,
  DOCKET_TIMESHEET_BY_TICKET,
  DOCKET_TIMESHEET_BY_CUSTOMER
} DocketTimesheetBy;

/**
 * DocketTimesheetTotal:
 * @name: (nullable): a day as `YYYY-MM-DD`, a ticket or a customer; %NULL for work without one
 *
 * A total of a timesheet's lines.
 */
typedef struct
{
  char *name;
  gint64 duration_us;
  gint64 billable_us;
} DocketTimesheetTotal;

GPtrArray *docket_timesheet_add_up (const DocketTimesheet *self, DocketTimesheetBy by);

G_END_DECLS
