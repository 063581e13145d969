/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-parts.h"

G_BEGIN_DECLS

char *docket_signed_work_hash (const DocketTicketDetails *details);
void docket_signed_work_compare (DocketTicketDetails *details);

G_END_DECLS
