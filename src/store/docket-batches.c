/* Billing batches: copies of time entries, and which tickets they took time of.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-billing.h"

#include "docket-statement-private.h"
#include "docket-tickets-private.h"

/* The columns of a batch without its lines, in the order of read_batch(). */
#define SELECT_BATCHES                                                                             \
  "SELECT batch.id, from_day, to_day, batch.zone, customers, currency, batch.created_at, "         \
  "(SELECT count (*) FROM batch_line WHERE batch = batch.id), "                                    \
  "(SELECT ifnull (sum (end_at - start_at), 0) FROM batch_line WHERE batch = batch.id), "          \
  "(SELECT ifnull (sum (amount), 0) FROM batch_line WHERE batch = batch.id) "                      \
  "FROM batch WHERE deleted_at = 0 "

/* A line, and whether what it was copied from still says the same. */
#define SELECT_LINES                                                                               \
  "SELECT l.time_entry, l.ticket, l.ticket_number, l.ticket_title, l.customer, l.customer_name, "  \
  "l.contract, l.contract_name, l.technician, l.technician_name, l.rate, l.rate_name, "            \
  "ifnull (l.unit_amount, 0), l.start_at, l.end_at, l.description, l.amount, "                     \
  "e.id IS NULL OR e.billable = 0 OR e.start_at <> l.start_at OR e.end_at <> l.end_at OR "         \
  "e.rate IS NOT l.rate OR e.technician IS NOT l.technician OR "                                   \
  "e.description IS NOT l.description OR t.customer IS NOT l.customer OR "                         \
  "t.contract IS NOT l.contract OR t.deleted_at <> 0 "                                             \
  "FROM batch_line l LEFT JOIN time_entry e ON e.id = l.time_entry "                               \
  "LEFT JOIN ticket t ON t.id = l.ticket WHERE l.batch = ? ORDER BY l.id"

/* The billable time of a period, with all that the rules ask for. */
#define SELECT_CANDIDATES                                                                          \
  "SELECT time_entry.id, time_entry.ticket, t.number, t.title, t.customer, customer.name, "        \
  "t.contract, contract.name, time_entry.technician, technician.name, time_entry.rate, "           \
  "rate.name, ifnull (rate.amount, 0), start_at, end_at, time_entry.description, "                 \
  "time_entry.created_at, t.kind, t.deleted_at <> 0, "                                             \
  "EXISTS (SELECT 1 FROM batch_line WHERE time_entry = time_entry.id AND living = 1), "            \
  "time_entry.remote_id IS NOT NULL AND " DOCKET_SQL_PART_STATE (                                  \
    "time_entry") " = 0 FROM time_entry JOIN ticket t ON t.id = time_entry.ticket "                \
                  "LEFT JOIN customer ON customer.id = t.customer "                                \
                  "LEFT JOIN contract ON contract.id = t.contract "                                \
                  "LEFT JOIN technician ON technician.id = time_entry.technician "                 \
                  "LEFT JOIN rate ON rate.id = time_entry.rate" DOCKET_SQL_JOIN_OPERATION (        \
                    "time_entry") "WHERE start_at >= ? AND start_at < ? AND billable = 1 "         \
                                  "ORDER BY customer.fold, t.customer, t.id, start_at, "           \
                                  "time_entry.id"

