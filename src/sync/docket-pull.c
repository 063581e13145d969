/* Pulls the feeds: the tickets page by page, and the directory (sync.md, section 4).
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-private.h"

#include <glib/gi18n.h>

#include "docket-store-directory.h"

#define FEED_TICKETS "tickets"
#define FEED_DIRECTORY "directory"

#define OVERLAP_US (10 * 60 * G_USEC_PER_SEC)
#define RESUME_US (10 * 60 * G_USEC_PER_SEC)
#define MAX_TRIES 3

/* A commit of a first pull holds so many tickets; other commits hold one page. */
#define FIRST_BATCH 500

/* A feed without an end is no feed. */
#define MAX_PAGES 100000

#define DIRECTORY_BATCH 200

/* One pass over the feed of tickets. @seen: (element-type utf8): the distinct ids of this pass;
 * @resumed: it began in an earlier run, so that they are not all known. */
typedef struct
{
  DocketSync *sync;
  DocketCursor cursor;
  gint64 since;
  gboolean first;
  gboolean resumed;
  GHashTable *seen;
  GPtrArray *waiting;
  guint total;
  gboolean total_moved;
  gint64 server_date;
  gint64 here;
  gint64 newest;
} Pass;

static void
pass_clear (Pass *pass)
{
  g_clear_pointer (&pass->seen, g_hash_table_unref);
  g_clear_pointer (&pass->waiting, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pass, pass_clear)

static gboolean
load_cursor (DocketSync *sync, const char *feed, DocketCursor *cursor, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);

  return txn != NULL && docket_cursors_load (txn, feed, cursor, error);
}

static gboolean
take_one (Pass *pass,
          DocketTransaction *txn,
          const DocketRemotePage *page,
          const DocketRemoteTicket *remote,
          GError **error)
{
  DocketSync *sync = pass->sync;
  gboolean changed = FALSE;
  g_autoptr (GError) local_error = NULL;
  gint64 ticket = docket_tickets_find_by_remote_id (txn, remote->remote_id, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* Asked for before we last wrote: not merged, but read again (rule 11). */
  if (ticket != 0 && docket_sync_is_stale (sync, ticket, page->began_at))
    {
      g_hash_table_add (sync->refetch, g_memdup2 (&ticket, sizeof ticket));
      return TRUE;
    }

  if (!docket_ticket_take (sync, txn, remote, &ticket, &changed, error))
    return FALSE;

  if (changed)
    sync->n_pulled++;

  return TRUE;
}

/* Writes the pages that wait, and how far the pass is, in one transaction. */
static gboolean
flush (Pass *pass, guint next_page, GError **error)
{
  DocketSync *sync = pass->sync;
  g_autoptr (DocketTransaction) txn = NULL;

  if (pass->waiting->len == 0)
    return TRUE;

  txn = docket_sync_begin (sync, error);

  if (txn == NULL || !docket_sync_note_server_date (sync, txn, pass->server_date, error))
    return FALSE;

  for (guint p = 0; p < pass->waiting->len; p++)
    {
      const DocketRemotePage *page = g_ptr_array_index (pass->waiting, p);

      for (guint i = 0; i < page->tickets->len; i++)
        if (!take_one (pass, txn, page, g_ptr_array_index (page->tickets, i), error))
          return FALSE;
    }

  if (pass->first)
    {
      pass->cursor.page = next_page;
      pass->cursor.page_at = docket_sync_now (sync);

      if (!docket_cursors_save (txn, FEED_TICKETS, &pass->cursor, error))
        return FALSE;
    }

  g_ptr_array_set_size (pass->waiting, 0);

  return docket_transaction_commit (txn, error);
}

static void
note_page (Pass *pass, const DocketRemotePage *page)
{
  if (pass->server_date == 0)
    {
      pass->server_date = page->server_date;
      pass->here = docket_sync_now (pass->sync);
    }

  if (pass->total != 0 && page->total != pass->total)
    pass->total_moved = TRUE;

  pass->total = page->total;

  for (guint i = 0; i < page->tickets->len; i++)
    {
      const DocketRemoteTicket *remote = g_ptr_array_index (page->tickets, i);

      g_hash_table_add (pass->seen, g_strdup (remote->remote_id));
      pass->newest = MAX (pass->newest, remote->updated_at);
    }
}

/* The first page of a first pull is shown at once; then commits grow. */
static gboolean
is_batch_full (const Pass *pass, guint page)
{
  guint n_tickets = 0;

  if (!pass->first || page == 1)
    return TRUE;

  for (guint i = 0; i < pass->waiting->len; i++)
    n_tickets += ((DocketRemotePage *) g_ptr_array_index (pass->waiting, i))->tickets->len;

  return n_tickets >= FIRST_BATCH;
}

/* What the person has done meanwhile goes first. */
static gboolean
let_others_go (Pass *pass, GError **error)
{
  DocketSync *sync = pass->sync;
  guint n_moved, n_left;

  if (sync->progress == NULL ||
      !sync->progress (g_hash_table_size (pass->seen), pass->total, sync->progress_data))
    return TRUE;

  return docket_sync_release (sync, error) && docket_push_all (sync, &n_moved, error) &&
         docket_details_pull_stale (sync, 0, &n_left, error);
}

static gboolean
run_pass (Pass *pass, guint page_number, GError **error)
{
  for (guint n_pages = page_number; page_number <= n_pages && page_number < MAX_PAGES;
       page_number++)
    {
      DocketRemotePage *page = docket_remote_pull_tickets (pass->sync->remote,
                                                           pass->since,
                                                           page_number,
                                                           pass->sync->cancellable,
                                                           error);

      if (page == NULL)
        return FALSE;

      n_pages = page->n_pages;
      note_page (pass, page);
      g_ptr_array_add (pass->waiting, page);

      if (pass->first && pass->cursor.started == 0)
        pass->cursor.started = pass->server_date;

      if (is_batch_full (pass, page_number) &&
          (!flush (pass, page_number + 1, error) || !let_others_go (pass, error)))
        return FALSE;
    }

  return flush (pass, page_number, error);
}

/* Whether all were seen: the distinct ids equal an unmoved total. */
static gboolean
is_whole (Pass *pass)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketFilter) all = NULL;
  guint n_here = 0;

  if (pass->total_moved)
    return FALSE;

  if (g_hash_table_size (pass->seen) >= pass->total)
    return TRUE;

  if (!pass->resumed)
    return FALSE;

  txn = docket_store_begin_read (pass->sync->store, NULL, NULL);
  all = docket_filter_new ();

  return txn != NULL && docket_tickets_count (txn, all, 0, &n_here, NULL, NULL) &&
         n_here >= pass->total;
}

