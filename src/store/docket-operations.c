/* The outbox and its ledger: rows of operations.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-sync.h"

#include <glib/gi18n.h>

#include "docket-tickets-private.h"

#define SELECT_OPERATIONS                                                                          \
  "SELECT operation.id, uuid, seq, operation.ticket, ticket.number, ticket.title, "                \
  "operation.kind, lane, gesture, author, payload, seen, depends_on, state, reason, sent, sure, "  \
  "equal_before, marker, epoch, operation.created_at, ended_at, not_before, acknowledged_at, "     \
  "tries, last_error, operation.remote_id, draft, entity "                                         \
  "FROM operation LEFT JOIN ticket ON ticket.id = operation.ticket "

/* The very words of the index over open ones. */
#define IS_OPEN "state NOT IN (5, 7)"

static DocketOperation *
read_operation (DocketStatement *statement)
{
  DocketOperation *operation = docket_operation_new ();

  docket_statement_read (statement,
                         "xsxrssisssvvsiiiiixxxxxxissrr",
                         &operation->id,
                         &operation->uuid,
                         &operation->seq,
                         &operation->ticket,
                         &operation->ticket_number,
                         &operation->ticket_title,
                         &operation->kind,
                         &operation->lane,
                         &operation->group,
                         &operation->author,
                         &operation->payload,
                         &operation->seen,
                         &operation->depends_on,
                         &operation->state,
                         &operation->reason,
                         &operation->sent,
                         &operation->sure,
                         &operation->equal_before,
                         &operation->marker,
                         &operation->epoch,
                         &operation->created_at,
                         &operation->ended_at,
                         &operation->not_before,
                         &operation->acknowledged_at,
                         &operation->tries,
                         &operation->last_error,
                         &operation->remote_id,
                         &operation->draft,
                         &operation->entity);

  return operation;
}

static gboolean
read_likely (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT author, created_at, text, remote_id FROM operation_likely "
                "WHERE operation = ? ORDER BY nth",
                "x",
                operation->id);

  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    {
      g_autofree char *author = NULL, *text = NULL, *remote_id = NULL;
      gint64 created_at;

      docket_statement_read (statement, "sxss", &author, &created_at, &text, &remote_id);
      docket_operation_add_likely (operation, author, created_at, text, remote_id);
    }

  return !statement->failed;
}

static gboolean
add_likely (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  for (guint i = 0; i < operation->likely->len; i++)
    {
      const DocketLikelyItem *item = g_ptr_array_index (operation->likely, i);

      if (!docket_tell (txn,
                        error,
                        "INSERT INTO operation_likely (operation, nth, author, created_at, text, "
                        "remote_id) VALUES (?, ?, ?, ?, ?, ?)",
                        "xisxss",
                        operation->id,
                        i,
                        item->author,
                        item->created_at,
                        item->text,
                        item->remote_id))
        return FALSE;
    }

  return TRUE;
}

static gboolean
replace_likely (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  return docket_tell (txn,
                      error,
                      "DELETE FROM operation_likely WHERE operation = ?",
                      "x",
                      operation->id) &&
         add_likely (txn, operation, error);
}

static GPtrArray *
read_all (DocketTransaction *txn, DocketStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func (g_object_unref);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (operations, read_operation (statement));

  if (statement->failed)
    return NULL;

  for (guint i = 0; i < operations->len; i++)
    if (!read_likely (txn, g_ptr_array_index (operations, i), error))
      return NULL;

  return g_steal_pointer (&operations);
}

static DocketOperation *
read_one (DocketTransaction *txn, DocketStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) operations = read_all (txn, statement, error);

  if (operations == NULL)
    return NULL;

  if (operations->len == 0)
    {
      docket_set_not_found (error);
      return NULL;
    }

  return g_object_ref (g_ptr_array_index (operations, 0));
}

