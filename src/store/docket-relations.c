/* Related tickets: parent and child.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"

#include "docket-statement-private.h"

/**
 * docket_relations_set:
 * @txn: a writing transaction
 * @ticket: local id
 * @other: local id of the related ticket; 0: it has none
 * @kind: (nullable): `parent` or `child`, as the server says of @ticket; needed with @other
 * @error: return location for a #DocketStoreError
 *
 * Replaces a ticket's relation. Nothing is written when it is the same already.
 *
 * Returns: whether it was done
 */
gboolean
docket_relations_set (DocketTransaction *txn,
                      gint64 ticket,
                      gint64 other,
                      const char *kind,
                      GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *old_kind = NULL;
  gint64 old;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (other == 0 || kind != NULL, FALSE);

  old = docket_relations_get (txn, ticket, &old_kind, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (old == other && (other == 0 || g_strcmp0 (old_kind, kind) == 0))
    return TRUE;

  if (!docket_tell (txn, error, "DELETE FROM relation WHERE ticket = ?", "x", ticket))
    return FALSE;

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return other == 0 || docket_tell (txn,
                                    error,
                                    "INSERT INTO relation (ticket, other, kind) VALUES (?, ?, ?)",
                                    "xxs",
                                    ticket,
                                    other,
                                    kind);
}

/**
 * docket_relations_get:
 * @txn: a transaction
 * @ticket: local id
 * @kind: (out) (optional) (transfer full) (nullable): `parent` or `child`
 * @error: return location for a #DocketStoreError
 *
 * Returns: local id of the related ticket; 0 for none
 */
gint64
docket_relations_get (DocketTransaction *txn, gint64 ticket, char **kind, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *found = NULL;
  gint64 other = 0;

  g_return_val_if_fail (txn != NULL, 0);

  statement =
    docket_ask (txn, error, "SELECT other, kind FROM relation WHERE ticket = ?", "x", ticket);

  if (statement != NULL && docket_statement_next (statement, error))
    docket_statement_read (statement, "xs", &other, &found);

  if (kind != NULL)
    *kind = g_steal_pointer (&found);

  return other;
}
