/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sandbox-state.h"

G_BEGIN_DECLS

JsonObject *
docket_sandbox_contract_new (DocketSandboxState *state, JsonObject *body, const char **why);

G_END_DECLS
