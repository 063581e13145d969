/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* What was typed to a ticket before its draft was read. */

void docket_workspace_join_draft_async (DocketWorkspace *self,
                                        DocketDraft *draft,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
docket_workspace_join_draft_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
