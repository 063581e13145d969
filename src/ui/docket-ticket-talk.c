/* What is decided about a message where it stands, in the conversation.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-talk.h"

#include "docket-outbox-actions.h"

/* A message that is to be written anew. */
typedef struct
{
  DocketTicketPage *page;
  gint64 ticket;
  DocketMessageKind kind;
  char *text;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->page);
  g_free (request->text);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

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

/* What came back with it is in the draft on the disk: files, and what it sets in the ticket. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket_finish (DOCKET_WORKSPACE (source), result, &error);
  DocketComposer *composer = docket_ticket_page_get_composer (request->page);
  const DocketDraft *draft = NULL;

  if (details == NULL)
    docket_ticket_page_show_sentence (request->page, error->message);

  for (guint i = 0; details != NULL && i < details->drafts->len; i++)
    {
      const DocketDraft *other = g_ptr_array_index (details->drafts, i);

      if (other->kind == (DocketDraftKind) request->kind)
        draft = other;
    }

  docket_composer_give_back (composer,
                             request->ticket,
                             request->kind,
                             request->text,
                             draft != NULL ? draft->files : NULL,
                             draft != NULL ? draft->fields : NULL);
  docket_composer_focus (composer);
}

/* What is to be edited is in the composer, where it was written. */
static void
decided_cb (DocketTicketPage *page, DocketOperation *operation, int act)
{
  const DocketMessage *message = find_message (docket_ticket_page_get_details (page), operation);
  Request *request;

  if (act != DOCKET_OUTBOX_EDIT || message == NULL)
    return;

  /* The ticket may be read anew, with its draft, before this is. */
  docket_composer_set_kind (docket_ticket_page_get_composer (page), message->kind);

  request = g_new0 (Request, 1);
  request->page = g_object_ref (page);
  request->ticket = operation->ticket;
  request->kind = message->kind;
  request->text = g_strdup (message->text != NULL ? message->text : "");
  docket_workspace_load_ticket_async (docket_ticket_page_get_workspace (page),
                                      operation->ticket,
                                      NULL,
                                      loaded_cb,
                                      request);
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
