/* Tickets that sleep until a time.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-reminders.h"

#include "docket-statement-private.h"

/**
 * docket_reminders_set:
 * @txn: a writing transaction
 * @ticket: local id
 * @due_at: until when it sleeps, microseconds UTC; 0: it wakes
 * @now_us: the time
 * @error: return location for a #DocketStoreError
 *
 * Takes the place of the reminder that the ticket has. The reader has seen the ticket up to now:
 * what wakes it is newer.
 *
 * Returns: whether it was written
 */
gboolean
docket_reminders_set (DocketTransaction *txn,
                      gint64 ticket,
                      gint64 due_at,
                      gint64 now_us,
                      GError **error)
{
  g_return_val_if_fail (txn != NULL, FALSE);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  if (!docket_tell (txn,
                    error,
                    "UPDATE reminder SET done_at = ?2 WHERE ticket = ?1 AND done_at = 0",
                    "xx",
                    ticket,
                    now_us))
    return FALSE;

  return due_at == 0 || docket_tell (txn,
                                     error,
                                     "INSERT INTO reminder (ticket, due_at) VALUES (?, ?)",
                                     "xx",
                                     ticket,
                                     due_at);
}

/**
 * docket_reminders_is_due:
 * @txn: a transaction
 * @now_us: the time
 * @due: (out): whether a ticket is to wake
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be read
 */
gboolean
docket_reminders_is_due (DocketTransaction *txn, gint64 now_us, gboolean *due, GError **error)
{
  gint64 n = 0;

  g_return_val_if_fail (txn != NULL, FALSE);

  if (!docket_ask_int64 (txn,
                         &n,
                         error,
                         "SELECT EXISTS (SELECT 1 FROM reminder WHERE done_at = 0 AND due_at <= ?)",
                         "x",
                         now_us))
    return FALSE;

  *due = n != 0;

  return TRUE;
}

/**
 * docket_reminders_wake_due:
 * @txn: a writing transaction
 * @now_us: the time
 * @error: return location for a #DocketStoreError
 *
 * Wakes the tickets whose time has come.
 *
 * Returns: whether it was written
 */
gboolean
docket_reminders_wake_due (DocketTransaction *txn, gint64 now_us, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, FALSE);

  statement = docket_ask (txn,
                          error,
                          "UPDATE reminder SET done_at = ?1 WHERE done_at = 0 AND due_at <= ?1 "
                          "RETURNING ticket",
                          "x",
                          now_us);

  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    docket_transaction_note (txn, DOCKET_ENTITY_TICKET, docket_statement_read_int64 (statement));

  return !statement->failed;
}

/**
 * docket_reminders_wake_for_message:
 * @txn: a writing transaction
 * @ticket: local id
 * @created_at: when somebody else wrote, microseconds UTC
 * @now_us: the time
 * @error: return location for a #DocketStoreError
 *
 * Wakes a ticket when the message is newer than what the reader has seen of it.
 *
 * Returns: whether it was written
 */
gboolean
docket_reminders_wake_for_message (DocketTransaction *txn,
                                   gint64 ticket,
                                   gint64 created_at,
                                   gint64 now_us,
                                   GError **error)
{
  g_return_val_if_fail (txn != NULL, FALSE);

  return docket_tell (txn,
                      error,
                      "UPDATE reminder SET done_at = ?3 WHERE ticket = ?1 AND done_at = 0 AND "
                      "?2 > ifnull ((SELECT read_until FROM read_mark WHERE ticket = ?1), 0)",
                      "xxx",
                      ticket,
                      created_at,
                      now_us);
}
