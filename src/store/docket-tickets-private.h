/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-statement-private.h"

G_BEGIN_DECLS

/* Numbers that SQL names. */
G_STATIC_ASSERT (DOCKET_STATUS_KIND_OPEN == 0 && DOCKET_STATUS_KIND_PENDING == 1);
G_STATIC_ASSERT (DOCKET_OPERATION_STATE_WAITING == 0 && DOCKET_OPERATION_STATE_DONE == 5 &&
                 DOCKET_OPERATION_STATE_NEEDS_ME == 6 && DOCKET_OPERATION_STATE_WITHDRAWN == 7);
G_STATIC_ASSERT (DOCKET_OPERATION_KIND_FILE == 4);
G_STATIC_ASSERT (DOCKET_OPERATION_REASON_CONFLICT == 1 && DOCKET_OPERATION_REASON_KEPT_HERE == 8);
G_STATIC_ASSERT (DOCKET_PART_STATE_SYNCED == 0 && DOCKET_PART_STATE_WAITING == 1 &&
                 DOCKET_PART_STATE_FAILED == 2 && DOCKET_PART_STATE_KEPT_HERE == 3);

/* The state of a part, from the operation that carries it, joined as `operation`; once that is
 * forgotten, as the part's own row says. */
#define DOCKET_SQL_PART_STATE(part)                                                                \
  "CASE WHEN operation.id IS NULL OR operation.state = 7 THEN " part ".state "                     \
  "WHEN operation.state = 5 THEN 0 WHEN operation.state <> 6 THEN 1 "                              \
  "WHEN operation.reason = 8 THEN 3 ELSE 2 END"

#define DOCKET_SQL_JOIN_OPERATION(part)                                                            \
  " LEFT JOIN operation ON operation.uuid = " part ".operation "

guint docket_tickets_get_field_index (const char *id);
DocketPartState docket_operation_get_part_state (const DocketOperation *operation);
gboolean docket_tickets_bump (DocketTransaction *txn,
                              gint64 id,
                              gint64 at,
                              gboolean by_other,
                              GError **error);

G_END_DECLS