/* Where the next pass begins: the server's time as this one began, which moves on at most by the
 * time that passed here; a server without a clock is trusted as far as its answers name instants.
 */
static gint64
get_watermark (const Pass *pass)
{
  const DocketCursor *cursor = &pass->cursor;
  gint64 passed;

  if (pass->first)
    return cursor->started != 0 ? cursor->started : MAX (pass->newest, 1);

  if (pass->server_date == 0)
    return MAX (cursor->watermark, MIN (pass->newest, docket_sync_now (pass->sync)));

  passed = MAX (0, pass->here - cursor->page_at);

  return MAX (cursor->watermark, MIN (pass->server_date, cursor->watermark + passed));
}

static gboolean
end_pass (Pass *pass, GError **error)
{
  DocketSync *sync = pass->sync;
  g_autoptr (DocketTransaction) txn = docket_sync_begin (sync, error);
  DocketCursor cursor = pass->cursor;
  g_autofree char *now = NULL;

  if (txn == NULL)
    return FALSE;

  cursor.watermark = get_watermark (pass);
  cursor.started = 0;
  cursor.page = 0;
  cursor.page_at = pass->here != 0 ? pass->here : docket_sync_now (sync);

  if (pass->first)
    cursor.reconciled_at = docket_sync_now (sync);

  now = g_strdup_printf ("%" G_GINT64_FORMAT, docket_sync_now (sync));

  return docket_cursors_save (txn, FEED_TICKETS, &cursor, error) &&
         docket_meta_set (txn, DOCKET_META_SYNC_LAST, now, error) &&
         docket_transaction_commit (txn, error);
}

static void
begin_pass (Pass *pass, DocketSync *sync, gboolean full, gboolean again, guint *page)
{
  const gint64 age = docket_sync_now (sync) - pass->cursor.page_at;

  pass->sync = sync;
  pass->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  pass->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_remote_page_free);
  pass->first = full || pass->cursor.watermark == 0;
  pass->since = pass->first ? 0 : MAX (1, pass->cursor.watermark - OVERLAP_US);
  *page = 1;

  if (!pass->first || again)
    return;

  /* Interrupted not long ago, it goes on at its page: the list may have moved by a few since. */
  if (pass->cursor.page > 1 && age >= 0 && age < RESUME_US)
    {
      pass->resumed = TRUE;
      *page = MAX (1, pass->cursor.page - 1);
      pass->here = pass->cursor.page_at;
      g_message ("The pull goes on at page %u", *page);
    }
  else
    {
      pass->cursor.started = 0;
    }
}