static gboolean
insert_row (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  return docket_insert (txn,
                        &operation->id,
                        error,
                        "INSERT INTO operation (client, seq, uuid, ticket, kind, lane, gesture, "
                        "author, payload, seen, depends_on, state, reason, sent, sure, "
                        "equal_before, marker, epoch, created_at, ended_at, not_before, "
                        "acknowledged_at, tries, last_error, remote_id, draft, entity) VALUES ("
                        "(SELECT client FROM owner), "
                        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
                        "?, ?)",
                        "xsrisssvvsiiiiixxxxxxissrr",
                        operation->seq,
                        operation->uuid,
                        operation->ticket,
                        operation->kind,
                        operation->lane,
                        operation->group,
                        operation->author,
                        operation->payload,
                        operation->seen,
                        operation->depends_on,
                        operation->state,
                        operation->reason,
                        operation->sent,
                        operation->sure,
                        operation->equal_before,
                        operation->marker,
                        operation->epoch,
                        operation->created_at,
                        operation->ended_at,
                        operation->not_before,
                        operation->acknowledged_at,
                        operation->tries,
                        operation->last_error,
                        operation->remote_id,
                        operation->draft,
                        operation->entity);
}

/* What lists and windows show of an operation follows it. */
static gboolean
tell_ticket (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  docket_transaction_note (txn, DOCKET_ENTITY_OPERATION, operation->id);

  if (operation->ticket == 0)
    return TRUE;

  docket_transaction_note (txn, DOCKET_ENTITY_TICKET, operation->ticket);

  return docket_tell (txn,
                      error,
                      "UPDATE ticket SET (n_waiting, n_needs_me) = ("
                      "SELECT count (*) FILTER (WHERE state <> 6), "
                      "count (*) FILTER (WHERE state = 6 AND reason <> 8) "
                      "FROM operation WHERE ticket = ?1 AND " IS_OPEN ") WHERE id = ?1",
                      "x",
                      operation->ticket);
}

/* The parts it carried outlive it in the ledger. */
static gboolean
settle_parts (DocketTransaction *txn, const DocketOperation *operation, GError **error)
{
  if (operation->kind == DOCKET_OPERATION_KIND_FILE)
    return docket_tell (txn,
                        error,
                        "UPDATE attachment SET state = 0 WHERE id = ?",
                        "r",
                        operation->entity);

  return docket_tell (txn,
                      error,
                      "UPDATE message SET state = 0 WHERE operation = ?",
                      "s",
                      operation->uuid) &&
         docket_tell (txn,
                      error,
                      "UPDATE attachment SET state = 0 "
                      "WHERE message IN (SELECT id FROM message WHERE operation = ?) "
                      "AND NOT EXISTS (SELECT 1 FROM operation "
                      "WHERE kind = 4 AND entity = attachment.id AND state <> 7)",
                      "s",
                      operation->uuid) &&
         docket_tell (txn,
                      error,
                      "UPDATE time_entry SET state = 0 WHERE operation = ?",
                      "s",
                      operation->uuid);
}

/**
 * docket_operation_get_part_state:
 * @operation: an operation
 *
 * Returns: the state of what it carries
 */
DocketPartState
docket_operation_get_part_state (const DocketOperation *operation)
{
  if (!docket_operation_is_open (operation))
    return DOCKET_PART_STATE_SYNCED;

  if (operation->state != DOCKET_OPERATION_STATE_NEEDS_ME)
    return DOCKET_PART_STATE_WAITING;

  return operation->reason == DOCKET_OPERATION_REASON_KEPT_HERE ? DOCKET_PART_STATE_KEPT_HERE
                                                                : DOCKET_PART_STATE_FAILED;
}

/**
 * docket_operations_list:
 * @txn: a transaction
 * @all: those too that are done or withdrawn
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketOperation): the operations, by seq
 */
GPtrArray *
docket_operations_list (DocketTransaction *txn, gboolean all, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_ask (
    txn,
    error,
    all ? SELECT_OPERATIONS "ORDER BY seq" : SELECT_OPERATIONS "WHERE " IS_OPEN " ORDER BY seq",
    "");

  return read_all (txn, statement, error);
}

/**
 * docket_operations_list_of_ticket:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @all: those too that are done or withdrawn
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketOperation): its operations, by seq
 */
