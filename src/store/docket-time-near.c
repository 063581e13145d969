/* What a new time entry is compared with, and begins with.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-timer.h"

#include "docket-tickets-private.h"

/* Of an entry that is longer nobody looks for an overlap: the index is by start. */
#define LONGEST_US (31 * G_TIME_SPAN_DAY)

/* More have more in common with a day than a person has. */
#define MAX_NEAR 200

/* Among how many of somebody's last entries the tickets worked on lately are looked for. */
#define LATELY 500

/**
 * docket_time_entries_list_near:
 * @txn: a transaction
 * @technician: local id
 * @from: an instant
 * @to: a later instant
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimeEntry): the technician's entries on
 * any ticket that is not deleted which have something in common with the time between: their ids,
 * tickets with number and title, starts and ends
 */
GPtrArray *
docket_time_entries_list_near (DocketTransaction *txn,
                               gint64 technician,
                               gint64 from,
                               gint64 to,
                               GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT time_entry.id, ticket, technician, start_at, end_at, ticket.number, "
                "ticket.title FROM time_entry JOIN ticket ON ticket.id = time_entry.ticket "
                "WHERE technician = ? AND start_at BETWEEN ? AND ? AND end_at > ? "
                "AND ticket.deleted_at = 0 ORDER BY start_at LIMIT ?",
                "xxxxi",
                technician,
                from - LONGEST_US,
                to,
                from,
                MAX_NEAR);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketTimeEntry *entry = docket_time_entry_new ();

      docket_statement_read (statement,
                             "xxrxxss",
                             &entry->id,
                             &entry->ticket,
                             &entry->technician,
                             &entry->start_at,
                             &entry->end_at,
                             &entry->ticket_number,
                             &entry->ticket_title);
      g_ptr_array_add (entries, entry);
    }

  return statement->failed ? NULL : g_steal_pointer (&entries);
}

/**
 * docket_time_entries_get_last_end:
 * @txn: a transaction
 * @technician: local id
 * @since: an instant
 * @until: a later instant
 * @error: return location for a #DocketStoreError
 *
 * Returns: when the technician's last entry between the two ended; 0 for none
 */
gint64
docket_time_entries_get_last_end (DocketTransaction *txn,
                                  gint64 technician,
                                  gint64 since,
                                  gint64 until,
                                  GError **error)
{
  gint64 end = 0;

  docket_ask_int64 (txn,
                    &end,
                    error,
                    "SELECT ifnull (max (end_at), 0) FROM time_entry WHERE technician = ?1 "
                    "AND start_at BETWEEN ?2 AND ?3 AND end_at BETWEEN ?2 AND ?3",
                    "xxx",
                    technician,
                    since,
                    until);

  return end;
}

/**
 * docket_time_entries_get_last_rate:
 * @txn: a transaction
 * @technician: local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: the rate of the technician's last entry that has one, if it is still offered; 0 for none
 */
gint64
docket_time_entries_get_last_rate (DocketTransaction *txn, gint64 technician, GError **error)
{
  gint64 rate = 0;

  docket_ask_int64 (txn,
                    &rate,
                    error,
                    "SELECT rate.id FROM time_entry JOIN rate ON rate.id = time_entry.rate "
                    "WHERE technician = ? AND rate.archived = 0 ORDER BY start_at DESC LIMIT 1",
                    "x",
                    technician);

  return rate;
}

/**
 * docket_time_entries_sum_contract:
 * @txn: a transaction
 * @contract: local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: the billable time booked on the contract's tickets, in microseconds; -1 on error
 */
gint64
docket_time_entries_sum_contract (DocketTransaction *txn, gint64 contract, GError **error)
{
  gint64 sum = 0;

  if (!docket_ask_int64 (txn,
                         &sum,
                         error,
                         "SELECT ifnull (sum (end_at - start_at), 0) FROM time_entry "
                         "JOIN ticket ON ticket.id = time_entry.ticket "
                         "WHERE ticket.contract = ? AND ticket.deleted_at = 0 AND billable <> 0",
                         "x",
                         contract))
    return -1;

  return sum;
}

/**
 * docket_time_entries_list_worked:
 * @txn: a transaction
 * @technician: local id
 * @limit: at most so many
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local ids of the tickets that the
 * technician worked on lately, the last one first
 */
GArray *
docket_time_entries_list_worked (DocketTransaction *txn,
                                 gint64 technician,
                                 guint limit,
                                 GError **error)
{
  g_autoptr (GArray) tickets = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT ticket FROM (SELECT ticket, start_at FROM time_entry WHERE technician = ? "
                "ORDER BY start_at DESC LIMIT ?) GROUP BY ticket ORDER BY max (start_at) DESC "
                "LIMIT ?",
                "xii",
                technician,
                LATELY,
                limit);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      const gint64 ticket = docket_statement_read_int64 (statement);

      g_array_append_val (tickets, ticket);
    }

  return statement->failed ? NULL : g_steal_pointer (&tickets);
}

/**
 * docket_time_entries_sum_ticket:
 * @txn: a transaction
 * @ticket: local id
 * @total_us: (out): the time of its entries, in microseconds
 * @billable_us: (out): of it what is billable
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be read
 */
gboolean
docket_time_entries_sum_ticket (DocketTransaction *txn,
                                gint64 ticket,
                                gint64 *total_us,
                                gint64 *billable_us,
                                GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT ifnull (sum (end_at - start_at), 0), "
                "ifnull (sum (CASE WHEN billable <> 0 THEN end_at - start_at END), 0) "
                "FROM time_entry WHERE ticket = ?",
                "x",
                ticket);

  if (statement == NULL || !docket_statement_next (statement, error))
    return FALSE;

  docket_statement_read (statement, "xx", total_us, billable_us);

  return TRUE;
}
