/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-composer.h"
#include "docket-conversation.h"
#include "docket-details-pane.h"
#include "docket-layout.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_PAGE (docket_ticket_page_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketPage, docket_ticket_page, DOCKET, TICKET_PAGE, AdwBin)

void docket_ticket_page_set_workspace (DocketTicketPage *self, DocketWorkspace *workspace);
void docket_ticket_page_open (DocketTicketPage *self, gint64 ticket);
gint64 docket_ticket_page_get_ticket (DocketTicketPage *self);
void docket_ticket_page_set_mode (DocketTicketPage *self, DocketLayoutMode mode);
void docket_ticket_page_set_alone (DocketTicketPage *self);
DocketTicketDetails *docket_ticket_page_get_details (DocketTicketPage *self);
DocketConversation *docket_ticket_page_get_conversation (DocketTicketPage *self);
DocketComposer *docket_ticket_page_get_composer (DocketTicketPage *self);
DocketDetailsPane *docket_ticket_page_get_details_pane (DocketTicketPage *self);
GActionMap *docket_ticket_page_get_actions (DocketTicketPage *self);
DocketWorkspace *docket_ticket_page_get_workspace (DocketTicketPage *self);
void docket_ticket_page_add_bar (DocketTicketPage *self, GtkWidget *bar);
void docket_ticket_page_show_toast (DocketTicketPage *self, AdwToast *toast);
AdwToastOverlay *docket_ticket_page_get_toasts (DocketTicketPage *self);
void docket_ticket_page_keep_unread (DocketTicketPage *self);
void docket_ticket_page_show_details (DocketTicketPage *self);
void docket_ticket_page_show_sentence (DocketTicketPage *self, const char *sentence);

G_END_DECLS
