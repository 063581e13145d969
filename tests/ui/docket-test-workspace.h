/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

DocketWorkspace *docket_test_workspace_new (void);
DocketWorkspace *docket_test_workspace_new_server (void);
DocketWorkspace *docket_test_workspace_new_known_server (void);
gint64 docket_test_workspace_add_ticket (DocketWorkspace *workspace, const char *title);
gint64 docket_test_workspace_add_message (DocketWorkspace *workspace,
                                          gint64 ticket,
                                          DocketMessageKind kind,
                                          const char *text);
char *
docket_test_workspace_dup_value (DocketWorkspace *workspace, gint64 ticket, const char *field);
DocketEntry *
docket_test_workspace_find (DocketWorkspace *workspace, DocketEntity entity, const char *name);

G_END_DECLS
