/* What was said and done about a ticket, in the order of time.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-talk.h"

/* Its number is below zero: those above are of messages. */
static DocketMessage *
make_event (const DocketStatusChange *change)
{
  DocketMessage *event = docket_message_new ();

  event->id = -change->id;
  event->ticket = change->ticket;
  event->kind = DOCKET_MESSAGE_KIND_EVENT;
  event->author_name = g_strdup (change->author_name);
  event->is_mine = change->is_mine;
  event->created_at = change->at;
  event->text = docket_status_change_describe (change);
  event->state = change->state;

  return event;
}

/**
 * docket_ctl_list_talk:
 * @details: a ticket
 *
 * Returns: (transfer full) (element-type DocketMessage): its messages, and each change of its
 * status as an event among them
 */
GPtrArray *
docket_ctl_list_talk (const DocketTicketDetails *details)
{
  GPtrArray *talk = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_told = 0;

  for (guint i = 0; i < details->status_changes->len; i++)
    {
      const DocketStatusChange *change = g_ptr_array_index (details->status_changes, i);

      for (; n_told < details->messages->len; n_told++)
        {
          DocketMessage *message = g_ptr_array_index (details->messages, n_told);

          if (message->created_at > change->at)
            break;

          g_ptr_array_add (talk, g_object_ref (message));
        }

      g_ptr_array_add (talk, make_event (change));
    }

  for (; n_told < details->messages->len; n_told++)
    g_ptr_array_add (talk, g_object_ref (g_ptr_array_index (details->messages, n_told)));

  return talk;
}