GPtrArray *
docket_operations_list_of_ticket (DocketTransaction *txn,
                                  gint64 ticket,
                                  gboolean all,
                                  GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                all ? SELECT_OPERATIONS "WHERE operation.ticket = ? ORDER BY seq"
                    : SELECT_OPERATIONS "WHERE operation.ticket = ? AND " IS_OPEN " ORDER BY seq",
                "x",
                ticket);

  return read_all (txn, statement, error);
}

/**
 * docket_operations_find_create:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @uuid: (out) (nullable): the operation that creates it, while it is open
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether that could be asked
 */
gboolean
docket_operations_find_create (DocketTransaction *txn, gint64 ticket, char **uuid, GError **error)
{
  /* A parameter for the kind would have SQLite prepare it anew each time: an index names one. */
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT uuid FROM operation WHERE ticket = ? AND kind = 0 AND " IS_OPEN
                " ORDER BY seq DESC LIMIT 1",
                "x",
                ticket);

  *uuid = NULL;

  if (statement == NULL)
    return FALSE;

  if (docket_statement_next (statement, error))
    docket_statement_read (statement, "s", uuid);

  return !statement->failed;
}

/**
 * docket_operations_get:
 * @txn: a transaction
 * @uuid: an operation's uuid
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the operation
 */
DocketOperation *
docket_operations_get (DocketTransaction *txn, const char *uuid, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_OPERATIONS "WHERE uuid = ?", "s", uuid);

  return read_one (txn, statement, error);
}

/**
 * docket_operations_get_by_id:
 * @txn: a transaction
 * @id: local id of an operation
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the operation
 */
DocketOperation *
docket_operations_get_by_id (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_OPERATIONS "WHERE operation.id = ?", "x", id);

  return read_one (txn, statement, error);
}

/**
 * docket_operations_insert:
 * @txn: a writing transaction
 * @operation: a new operation with its uuid; its id and seq are set: the last of all
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it was written
 */
gboolean
docket_operations_insert (DocketTransaction *txn, DocketOperation *operation, GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (operation->uuid != NULL, FALSE);

  return docket_ask_int64 (txn,
                           &operation->seq,
                           error,
                           "SELECT ifnull (max (seq), 0) + 1 FROM operation",
                           "") &&
         insert_row (txn, operation, error) && add_likely (txn, operation, error) &&
         tell_ticket (txn, operation, error);
}

/* The order of parameters: what changes, then what must hold. */
static DocketStatement *
ask_transit (DocketTransaction *txn,
             const DocketOperation *operation,
             DocketOperationState from,
             gint64 epoch,
             GError **error)
{
  return docket_ask (txn,
                     error,
                     "UPDATE operation SET lane = ?, gesture = ?, payload = ?, seen = ?, "
                     "depends_on = ?, state = ?, reason = ?, sent = ?, sure = ?, "
                     "equal_before = ?, marker = ?, epoch = ?, ended_at = ?, not_before = ?, "
                     "acknowledged_at = ?, tries = ?, last_error = ?, remote_id = ?, draft = ?, "
                     "entity = ? WHERE id = ? AND uuid = ? AND state = ? "
                     "AND (?24 = 0 OR ?24 = (SELECT epoch FROM owner)) RETURNING id",
                     "ssvvsiiiiixxxxxissrrxsix",
                     operation->lane,
                     operation->group,
                     operation->payload,
                     operation->seen,
                     operation->depends_on,
                     operation->state,
                     operation->reason,
                     operation->sent,
                     operation->sure,
                     operation->equal_before,
                     operation->marker,
                     operation->epoch,
                     operation->ended_at,
                     operation->not_before,
                     operation->acknowledged_at,
                     operation->tries,
                     operation->last_error,
                     operation->remote_id,
                     operation->draft,
                     operation->entity,
                     operation->id,
                     operation->uuid,
                     from,
                     epoch);
}

