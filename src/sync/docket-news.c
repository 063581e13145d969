/* What is news to the person who acted (sync.md, rule 18).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-outbox.h"

#include "docket-payload.h"

/**
 * docket_outbox_is_news:
 * @operation: what a person did
 * @message: a message of the same ticket
 *
 * News is what a customer or another technician has said to everybody, and what was not on the
 * screen when the person acted. A robot is nobody. Any thread.
 *
 * Returns: whether it is news
 */
gboolean
docket_outbox_is_news (const DocketOperation *operation, const DocketMessage *message)
{
  g_return_val_if_fail (operation != NULL, FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  if (operation->seen == NULL || !docket_values_knows (operation->seen, DOCKET_SEEN_MESSAGES))
    return FALSE;

  if (message->operation != NULL || message->is_mine ||
      message->kind != DOCKET_MESSAGE_KIND_REPLY ||
      message->id <= docket_values_get_int64 (operation->seen, DOCKET_SEEN_MESSAGES))
    return FALSE;

  if (message->author_contact == 0 && message->author_technician == 0)
    return FALSE;

  return docket_payload_get_boolean (operation->seen, DOCKET_SEEN_COMPLETE) ||
         message->created_at > docket_values_get_int64 (operation->seen, DOCKET_SEEN_NEWEST);
}
