/* Tickets as a list and as a window show them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-signed-work.h"
#include "docket-store-parts.h"
#include "docket-store-sync.h"
#include "docket-store-tickets.h"
#include "docket-tickets-private.h"

#define ROW_COLUMNS                                                                                \
  "ticket.id, ticket.number, ifnull (ticket.title, ''), status.name, ticket.kind, "                \
  "ticket.priority, ticket.impact, ticket.type, ticket.assignee, technician.name, "                \
  "ticket.customer, customer.name, ticket.contact, contact.name, ticket.contract, "                \
  "contract.name, ticket.source, ticket.created_at, ticket.updated_at, "                           \
  "ticket.first_response_due_at, ticket.close_due_at, ticket.n_waiting, ticket.n_needs_me, "       \
  "ticket.n_attachments, ticket.others_at > coalesce (read_mark.read_until, "                      \
  "(SELECT value + 0 FROM meta WHERE key = 'unread-since'), 0), "                                  \
  "ifnull ((SELECT due_at FROM reminder WHERE reminder.ticket = ticket.id AND done_at = 0), 0)"

#define ROW_TABLES                                                                                 \
  " FROM ticket JOIN status ON status.id = ticket.status "                                         \
  "LEFT JOIN technician ON technician.id = ticket.assignee "                                       \
  "LEFT JOIN customer ON customer.id = ticket.customer "                                           \
  "LEFT JOIN contact ON contact.id = ticket.contact "                                              \
  "LEFT JOIN contract ON contract.id = ticket.contract "                                           \
  "LEFT JOIN read_mark ON read_mark.ticket = ticket.id "

#define SELECT_ROW "SELECT " ROW_COLUMNS ROW_TABLES "WHERE ticket.id = ?"

static void
read_row (DocketStatement *statement, DocketTicketRow *row)
{
  docket_statement_read (statement,
                         "xsssiiiirsrsrsrssxxxxiiiix",
                         &row->id,
                         &row->number,
                         &row->title,
                         &row->status,
                         &row->status_kind,
                         &row->priority,
                         &row->impact,
                         &row->type,
                         &row->assignee,
                         &row->assignee_name,
                         &row->customer,
                         &row->customer_name,
                         &row->contact,
                         &row->contact_name,
                         &row->contract,
                         &row->contract_name,
                         &row->source,
                         &row->created_at,
                         &row->updated_at,
                         &row->first_response_due_at,
                         &row->close_due_at,
                         &row->n_waiting,
                         &row->n_needs_me,
                         &row->n_attachments,
                         &row->unread,
                         &row->remind_at);
}

static char *
column_to_canonical (DocketStatement *statement, int nth, const DocketField *field)
{
  sqlite3_stmt *stmt = statement->stmt;
  gint64 number;

  if (sqlite3_column_type (stmt, nth) == SQLITE_NULL)
    return NULL;

  if (field->kind == DOCKET_FIELD_TEXT || field->kind == DOCKET_FIELD_STATUS)
    return g_strdup ((const char *) sqlite3_column_text (stmt, nth));

  number = sqlite3_column_int64 (stmt, nth);

  if (field->kind == DOCKET_FIELD_ENUM)
    return g_strdup (docket_enum_to_nick (field->enum_type, number));

  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : NULL;
}

static const char *
get_values_sql (void)
{
  static const char *sql;
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      const DocketField *const *fields = docket_field_get_fixed (NULL);
      g_autoptr (GString) text = g_string_new ("SELECT ");

      for (guint i = 0; fields[i] != NULL; i++)
        g_string_append_printf (text,
                                "%s%s%s",
                                i > 0 ? ", " : "",
                                fields[i]->kind == DOCKET_FIELD_STATUS ? "status.name AS " : "",
                                fields[i]->column);

      g_string_append (text,
                       " FROM ticket JOIN status ON status.id = ticket.status "
                       "WHERE ticket.id = ?");
      sql = g_string_free (g_steal_pointer (&text), FALSE);
      g_once_init_leave (&once, 1);
    }

  return sql;
}

static gboolean
read_custom_values (DocketTransaction *txn, gint64 id, DocketValues *values, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn, error, "SELECT field, value FROM custom_value WHERE ticket = ?", "x", id);

  if (statement == NULL)
    return FALSE;

  while (docket_statement_next (statement, error))
    docket_values_set (values,
                       (const char *) sqlite3_column_text (statement->stmt, 0),
                       (const char *) sqlite3_column_text (statement->stmt, 1));

  return !statement->failed;
}

static gboolean
load_head (DocketTransaction *txn, DocketTicketDetails *details, gint64 id, GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT " ROW_COLUMNS ", ticket.remote_id, ifnull (read_mark.read_until, 0), "
                "ticket.remote_id IS NULL "
                "OR (ticket.loaded_at > 0 AND ticket.seen_mark IS ticket.loaded_mark), "
                "ticket.deleted_at <> 0" ROW_TABLES "WHERE ticket.id = ?",
                "x",
                id);
  const char *remote_id;

  if (statement == NULL)
    return FALSE;

  if (!docket_statement_next (statement, error))
    return !statement->failed && docket_set_not_found (error);

  read_row (statement, details->row);
  remote_id = (const char *) sqlite3_column_text (statement->stmt, 26);
  details->remote_id = g_strdup (remote_id);
  details->read_until = sqlite3_column_int64 (statement->stmt, 27);
  details->messages_complete = sqlite3_column_int (statement->stmt, 28);
  details->deleted = sqlite3_column_int (statement->stmt, 29);

  return TRUE;
}

/* Takes a list into the place of an empty one. */
static gboolean
take (GPtrArray **place, GPtrArray *list)
{
  if (list == NULL)
    return FALSE;

  g_ptr_array_unref (*place);
  *place = list;

  return TRUE;
}

