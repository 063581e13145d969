/* Time entries.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"
#include "docket-store-timer.h"

#include "docket-tickets-private.h"

#define SELECT_TIME_ENTRIES                                                                        \
  "SELECT time_entry.id, time_entry.ticket, time_entry.remote_id, time_entry.technician, "         \
  "technician.name, time_entry.rate, rate.name, start_at, end_at, zone, billable, on_site, "       \
  "description, time_entry.created_at, time_entry.operation, " DOCKET_SQL_PART_STATE (             \
    "time_entry") ", (SELECT batch FROM batch_line WHERE time_entry = time_entry.id AND living = " \
                  "1) FROM time_entry LEFT JOIN technician ON technician.id = "                    \
                  "time_entry.technician "                                                         \
                  "LEFT JOIN rate ON rate.id = time_entry.rate" DOCKET_SQL_JOIN_OPERATION (        \
                    "time_entry")
#define ORDER " ORDER BY start_at, time_entry.id"

static DocketTimeEntry *
read_entry (DocketStatement *statement)
{
  DocketTimeEntry *entry = docket_time_entry_new ();

  docket_statement_read (statement,
                         "xxsrsrsxxsiisxsir",
                         &entry->id,
                         &entry->ticket,
                         &entry->remote_id,
                         &entry->technician,
                         &entry->technician_name,
                         &entry->rate,
                         &entry->rate_name,
                         &entry->start_at,
                         &entry->end_at,
                         &entry->zone,
                         &entry->billable,
                         &entry->on_site,
                         &entry->description,
                         &entry->created_at,
                         &entry->operation,
                         &entry->state,
                         &entry->batch);

  return entry;
}

/* Both orders have these parameters first. */
static DocketStatement *
ask_with_entry (DocketTransaction *txn,
                const char *sql,
                const DocketTimeEntry *entry,
                GError **error)
{
  return docket_ask (txn,
                     error,
                     sql,
                     "srrxxsiisxsixr",
                     entry->remote_id,
                     entry->technician,
                     entry->rate,
                     entry->start_at,
                     entry->end_at,
                     entry->zone,
                     entry->billable,
                     entry->on_site,
                     entry->description,
                     entry->created_at,
                     entry->operation,
                     entry->state,
                     entry->ticket,
                     entry->id);
}

/**
 * docket_time_entries_list:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimeEntry): its time entries, by start
 */
GPtrArray *
docket_time_entries_list (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_TIME_ENTRIES "WHERE time_entry.ticket = ?" ORDER, "x", ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (entries, read_entry (statement));

  return statement->failed ? NULL : g_steal_pointer (&entries);
}

/**
 * docket_time_entries_list_all:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimeEntry): the time entries of all
 * tickets that are not deleted, by start
 */
GPtrArray *
docket_time_entries_list_all (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement = docket_ask (
    txn,
    error,
    SELECT_TIME_ENTRIES
    "WHERE (SELECT deleted_at FROM ticket WHERE ticket.id = time_entry.ticket) = 0" ORDER,
    "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (entries, read_entry (statement));

  return statement->failed ? NULL : g_steal_pointer (&entries);
}

/**
 * docket_time_entries_get:
 * @txn: a transaction
 * @id: local id of a time entry
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the time entry
 */
DocketTimeEntry *
docket_time_entries_get (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_TIME_ENTRIES "WHERE time_entry.id = ?", "x", id);

  if (statement == NULL)
    return NULL;

  if (docket_statement_next (statement, error))
    return read_entry (statement);

  if (!statement->failed)
    docket_set_not_found (error);

  return NULL;
}

/**
 * docket_time_entries_insert:
 * @txn: a writing transaction
 * @entry: a new time entry with its ticket; its id is set, unless it is one that was deleted and
 * comes back
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_time_entries_insert (DocketTransaction *txn, DocketTimeEntry *entry, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (entry->ticket != 0, 0);

  statement = ask_with_entry (txn,
                              "INSERT INTO time_entry (remote_id, technician, rate, start_at, "
                              "end_at, zone, billable, on_site, description, created_at, "
                              "operation, state, ticket, id) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              entry,
                              error);

  if (statement == NULL || !docket_statement_insert (statement, &entry->id, error))
    return 0;

  /* One that came from the server says nothing about when the ticket changed there. */
  return docket_tickets_bump (txn,
                              entry->ticket,
                              entry->remote_id == NULL ? entry->created_at : 0,
                              FALSE,
                              error)
           ? entry->id
           : 0;
}

/**
 * docket_time_entries_update:
 * @txn: a writing transaction
 * @entry: a time entry that is there; it stays with its ticket
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_time_entries_update (DocketTransaction *txn, DocketTimeEntry *entry, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (entry->id != 0, FALSE);

  statement = ask_with_entry (txn,
                              "UPDATE time_entry SET remote_id = ?, technician = ?, rate = ?, "
                              "start_at = ?, end_at = ?, zone = ?, billable = ?, on_site = ?, "
                              "description = ?, created_at = ?, operation = ?, state = ? "
                              "WHERE ticket = ? AND id = ? RETURNING ticket",
                              entry,
                              error);

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    return !statement->failed && docket_set_not_found (error);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, docket_statement_read_int64 (statement));

  return TRUE;
}

/**
 * docket_time_entries_delete:
 * @txn: a writing transaction
 * @id: local id of a time entry
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it is gone
 */
gboolean
docket_time_entries_delete (DocketTransaction *txn, gint64 id, GError **error)
{
  gint64 ticket;

  if (!docket_ask_int64 (txn,
                         &ticket,
                         error,
                         "DELETE FROM time_entry WHERE id = ? RETURNING ticket",
                         "x",
                         id))
    return FALSE;

  if (ticket == 0)
    return docket_set_not_found (error);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return TRUE;
}

/**
 * docket_time_entries_find_by_remote_id:
 * @txn: a transaction
 * @remote_id: (nullable): its id on the server
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 without an error when there is none
 */
gint64
docket_time_entries_find_by_remote_id (DocketTransaction *txn,
                                       const char *remote_id,
                                       GError **error)
{
  gint64 id = 0;

  docket_ask_int64 (txn,
                    &id,
                    error,
                    "SELECT id FROM time_entry WHERE remote_id = ?",
                    "s",
                    remote_id);

  return id;
}
