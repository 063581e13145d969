/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CONVERSATION (docket_conversation_get_type ())

G_DECLARE_FINAL_TYPE (DocketConversation, docket_conversation, DOCKET, CONVERSATION, AdwBin)

void docket_conversation_set_details (DocketConversation *self, DocketTicketDetails *details);
void docket_conversation_set_can_undo (DocketConversation *self, gint64 message, gboolean can_undo);
void docket_conversation_follow (DocketConversation *self, gint64 message);
GListModel *docket_conversation_get_items (DocketConversation *self);
GtkAdjustment *docket_conversation_get_adjustment (DocketConversation *self);

G_END_DECLS