static gboolean
load_drafts (DocketTransaction *txn, DocketTicketDetails *details, gint64 id, GError **error)
{
  static const DocketDraftKind kinds[] = { DOCKET_DRAFT_KIND_REPLY, DOCKET_DRAFT_KIND_INTERNAL };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GError *local_error = NULL;
      DocketDraft *draft = docket_drafts_find (txn, id, kinds[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return FALSE;
        }

      if (draft != NULL)
        g_ptr_array_add (details->drafts, draft);
    }

  return TRUE;
}

static void
derive (DocketTicketDetails *details)
{
  for (guint i = 0; i < details->time_entries->len; i++)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (details->time_entries, i);
      const gint64 length = entry->end_at - entry->start_at;

      details->total_us += length;
      details->billable_us += entry->billable ? length : 0;
    }

  for (guint i = 0; i < details->operations->len; i++)
    {
      const DocketOperation *operation = g_ptr_array_index (details->operations, i);
      g_autoptr (GList) fields = NULL;

      if (operation->kind != DOCKET_OPERATION_KIND_SET || operation->payload == NULL)
        continue;

      fields = docket_values_list_fields (operation->payload);

      for (GList *l = fields; l != NULL; l = l->next)
        g_hash_table_replace (details->field_state,
                              g_strdup (l->data),
                              GINT_TO_POINTER (docket_operation_get_part_state (operation)));
    }
}

/**
 * docket_tickets_load_rows:
 * @txn: a transaction
 * @ids: (array length=n_ids): local ids
 * @n_ids: how many
 * @error: return location for a #DocketStoreError
 *
 * Returns: (transfer full) (nullable) (element-type DocketTicketRow): the rows of those that are
 * still there, in the order of @ids
 */
GPtrArray *
docket_tickets_load_rows (DocketTransaction *txn, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_ticket_row_free);
  g_autoptr (DocketStatement) statement = NULL;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);

  statement = docket_statement_new (txn, SELECT_ROW " AND ticket.deleted_at = 0", error);

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      docket_statement_bind_int64 (statement, 1, ids[i]);

      if (docket_statement_next (statement, error))
        {
          DocketTicketRow *row = docket_ticket_row_new ();

          read_row (statement, row);
          g_ptr_array_add (rows, row);
        }

      if (statement->failed)
        return NULL;

      sqlite3_reset (statement->stmt);
    }

  return g_steal_pointer (&rows);
}

