/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ticket-page.h"

G_BEGIN_DECLS

void docket_attachment_send (DocketTicketPage *page, gint64 ticket, gint64 attachment);

G_END_DECLS
