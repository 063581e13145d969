/* What was signed, by whom, and the picture of it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include "docket-statement-private.h"

/**
 * docket_signatures_list:
 * @txn: a transaction
 * @ticket: local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketSignature): its signatures, by time
 */
GPtrArray *
docket_signatures_list (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) signatures = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT s.id, s.ticket, s.name, s.role, s.outcome, s.reason, s.signed_at, "
                "s.attachment, a.name, s.state_sha256 "
                "FROM signature s LEFT JOIN attachment a ON a.id = s.attachment "
                "WHERE s.ticket = ? ORDER BY s.signed_at, s.id",
                "x",
                ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketSignature *signature = docket_signature_new ();

      docket_statement_read (statement,
                             "xxssssxrss",
                             &signature->id,
                             &signature->ticket,
                             &signature->signer,
                             &signature->role,
                             &signature->outcome,
                             &signature->reason,
                             &signature->signed_at,
                             &signature->attachment,
                             &signature->attachment_name,
                             &signature->state_sha256);
      g_ptr_array_add (signatures, signature);
    }

  return statement->failed ? NULL : g_steal_pointer (&signatures);
}

/**
 * docket_signatures_insert:
 * @txn: a writing transaction
 * @signature: what was signed, with its ticket, role and outcome; its id is set
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_signatures_insert (DocketTransaction *txn, DocketSignature *signature, GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (signature->role != NULL && signature->outcome != NULL, 0);

  if (!docket_insert (txn,
                      &signature->id,
                      error,
                      "INSERT INTO signature "
                      "(ticket, attachment, role, name, outcome, reason, signed_at, state_sha256) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                      "xrssssxs",
                      signature->ticket,
                      signature->attachment,
                      signature->role,
                      signature->signer,
                      signature->outcome,
                      signature->reason,
                      signature->signed_at,
                      signature->state_sha256))
    return 0;

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, signature->ticket);

  return docket_tell (txn,
                      error,
                      "UPDATE ticket SET is_signed = 1 WHERE id = ? AND ?",
                      "xi",
                      signature->ticket,
                      g_str_equal (signature->outcome, "signed"))
           ? signature->id
           : 0;
}
