/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-workspace-quick-replies.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_QUICK_REPLY_ROW (docket_quick_reply_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketQuickReplyRow,
                      docket_quick_reply_row,
                      DOCKET,
                      QUICK_REPLY_ROW,
                      GtkListBoxRow)

GtkWidget *docket_quick_reply_row_new (const DocketQuickReplies *replies, DocketEntry *entry);
DocketEntry *docket_quick_reply_row_get_entry (DocketQuickReplyRow *self);
const char *docket_quick_reply_row_get_text (DocketQuickReplyRow *self);
const char *docket_quick_reply_row_get_assignee (DocketQuickReplyRow *self);

G_END_DECLS
