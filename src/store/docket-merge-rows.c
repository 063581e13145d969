/* What the merge by field stands on: base values and conflicts.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-sync.h"

#include "docket-statement-private.h"

/**
 * docket_bases_load:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the last values seen from the server; what was never seen is
 * not known in them
 */
DocketValues *
docket_bases_load (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT field, value FROM ticket_base WHERE ticket = ?", "x", ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    docket_values_set (values,
                       (const char *) sqlite3_column_text (statement->stmt, 0),
                       (const char *) sqlite3_column_text (statement->stmt, 1));

  return statement->failed ? NULL : g_steal_pointer (&values);
}

/**
 * docket_bases_save:
 * @txn: a writing transaction
 * @ticket: local id of a ticket
 * @values: values seen; what is not known in them stays as it is
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether they were written
 */
gboolean
docket_bases_save (DocketTransaction *txn, gint64 ticket, DocketValues *values, GError **error)
{
  g_autoptr (GList) fields = docket_values_list_fields (values);

  for (GList *l = fields; l != NULL; l = l->next)
    if (!docket_tell (txn,
                      error,
                      "INSERT INTO ticket_base (ticket, field, value) VALUES (?, ?, ?) "
                      "ON CONFLICT (ticket, field) DO UPDATE SET value = excluded.value "
                      "WHERE value IS NOT excluded.value",
                      "xss",
                      ticket,
                      l->data,
                      docket_values_get (values, l->data)))
      return FALSE;

  return TRUE;
}

/**
 * docket_conflicts_list:
 * @txn: a transaction
 * @ticket: local id of a ticket; 0 for all
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketConflict): its conflicts, oldest first
 */
GPtrArray *
docket_conflicts_list (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) conflicts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                ticket != 0 ? "SELECT ticket, field, base, mine, theirs, since FROM conflict "
                              "WHERE ticket = ? ORDER BY since, field"
                            : "SELECT ticket, field, base, mine, theirs, since FROM conflict "
                              "ORDER BY since, ticket, field",
                ticket != 0 ? "x" : "",
                ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketConflict *conflict = docket_conflict_new ();

      docket_statement_read (statement,
                             "xssssx",
                             &conflict->ticket,
                             &conflict->field,
                             &conflict->base,
                             &conflict->mine,
                             &conflict->theirs,
                             &conflict->since);
      g_ptr_array_add (conflicts, conflict);
    }

  return statement->failed ? NULL : g_steal_pointer (&conflicts);
}

/**
 * docket_conflicts_save:
 * @txn: a writing transaction
 * @conflict: a conflict; it replaces the one of its ticket and field
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it was written
 */
gboolean
docket_conflicts_save (DocketTransaction *txn, DocketConflict *conflict, GError **error)
{
  g_return_val_if_fail (conflict->field != NULL, FALSE);

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, conflict->ticket);

  return docket_tell (txn,
                      error,
                      "INSERT OR REPLACE INTO conflict (ticket, field, base, mine, theirs, since) "
                      "VALUES (?, ?, ?, ?, ?, ?)",
                      "xssssx",
                      conflict->ticket,
                      conflict->field,
                      conflict->base,
                      conflict->mine,
                      conflict->theirs,
                      conflict->since);
}

/**
 * docket_conflicts_delete:
 * @txn: a writing transaction
 * @ticket: local id of a ticket
 * @field: a field's id
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether there is none now
 */
gboolean
docket_conflicts_delete (DocketTransaction *txn, gint64 ticket, const char *field, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, ticket);

  return docket_tell (txn,
                      error,
                      "DELETE FROM conflict WHERE ticket = ? AND field = ?",
                      "xs",
                      ticket,
                      field);
}
