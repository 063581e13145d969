/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_QUICK_REPLY_COMPLETION (docket_quick_reply_completion_get_type ())

G_DECLARE_FINAL_TYPE (DocketQuickReplyCompletion,
                      docket_quick_reply_completion,
                      DOCKET,
                      QUICK_REPLY_COMPLETION,
                      GtkPopover)

GtkWidget *docket_quick_reply_completion_new (GtkWidget *parent, GtkTextView *view);
void docket_quick_reply_completion_set_workspace (DocketQuickReplyCompletion *self,
                                                  DocketWorkspace *workspace);
void docket_quick_reply_completion_set_ticket (DocketQuickReplyCompletion *self, gint64 ticket);
void docket_quick_reply_completion_add_buffer (DocketQuickReplyCompletion *self,
                                               GtkTextBuffer *buffer);

G_END_DECLS
