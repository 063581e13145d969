/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-model.h"

G_BEGIN_DECLS

gboolean
docket_transition_is_allowed (DocketOperationState from, DocketOperationState to, guint sent);
gboolean docket_operation_kind_creates (DocketOperationKind kind);

G_END_DECLS
