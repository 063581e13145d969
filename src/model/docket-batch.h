/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "docket-billing.h"

G_BEGIN_DECLS

/* What a line of a batch says; see DocketBatch. */

typedef struct
{
  gint64 time_entry;
  gint64 ticket;
  char *ticket_number; /* NULL while no server has given one */
  char *ticket_title;
  gint64 customer; /* 0 for none, as all local ids here */
  char *customer_name;
  gint64 contract;
  char *contract_name;
  gint64 technician;
  char *technician_name;
  gint64 rate;
  char *rate_name;
  gint64 hourly; /* 1/10000 units; 0 without a rate */
  gint64 start_at;
  gint64 end_at;
  char *description;
  gint64 amount;                /* 1/10000 units */
  gboolean changed_since;       /* the entry or its ticket is not any more what the line says */
  DocketBillingVerdict verdict; /* of a line that a preview leaves out: why */
} DocketBatchLine;

DocketBatchLine *docket_batch_line_new (void);
void docket_batch_line_free (DocketBatchLine *line);
gint64 docket_batch_line_get_duration (const DocketBatchLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBatchLine, docket_batch_line_free)

/**
 * DocketBatch:
 * @id: local id; 0 for a preview
 * @from_day: its first day, `YYYY-MM-DD`
 * @to_day: its last day
 * @zone: the zone of these days
 * @customers: (element-type gint64): local ids of the customers it was made for; empty: all
 * @currency: (nullable): ISO 4217; %NULL when not known
 * @created_at: microseconds UTC
 * @n_lines: how many lines it has
 * @duration_us: the time of all lines, microseconds
 * @amount: the sum of the lines' amounts, 1/10000 units
 * @lines: (element-type DocketBatchLine) (nullable): by customer, ticket and start; %NULL in a list
 * @left_out: (element-type DocketBatchLine) (nullable): of a preview: the billable time of the
 * period that it does not take
 *
 * A billing batch. Its lines are copies: what changes later changes no total (sync.md, rule 23).
 */
typedef struct
{
  GObject parent_instance;

  gint64 id;
  char *from_day;
  char *to_day;
  char *zone;
  GArray *customers;
  char *currency;
  gint64 created_at;
  guint n_lines;
  gint64 duration_us;
  gint64 amount;
  GPtrArray *lines;
  GPtrArray *left_out;
} DocketBatch;

#define DOCKET_TYPE_BATCH (docket_batch_get_type ())
GType docket_batch_get_type (void);
DocketBatch *docket_batch_new (void);
void docket_batch_take_line (DocketBatch *self, DocketBatchLine *line);
char *docket_batch_to_csv (const DocketBatch *self, DocketWording wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketBatch, g_object_unref)

/**
 * DocketBatchTotal:
 * @name: (nullable): of what it is the total; %NULL for time without one
 * @duration_us: microseconds
 * @amount: 1/10000 units
 *
 * A total of a batch's lines.
 */
typedef struct
{
  char *name;
  gint64 duration_us;
  gint64 amount;
} DocketBatchTotal;

/**
 * DocketBatchBy:
 *
 * What a batch's lines can be added up by.
 */
typedef enum
{
  DOCKET_BATCH_BY_CUSTOMER,
  DOCKET_BATCH_BY_CONTRACT,
  DOCKET_BATCH_BY_TICKET,
  DOCKET_BATCH_BY_RATE
} DocketBatchBy;

GPtrArray *docket_batch_add_up (const DocketBatch *self, DocketBatchBy by);

G_END_DECLS
