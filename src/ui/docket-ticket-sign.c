/* Signing from a ticket's menu, and who signed among its details.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-sign.h"

#include "docket-signature-list.h"
#include "docket-signature-window.h"

static void
sign_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTicketPage *page = user_data;
  DocketTicketDetails *details = docket_ticket_page_get_details (page);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (details == NULL)
    return;

  gtk_window_present (
    GTK_WINDOW (docket_signature_window_new (root != NULL ? GTK_WINDOW (root) : NULL,
                                             docket_ticket_page_get_workspace (page),
                                             details)));
}

static const GActionEntry entries[] = {
  { "sign", sign_cb },
};

static void
details_cb (DocketTicketPage *page, GParamSpec *pspec, DocketSignatureList *list)
{
  GAction *action = g_action_map_lookup_action (docket_ticket_page_get_actions (page), "sign");
  DocketTicketDetails *details = docket_ticket_page_get_details (page);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), details != NULL);

  if (details != NULL)
    docket_signature_list_set_details (list, details);
}

/* Over the files, among the details. */
static DocketSignatureList *
add_list (DocketTicketPage *page)
{
  GtkWidget *pane = GTK_WIDGET (docket_ticket_page_get_details_pane (page));
  GObject *files = gtk_widget_get_template_child (pane, DOCKET_TYPE_DETAILS_PANE, "files_title");
  GtkWidget *list = docket_signature_list_new ();

  gtk_box_insert_child_after (GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (files))),
                              list,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (files)));

  return DOCKET_SIGNATURE_LIST (list);
}

/**
 * docket_ticket_sign_attach:
 * @page: a page with a workspace
 *
 * Adds `ticket.sign`, which opens the pad, and the ticket's signatures to its details.
 */
void
docket_ticket_sign_attach (DocketTicketPage *page)
{
  DocketSignatureList *list;

  g_return_if_fail (DOCKET_IS_TICKET_PAGE (page));

  g_action_map_add_action_entries (docket_ticket_page_get_actions (page),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   page);
  list = add_list (page);
  g_signal_connect_object (page, "notify::details", G_CALLBACK (details_cb), list, 0);
  details_cb (page, NULL, list);
}
