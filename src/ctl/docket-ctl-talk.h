/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-model.h"

G_BEGIN_DECLS

GPtrArray *docket_ctl_list_talk (const DocketTicketDetails *details);

G_END_DECLS
