/* What a key or the command palette does with the ticket shown.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-commands.h"

#include <glib/gi18n.h>

static void
write_message (DocketTicketPage *page, DocketMessageKind kind)
{
  DocketComposer *composer = docket_ticket_page_get_composer (page);

  docket_composer_set_kind (composer, kind);
  docket_composer_focus (composer);
}

static void
reply_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_message (user_data, DOCKET_MESSAGE_KIND_REPLY);
}

static void
note_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  write_message (user_data, DOCKET_MESSAGE_KIND_INTERNAL);
}

static void
choose (DocketTicketPage *page, const char *field)
{
  DocketFieldRow *row =
    docket_details_pane_get_row (docket_ticket_page_get_details_pane (page), field);

  docket_ticket_page_show_details (page);
  docket_field_row_open (row);
}

static void
assign_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, DOCKET_FIELD_ID_ASSIGNEE);
}

static void
choose_status_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, DOCKET_FIELD_ID_STATUS);
}

static void
choose_priority_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, DOCKET_FIELD_ID_PRIORITY);
}

static void
copy_number_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  g_autofree char *number =
    g_strconcat ("#", docket_ticket_page_get_details (page)->row->number, NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)), number);
  docket_ticket_page_show_sentence (page, _ ("Number copied"));
}

static void
marked_unread_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) page = user_data;
  g_autoptr (GError) error = NULL;

  docket_ticket_page_show_sentence (
    page,
    docket_workspace_mark_unread_finish (DOCKET_WORKSPACE (source), result, &error)
      ? _ ("Marked as unread")
      : error->message);
}

static void
mark_unread_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;

  docket_ticket_page_keep_unread (page);
  docket_workspace_mark_unread_async (docket_ticket_page_get_workspace (page),
                                      docket_ticket_page_get_ticket (page),
                                      marked_unread_cb,
                                      g_object_ref (page));
}

static const GActionEntry entries[] = {
  { "reply", reply_cb },
  { "note", note_cb },
  { "assign", assign_cb },
  { "choose-status", choose_status_cb },
  { "choose-priority", choose_priority_cb },
  { "copy-number", copy_number_cb },
  { "mark-unread", mark_unread_cb },
};

static void
set_enabled (DocketTicketPage *page, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (docket_ticket_page_get_actions (page), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
details_cb (DocketTicketPage *page)
{
  DocketTicketDetails *details = docket_ticket_page_get_details (page);

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    set_enabled (page, entries[i].name, details != NULL);

  set_enabled (page, "copy-number", details != NULL && details->row->number != NULL);
  set_enabled (page, "delete", details != NULL && !details->deleted);
}

/**
 * docket_ticket_commands_attach:
 * @page: a page
 *
 * Adds actions to its group `ticket`, enabled while it shows a ticket.
 */
void
docket_ticket_commands_attach (DocketTicketPage *page)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_action_map_add_action_entries (docket_ticket_page_get_actions (page),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   page);
  g_signal_connect (page, "notify::details", G_CALLBACK (details_cb), NULL);
  details_cb (page);
}
