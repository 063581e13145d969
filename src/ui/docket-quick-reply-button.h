/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-send-extras.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_QUICK_REPLY_BUTTON (docket_quick_reply_button_get_type ())

G_DECLARE_FINAL_TYPE (DocketQuickReplyButton,
                      docket_quick_reply_button,
                      DOCKET,
                      QUICK_REPLY_BUTTON,
                      AdwBin)

void docket_quick_reply_button_set_workspace (DocketQuickReplyButton *self,
                                              DocketWorkspace *workspace);
void docket_quick_reply_button_set_ticket (DocketQuickReplyButton *self, gint64 ticket);
void docket_quick_reply_button_set_view (DocketQuickReplyButton *self, GtkTextView *view);

void docket_quick_reply_button_set_extras (DocketQuickReplyButton *self, DocketSendExtras *extras);

G_END_DECLS
