/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-enums.h"

G_BEGIN_DECLS

const char *docket_enum_to_nick (GType type, int value);
gboolean docket_enum_from_nick (GType type, const char *nick, int *value);

const char *docket_status_kind_get_label (DocketStatusKind kind);
const char *docket_priority_get_label (DocketPriority priority);
const char *docket_impact_get_label (DocketImpact impact);
const char *docket_ticket_type_get_label (DocketTicketType type);
const char *docket_operation_reason_get_label (DocketOperationReason reason);

gboolean docket_status_is_standard (const char *status, DocketStatusKind *kind);
const char *docket_status_get_label (const char *status);

const char *docket_word_customer (DocketWording wording);
const char *docket_word_contact (DocketWording wording);

G_END_DECLS
