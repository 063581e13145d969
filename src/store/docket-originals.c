/* Pictures before somebody drew on them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-originals.h"

#include "docket-statement-private.h"

/**
 * docket_originals_keep:
 * @txn: a writing transaction
 * @sha256: the bytes of a marked picture, noted
 * @original: the bytes of the picture before, noted
 * @error: return location for a #DocketStoreError
 *
 * Keeps a picture for as long as the one that was made of it: the very first one, when it was drawn
 * on more than once. What is there already stays.
 *
 * Returns: whether it could be done
 */
gboolean
docket_originals_keep (DocketTransaction *txn,
                       const char *sha256,
                       const char *original,
                       GError **error)
{
  g_return_val_if_fail (txn != NULL && sha256 != NULL && original != NULL, FALSE);

  return docket_tell (txn,
                      error,
                      "INSERT OR IGNORE INTO original (sha256, original) "
                      "SELECT ?1, first FROM (SELECT ifnull ("
                      "(SELECT original FROM original WHERE sha256 = ?2), ?2) AS first) "
                      "WHERE first != ?1",
                      "ss",
                      sha256,
                      original);
}
