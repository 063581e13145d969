/* What the reader has seen of a ticket, and when somebody else last did something to it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"

#include "docket-statement-private.h"

/**
 * docket_tickets_set_read:
 * @txn: a writing transaction
 * @id: a local id
 * @until: up to when the reader has seen it, microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * For a ticket that the reader never looked at, the instant in the workspace's meta
 * `unread-since` stands, or 0.
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_set_read (DocketTransaction *txn, gint64 id, gint64 until, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return docket_tell (txn,
                      error,
                      "INSERT INTO read_mark (ticket, read_until) VALUES (?, ?) "
                      "ON CONFLICT (ticket) DO UPDATE SET read_until = excluded.read_until",
                      "xx",
                      id,
                      until);
}

/**
 * docket_tickets_set_unread:
 * @txn: a writing transaction
 * @id: a local id
 * @error: return location for a #DocketStoreError
 *
 * What somebody else did last has not been seen; where nobody did anything, nothing has.
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_set_unread (DocketTransaction *txn, gint64 id, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return docket_tell (txn,
                      error,
                      "INSERT INTO read_mark (ticket, read_until) "
                      "SELECT id, others_at - 1 FROM ticket WHERE id = ? "
                      "ON CONFLICT (ticket) DO UPDATE SET read_until = excluded.read_until",
                      "x",
                      id);
}

/**
 * docket_tickets_note_other:
 * @txn: a writing transaction
 * @id: a local id
 * @at: when somebody else changed the ticket, microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Makes the ticket unread for who looked at it before.
 *
 * Returns: whether it was written
 */
gboolean
docket_tickets_note_other (DocketTransaction *txn, gint64 id, gint64 at, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, id);

  return docket_tell (txn,
                      error,
                      "UPDATE ticket SET others_at = ?2 WHERE id = ?1 AND others_at < ?2",
                      "xx",
                      id,
                      at);
}
