/* Related tickets: parent and child.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"

#include "docket-statement-private.h"

static GArray *
read_ids (DocketStatement *statement, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (docket_statement_next (statement, error))
    {
      gint64 id = docket_statement_read_int64 (statement);

      g_array_append_val (ids, id);
    }

  return statement->failed ? NULL : g_steal_pointer (&ids);
}

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

/**
 * docket_relations_list:
 * @txn: a transaction
 * @ticket: local id
 * @kind: `parent` or `child`
 * @error: return location for a #DocketStoreError
 *
 * The server says it of one of the two or of both.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local ids of the tickets that are the
 * parent, or a child, of @ticket
 */
GArray *
docket_relations_list (DocketTransaction *txn, gint64 ticket, const char *kind, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  statement = docket_ask (txn,
                          error,
                          "SELECT other FROM relation WHERE ticket = ?1 AND kind <> ?2 "
                          "UNION SELECT ticket FROM relation WHERE other = ?1 AND kind = ?2 "
                          "ORDER BY 1",
                          "xs",
                          ticket,
                          kind);

  return statement != NULL ? read_ids (statement, error) : NULL;
}

/**
 * docket_tickets_list_of_contact:
 * @txn: a transaction
 * @contact: local id; 0: nobody
 * @but: local id of a ticket that is left out
 * @limit: at most so many
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local ids of the contact's tickets,
 * that which was updated last first
 */
GArray *
docket_tickets_list_of_contact (DocketTransaction *txn,
                                gint64 contact,
                                gint64 but,
                                guint limit,
                                GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);

  statement = docket_ask (txn,
                          error,
                          "SELECT id FROM ticket WHERE contact = ? AND id <> ? AND deleted_at = 0 "
                          "ORDER BY updated_at DESC, id DESC LIMIT ?",
                          "xxx",
                          contact,
                          but,
                          (gint64) limit);

  return statement != NULL ? read_ids (statement, error) : NULL;
}
