/* What is decided about a message where it stands, in the conversation.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-talk.h"

#include "docket-outbox-actions.h"

static const DocketMessage *
find_message (DocketTicketDetails *details, const DocketOperation *operation)
{
  for (guint i = 0; details != NULL && i < details->messages->len; i++)
    {
      const DocketMessage *message = g_ptr_array_index (details->messages, i);

      if (g_strcmp0 (message->operation, operation->uuid) == 0)
        return message;
    }

  return NULL;
}

static DocketEditFile *
make_file (const DocketMessage *message)
{
  const DocketAttachment *attachment =
    message->attachments->len > 0 ? g_ptr_array_index (message->attachments, 0) : NULL;

  if (attachment == NULL || attachment->sha256 == NULL)
    return NULL;

  return docket_edit_file_new (attachment->name,
                               attachment->content_type,
                               attachment->sha256,
                               attachment->size);
}

/* What is to be edited is in the composer, where it was written. */
static void
decided_cb (DocketTicketPage *page, DocketOperation *operation, int act)
{
  const DocketMessage *message = find_message (docket_ticket_page_get_details (page), operation);
  DocketComposer *composer = docket_ticket_page_get_composer (page);
  g_autoptr (DocketEditFile) file = NULL;

  if (act != DOCKET_OUTBOX_EDIT || message == NULL)
    return;

  file = make_file (message);
  docket_composer_give_back (composer,
                             operation->ticket,
                             message->kind,
                             message->text != NULL ? message->text : "",
                             file,
                             NULL);
  docket_composer_focus (composer);
}

static void
problem_cb (DocketTicketPage *page, const char *sentence)
{
  docket_ticket_page_show_sentence (page, sentence);
}

/**
 * docket_ticket_talk_attach:
 * @page: a page with a workspace
 *
 * Lets the messages of its conversation be decided about.
 */
void
docket_ticket_talk_attach (DocketTicketPage *page)
{
  DocketOutboxActions *actions =
    docket_outbox_actions_attach (GTK_WIDGET (page), docket_ticket_page_get_workspace (page));

  g_signal_connect_object (actions, "decided", G_CALLBACK (decided_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (actions, "problem", G_CALLBACK (problem_cb), page, G_CONNECT_SWAPPED);
}
