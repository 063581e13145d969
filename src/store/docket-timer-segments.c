/* The stretches of timers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-timer.h"

#include "docket-tickets-private.h"

/* In the order of read_segment(). */
#define COLUMNS "id, ticket, technician, started_at, ended_at, boottime_us, boot_id, zone, question"

#define SELECT_SEGMENTS                                                                            \
  "SELECT " COLUMNS " FROM timer_segment "                                                         \
  "WHERE technician IS ?1 AND (?2 IS NULL OR ticket = ?2) ORDER BY ticket, started_at, id"

static DocketTimerSegment *
read_segment (DocketStatement *statement)
{
  DocketTimerSegment *segment = docket_timer_segment_new ();
  g_autofree char *question = NULL;

  docket_statement_read (statement,
                         "xxrxxxsss",
                         &segment->id,
                         &segment->ticket,
                         &segment->technician,
                         &segment->started_at,
                         &segment->ended_at,
                         &segment->boottime_us,
                         &segment->boot_id,
                         &segment->zone,
                         &question);
  segment->question = docket_timer_away_from_nick (question);

  return segment;
}

/**
 * docket_timer_segments_list_of_ticket:
 * @txn: a transaction
 * @technician: local id; 0: nobody knows who
 * @ticket: local id; 0: of all tickets
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimerSegment): the stretches of
 * somebody's timers, by ticket, then by start
 */
GPtrArray *
docket_timer_segments_list_of_ticket (DocketTransaction *txn,
                                      gint64 technician,
                                      gint64 ticket,
                                      GError **error)
{
  g_autoptr (GPtrArray) segments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_timer_segment_free);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_SEGMENTS, "rr", technician, ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (segments, read_segment (statement));

  return statement->failed ? NULL : g_steal_pointer (&segments);
}

/**
 * docket_timer_segments_list:
 * @txn: a transaction
 * @technician: local id; 0: nobody knows who
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTimerSegment): the stretches of all of
 * somebody's timers, by ticket, then by start
 */
GPtrArray *
docket_timer_segments_list (DocketTransaction *txn, gint64 technician, GError **error)
{
  return docket_timer_segments_list_of_ticket (txn, technician, 0, error);
}

static gboolean
insert (DocketTransaction *txn, DocketTimerSegment *segment, GError **error)
{
  return docket_insert (txn,
                        &segment->id,
                        error,
                        "INSERT INTO timer_segment (ticket, technician, started_at, ended_at, "
                        "boottime_us, boot_id, zone, question) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        "xrxxxsss",
                        segment->ticket,
                        segment->technician,
                        segment->started_at,
                        segment->ended_at,
                        segment->boottime_us,
                        segment->boot_id,
                        segment->zone,
                        docket_timer_away_to_nick (segment->question));
}

/**
 * docket_timer_segments_save:
 * @txn: a writing transaction
 * @segment: a stretch, new or known; its id is set
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: whether it was written
 */
gboolean
docket_timer_segments_save (DocketTransaction *txn, DocketTimerSegment *segment, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (segment->ticket != 0, FALSE);

  docket_transaction_note (txn, DOCKET_ENTITY_TIMER, segment->ticket);

  if (segment->id == 0)
    return insert (txn, segment, error);

  statement = docket_ask (txn,
                          error,
                          "UPDATE timer_segment SET started_at = ?, ended_at = ?, "
                          "boottime_us = ?, boot_id = ?, question = ? WHERE id = ? RETURNING id",
                          "xxxssx",
                          segment->started_at,
                          segment->ended_at,
                          segment->boottime_us,
                          segment->boot_id,
                          docket_timer_away_to_nick (segment->question),
                          segment->id);

  if (statement == NULL)
    return FALSE;

  return docket_statement_next (statement, error) ||
         (!statement->failed && docket_set_not_found (error));
}

/**
 * docket_timer_segments_take:
 * @txn: a writing transaction
 * @id: local id of a stretch
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND: somebody else
 * took it
 *
 * Deletes a stretch.
 *
 * Returns: (transfer full) (nullable): what it was
 */
DocketTimerSegment *
docket_timer_segments_take (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  DocketTimerSegment *segment;

  g_return_val_if_fail (txn != NULL && txn->writes, NULL);

  statement =
    docket_ask (txn, error, "DELETE FROM timer_segment WHERE id = ? RETURNING " COLUMNS, "x", id);

  if (statement == NULL)
    return NULL;

  if (!docket_statement_next (statement, error))
    {
      if (!statement->failed)
        docket_set_not_found (error);

      return NULL;
    }

  segment = read_segment (statement);
  docket_transaction_note (txn, DOCKET_ENTITY_TIMER, segment->ticket);

  return segment;
}

/**
 * docket_timer_segments_delete:
 * @txn: a writing transaction
 * @id: local id of a stretch
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND: somebody else
 * took it
 *
 * Returns: whether it is gone
 */
gboolean
docket_timer_segments_delete (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketTimerSegment) segment = docket_timer_segments_take (txn, id, error);

  return segment != NULL;
}