static char *
join_customers (GArray *customers)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < customers->len; i++)
    g_string_append_printf (text,
                            "%s%" G_GINT64_FORMAT,
                            i > 0 ? "," : "",
                            g_array_index (customers, gint64, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static DocketBatch *
read_batch (DocketStatement *statement)
{
  DocketBatch *batch = docket_batch_new ();
  g_autofree char *customers = NULL;
  g_auto (GStrv) ids = NULL;

  docket_statement_read (statement,
                         "xsssssxixx",
                         &batch->id,
                         &batch->from_day,
                         &batch->to_day,
                         &batch->zone,
                         &customers,
                         &batch->currency,
                         &batch->created_at,
                         &batch->n_lines,
                         &batch->duration_us,
                         &batch->amount);
  ids = g_strsplit (customers != NULL ? customers : "", ",", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const gint64 id = g_ascii_strtoll (ids[i], NULL, 10);

      if (id != 0)
        g_array_append_val (batch->customers, id);
    }

  return batch;
}

/**
 * docket_batches_list:
 * @txn: a transaction
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketBatch): the batches without their lines,
 * the newest first
 */
GPtrArray *
docket_batches_list (DocketTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_BATCHES "ORDER BY batch.created_at DESC, batch.id DESC", "");

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    g_ptr_array_add (batches, read_batch (statement));

  return statement->failed ? NULL : g_steal_pointer (&batches);
}

static gboolean
read_lines (DocketTransaction *txn, DocketBatch *batch, GError **error)
{
  g_autoptr (DocketStatement) statement = docket_ask (txn, error, SELECT_LINES, "x", batch->id);

  if (statement == NULL)
    return FALSE;

  batch->n_lines = 0;
  batch->duration_us = 0;
  batch->amount = 0;

  while (docket_statement_next (statement, error))
    {
      DocketBatchLine *line = docket_batch_line_new ();

      docket_statement_read (statement,
                             "xxssrsrsrsrsxxxsxi",
                             &line->time_entry,
                             &line->ticket,
                             &line->ticket_number,
                             &line->ticket_title,
                             &line->customer,
                             &line->customer_name,
                             &line->contract,
                             &line->contract_name,
                             &line->technician,
                             &line->technician_name,
                             &line->rate,
                             &line->rate_name,
                             &line->hourly,
                             &line->start_at,
                             &line->end_at,
                             &line->description,
                             &line->amount,
                             &line->changed_since);
      docket_batch_take_line (batch, line);
    }

  return !statement->failed;
}

/**
 * docket_batches_get:
 * @txn: a transaction
 * @id: local id
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable): a batch with its lines; %DOCKET_STORE_ERROR_NOT_FOUND when
 * there is none, or it is deleted
 */
DocketBatch *
docket_batches_get (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketBatch) batch = NULL;
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_BATCHES "AND batch.id = ?", "x", id);

  if (statement == NULL)
    return NULL;

  if (!docket_statement_next (statement, error))
    {
      if (!statement->failed)
        docket_set_not_found (error);

      return NULL;
    }

  batch = read_batch (statement);

  return read_lines (txn, batch, error) ? g_steal_pointer (&batch) : NULL;
}

/* The batches that took time of a ticket, the deleted ones too. */
static GArray *
list_before (DocketTransaction *txn, gint64 ticket, GError **error)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (DocketBilledBefore));
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT created_at, deleted_at <> 0, reopened FROM batch_ticket "
                "JOIN batch ON batch.id = batch_ticket.batch WHERE ticket = ?",
                "x",
                ticket);

  if (statement == NULL)
    return NULL;

  while (docket_statement_next (statement, error))
    {
      DocketBilledBefore one = { 0 };

      docket_statement_read (statement, "xii", &one.created_at, &one.deleted, &one.reopened);
      g_array_append_val (before, one);
    }

  return statement->failed ? NULL : g_steal_pointer (&before);
}

static DocketBatchLine *
read_candidate (DocketStatement *statement, DocketBillingCase *entry)
{
  DocketBatchLine *line = docket_batch_line_new ();

  docket_statement_read (statement,
                         "xxssrsrsrsrsxxxsxiiii",
                         &line->time_entry,
                         &line->ticket,
                         &line->ticket_number,
                         &line->ticket_title,
                         &line->customer,
                         &line->customer_name,
                         &line->contract,
                         &line->contract_name,
                         &line->technician,
                         &line->technician_name,
                         &line->rate,
                         &line->rate_name,
                         &line->hourly,
                         &line->start_at,
                         &line->end_at,
                         &line->description,
                         &entry->created_at,
                         &entry->status_kind,
                         &entry->ticket_deleted,
                         &entry->in_batch,
                         &entry->settled);
  entry->start_at = line->start_at;
  entry->customer = line->customer;
  entry->billable = TRUE;

  return line;
}

/**
 * docket_batches_fill:
 * @txn: a transaction
 * @batch: a batch of nothing, with its currency
 * @scope: for what it is made
 * @has_server: whether a server has to have an entry before it is billed
 * @error: return location for a #DocketStoreError
 *
 * Judges all billable time of the period by docket_billing_judge(): what is taken become lines, the
 * rest of these customers is left out with its reason.
 *
 * Returns: whether it was read
 */
