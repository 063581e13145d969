/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-conversation-item.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_CONVERSATION_LINE (docket_conversation_line_get_type ())

G_DECLARE_FINAL_TYPE (DocketConversationLine,
                      docket_conversation_line,
                      DOCKET,
                      CONVERSATION_LINE,
                      AdwBin)

GtkWidget *docket_conversation_line_new (void);
void docket_conversation_line_set_item (DocketConversationLine *self, DocketConversationItem *item);
char *docket_conversation_line_describe (DocketConversationItem *item);

G_END_DECLS
