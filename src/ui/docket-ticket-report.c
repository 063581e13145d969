/* The service report from a ticket's menu, and into its reply.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-report.h"

#include "docket-composer-attach.h"
#include "docket-report-window.h"
#include "docket-undo-stack.h"

/* What is written as a reply stays; the report comes beside it. */
static void
send_cb (DocketReportWindow *window, GBytes *pdf, const char *name, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  DocketComposer *composer = docket_ticket_page_get_composer (page);
  const gint64 *ticket = g_object_get_data (G_OBJECT (window), "ticket");

  if (*ticket != docket_ticket_page_get_ticket (page))
    return;

  docket_composer_set_kind (composer, DOCKET_MESSAGE_KIND_REPLY);
  docket_composer_attach_bytes (composer, pdf, name);
  docket_composer_focus (composer);
}

static void
attached_cb (DocketReportWindow *window, DocketEdit *edit, gpointer user_data)
{
  docket_undo_stack_push (docket_undo_stack_find (GTK_WIDGET (user_data)),
                          docket_ticket_page_get_workspace (user_data),
                          edit,
                          NULL);
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *window;

  if (details == NULL)
    return;

  window = docket_report_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                     docket_ticket_page_get_workspace (page),
                                     details);
  g_object_set_data_full (G_OBJECT (window),
                          "ticket",
                          g_memdup2 (&details->row->id, sizeof details->row->id),
                          g_free);
  g_signal_connect_object (window, "send", G_CALLBACK (send_cb), page, 0);
  g_signal_connect_object (window, "attached", G_CALLBACK (attached_cb), page, 0);
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry entries[] = {
  { "report", report_cb },
};

static void
details_cb (DocketTicketPage *page)
{
  GAction *action = g_action_map_lookup_action (docket_ticket_page_get_actions (page), "report");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                               docket_ticket_page_get_details (page) != NULL);
}

/**
 * docket_ticket_report_attach:
 * @page: a page with a workspace
 *
 * Adds `ticket.report`, which shows the service report.
 */
void
docket_ticket_report_attach (DocketTicketPage *page)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_action_map_add_action_entries (docket_ticket_page_get_actions (page),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   page);
  g_signal_connect (page, "notify::details", G_CALLBACK (details_cb), NULL);
  details_cb (page);
}
