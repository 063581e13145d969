/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

void docket_ctl_json_print (JsonBuilder *builder);
void docket_ctl_json_time (JsonBuilder *builder, const char *name, gint64 us);
void docket_ctl_json_text (JsonBuilder *builder, const char *name, const char *text);
void docket_ctl_json_int (JsonBuilder *builder, const char *name, gint64 value);
void docket_ctl_json_id (JsonBuilder *builder, const char *name, gint64 id);
void docket_ctl_json_ticket_id (JsonBuilder *builder, const char *name, gint64 ticket);

void docket_ctl_json_account (JsonBuilder *builder, const DocketWorkspaceInfo *info);
void docket_ctl_json_row (JsonBuilder *builder, const DocketTicketRow *row, DocketValues *values);
void docket_ctl_json_ticket (JsonBuilder *builder,
                             DocketWorkspace *workspace,
                             const DocketTicketDetails *details);
void docket_ctl_json_operation (JsonBuilder *builder, const DocketOperation *operation);
void docket_ctl_json_conflict (JsonBuilder *builder,
                               DocketWorkspace *workspace,
                               const DocketConflict *conflict);
void docket_ctl_json_attachment (JsonBuilder *builder, const DocketAttachment *attachment);
void docket_ctl_json_draft (JsonBuilder *builder, const DocketDraft *draft);
void docket_ctl_json_time_entry (JsonBuilder *builder, const DocketTimeEntry *entry);
void docket_ctl_json_entry (JsonBuilder *builder, const DocketEntry *entry);

G_END_DECLS
