/* Time from a ticket's page: its timer, a new entry, the list of entries.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-time.h"

#include <glib/gi18n.h>

#include "docket-time-dialog.h"
#include "docket-time-list.h"

static GtkWindow *
window_of (DocketTicketPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTicketPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_workspace_act_on_timer_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_ticket_page_show_sentence (page, _ ("The timer runs"));
  else
    docket_ticket_page_show_sentence (page, error->message);
}

/* Where there is the bar of timers it asks about another one; in a window of its own a ticket's
 * timer takes its place. */
static void
start_timer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  const gint64 ticket = docket_ticket_page_get_ticket (page);

  if (!gtk_widget_activate_action (GTK_WIDGET (page), "workspace.start-timer", "x", ticket))
    docket_workspace_act_on_timer_async (docket_ticket_page_get_workspace (page),
                                         DOCKET_TIMER_START,
                                         ticket,
                                         NULL,
                                         started_cb,
                                         g_object_ref (page));
}

static void
add_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *dialog = docket_time_dialog_new (window_of (user_data),
                                              docket_ticket_page_get_workspace (user_data),
                                              docket_ticket_page_get_ticket (user_data));

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
list_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *list = docket_time_list_new (window_of (user_data),
                                          docket_ticket_page_get_workspace (user_data),
                                          docket_ticket_page_get_ticket (user_data));

  gtk_window_present (GTK_WINDOW (list));
}

static const GActionEntry entries[] = {
  { "start-timer", start_timer_cb },
  { "add-time", add_time_cb },
  { "list-time", list_time_cb },
};

static void
details_cb (DocketTicketPage *page)
{
  const gboolean shown = docket_ticket_page_get_details (page) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action =
        g_action_map_lookup_action (docket_ticket_page_get_actions (page), entries[i].name);

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), shown);
    }
}

/**
 * docket_ticket_time_attach:
 * @page: a page
 *
 * Adds actions of time to its group `ticket`, enabled while it shows a ticket.
 */
void
docket_ticket_time_attach (DocketTicketPage *page)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_action_map_add_action_entries (docket_ticket_page_get_actions (page),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   page);
  g_signal_connect (page, "notify::details", G_CALLBACK (details_cb), NULL);
  details_cb (page);
}
