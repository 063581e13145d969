/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* What a quick reply holds besides its title. */
#define DOCKET_QUICK_REPLY_TEXT "text"
#define DOCKET_QUICK_REPLY_USED "used"
#define DOCKET_QUICK_REPLY_STATUS "status"
#define DOCKET_QUICK_REPLY_ASSIGNEE "assignee"

/**
 * DocketQuickReplies:
 * @entries: (element-type DocketEntry): most used first
 * @values: what their variables stand for in one ticket
 * @technicians: (element-type gint64 utf8): to whom one can assign, by local id
 *
 * The quick replies, ready for a ticket.
 */
typedef struct
{
  GPtrArray *entries;
  DocketValues *values;
  GHashTable *technicians;
} DocketQuickReplies;

void docket_quick_replies_free (DocketQuickReplies *replies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketQuickReplies, docket_quick_replies_free)

DocketQuickReplies *
docket_workspace_load_quick_replies (DocketWorkspace *self, gint64 ticket, GError **error);
void docket_workspace_load_quick_replies_async (DocketWorkspace *self,
                                                gint64 ticket,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
DocketQuickReplies *docket_workspace_load_quick_replies_finish (DocketWorkspace *self,
                                                                GAsyncResult *result,
                                                                GError **error);
gboolean docket_workspace_count_quick_reply (DocketWorkspace *self, gint64 id, GError **error);
void docket_workspace_count_quick_reply_async (DocketWorkspace *self, gint64 id);

G_END_DECLS
