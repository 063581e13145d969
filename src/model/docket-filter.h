/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-enums.h"

G_BEGIN_DECLS

/* In DocketFilter.assignees, beside local ids. */
#define DOCKET_ASSIGNEE_ME G_GINT64_CONSTANT (-1)
#define DOCKET_ASSIGNEE_NONE G_GINT64_CONSTANT (-2)

/**
 * DocketSleep:
 * @DOCKET_SLEEP_ANY: whether tickets sleep is not looked at
 * @DOCKET_SLEEP_AWAKE: those that sleep are left out, unless something is searched for
 * @DOCKET_SLEEP_ASLEEP: only those that sleep
 *
 * What becomes of tickets that sleep until a time.
 */
typedef enum
{
  DOCKET_SLEEP_ANY,
  DOCKET_SLEEP_AWAKE,
  DOCKET_SLEEP_ASLEEP
} DocketSleep;

/**
 * DocketFilter:
 * @statuses: (nullable): canonical statuses, any of them; %NULL: any. The four standard words mean
 * *kinds*: `open` takes every status of that kind
 * @assignees: (element-type gint64): local ids of technicians, %DOCKET_ASSIGNEE_ME,
 * %DOCKET_ASSIGNEE_NONE; empty: any
 * @priorities: a bit for each #DocketPriority; 0: any
 * @impacts: a bit for each #DocketImpact; 0: any
 * @types: a bit for each #DocketTicketType; 0: any
 * @customers: (element-type gint64): local ids; empty: any
 * @contacts: (element-type gint64): local ids; empty: any
 * @contracts: (element-type gint64): local ids; empty: any
 * @from: created at this instant or later, microseconds UTC; 0: any
 * @to: created before this instant, microseconds UTC; 0: any
 * @due_before: due (the nearer due time) before this instant; 0: any
 * @updated_since: updated at this instant or later; 0: any
 * @is_signed: only with a signature
 * @waiting: only with operations that the server has not seen
 * @sleep: what becomes of tickets that sleep
 * @search: (nullable): what a person typed; any text is safe
 *
 * What a list shows. A plain value: copy it before you hand it to another thread.
 */
typedef struct
{
  GStrv statuses;
  GArray *assignees;
  guint priorities;
  guint impacts;
  guint types;
  GArray *customers;
  GArray *contacts;
  GArray *contracts;
  gint64 from;
  gint64 to;
  gint64 due_before;
  gint64 updated_since;
  gboolean is_signed;
  gboolean waiting;
  DocketSleep sleep;
  char *search;
} DocketFilter;

#define DOCKET_TYPE_FILTER (docket_filter_get_type ())

GType docket_filter_get_type (void);
DocketFilter *docket_filter_new (void);
DocketFilter *docket_filter_new_default (void);
DocketFilter *docket_filter_copy (const DocketFilter *filter);
void docket_filter_free (DocketFilter *filter);
gboolean docket_filter_equal (const DocketFilter *a, const DocketFilter *b);
void docket_filter_set_statuses (DocketFilter *filter, const char *const *statuses);
char *docket_filter_to_text (const DocketFilter *filter);
DocketFilter *docket_filter_from_text (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketFilter, docket_filter_free)

/**
 * DocketView:
 * @id: what settings and scripts call it
 * @icon_name: a symbolic icon
 *
 * A view that every workspace has.
 */
typedef struct
{
  const char *id;
  const char *icon_name;
} DocketView;

const DocketView *docket_view_get_builtin (guint *n_views);
const char *docket_view_get_label (const DocketView *view);
DocketFilter *docket_view_make_filter (const DocketView *view, gint64 now_us);

G_END_DECLS
