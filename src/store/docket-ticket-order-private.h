/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-statement-private.h"
#include "docket-store-tickets.h"

G_BEGIN_DECLS

typedef struct _DocketTicketOrder DocketTicketOrder;

DocketTicketOrder *docket_ticket_order_new (DocketTransaction *txn,
                                            DocketSort sort,
                                            gboolean ascending,
                                            DocketGroup group,
                                            GError **error);
void docket_ticket_order_free (DocketTicketOrder *self);
gboolean docket_ticket_order_is_natural (const DocketTicketOrder *self);
void docket_ticket_order_append_columns (const DocketTicketOrder *self, GString *sql);
const char *docket_ticket_order_get_direction (const DocketTicketOrder *self);
void docket_ticket_order_add (DocketTicketOrder *self, DocketStatement *statement);
void docket_ticket_order_take (DocketTicketOrder *self, guint limit, GArray *ids, GArray *starts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTicketOrder, docket_ticket_order_free)

G_END_DECLS
