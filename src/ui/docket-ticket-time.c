/* Time from a ticket's page: its timer, a new entry, the list of entries.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-time.h"

#include <glib/gi18n.h>

#include "docket-time-dialog.h"
#include "docket-time-list.h"
#include "docket-timer-acts.h"
#include "docket-timers.h"

static GtkWindow *
window_of (DocketTicketPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
tell (GtkWidget *widget, const char *problem)
{
  if (problem != NULL)
    docket_ticket_page_show_sentence (DOCKET_TICKET_PAGE (widget), problem);
}

/* Without the bar of timers nothing else says so. */
static void
tell_started (GtkWidget *widget, const char *problem)
{
  docket_ticket_page_show_sentence (DOCKET_TICKET_PAGE (widget),
                                    problem != NULL ? problem : _ ("The timer runs"));
}

static void
tell_paused (GtkWidget *widget, const char *problem)
{
  docket_ticket_page_show_sentence (DOCKET_TICKET_PAGE (widget),
                                    problem != NULL ? problem : _ ("The timer is paused"));
}

static void
start_timer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  const gint64 ticket = docket_ticket_page_get_ticket (page);

  if (!gtk_widget_activate_action (GTK_WIDGET (page), "workspace.start-timer", "x", ticket))
    docket_timer_start (GTK_WIDGET (page),
                        docket_ticket_page_get_workspace (page),
                        ticket,
                        tell_started);
}

static void
stop_timer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  docket_timer_stop (user_data,
                     docket_ticket_page_get_workspace (user_data),
                     docket_ticket_page_get_ticket (user_data),
                     tell);
}

/* The key: starts, and pauses what runs. */
static void
toggle_timer_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  DocketWorkspace *workspace = docket_ticket_page_get_workspace (page);
  const gint64 ticket = docket_ticket_page_get_ticket (page);

  if (docket_timers_runs (docket_timers_get (workspace), ticket))
    docket_timer_act (GTK_WIDGET (page), workspace, DOCKET_TIMER_PAUSE, ticket, tell_paused);
  else
    start_timer_cb (NULL, NULL, page);
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
  { "start-timer", start_timer_cb },   { "stop-timer", stop_timer_cb },
  { "toggle-timer", toggle_timer_cb }, { "add-time", add_time_cb },
  { "list-time", list_time_cb },
};

static void
set_enabled (DocketTicketPage *page, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (docket_ticket_page_get_actions (page), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
show_button (DocketTicketPage *page, gboolean runs)
{
  GtkButton *button =
    docket_details_pane_get_timer_button (docket_ticket_page_get_details_pane (page));
  const char *label = runs ? _ ("Stop timer") : _ ("Start timer");

  gtk_button_set_icon_name (button, runs ? "media-playback-stop-symbolic" : "alarm-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  runs ? "ticket.stop-timer" : "ticket.start-timer");
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
update (DocketTicketPage *page)
{
  const gboolean shown = docket_ticket_page_get_details (page) != NULL;
  DocketTimers *timers = docket_timers_get (docket_ticket_page_get_workspace (page));
  const gboolean runs = shown && docket_timers_runs (timers, docket_ticket_page_get_ticket (page));

  set_enabled (page, "start-timer", shown && !runs);
  set_enabled (page, "stop-timer", runs);
  set_enabled (page, "toggle-timer", shown);
  set_enabled (page, "add-time", shown);
  set_enabled (page, "list-time", shown);
  show_button (page, runs);
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
  g_signal_connect (page, "notify::details", G_CALLBACK (update), NULL);
  g_signal_connect_object (docket_timers_get (docket_ticket_page_get_workspace (page)),
                           "changed",
                           G_CALLBACK (update),
                           page,
                           G_CONNECT_SWAPPED);
  update (page);
}
