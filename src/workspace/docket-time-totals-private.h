/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store-directory.h"
#include "docket-workspace-time.h"

G_BEGIN_DECLS

gboolean docket_workspace_read_contract_hours (DocketTransaction *txn,
                                               DocketEntry *contract,
                                               DocketContractHours *hours,
                                               GError **error);

G_END_DECLS
