/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* A ticket sleeps until a time, and comes back at its place; a message of somebody else wakes it.
 * Kept on this computer: the server knows nothing of it. */

gboolean docket_workspace_remind (DocketWorkspace *self,
                                  gint64 ticket,
                                  gint64 at,
                                  GCancellable *cancellable,
                                  GError **error);
void docket_workspace_remind_async (DocketWorkspace *self,
                                    gint64 ticket,
                                    gint64 at,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
docket_workspace_remind_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