/* Reads what has changed since the last pass, or everything. It yields to a person's edit between
 * its commits, and goes on where it was interrupted. */
gboolean
docket_pull_tickets (DocketSync *sync, gboolean full, GError **error)
{
  gint64 first_started = 0;

  for (guint i = 1; i <= MAX_TRIES; i++)
    {
      g_auto (Pass) pass = { 0 };
      guint page;

      if (!load_cursor (sync, FEED_TICKETS, &pass.cursor, error))
        return FALSE;

      begin_pass (&pass, sync, full, i > 1, &page);

      if (!run_pass (&pass, page, error))
        return FALSE;

      if (first_started == 0)
        first_started = pass.server_date;

      if (is_whole (&pass) || i == MAX_TRIES)
        {
          /* Never whole: what changed since the first try is read again the next time. */
          if (first_started != 0)
            pass.server_date = first_started;

          return end_pass (&pass, error);
        }

      g_message ("The list moved while it was read: once more");
    }

  return TRUE;
}

/* --- The directory ------------------------------------------------------------------------- */

typedef struct
{
  DocketSync *sync;
  GPtrArray *waiting;
  GError *error;
} Directory;

static gboolean
flush_directory (Directory *directory)
{
  g_autoptr (DocketTransaction) txn = NULL;

  if (directory->waiting->len == 0)
    return TRUE;

  txn = docket_sync_begin (directory->sync, &directory->error);

  if (txn == NULL)
    return FALSE;

  for (guint i = 0; i < directory->waiting->len; i++)
    if (!docket_learn_directory_entry (directory->sync,
                                       txn,
                                       g_ptr_array_index (directory->waiting, i),
                                       &directory->error))
      return FALSE;

  g_ptr_array_set_size (directory->waiting, 0);

  return docket_transaction_commit (txn, &directory->error);
}

static gboolean
take_entry (DocketEntry *entry, gpointer user_data)
{
  Directory *directory = user_data;

  g_ptr_array_add (directory->waiting, g_object_ref (entry));

  return directory->waiting->len < DIRECTORY_BATCH || flush_directory (directory);
}

static gboolean
pull_fields (DocketSync *sync, GError **error)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  if (!sync->capabilities->custom_values)
    return TRUE;

  fields = docket_remote_pull_fields (sync->remote, sync->cancellable, error);
  txn = fields != NULL ? docket_sync_begin (sync, error) : NULL;

  if (txn == NULL)
    return FALSE;

  for (guint i = 0; i < fields->len; i++)
    if (!docket_directory_save_field (txn, g_ptr_array_index (fields, i), error))
      return FALSE;

  return docket_transaction_commit (txn, error);
}

static gboolean
pull_entries (DocketSync *sync, gint64 since, GError **error)
{
  Directory directory = { .sync = sync };
  gboolean done;
  g_autoptr (GError) local_error = NULL;

  directory.waiting = g_ptr_array_new_with_free_func (g_object_unref);
  done = docket_remote_pull_directory (sync->remote,
                                       since,
                                       take_entry,
                                       &directory,
                                       sync->cancellable,
                                       &local_error) &&
         directory.error == NULL && flush_directory (&directory);
  g_ptr_array_unref (directory.waiting);

  if (done)
    return TRUE;

  if (directory.error != NULL)
    {
      g_clear_error (&local_error);
      g_propagate_error (error, directory.error);
    }
  else
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
    }

  return FALSE;
}

/* Reads customers, contacts, contracts, rates and custom fields, or what of them has changed. */
gboolean
docket_pull_directory (DocketSync *sync, gboolean full, GError **error)
{
  g_autoptr (DocketTransaction) txn = NULL;
  DocketCursor cursor = { 0 };
  gint64 started;

  if (!load_cursor (sync, FEED_DIRECTORY, &cursor, error))
    return FALSE;

  txn = docket_store_begin_read (sync->store, NULL, error);

  if (txn == NULL)
    return FALSE;

  started = docket_sync_server_now (sync, txn);
  g_clear_pointer (&txn, docket_transaction_free);

  if (!pull_fields (sync, error) ||
      !pull_entries (sync,
                     full || cursor.watermark == 0 ? 0 : MAX (1, cursor.watermark - OVERLAP_US),
                     error))
    return FALSE;

  txn = docket_sync_begin (sync, error);

  if (txn == NULL)
    return FALSE;

  cursor.watermark = started;
  cursor.page_at = docket_sync_now (sync);

  return docket_sync_learn_me (sync, txn, error) &&
         docket_cursors_save (txn, FEED_DIRECTORY, &cursor, error) &&
         docket_transaction_commit (txn, error);
}
