/* "Edit ticket": a ticket's fields as a form.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-edit.h"

#include "docket-edit-ticket-dialog.h"
#include "docket-ticket-page-private.h"

static void
edit_cb (DocketTicketPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (page->details == NULL)
    return;

  gtk_window_present (
    GTK_WINDOW (docket_edit_ticket_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               page->workspace,
                                               page->details)));
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
