/* Reads tickets whole: messages, times, values, names of files.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

/* How long after its last change a ticket counts as recent. */
#define RECENT_US (14 * 24 * G_TIME_SPAN_HOUR)

/* How often an answer that began too early is asked for again. */
#define MAX_TRIES 3

/* Merges a ticket that was read whole. What of it is new, bound or gone is one transaction of the
 * caller's. @findings: takes what was found. */
gboolean
docket_details_merge (DocketSync *sync,
                      DocketTransaction *txn,
                      gint64 ticket,
                      const DocketRemoteDetails *details,
                      DocketFindings *findings,
                      GError **error)
{
  g_autoptr (DocketValues) values = docket_learn_values (sync, txn, details->ticket, error);
  gboolean changed = FALSE;

  if (values == NULL || !docket_sync_note_server_date (sync, txn, details->server_date, error) ||
      !docket_ticket_merge (sync, txn, ticket, values, &changed, error) ||
      !docket_messages_merge (sync,
                              txn,
                              ticket,
                              details->messages,
                              details->messages_complete,
                              findings,
                              error) ||
      !docket_time_merge (sync,
                          txn,
                          ticket,
                          details->time_entries,
                          details->time_entries_complete,
                          findings,
                          error) ||
      !docket_attachments_merge (txn, ticket, details->attachments, error))
    return FALSE;

  if (!details->messages_complete || !details->time_entries_complete || findings->doubtful)
    return TRUE;

  return docket_tickets_set_seen_mark (txn, ticket, details->ticket->mark, error) &&
         docket_tickets_set_loaded_mark (txn,
                                         ticket,
                                         details->ticket->mark,
                                         docket_sync_now (sync),
                                         error);
}

static char *
get_remote_id (DocketSync *sync, gint64 ticket, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);

  return txn != NULL ? docket_tickets_get_remote_id (txn, ticket, error) : NULL;
}

/* An answer with another id than asked for is a merge of tickets: nothing of it is taken. */
static gboolean
is_asked_for (const DocketRemoteDetails *details, const char *remote_id)
{
  return g_strcmp0 (details->ticket->remote_id, remote_id) == 0;
}

static gboolean
store_details (DocketSync *sync, gint64 ticket, const DocketRemoteDetails *details, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  g_auto (DocketFindings) findings = { 0 };

  docket_findings_init (&findings);

  return txn != NULL && docket_details_merge (sync, txn, ticket, details, &findings, error) &&
         docket_wishes_drop_ticket (txn, ticket, error) && docket_transaction_commit (txn, error);
}

static gboolean
drop_wish (DocketSync *sync, gint64 ticket, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);

  return txn != NULL && docket_wishes_drop_ticket (txn, ticket, error) &&
         docket_transaction_commit (txn, error);
}

/* Reads a ticket whole and merges it. One that is gone, or broken by itself, is left as it is. */
gboolean
docket_details_pull (DocketSync *sync, gint64 ticket, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *remote_id = get_remote_id (sync, ticket, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (remote_id == NULL)
    return drop_wish (sync, ticket, error);

  for (guint i = 0; i < MAX_TRIES; i++)
    {
      g_autoptr (DocketRemoteDetails) details =
        docket_remote_pull_ticket (sync->remote, remote_id, sync->cancellable, &local_error);

      if (details == NULL && docket_sync_is_general_error (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }

      if (details == NULL || !is_asked_for (details, remote_id))
        {
          g_message ("The details of ticket L%" G_GINT64_FORMAT " can't be read: %s",
                     ticket,
                     local_error != NULL ? g_quark_to_string (local_error->domain) : "other id");
          return drop_wish (sync, ticket, error);
        }

      if (!docket_sync_is_stale (sync, ticket, details->began_at))
        return store_details (sync, ticket, details, error);
    }

  return TRUE;
}

static void
add_ticket (GArray *tickets, gint64 ticket)
{
  for (guint i = 0; i < tickets->len; i++)
    if (g_array_index (tickets, gint64, i) == ticket)
      return;

  g_array_append_val (tickets, ticket);
}

/* What a person has just opened first, then what was asked for too early, then what is stale. */
static GArray *
list_wanted (DocketSync *sync, guint budget, guint *n_left, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);
  g_autoptr (GArray) wished = txn != NULL ? docket_wishes_list_tickets (txn, error) : NULL;
  g_autoptr (GArray) stale = NULL;
  GHashTableIter iter;
  gpointer ticket;

  if (wished == NULL)
    return NULL;

  g_hash_table_iter_init (&iter, sync->refetch);

  while (g_hash_table_iter_next (&iter, &ticket, NULL))
    add_ticket (wished, *(gint64 *) ticket);

  stale = docket_tickets_list_stale_details (txn,
                                             sync->me,
                                             docket_sync_now (sync) - RECENT_US,
                                             budget + 1,
                                             error);

  if (stale == NULL)
    return NULL;

  *n_left = stale->len > budget ? stale->len - budget : 0;

  for (guint i = 0; i < MIN (stale->len, budget); i++)
    add_ticket (wished, g_array_index (stale, gint64, i));

  return g_steal_pointer (&wished);
}

/* Reads the details that are wanted, at most @budget of those that are only stale. @n_left: whether
 * more are stale. */
gboolean
docket_details_pull_stale (DocketSync *sync, guint budget, guint *n_left, GError **error)
{
  g_autoptr (GArray) tickets = list_wanted (sync, budget, n_left, error);

  if (tickets == NULL)
    return FALSE;

  for (guint i = 0; i < tickets->len; i++)
    {
      gint64 ticket = g_array_index (tickets, gint64, i);

      if (!docket_details_pull (sync, ticket, error))
        return FALSE;

      g_hash_table_remove (sync->refetch, &ticket);

      /* A push or a ticket that was opened meanwhile goes first. */
      if (sync->progress != NULL && sync->progress (0, 0, sync->progress_data))
        {
          *n_left += tickets->len - i - 1;
          break;
        }
    }

  return TRUE;
}
