/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* Billing batches. The rules are model's (docket-billing.h); here are rows. */

GPtrArray *docket_batches_list (DocketTransaction *txn, GError **error);
DocketBatch *docket_batches_get (DocketTransaction *txn, gint64 id, GError **error);
gboolean docket_batches_fill (DocketTransaction *txn,
                              DocketBatch *batch,
                              const DocketBillingScope *scope,
                              gboolean has_server,
                              GError **error);
gint64 docket_batches_insert (DocketTransaction *txn, DocketBatch *batch, GError **error);
gboolean
docket_batches_delete (DocketTransaction *txn, gint64 id, gint64 deleted_at, GError **error);

/* Timesheets. */

gboolean docket_timesheets_fill (DocketTransaction *txn,
                                 DocketTimesheet *timesheet,
                                 gint64 technician,
                                 gint64 from_at,
                                 gint64 to_at,
                                 GError **error);

G_END_DECLS
