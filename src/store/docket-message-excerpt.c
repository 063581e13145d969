/* What a search finds in messages, to be shown.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include "docket-hits.h"
#include "docket-statement-private.h"

/* Nobody reads on in a longer line of a list. */
#define N_BEFORE 24
#define N_AFTER 160

/* Of a ticket with more messages, and of a longer text, the rest is not looked at. */
#define MAX_MESSAGES 200
#define MAX_CHARS 65536

/**
 * docket_messages_dup_excerpt:
 * @txn: a transaction
 * @ticket: local id
 * @search: what a person typed
 * @kind: (out): what kind of message it stands in
 * @error: return location for a #DocketStoreError
 *
 * The texts themselves are read: of one ticket they are few, where the index would have to go
 * through all that a short word hits.
 *
 * Returns: (transfer full) (nullable): a line around the hit in the last message that has one;
 * %NULL: there is none, or an error
 */
char *
docket_messages_dup_excerpt (DocketTransaction *txn,
                             gint64 ticket,
                             const char *search,
                             DocketMessageKind *kind,
                             GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (search != NULL, NULL);

  statement = docket_ask (txn,
                          error,
                          "SELECT message.kind, substr (message_text.text, 1, ?3) FROM message "
                          "JOIN message_text ON message_text.id = message.id "
                          "WHERE message.ticket = ?1 "
                          "ORDER BY message.created_at DESC, message.id DESC LIMIT ?2",
                          "xii",
                          ticket,
                          MAX_MESSAGES,
                          MAX_CHARS);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      g_autofree char *text = NULL;
      char *excerpt;

      docket_statement_read (statement, "is", kind, &text);
      excerpt = text != NULL ? docket_search_dup_excerpt (text, search, N_BEFORE, N_AFTER) : NULL;

      if (excerpt != NULL)
        return excerpt;
    }

  return NULL;
}
