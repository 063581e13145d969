/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sandbox-state.h"

G_BEGIN_DECLS

/* Where the account is; the name is Windows's, as the API gives it. */
#define DOCKET_SANDBOX_ZONE "Europe/Paris"
#define DOCKET_SANDBOX_ZONE_NAME "Romance Standard Time"

/* RFC 6585; libsoup has no name for it. */
#define DOCKET_SANDBOX_TOO_MANY_REQUESTS 429

typedef enum
{
  DOCKET_SANDBOX_SHOW_PLAIN = 0,
  DOCKET_SANDBOX_SHOW_COMMENTS = 1 << 0,
  DOCKET_SANDBOX_SHOW_RELATIONS = 1 << 1,
  DOCKET_SANDBOX_SHOW_RATES = 1 << 2,
  /* Time entries come as the wall clock of the account shows them. */
  DOCKET_SANDBOX_SHOW_WALL = 1 << 3
} DocketSandboxShow;

char *docket_sandbox_time_to_text (gint64 time_us);
gint64 docket_sandbox_time_from_text (const char *text);
gboolean docket_sandbox_time_from_wall (const char *text, gint64 *time_us);

JsonObject *docket_sandbox_dto_ticket (DocketSandboxState *state,
                                       DocketSandboxTicket *ticket,
                                       DocketSandboxShow show);
JsonObject *docket_sandbox_dto_comment (DocketSandboxState *state, DocketSandboxComment *comment);
JsonObject *docket_sandbox_dto_hours (DocketSandboxState *state,
                                      DocketSandboxHours *hours,
                                      DocketSandboxShow show);
JsonObject *docket_sandbox_dto_hours_record (DocketSandboxState *state,
                                             DocketSandboxHours *hours,
                                             DocketSandboxShow show);
JsonObject *docket_sandbox_dto_durations (DocketSandboxTicket *ticket, gboolean billable);
JsonObject *docket_sandbox_dto_value (DocketSandboxState *state,
                                      DocketSandboxTicket *ticket,
                                      DocketSandboxValue *value);
char *docket_sandbox_dto_file_path (DocketSandboxTicket *ticket, DocketSandboxFile *file);
JsonNode *docket_sandbox_dto_problem (guint status, const char *detail, const char *instance);

G_END_DECLS
