/* What the store answers a list: ids in order, and where groups begin.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-answer.h"

#include "docket-ids.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

/* The first start at or after a position. */
static guint
find_start (const GArray *starts, guint position)
{
  guint low = 0, high = starts->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (starts, guint, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * docket_list_query_free:
 * @query: a question
 */
void
docket_list_query_free (DocketListQuery *query)
{
  docket_filter_free (query->filter);
  g_free (query);
}

/**
 * docket_list_answer_new:
 *
 * Returns: (transfer full): an answer without a ticket
 */
DocketListAnswer *
docket_list_answer_new (void)
{
  DocketListAnswer *answer = g_new0 (DocketListAnswer, 1);

  answer->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  answer->starts = g_array_new (FALSE, FALSE, sizeof (guint));

  return answer;
}

/**
 * docket_list_answer_ask:
 * @workspace: a workspace
 * @query: what is asked
 * @cancellable: (nullable): ends the question early
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * On a worker.
 *
 * Returns: (transfer full) (nullable): the answer
 */
DocketListAnswer *
docket_list_answer_ask (DocketWorkspace *workspace,
                        const DocketListQuery *query,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (DocketListAnswer) answer = docket_list_answer_new ();
  g_autoptr (DocketTransaction) txn = NULL;
  GArray *ids;

  g_return_val_if_fail (query != NULL, NULL);

  txn = docket_store_begin_read (workspace->store, cancellable, error);

  if (txn == NULL)
    return NULL;

  ids = docket_tickets_list_ids (txn,
                                 query->filter,
                                 docket_workspace_get_me (workspace),
                                 query->sort,
                                 query->ascending,
                                 query->group,
                                 query->limit,
                                 query->group != DOCKET_GROUP_NONE ? answer->starts : NULL,
                                 cancellable,
                                 error);

  if (ids == NULL)
    return NULL;

  g_array_unref (answer->ids);
  answer->ids = ids;
  answer->n_ids = ids->len;
  answer->whole = query->limit == 0 || ids->len < query->limit;

  if (query->limit == 0)
    return g_steal_pointer (&answer);

  /* They are about to be seen: asked for later, they would be empty for a frame. */
  answer->rows = docket_tickets_load_rows (txn, &g_array_index (ids, gint64, 0), ids->len, error);

  if (answer->rows == NULL)
    return NULL;

  return g_steal_pointer (&answer);
}

/**
 * docket_list_answer_free:
 * @answer: an answer
 */
void
docket_list_answer_free (DocketListAnswer *answer)
{
  g_clear_pointer (&answer->ids, g_array_unref);
  g_clear_pointer (&answer->rows, g_ptr_array_unref);
  g_array_unref (answer->starts);
  g_free (answer);
}

/**
 * docket_list_answer_append_others:
 * @answer: the first rows
 * @ids: (element-type gint64): all that the filter shows, in another order
 *
 * Appends those that are not among the first ones: the list is no shorter while the rest of the
 * answer is on its way.
 */
void
docket_list_answer_append_others (DocketListAnswer *answer, const GArray *ids)
{
  g_autoptr (GHashTable) first = docket_id_set_new ();

  g_return_if_fail (answer != NULL);

  for (guint i = 0; i < answer->ids->len; i++)
    docket_id_set_add (first, g_array_index (answer->ids, gint64, i));

  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);

      if (!g_hash_table_contains (first, &id))
        g_array_append_val (answer->ids, id);
    }

  answer->n_ids = answer->ids->len;
}

/**
 * docket_list_answer_starts_group:
 * @answer: an answer
 * @position: from 0
 * @n_tickets: (out): how many tickets the group has; 0 while that is not known
 *
 * Returns: whether the ticket there is the first of its group; @n_tickets is set only then
 */
gboolean
docket_list_answer_starts_group (const DocketListAnswer *answer, guint position, guint *n_tickets)
{
  guint nth;

  g_return_val_if_fail (answer != NULL, FALSE);

  nth = find_start (answer->starts, position);

  if (nth == answer->starts->len || g_array_index (answer->starts, guint, nth) != position)
    return FALSE;

  if (nth + 1 < answer->starts->len)
    *n_tickets = g_array_index (answer->starts, guint, nth + 1) - position;
  else
    *n_tickets = answer->whole ? answer->n_ids - position : 0;

  return TRUE;
}
