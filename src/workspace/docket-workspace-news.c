/* What a held operation has met.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-news.h"

/**
 * docket_workspace_list_news:
 * @details: a ticket
 * @operation: one of its operations
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type DocketMessage): the messages that were not on the screen
 * when the person acted, by time; none unless it is held because of them
 */
GPtrArray *
docket_workspace_list_news (DocketTicketDetails *details, const DocketOperation *operation)
{
  GPtrArray *news = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (details != NULL, news);
  g_return_val_if_fail (operation != NULL, news);

  if (operation->reason != DOCKET_OPERATION_REASON_NEWS)
    return news;

  for (guint i = 0; i < details->messages->len; i++)
    {
      DocketMessage *message = g_ptr_array_index (details->messages, i);

      if (docket_outbox_is_news (operation, message))
        g_ptr_array_add (news, g_object_ref (message));
    }

  return news;
}
