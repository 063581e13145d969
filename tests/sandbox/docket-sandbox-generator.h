/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-sandbox-state.h"

G_BEGIN_DECLS

void docket_sandbox_generator_fill (DocketSandboxState *state,
                                    guint n_tickets,
                                    guint32 seed,
                                    gint64 now_us);

G_END_DECLS
