/* What a technician worked in a period.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-billing.h"

#include "docket-statement-private.h"

/**
 * docket_timesheets_fill:
 * @txn: a transaction
 * @timesheet: an empty timesheet
 * @technician: local id
 * @from_at: the first instant, microseconds UTC
 * @to_at: the first instant after it, microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Adds the technician's time entries that start in the period, but for those of deleted tickets.
 *
 * Returns: whether they were read
 */
gboolean
docket_timesheets_fill (DocketTransaction *txn,
                        DocketTimesheet *timesheet,
                        gint64 technician,
                        gint64 from_at,
                        gint64 to_at,
                        GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT e.id, e.ticket, t.number, t.title, t.customer, customer.name, e.start_at, "
                "e.end_at, e.billable, e.description "
                "FROM time_entry e JOIN ticket t ON t.id = e.ticket "
                "LEFT JOIN customer ON customer.id = t.customer "
                "WHERE e.technician = ? AND e.start_at >= ? AND e.start_at < ? "
                "AND t.deleted_at = 0 ORDER BY e.start_at, e.id",
                "xxx",
                technician,
                from_at,
                to_at);

  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    {
      DocketTimesheetLine *line = docket_timesheet_line_new ();

      docket_statement_read (statement,
                             "xxssrsxxis",
                             &line->time_entry,
                             &line->ticket,
                             &line->ticket_number,
                             &line->ticket_title,
                             &line->customer,
                             &line->customer_name,
                             &line->start_at,
                             &line->end_at,
                             &line->billable,
                             &line->description);
      docket_timesheet_take_line (timesheet, line);
    }

  return !statement->failed;
}
