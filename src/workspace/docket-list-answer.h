/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketListQuery:
 * @limit: at most so many; 0 for all
 *
 * What a list asks the store.
 */
typedef struct
{
  DocketFilter *filter;
  DocketSort sort;
  gboolean ascending;
  DocketGroup group;
  guint limit;
} DocketListQuery;

void docket_list_query_free (DocketListQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketListQuery, docket_list_query_free)

/**
 * DocketListAnswer:
 * @ids: (element-type gint64): local ids in order
 * @starts: (element-type guint): the positions at which a group begins
 * @n_ids: how many ids there are or, when they were taken away, were
 * @whole: whether these are all, and not the first ones alone
 * @rows: (element-type DocketTicketRow) (nullable): what the first ones show
 */
typedef struct
{
  GArray *ids;
  GArray *starts;
  GPtrArray *rows;
  guint n_ids;
  gboolean whole;
} DocketListAnswer;

DocketListAnswer *docket_list_answer_new (void);
DocketListAnswer *docket_list_answer_ask (DocketWorkspace *workspace,
                                          const DocketListQuery *query,
                                          GCancellable *cancellable,
                                          GError **error);
void docket_list_answer_free (DocketListAnswer *answer);
void docket_list_answer_append_others (DocketListAnswer *answer, const GArray *ids);
gboolean
docket_list_answer_starts_group (const DocketListAnswer *answer, guint position, guint *n_tickets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketListAnswer, docket_list_answer_free)

G_END_DECLS
