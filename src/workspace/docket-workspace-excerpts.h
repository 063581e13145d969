/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketExcerpt:
 * @ticket: local id
 * @kind: what kind of message it stands in
 * @text: (nullable): a line around what was searched for; %NULL: the ticket's own fields have it
 *
 * Where a ticket has what was searched for, when that is in a message alone.
 */
typedef struct
{
  gint64 ticket;
  DocketMessageKind kind;
  char *text;
} DocketExcerpt;

void docket_excerpt_free (DocketExcerpt *excerpt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketExcerpt, docket_excerpt_free)

void docket_workspace_load_excerpts_async (DocketWorkspace *self,
                                           GArray *tickets,
                                           const char *search,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
GPtrArray *
docket_workspace_load_excerpts_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