/**
 * docket_tickets_load_values:
 * @txn: a transaction
 * @id: a local id
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the values of all fixed fields, and of the custom fields
 * that are known
 */
DocketValues *
docket_tickets_load_values (DocketTransaction *txn, gint64 id, GError **error)
{
  const DocketField *const *fields = docket_field_get_fixed (NULL);
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (DocketStatement) statement = docket_ask (txn, error, get_values_sql (), "x", id);

  if (statement == NULL)
    return NULL;

  if (!docket_statement_next (statement, error))
    {
      if (!statement->failed)
        docket_set_not_found (error);

      return NULL;
    }

  for (guint i = 0; fields[i] != NULL; i++)
    docket_values_take (values, fields[i]->id, column_to_canonical (statement, i, fields[i]));

  return read_custom_values (txn, id, values, error) ? g_steal_pointer (&values) : NULL;
}

static gboolean
read_custom_value (DocketTransaction *txn,
                   gint64 id,
                   const char *field,
                   char **value,
                   GError **error)
{
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT value FROM custom_value WHERE ticket = ? AND field = ?",
                "xs",
                id,
                field);

  if (statement != NULL && docket_statement_next (statement, error))
    docket_statement_read (statement, "s", value);

  return statement != NULL && !statement->failed;
}

/**
 * docket_tickets_get_value:
 * @txn: a transaction
 * @id: a local id, of a deleted ticket too
 * @field: a field's id
 * @value: (out) (nullable): its canonical text
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Reads one field alone, as an edit of many tickets does.
 *
 * Returns: whether it could be read
 */
gboolean
docket_tickets_get_value (DocketTransaction *txn,
                          gint64 id,
                          const char *field,
                          char **value,
                          GError **error)
{
  const DocketField *fixed = docket_field_find_fixed (field);
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *sql = NULL;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  *value = NULL;

  if (fixed == NULL)
    return read_custom_value (txn, id, field, value, error);

  /* A column's name is a constant part. */
  if (fixed->kind == DOCKET_FIELD_STATUS)
    sql = g_strdup_printf ("SELECT status.name FROM ticket JOIN status ON status.id = ticket.%s "
                           "WHERE ticket.id = ?1",
                           fixed->column);
  else
    sql = g_strdup_printf ("SELECT %s FROM ticket WHERE id = ?1", fixed->column);

  statement = docket_statement_new (txn, sql, error);

  if (statement == NULL)
    return FALSE;

  docket_statement_bind_int64 (statement, 1, id);

  if (!docket_statement_next (statement, error))
    return !statement->failed && docket_set_not_found (error);

  *value = column_to_canonical (statement, 0, fixed);

  return TRUE;
}

/**
 * docket_tickets_load_details:
 * @txn: a transaction
 * @id: a local id
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the ticket, a deleted one too, with its parts
 */
DocketTicketDetails *
docket_tickets_load_details (DocketTransaction *txn, gint64 id, GError **error)
{
  g_autoptr (DocketTicketDetails) details = docket_ticket_details_new ();

  g_return_val_if_fail (txn != NULL, NULL);

  if (!load_head (txn, details, id, error))
    return NULL;

  docket_values_unref (details->values);
  details->values = docket_tickets_load_values (txn, id, error);

  if (details->values == NULL ||
      !take (&details->messages, docket_messages_list (txn, id, error)) ||
      !take (&details->attachments, docket_attachments_list (txn, id, error)) ||
      !take (&details->time_entries, docket_time_entries_list (txn, id, error)) ||
      !take (&details->signatures, docket_signatures_list (txn, id, error)) ||
      !take (&details->status_changes, docket_status_changes_list (txn, id, error)) ||
      !take (&details->operations, docket_operations_list_of_ticket (txn, id, FALSE, error)) ||
      !take (&details->conflicts, docket_conflicts_list (txn, id, error)) ||
      !load_drafts (txn, details, id, error))
    return NULL;

  derive (details);
  docket_signed_work_compare (details);

  return g_steal_pointer (&details);
}
