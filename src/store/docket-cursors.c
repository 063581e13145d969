/* How far feeds were read, who speaks to the server, and what others wish of it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-sync.h"

#include <glib/gi18n.h>

#include "docket-statement-private.h"

/* Reports of wishes further back than this are not asked for any more. */
#define KEPT_WISHES 100

typedef enum
{
  WISH_SYNC,
  WISH_FULL,
  WISH_TICKET
} WishKind;

/**
 * docket_cursors_load:
 * @txn: a transaction
 * @feed: a feed's name
 * @cursor: (out caller-allocates): where it stands; all 0 when it was never read
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be read
 */
gboolean
docket_cursors_load (DocketTransaction *txn, const char *feed, DocketCursor *cursor, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT watermark, started, page, page_at, reconciled_at FROM cursor "
                "WHERE feed = ?",
                "s",
                feed);

  *cursor = (DocketCursor){ 0 };

  if (statement == NULL)
    return FALSE;

  if (docket_statement_next (statement, error))
    docket_statement_read (statement,
                           "xxixx",
                           &cursor->watermark,
                           &cursor->started,
                           &cursor->page,
                           &cursor->page_at,
                           &cursor->reconciled_at);

  return !statement->failed;
}

/**
 * docket_cursors_save:
 * @txn: a writing transaction
 * @feed: a feed's name
 * @cursor: where it stands
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it was written
 */
gboolean
docket_cursors_save (DocketTransaction *txn,
                     const char *feed,
                     const DocketCursor *cursor,
                     GError **error)
{
  return docket_tell (txn,
                      error,
                      "INSERT OR REPLACE INTO cursor (feed, watermark, started, page, page_at, "
                      "reconciled_at) VALUES (?, ?, ?, ?, ?, ?)",
                      "sxxixx",
                      feed,
                      cursor->watermark,
                      cursor->started,
                      cursor->page,
                      cursor->page_at,
                      cursor->reconciled_at);
}

/**
 * docket_owner_take:
 * @txn: a writing transaction
 * @now_us: the time, in microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * For a process that has just taken the sync lock: makes all earlier holders' writes impossible.
 *
 * Returns: the new epoch, from 1; 0 on error
 */
gint64
docket_owner_take (DocketTransaction *txn, gint64 now_us, GError **error)
{
  gint64 epoch = 0;

  docket_ask_int64 (txn,
                    &epoch,
                    error,
                    "UPDATE owner SET epoch = epoch + 1, heartbeat = ? RETURNING epoch",
                    "x",
                    now_us);

  return epoch;
}

/**
 * docket_owner_beat:
 * @txn: a writing transaction
 * @epoch: the holder's epoch
 * @now_us: the time, in microseconds UTC
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_STALE when somebody else has
 * taken the lock
 *
 * Says that the holder of the lock is alive.
 *
 * Returns: whether it was written
 */
gboolean
docket_owner_beat (DocketTransaction *txn, gint64 epoch, gint64 now_us, GError **error)
{
  gint64 done;

  if (!docket_ask_int64 (txn,
                         &done,
                         error,
                         "UPDATE owner SET heartbeat = ? WHERE epoch = ? RETURNING 1",
                         "xx",
                         now_us,
                         epoch))
    return FALSE;

  if (done == 0)
    g_set_error_literal (error,
                         DOCKET_STORE_ERROR,
                         DOCKET_STORE_ERROR_STALE,
                         _ ("Another Docket speaks to the server now."));

  return done != 0;
}

/**
 * docket_owner_get:
 * @txn: a transaction
 * @epoch: (out) (optional): the current epoch; 0 while nobody had the lock
 * @heartbeat: (out) (optional): when its holder was last heard of, microseconds UTC
 * @generation: (out) (optional): of the workspace, for telling a copy that was put back
 * @client: (out) (optional): what tells this copy of the workspace from others
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it could be read
 */
gboolean
docket_owner_get (DocketTransaction *txn,
                  gint64 *epoch,
                  gint64 *heartbeat,
                  gint64 *generation,
                  char **client,
                  GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT epoch, heartbeat, generation, client FROM owner", "");

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    return !statement->failed && docket_set_not_found (error);

  docket_statement_read (statement, "xxxs", epoch, heartbeat, generation, client);

  return TRUE;
}

