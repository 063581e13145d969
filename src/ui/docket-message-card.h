/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-conversation-item.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_MESSAGE_CARD (docket_message_card_get_type ())

G_DECLARE_FINAL_TYPE (DocketMessageCard, docket_message_card, DOCKET, MESSAGE_CARD, AdwBin)

GtkWidget *docket_message_card_new (void);
void docket_message_card_set_item (DocketMessageCard *self, DocketConversationItem *item);
char *docket_message_card_describe (const DocketMessage *message);

G_END_DECLS