/**
 * docket_operations_transit:
 * @txn: a writing transaction
 * @operation: an operation as it is to be; its uuid, ticket, kind, author, seq and creation never
 * change
 * @from: the state that it must be in
 * @epoch: the sync epoch that must be the current one; 0 for a person's act, which any process may
 * do
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_STALE when it is in another
 * state or the lock was taken by somebody else: read again
 *
 * Compare and set (sync.md §2): of two who want to, one does.
 *
 * Returns: whether it was written
 */
gboolean
docket_operations_transit (DocketTransaction *txn,
                           DocketOperation *operation,
                           DocketOperationState from,
                           gint64 epoch,
                           GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (operation->id != 0, FALSE);

  statement = ask_transit (txn, operation, from, epoch, error);

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    {
      if (!statement->failed)
        g_set_error_literal (error,
                             DOCKET_STORE_ERROR,
                             DOCKET_STORE_ERROR_STALE,
                             _ ("This has changed in the meantime. Look again."));

      return FALSE;
    }

  return replace_likely (txn, operation, error) && tell_ticket (txn, operation, error) &&
         (operation->state != DOCKET_OPERATION_STATE_DONE || settle_parts (txn, operation, error));
}

/**
 * docket_operations_has_open_field:
 * @txn: a transaction
 * @ticket: local id of a ticket
 * @field: a field's id
 *
 * Returns: whether an operation that sets the field is neither done nor withdrawn; when that can't
 * be read, %TRUE: then nothing is overwritten
 */
gboolean
docket_operations_has_open_field (DocketTransaction *txn, gint64 ticket, const char *field)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                NULL,
                "SELECT payload FROM operation WHERE ticket = ? AND kind = ? AND " IS_OPEN,
                "xi",
                ticket,
                DOCKET_OPERATION_KIND_SET);

  if (statement == NULL)
    return TRUE;

  while (docket_statement_next (statement, NULL))
    {
      g_autoptr (DocketValues) payload = NULL;

      docket_statement_read (statement, "v", &payload);

      if (payload != NULL && docket_values_knows (payload, field))
        return TRUE;
    }

  return statement->failed;
}

/**
 * docket_operations_list_states:
 * @txn: a transaction
 * @states: (array length=n_states): states
 * @n_states: how many
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketOperation): the operations in one of
 * these states, by seq
 */
GPtrArray *
docket_operations_list_states (DocketTransaction *txn,
                               const DocketOperationState *states,
                               guint n_states,
                               GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;
  gboolean only_open = TRUE;
  guint bits = 0;

  for (guint i = 0; i < n_states; i++)
    {
      bits |= 1u << states[i];
      only_open &=
        states[i] != DOCKET_OPERATION_STATE_DONE && states[i] != DOCKET_OPERATION_STATE_WITHDRAWN;
    }

  statement =
    docket_ask (txn,
                error,
                only_open ? SELECT_OPERATIONS "WHERE " IS_OPEN " AND (? >> state) & 1 ORDER BY seq"
                          : SELECT_OPERATIONS "WHERE (? >> state) & 1 ORDER BY seq",
                "i",
                bits);

  return read_all (txn, statement, error);
}

/**
 * docket_operations_count:
 * @txn: a transaction
 * @counts: (out caller-allocates): the counts
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether they could be counted
 */
gboolean
docket_operations_count (DocketTransaction *txn, DocketOutboxCounts *counts, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT count (*) FILTER (WHERE state <> 6), "
                "count (*) FILTER (WHERE state = 6 AND reason <> 8), "
                "count (*) FILTER (WHERE state = 6 AND reason NOT IN (1, 8)), "
                "count (*) FILTER (WHERE state = 6 AND reason = 1), "
                "count (*) FILTER (WHERE state = 6 AND reason = 8) "
                "FROM operation INDEXED BY operation_open WHERE " IS_OPEN,
                "");

  if (statement == NULL || !docket_statement_next (statement, error))
    return FALSE;

  docket_statement_read (statement,
                         "iiiii",
                         &counts->waiting,
                         &counts->needs_attention,
                         &counts->failed,
                         &counts->conflicts,
                         &counts->kept_here);

  return TRUE;
}
