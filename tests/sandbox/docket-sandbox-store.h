/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sandbox-state.h"

G_BEGIN_DECLS

DocketSandboxTicket *docket_sandbox_ticket_copy (DocketSandboxTicket *ticket);
void docket_sandbox_store_write (DocketSandboxState *state, GString *lines);
void docket_sandbox_store_write_list (GPtrArray *objects, const char *kind, GString *lines);
gboolean
docket_sandbox_store_read_line (DocketSandboxState *state, const char *kind, JsonNode *node);
char *docket_sandbox_store_split_line (const char *line, const char **json);

G_END_DECLS
