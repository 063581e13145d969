/* Strokes as they were written: while the pad is open, and of what was signed.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include "docket-statement-private.h"

static gboolean
insert (DocketTransaction *txn,
        gint64 ticket,
        gint64 signature,
        guint first,
        GPtrArray *strokes,
        GError **error)
{
  for (guint i = 0; i < strokes->len; i++)
    if (!docket_tell (txn,
                      error,
                      "INSERT INTO ink (ticket, signature, stroke, data) VALUES (?, ?, ?, ?)",
                      "xrxb",
                      ticket,
                      signature,
                      (gint64) first + i,
                      g_ptr_array_index (strokes, i)))
      return FALSE;

  return TRUE;
}

/**
 * docket_ink_rows_list:
 * @txn: a transaction
 * @ticket: local id
 * @signature: local id; 0: what was written on a pad and not signed yet
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type GBytes): its strokes in order, each a file of
 * ink
 */
GPtrArray *
docket_ink_rows_list (DocketTransaction *txn, gint64 ticket, gint64 signature, GError **error)
{
  g_autoptr (GPtrArray) strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT data FROM ink WHERE ticket = ? AND ifnull (signature, 0) = ? "
                "ORDER BY stroke, id",
                "xx",
                ticket,
                signature);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      GBytes *stroke = NULL;

      docket_statement_read (statement, "b", &stroke);
      g_ptr_array_add (strokes, stroke);
    }

  return statement->failed ? NULL : g_steal_pointer (&strokes);
}

/**
 * docket_ink_rows_keep:
 * @txn: a writing transaction
 * @ticket: local id
 * @first: the number of the first stroke that is other than it was
 * @strokes: (element-type GBytes): the strokes from there on
 * @error: return location for a #DocketStoreError
 *
 * Keeps what stands on an open pad, from a stroke on: those before it stay.
 *
 * Returns: whether it is kept
 */
gboolean
docket_ink_rows_keep (DocketTransaction *txn,
                      gint64 ticket,
                      guint first,
                      GPtrArray *strokes,
                      GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);

  return docket_tell (txn,
                      error,
                      "DELETE FROM ink WHERE ticket = ? AND signature IS NULL AND stroke >= ?",
                      "xx",
                      ticket,
                      (gint64) first) &&
         insert (txn, ticket, 0, first, strokes, error);
}

/**
 * docket_ink_rows_sign:
 * @txn: a writing transaction
 * @ticket: local id
 * @signature: local id
 * @strokes: (nullable) (element-type GBytes): what was written, each stroke a file of ink
 * @error: return location for a #DocketStoreError
 *
 * Keeps the ink of a signature for good. The pad of the ticket is empty afterwards.
 *
 * Returns: whether it is kept
 */
gboolean
docket_ink_rows_sign (DocketTransaction *txn,
                      gint64 ticket,
                      gint64 signature,
                      GPtrArray *strokes,
                      GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);

  return docket_tell (txn,
                      error,
                      "DELETE FROM ink WHERE ticket = ? AND signature IS NULL",
                      "x",
                      ticket) &&
         (strokes == NULL || insert (txn, ticket, signature, 0, strokes, error));
}
