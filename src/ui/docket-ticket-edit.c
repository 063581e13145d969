/* "Edit ticket": a ticket's fields as a form.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-edit.h"

#include "docket-edit-ticket-dialog.h"
#include "docket-ticket-page-private.h"

/* One window at a time, of the ticket that stood there when it was asked for. */
typedef struct
{
  DocketTicketPage *page;
  DocketTicketDetails *details;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->page);
  g_object_unref (request->details);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
set_enabled (DocketTicketPage *page, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (page->actions), "edit");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static DocketDraft *
find_draft (GPtrArray *drafts, gint64 ticket)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == ticket && draft->kind == DOCKET_DRAFT_KIND_EDIT && draft->fields != NULL)
        return draft;
    }

  return NULL;
}

static void
drafts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts =
    docket_workspace_list_drafts_finish (DOCKET_WORKSPACE (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (request->page));

  set_enabled (request->page, TRUE);

  if (drafts == NULL)
    docket_ticket_page_show_sentence (request->page, error->message);
  else if (GTK_IS_WINDOW (root))
    gtk_window_present (
      GTK_WINDOW (docket_edit_ticket_dialog_new (GTK_WINDOW (root),
                                                 DOCKET_WORKSPACE (source),
                                                 request->details,
                                                 find_draft (drafts, request->details->row->id))));
}

static void
edit_cb (DocketTicketPage *page)
{
  Request *request;

  if (page->details == NULL)
    return;

  set_enabled (page, FALSE);
  request = g_new0 (Request, 1);
  request->page = g_object_ref (page);
  request->details = g_object_ref (page->details);
  docket_workspace_list_drafts_async (page->workspace, NULL, drafts_listed_cb, request);
}

/**
 * docket_ticket_edit_attach:
 * @page: a ticket's page with a workspace
 *
 * Adds the action `ticket.edit`.
 */
void
docket_ticket_edit_attach (DocketTicketPage *page)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("edit", NULL);

  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_signal_connect_object (action, "activate", G_CALLBACK (edit_cb), page, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (page->actions), G_ACTION (action));
}
