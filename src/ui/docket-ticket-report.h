/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ticket-page.h"

G_BEGIN_DECLS

void docket_ticket_report_attach (DocketTicketPage *page);

G_END_DECLS
