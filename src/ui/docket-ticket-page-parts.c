/* What the features around a ticket's page reach of it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-page-private.h"
#include "docket-toast.h"

/**
 * docket_ticket_page_get_details:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the ticket as it was read last
 */
DocketTicketDetails *
docket_ticket_page_get_details (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return self->details;
}

/**
 * docket_ticket_page_get_conversation:
 * @self: a page
 *
 * Returns: (transfer none): its conversation
 */
DocketConversation *
docket_ticket_page_get_conversation (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return self->conversation;
}

/**
 * docket_ticket_page_get_composer:
 * @self: a page
 *
 * Returns: (transfer none): its composer
 */
DocketComposer *
docket_ticket_page_get_composer (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return self->composer;
}

/**
 * docket_ticket_page_get_details_pane:
 * @self: a page
 *
 * Returns: (transfer none): its details
 */
DocketDetailsPane *
docket_ticket_page_get_details_pane (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return self->details_pane;
}

/**
 * docket_ticket_page_get_actions:
 * @self: a page
 *
 * Returns: (transfer none): the group `ticket`; a feature adds its own
 */
GActionMap *
docket_ticket_page_get_actions (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return G_ACTION_MAP (self->actions);
}

/**
 * docket_ticket_page_get_workspace:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): whose tickets it shows
 */
DocketWorkspace *
docket_ticket_page_get_workspace (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return self->workspace;
}

/**
 * docket_ticket_page_add_bar:
 * @self: a page
 * @bar: what is said of the ticket, above its conversation
 */
void
docket_ticket_page_add_bar (DocketTicketPage *self, GtkWidget *bar)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  gtk_box_append (self->bars, bar);
}

/**
 * docket_ticket_page_show_toast:
 * @self: a page
 * @toast: (transfer full): a toast
 */
void
docket_ticket_page_show_toast (DocketTicketPage *self, AdwToast *toast)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * docket_ticket_page_get_toasts:
 * @self: a page
 *
 * Returns: (transfer none): where it shows toasts
 */
AdwToastOverlay *
docket_ticket_page_get_toasts (DocketTicketPage *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_PAGE (self), NULL);

  return self->toasts;
}

/**
 * docket_ticket_page_keep_unread:
 * @self: a page
 *
 * That the ticket is in sight does not make it read until it is opened again.
 */
void
docket_ticket_page_keep_unread (DocketTicketPage *self)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  self->keep_unread = TRUE;
}

/**
 * docket_ticket_page_show_details:
 * @self: a page
 *
 * Brings the details into sight where they are folded away.
 */
void
docket_ticket_page_show_details (DocketTicketPage *self)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  adw_flap_set_reveal_flap (self->flap, TRUE);
}

/**
 * docket_ticket_page_show_sentence:
 * @self: a page
 * @sentence: what is to be said
 *
 * Says it in a toast.
 */
void
docket_ticket_page_show_sentence (DocketTicketPage *self, const char *sentence)
{
  g_return_if_fail (DOCKET_IS_TICKET_PAGE (self));

  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}
