/* Which statuses a ticket went through: quiet lines of its conversation.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include "docket-tickets-private.h"

/* A change that has no operation is synced. */
#define SELECT_CHANGES                                                                             \
  "SELECT change.id, change.ticket, change.at, change.from_status, change.to_status, "             \
  "change.author_name, change.is_mine, change.operation, " DOCKET_SQL_PART_STATE (                 \
    "change") " FROM (SELECT *, 0 AS state FROM status_change WHERE ticket = ?) "                  \
              "AS change" DOCKET_SQL_JOIN_OPERATION ("change") "ORDER BY change.at, change.id"

/* The one that came after another in a ticket. */
#define NEXT                                                                                       \
  "(SELECT id FROM status_change WHERE ticket = ?1 AND (at, id) > (?2, ?3) "                       \
  "ORDER BY at, id LIMIT 1)"

/**
 * docket_status_changes_list:
 * @txn: a transaction
 * @ticket: local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketStatusChange): what is known of how its
 * status changed, by time
 */
GPtrArray *
docket_status_changes_list (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement = docket_ask (txn, error, SELECT_CHANGES, "x", ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketStatusChange *change = docket_status_change_new ();

      docket_statement_read (statement,
                             "xxxsssisi",
                             &change->id,
                             &change->ticket,
                             &change->at,
                             &change->from,
                             &change->to,
                             &change->author_name,
                             &change->is_mine,
                             &change->operation,
                             &change->state);
      g_ptr_array_add (changes, change);
    }

  return statement->failed ? NULL : g_steal_pointer (&changes);
}

/**
 * docket_status_changes_insert:
 * @txn: a writing transaction
 * @change: a change with its ticket and both statuses; its id is set
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_status_changes_insert (DocketTransaction *txn, DocketStatusChange *change, GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (change->from != NULL && change->to != NULL, 0);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, change->ticket);

  return docket_insert (txn,
                        &change->id,
                        error,
                        "INSERT INTO status_change (ticket, at, from_status, to_status, "
                        "author_name, is_mine, operation) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        "xxsssis",
                        change->ticket,
                        change->at,
                        change->from,
                        change->to,
                        change->author_name,
                        change->is_mine,
                        change->operation)
           ? change->id
           : 0;
}

/* An own change that began where the one that is gone ended begins where that began. */
static gboolean
close_gap (DocketTransaction *txn, const DocketStatusChange *gone, GError **error)
{
  return docket_tell (txn,
                      error,
                      "UPDATE status_change SET from_status = ?4 WHERE id = " NEXT
                      " AND is_mine AND from_status = ?5",
                      "xxxss",
                      gone->ticket,
                      gone->at,
                      gone->id,
                      gone->from,
                      gone->to) &&
         docket_tell (txn,
                      error,
                      "DELETE FROM status_change WHERE id = " NEXT
                      " AND is_mine AND from_status = to_status",
                      "xxx",
                      gone->ticket,
                      gone->at,
                      gone->id);
}

/**
 * docket_status_changes_forget:
 * @txn: a writing transaction
 * @operation: uuid of an operation that is withdrawn
 * @error: return location for a #DocketStoreError
 *
 * Removes the change that never came to be.
 *
 * Returns: whether it was done; also when there is none
 */
gboolean
docket_status_changes_forget (DocketTransaction *txn, const char *operation, GError **error)
{
  g_autoptr (DocketStatusChange) gone = docket_status_change_new ();
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (operation != NULL, FALSE);

  statement = docket_ask (txn,
                          error,
                          "DELETE FROM status_change WHERE operation = ? "
                          "RETURNING id, ticket, at, from_status, to_status",
                          "s",
                          operation);

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    return !statement->failed;

  docket_statement_read (statement,
                         "xxxss",
                         &gone->id,
                         &gone->ticket,
                         &gone->at,
                         &gone->from,
                         &gone->to);
  g_clear_pointer (&statement, docket_statement_free);
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, gone->ticket);

  return close_gap (txn, gone, error);
}

/**
 * docket_status_changes_take_back:
 * @txn: a writing transaction
 * @ticket: local id
 * @from: a status
 * @to: the status that it was brought to here
 * @taken: (out): whether that was the ticket's last change, and is gone
 * @error: return location for a #DocketStoreError
 *
 * Removes an own change that no operation carries.
 *
 * Returns: whether it could be tried
 */
gboolean
docket_status_changes_take_back (DocketTransaction *txn,
                                 gint64 ticket,
                                 const char *from,
                                 const char *to,
                                 gboolean *taken,
                                 GError **error)
{
  gint64 id;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);

  if (!docket_ask_int64 (txn,
                         &id,
                         error,
                         "DELETE FROM status_change WHERE id = (SELECT id FROM status_change "
                         "WHERE ticket = ? ORDER BY at DESC, id DESC LIMIT 1) AND is_mine AND "
                         "operation IS NULL AND from_status = ? AND to_status = ? RETURNING id",
                         "xss",
                         ticket,
                         from,
                         to))
    return FALSE;

  *taken = id != 0;
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return TRUE;
}

/**
 * docket_status_changes_put_last:
 * @txn: a writing transaction
 * @ticket: local id
 * @from: what the server has now
 * @at: when the person decided that their own status stays, microseconds UTC
 * @any: (out): whether there is anything of it
 * @error: return location for a #DocketStoreError
 *
 * What the person did and no server has yet, comes after what somebody else did meanwhile.
 *
 * Returns: whether it was written
 */
gboolean
docket_status_changes_put_last (DocketTransaction *txn,
                                gint64 ticket,
                                const char *from,
                                gint64 at,
                                gboolean *any,
                                GError **error)
{
  gint64 first;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (from != NULL, FALSE);

  if (!docket_ask_int64 (txn,
                         &first,
                         error,
                         "SELECT min (change.id) FROM status_change AS change "
                         "JOIN operation ON operation.uuid = change.operation "
                         "WHERE change.ticket = ? AND operation.state NOT IN (5, 7)",
                         "x",
                         ticket))
    return FALSE;

  *any = first != 0;

  if (first == 0)
    return TRUE;

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return docket_tell (txn,
                      error,
                      "UPDATE status_change SET from_status = ? WHERE id = ?",
                      "sx",
                      from,
                      first) &&
         docket_tell (txn,
                      error,
                      "UPDATE status_change SET at = max (at, ?) "
                      "WHERE ticket = ? AND id >= ? AND is_mine",
                      "xxx",
                      at,
                      ticket,
                      first);
}
