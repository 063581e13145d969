/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-enums.h"

G_BEGIN_DECLS

/**
 * DocketBillingVerdict:
 * @DOCKET_BILLING_TAKEN: goes into the batch
 * @DOCKET_BILLING_NOT_BILLABLE: nobody pays for it
 * @DOCKET_BILLING_OTHER_PERIOD: it starts on another day
 * @DOCKET_BILLING_OTHER_CUSTOMER: its ticket is another customer's
 * @DOCKET_BILLING_TICKET_DELETED: its ticket is deleted
 * @DOCKET_BILLING_TICKET_OPEN: its ticket is neither resolved nor closed
 * @DOCKET_BILLING_IN_BATCH: it is in a batch already
 * @DOCKET_BILLING_AFTER_BATCH: it was recorded after a batch that its ticket is in
 * @DOCKET_BILLING_UNSETTLED: the server has not got it, or there is an open question about it
 *
 * What becomes of a time entry when a batch is made.
 */
typedef enum
{
  DOCKET_BILLING_TAKEN,
  DOCKET_BILLING_NOT_BILLABLE,
  DOCKET_BILLING_OTHER_PERIOD,
  DOCKET_BILLING_OTHER_CUSTOMER,
  DOCKET_BILLING_TICKET_DELETED,
  DOCKET_BILLING_TICKET_OPEN,
  DOCKET_BILLING_IN_BATCH,
  DOCKET_BILLING_AFTER_BATCH,
  DOCKET_BILLING_UNSETTLED
} DocketBillingVerdict;

/**
 * DocketBilledBefore:
 * @created_at: when the batch was made, microseconds UTC
 * @deleted: whether it was deleted since
 * @reopened: whether the ticket was reopened since the batch was made
 *
 * A batch that the ticket of a time entry is in, or was in.
 */
typedef struct
{
  gint64 created_at;
  gboolean deleted;
  gboolean reopened;
} DocketBilledBefore;

/**
 * DocketBillingCase:
 * @start_at: when the work began, microseconds UTC
 * @created_at: when the entry was recorded, microseconds UTC
 * @billable: whether the customer pays for it
 * @settled: whether the server has it and nothing about it is open; always so on this computer
 * @in_batch: whether it is a line of a living batch
 * @status_kind: what its ticket's status means
 * @ticket_deleted: whether its ticket is deleted
 * @customer: local id of its ticket's customer; 0 for none
 * @before: (element-type DocketBilledBefore) (nullable): the batches that its ticket is or was in
 *
 * What the rules of billing look at.
 */
typedef struct
{
  gint64 start_at;
  gint64 created_at;
  gboolean billable;
  gboolean settled;
  gboolean in_batch;
  DocketStatusKind status_kind;
  gboolean ticket_deleted;
  gint64 customer;
  GArray *before;
} DocketBillingCase;

/**
 * DocketBillingScope:
 * @from_at: the first instant of the first day, microseconds UTC
 * @to_at: the first instant after the last day, microseconds UTC
 * @customers: (element-type gint64) (nullable): local ids; %NULL or empty: all
 *
 * For what a batch is made.
 */
typedef struct
{
  gint64 from_at;
  gint64 to_at;
  GArray *customers;
} DocketBillingScope;

DocketBillingVerdict docket_billing_judge (const DocketBillingCase *entry,
                                           const DocketBillingScope *scope);
gboolean docket_billing_get_period (const char *from_day,
                                    const char *to_day,
                                    const char *zone,
                                    DocketBillingScope *scope,
                                    GError **error);

guint docket_currency_get_decimals (const char *currency);
gint64 docket_billing_get_amount (gint64 duration_us, gint64 hourly, guint decimals);
char *docket_money_format_exact (gint64 amount, guint decimals);

G_END_DECLS