gboolean
docket_batches_fill (DocketTransaction *txn,
                     DocketBatch *batch,
                     const DocketBillingScope *scope,
                     gboolean has_server,
                     GError **error)
{
  const guint decimals = docket_currency_get_decimals (batch->currency);
  g_autoptr (GArray) before = NULL;
  gint64 ticket = 0;
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, SELECT_CANDIDATES, "xx", scope->from_at, scope->to_at);

  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    {
      DocketBillingCase entry = { 0 };
      g_autoptr (DocketBatchLine) line = read_candidate (statement, &entry);

      /* They come ticket by ticket. */
      if (line->ticket != ticket)
        {
          g_clear_pointer (&before, g_array_unref);
          before = list_before (txn, line->ticket, error);
          ticket = line->ticket;
        }

      if (before == NULL)
        return FALSE;

      entry.before = before;
      entry.settled |= !has_server;
      line->verdict = docket_billing_judge (&entry, scope);
      line->amount =
        docket_billing_get_amount (docket_batch_line_get_duration (line), line->hourly, decimals);

      if (line->verdict != DOCKET_BILLING_OTHER_CUSTOMER)
        docket_batch_take_line (batch, g_steal_pointer (&line));
    }

  return !statement->failed;
}

static gboolean
insert_line (DocketTransaction *txn, gint64 batch, const DocketBatchLine *line, GError **error)
{
  return docket_tell (txn,
                      error,
                      "INSERT INTO batch_line (batch, time_entry, ticket, ticket_number, "
                      "ticket_title, customer, customer_name, contract, contract_name, technician, "
                      "technician_name, rate, rate_name, unit_amount, start_at, end_at, "
                      "description, amount) "
                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "xxxssrsrsrsrsxxxsx",
                      batch,
                      line->time_entry,
                      line->ticket,
                      line->ticket_number,
                      line->ticket_title,
                      line->customer,
                      line->customer_name,
                      line->contract,
                      line->contract_name,
                      line->technician,
                      line->technician_name,
                      line->rate,
                      line->rate_name,
                      line->hourly,
                      line->start_at,
                      line->end_at,
                      line->description,
                      line->amount) &&
         docket_tell (txn,
                      error,
                      "INSERT OR IGNORE INTO batch_ticket (batch, ticket) VALUES (?, ?)",
                      "xx",
                      batch,
                      line->ticket);
}

/**
 * docket_batches_insert:
 * @txn: a writing transaction, in which the batch was filled too
 * @batch: a filled batch; its id is set
 * @error: return location for a #DocketStoreError
 *
 * Returns: its local id; 0 on error
 */
gint64
docket_batches_insert (DocketTransaction *txn, DocketBatch *batch, GError **error)
{
  g_autofree char *customers = join_customers (batch->customers);
  g_autofree char *name = g_strconcat (batch->from_day, " – ", batch->to_day, NULL);

  g_return_val_if_fail (txn != NULL && txn->writes, 0);
  g_return_val_if_fail (batch->id == 0, 0);

  if (!docket_insert (txn,
                      &batch->id,
                      error,
                      "INSERT INTO batch (name, from_day, to_day, zone, customers, currency, "
                      "created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                      "ssssssx",
                      name,
                      batch->from_day,
                      batch->to_day,
                      batch->zone,
                      customers,
                      batch->currency,
                      batch->created_at))
    return 0;

  docket_transaction_note (txn, DOCKET_ENTITY_BATCH, batch->id);

  for (guint i = 0; batch->lines != NULL && i < batch->lines->len; i++)
    if (!insert_line (txn, batch->id, g_ptr_array_index (batch->lines, i), error))
      return 0;

  return batch->id;
}

/**
 * docket_batches_delete:
 * @txn: a writing transaction
 * @id: local id of a batch
 * @deleted_at: microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Its time can be billed again. It is kept, out of sight: what it remembers of its tickets goes on
 * deciding about the time that was recorded after it.
 *
 * Returns: whether there was such a batch
 */
gboolean
docket_batches_delete (DocketTransaction *txn, gint64 id, gint64 deleted_at, GError **error)
{
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (deleted_at != 0, FALSE);

  statement = docket_ask (txn,
                          error,
                          "UPDATE batch SET deleted_at = ? WHERE id = ? AND deleted_at = 0 "
                          "RETURNING id",
                          "xx",
                          deleted_at,
                          id);

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    return !statement->failed ? docket_set_not_found (error) : FALSE;

  docket_transaction_note (txn, DOCKET_ENTITY_BATCH, id);

  return docket_tell (txn, error, "UPDATE batch_line SET living = 0 WHERE batch = ?", "x", id);
}