/**
 * docket_wishes_add:
 * @txn: a writing transaction
 * @full: from the beginning
 * @now_us: the time, in microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Asks whoever holds the sync lock for a sync. They see it as a change of %DOCKET_ENTITY_META.
 *
 * Returns: the wish's id; 0 on error
 */
gint64
docket_wishes_add (DocketTransaction *txn, gboolean full, gint64 now_us, GError **error)
{
  gint64 id = 0;

  docket_transaction_note (txn, DOCKET_ENTITY_META, 0);
  docket_insert (txn,
                 &id,
                 error,
                 "INSERT INTO wish (kind, at) VALUES (?, ?)",
                 "ix",
                 full ? WISH_FULL : WISH_SYNC,
                 now_us);

  return id;
}

/**
 * docket_wishes_get_last:
 * @txn: a transaction
 * @full: (out) (optional): whether one of those that are open is for a full sync
 * @error: return location for a #DocketStoreError
 *
 * Returns: the id of the last wish for a sync that is not fulfilled; 0 without an error when there
 * is none
 */
gint64
docket_wishes_get_last (DocketTransaction *txn, gboolean *full, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT ifnull (max (id), 0), ifnull (max (kind), 0) FROM wish "
                "WHERE kind IN (0, 1) AND report IS NULL",
                "");
  gint64 id = 0;

  if (full != NULL)
    *full = FALSE;

  if (statement != NULL && docket_statement_next (statement, error))
    docket_statement_read (statement, "xi", &id, full);

  return id;
}

/**
 * docket_wishes_fulfil:
 * @txn: a writing transaction
 * @until: the id of the last wish for a sync that was heard
 * @report: what was done
 * @error: return location for a #DocketStoreError
 *
 * Answers all wishes for a sync up to that one.
 *
 * Returns: whether it was written
 */
gboolean
docket_wishes_fulfil (DocketTransaction *txn, gint64 until, const char *report, GError **error)
{
  g_return_val_if_fail (report != NULL, FALSE);

  docket_transaction_note (txn, DOCKET_ENTITY_META, 0);

  return docket_tell (txn,
                      error,
                      "UPDATE wish SET report = ? "
                      "WHERE id <= ? AND kind IN (0, 1) AND report IS NULL",
                      "sx",
                      report,
                      until) &&
         docket_tell (txn,
                      error,
                      "DELETE FROM wish WHERE id < ? AND report IS NOT NULL",
                      "x",
                      until - KEPT_WISHES);
}

/**
 * docket_wishes_get_report:
 * @txn: a transaction
 * @id: a wish's id
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): what was done; %NULL without an error while the wish is open
 */
char *
docket_wishes_get_report (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT report FROM wish WHERE id = ?", "x", id);
  char *report = NULL;

  if (statement != NULL && docket_statement_next (statement, error))
    docket_statement_read (statement, "s", &report);

  return report;
}

/**
 * docket_wishes_add_ticket:
 * @txn: a writing transaction
 * @ticket: local id of a ticket
 * @now_us: the time, in microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Asks whoever holds the sync lock to read a ticket's details next.
 *
 * Returns: whether it was written
 */
gboolean
docket_wishes_add_ticket (DocketTransaction *txn, gint64 ticket, gint64 now_us, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_META, 0);

  return docket_wishes_drop_ticket (txn, ticket, error) &&
         docket_tell (txn,
                      error,
                      "INSERT INTO wish (kind, ticket, at) VALUES (?, ?, ?)",
                      "ixx",
                      WISH_TICKET,
                      ticket,
                      now_us);
}

/**
 * docket_wishes_list_tickets:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local ids of the tickets whose details
 * are wanted, the last wish first
 */
GArray *
docket_wishes_list_tickets (DocketTransaction *txn, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT ticket FROM wish WHERE kind = 2 ORDER BY id DESC", "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      gint64 id = docket_statement_read_int64 (statement);

      g_array_append_val (ids, id);
    }

  return statement->failed ? NULL : g_steal_pointer (&ids);
}

/**
 * docket_wishes_drop_ticket:
 * @txn: a writing transaction
 * @ticket: local id of a ticket
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether its details are not wished for any more
 */
gboolean
docket_wishes_drop_ticket (DocketTransaction *txn, gint64 ticket, GError **error)
{
  return docket_tell (txn, error, "DELETE FROM wish WHERE kind = 2 AND ticket = ?", "x", ticket);
}
