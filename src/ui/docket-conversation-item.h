/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-html.h"
#include "docket-model.h"

G_BEGIN_DECLS

/**
 * DocketConversationKind:
 * @DOCKET_CONVERSATION_MESSAGE: a reply or an internal note, shown as a card
 * @DOCKET_CONVERSATION_EVENT: what happened to the ticket, a quiet line
 * @DOCKET_CONVERSATION_TIME: a time entry, a quiet line
 * @DOCKET_CONVERSATION_NEW: from here on the reader has not seen it
 *
 * What an item of a conversation is.
 */
typedef enum
{
  DOCKET_CONVERSATION_MESSAGE,
  DOCKET_CONVERSATION_EVENT,
  DOCKET_CONVERSATION_TIME,
  DOCKET_CONVERSATION_NEW
} DocketConversationKind;

#define DOCKET_TYPE_CONVERSATION_ITEM (docket_conversation_item_get_type ())

G_DECLARE_FINAL_TYPE (DocketConversationItem,
                      docket_conversation_item,
                      DOCKET,
                      CONVERSATION_ITEM,
                      GObject)

DocketConversationItem *docket_conversation_item_new_message (DocketMessage *message,
                                                              const char *problem);
DocketConversationItem *docket_conversation_item_new_time_entry (DocketTimeEntry *entry);
DocketConversationItem *docket_conversation_item_new_status_change (DocketStatusChange *change);
DocketConversationItem *docket_conversation_item_new_mark (gint64 at_us);
DocketConversationKind docket_conversation_item_get_kind (DocketConversationItem *self);
const char *docket_conversation_item_get_key (DocketConversationItem *self);
gint64 docket_conversation_item_get_at (DocketConversationItem *self);
DocketMessage *docket_conversation_item_get_message (DocketConversationItem *self);
DocketTimeEntry *docket_conversation_item_get_time_entry (DocketConversationItem *self);
DocketStatusChange *docket_conversation_item_get_status_change (DocketConversationItem *self);
const char *docket_conversation_item_get_problem (DocketConversationItem *self);
DocketRichText *docket_conversation_item_get_text (DocketConversationItem *self, gboolean *whole);
gboolean docket_conversation_item_get_expanded (DocketConversationItem *self);
void docket_conversation_item_set_expanded (DocketConversationItem *self, gboolean expanded);
gboolean docket_conversation_item_has_quotes (DocketConversationItem *self);
gboolean docket_conversation_item_get_shows_quotes (DocketConversationItem *self);
void docket_conversation_item_set_shows_quotes (DocketConversationItem *self,
                                                gboolean shows_quotes);
char *docket_conversation_item_dup_plain (DocketConversationItem *self);
gboolean docket_conversation_item_get_can_withdraw (DocketConversationItem *self);
void docket_conversation_item_set_operation (DocketConversationItem *self,
                                             DocketOperation *operation,
                                             GPtrArray *news);
DocketOperation *docket_conversation_item_get_operation (DocketConversationItem *self);
GPtrArray *docket_conversation_item_get_news (DocketConversationItem *self);
gboolean docket_conversation_item_get_can_undo (DocketConversationItem *self);
void docket_conversation_item_set_can_undo (DocketConversationItem *self, gboolean can_undo);
void docket_conversation_item_update (DocketConversationItem *self, DocketConversationItem *news);

G_END_DECLS
