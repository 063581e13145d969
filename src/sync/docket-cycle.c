/* One round of the engine, straight through: release, push, pull, details.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-cycle-private.h"

/* A little more than what a probe waits for. */
#define QUIET_SLACK_US (5 * G_USEC_PER_SEC)

static gboolean
pull (DocketSync *sync, const DocketCycle *cycle, GError **error)
{
  guint n_moved;

  /* The newest tickets are shown before the directory is read. */
  return docket_pull_tickets (sync, cycle->full, error) &&
         docket_pull_directory (sync, cycle->full, error) &&
         docket_push_all (sync, &n_moved, error);
}

gboolean
docket_cycle_run (DocketSync *sync, DocketCycle *cycle, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint n_moved;

  cycle->n_left = 0;
  cycle->next = -1;

  if (!docket_sync_release (sync, error) || !docket_push_all (sync, &n_moved, error) ||
      (cycle->pull && !pull (sync, cycle, error)) ||
      !docket_details_pull_stale (sync, cycle->budget, &cycle->n_left, error))
    {
      /* What was learnt in a transaction that was dropped is not there. */
      g_hash_table_remove_all (sync->entries);
      return FALSE;
    }

  cycle->next = docket_push_get_next (sync, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  return TRUE;
}

/* Whether nothing is left that can be pushed, now or when a probe has settled. */
gboolean
docket_cycle_is_quiet (DocketSync *sync, const DocketCycle *cycle)
{
  return cycle->next < 0 || cycle->next > sync->settle_us + QUIET_SLACK_US;
}

/* Whether a look at the store finds something to do at once: an operation that may go, a ticket
 * that was opened, a wish. @next: (out): as in #DocketCycle. */
gboolean
docket_cycle_has_work (DocketSync *sync, gint64 *next)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, NULL);
  g_autoptr (GArray) tickets = txn != NULL ? docket_wishes_list_tickets (txn, NULL) : NULL;
  guint n_ready = 0;

  if (tickets == NULL)
    return FALSE;

  if (tickets->len > 0 || docket_wishes_get_last (txn, NULL, NULL) != 0)
    return TRUE;

  g_clear_pointer (&txn, docket_transaction_free);
  *next = docket_push_look (sync, &n_ready, NULL);

  return n_ready > 0;
}
