/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

void docket_workspace_load_timesheet_async (DocketWorkspace *self,
                                            gint64 technician,
                                            const char *from_day,
                                            const char *to_day,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
DocketTimesheet *docket_workspace_load_timesheet_finish (DocketWorkspace *self,
                                                         GAsyncResult *result,
                                                         GError **error);

G_END_DECLS
