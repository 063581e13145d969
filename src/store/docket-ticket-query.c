/* Which tickets a list shows, and in which order.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-tickets.h"

#include "docket-fold.h"
#include "docket-ticket-order-private.h"
#include "docket-tickets-private.h"

/* Up to so many hits of a search are looked up one by one; more are met on the way through the
 * list's index. */
#define MAX_FEW_HITS 2000

#define HITS                                                                                       \
  "SELECT rowid FROM ticket_index WHERE ticket_index MATCH ?1 "                                    \
  "UNION ALL SELECT ticket FROM message WHERE id IN "                                              \
  "(SELECT rowid FROM message_index WHERE message_index MATCH ?1)"

/**
 * TicketQuery:
 * @where: conditions, each with AND before it
 * @values: (element-type gint64): the parameters from ?2 on; ?1 is @match
 * @by_contact: a contact has few tickets, and a filter for contacts goes by them
 * @nothing: nothing can be found
 *
 * A filter in SQL: constant parts and parameters.
 */
typedef struct
{
  GString *where;
  GArray *values;
  char *match;
  gboolean only_open;
  gboolean only_waiting;
  gboolean few_hits;
  gboolean by_contact;
  gboolean nothing;
} TicketQuery;

static void
query_clear (TicketQuery *query)
{
  g_string_free (query->where, TRUE);
  g_array_unref (query->values);
  g_free (query->match);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TicketQuery, query_clear)

static void
add_value (TicketQuery *query, gint64 value)
{
  g_array_append_val (query->values, value);
  g_string_append_printf (query->where, "?%u", query->values->len + 1);
}

static void
add_comparison (TicketQuery *query, const char *condition, gint64 value)
{
  g_string_append (query->where, condition);
  add_value (query, value);
}

static void
add_list (TicketQuery *query, const GArray *values)
{
  g_string_append (query->where, " IN (");

  for (guint i = 0; i < values->len; i++)
    {
      g_string_append (query->where, i > 0 ? ", " : "");
      add_value (query, g_array_index (values, gint64, i));
    }

  g_string_append_c (query->where, ')');
}

static void
add_bits (TicketQuery *query, const char *column, guint bits)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (bits == 0)
    return;

  for (gint64 i = 0; i < 32; i++)
    if (bits & (1u << i))
      g_array_append_val (values, i);

  g_string_append_printf (query->where, " AND ifnull (%s, 0)", column);
  add_list (query, values);
}

static void
add_ids (TicketQuery *query, const char *column, const GArray *ids)
{
  if (ids->len == 0)
    return;

  g_string_append_printf (query->where, " AND %s", column);
  add_list (query, ids);
}

static void
add_assignees (TicketQuery *query, const GArray *assignees, gint64 me)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean or_none = FALSE;

  for (guint i = 0; i < assignees->len; i++)
    {
      gint64 id = g_array_index (assignees, gint64, i);

      if (id == DOCKET_ASSIGNEE_NONE)
        or_none = TRUE;
      else if (id != DOCKET_ASSIGNEE_ME)
        g_array_append_val (ids, id);
      else if (me != 0)
        g_array_append_val (ids, me);
    }

  if (ids->len == 0)
    {
      if (or_none)
        g_string_append (query->where, " AND assignee IS NULL");
      else
        query->nothing = assignees->len > 0;

      return;
    }

  g_string_append (query->where, or_none ? " AND (assignee IS NULL OR assignee" : " AND assignee");
  add_list (query, ids);

  if (or_none)
    g_string_append_c (query->where, ')');
}

#define ASLEEP "(SELECT ticket FROM reminder WHERE done_at = 0)"

/* Where nothing sleeps, nothing is asked of each ticket. */
static gboolean
add_sleep (TicketQuery *query, DocketTransaction *txn, const DocketFilter *filter, GError **error)
{
  const gboolean searches = filter->search != NULL && *filter->search != '\0';
  gint64 n_asleep;

  if (filter->sleep == DOCKET_SLEEP_ANY || (filter->sleep == DOCKET_SLEEP_AWAKE && searches))
    return TRUE;

  if (!docket_ask_int64 (txn, &n_asleep, error, "SELECT count (*) FROM " ASLEEP, ""))
    return FALSE;

  if (filter->sleep == DOCKET_SLEEP_AWAKE)
    {
      if (n_asleep > 0)
        g_string_append (query->where, " AND ticket.id NOT IN " ASLEEP);

      return TRUE;
    }

  query->nothing |= n_asleep == 0;
  query->few_hits |= n_asleep <= MAX_FEW_HITS;
  g_string_append (query->where, " AND ticket.id IN " ASLEEP);

  return TRUE;
}

/* The standard words mean kinds; the others are statuses of their own. */
static gboolean
add_statuses (TicketQuery *query,
              DocketTransaction *txn,
              const DocketFilter *filter,
              GError **error)
{
  g_autoptr (GArray) kinds = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (filter->statuses == NULL || filter->statuses[0] == NULL)
    return TRUE;

  query->only_open = TRUE;

  for (guint i = 0; filter->statuses[i] != NULL; i++)
    {
      DocketStatusKind kind;
      gint64 number;

      if (docket_status_is_standard (filter->statuses[i], &kind))
        {
          number = kind;
          query->only_open &= kind <= DOCKET_STATUS_KIND_PENDING;
          g_array_append_val (kinds, number);
          continue;
        }

      if (!docket_ask_int64 (txn,
                             &number,
                             error,
                             "SELECT id FROM status WHERE name = ?",
                             "s",
                             filter->statuses[i]))
        return FALSE;

      query->only_open = FALSE;
      g_array_append_val (ids, number);
    }

  g_string_append (query->where, " AND (ticket.kind");
  add_list (query, kinds);
  g_string_append (query->where, " OR ticket.status");
  add_list (query, ids);
  g_string_append_c (query->where, ')');

  return TRUE;
}

static void
add_facets (TicketQuery *query, const DocketFilter *filter, gint64 me)
{
  add_assignees (query, filter->assignees, me);
  add_bits (query, "priority", filter->priorities);
  add_bits (query, "impact", filter->impacts);
  add_bits (query, "type", filter->types);
  add_ids (query, "customer", filter->customers);
  add_ids (query, "contact", filter->contacts);
  query->by_contact = filter->contacts->len > 0;
  add_ids (query, "contract", filter->contracts);

  if (filter->from != 0)
    add_comparison (query, " AND ticket.created_at >= ", filter->from);

  if (filter->to != 0)
    add_comparison (query, " AND ticket.created_at < ", filter->to);

  if (filter->due_before != 0)
    add_comparison (query, " AND due_at > 0 AND due_at < ", filter->due_before);

  if (filter->updated_since != 0)
    add_comparison (query, " AND updated_at >= ", filter->updated_since);

  if (filter->is_signed)
    g_string_append (query->where, " AND is_signed = 1");

  query->only_waiting = filter->waiting;
}

static void
bind_query (DocketStatement *statement, const TicketQuery *query)
{
  if (query->match != NULL)
    docket_statement_bind_text (statement, 1, query->match);

  for (guint i = 0; i < query->values->len; i++)
    docket_statement_bind_int64 (statement, i + 2, g_array_index (query->values, gint64, i));
}

static gboolean
add_search (TicketQuery *query, DocketTransaction *txn, const char *search, GError **error)
{
  gint64 n_hits;

  if (search == NULL || *search == '\0')
    return TRUE;

  query->match = docket_search_to_fts (search);

  /* Nothing that a word could begin with: a ticket holds none of it. */
  if (query->match == NULL)
    return TRUE;

  if (!docket_ask_int64 (txn,
                         &n_hits,
                         error,
                         "SELECT count (*) FROM (" HITS " LIMIT ?2)",
                         "sx",
                         query->match,
                         (gint64) MAX_FEW_HITS + 1))
    return FALSE;

  query->nothing |= n_hits == 0;
  query->few_hits |= n_hits <= MAX_FEW_HITS;
  g_string_append (query->where, " AND ticket.id IN (" HITS ")");

  return TRUE;
}

static gboolean
query_init (TicketQuery *query,
            DocketTransaction *txn,
            const DocketFilter *filter,
            gint64 me,
            GError **error)
{
  query->where = g_string_new (NULL);
  query->values = g_array_new (FALSE, FALSE, sizeof (gint64));
  add_facets (query, filter, me);

  return add_statuses (query, txn, filter, error) && add_sleep (query, txn, filter, error) &&
         add_search (query, txn, filter->search, error);
}

/* FROM and WHERE. Which index answers is said, not left to guesses about the data. */
static void
append_source (GString *sql, const TicketQuery *query)
{
  g_string_append (sql, " FROM ticket ");

  if (query->few_hits)
    g_string_append (sql, "NOT INDEXED ");
  else if (query->by_contact)
    g_string_append (sql, "INDEXED BY ticket_contact ");
  else if (query->only_waiting)
    g_string_append (sql, "INDEXED BY ticket_waiting ");
  else if (query->only_open)
    g_string_append (sql, "INDEXED BY ticket_open ");
  else
    g_string_append (sql, "INDEXED BY ticket_list ");
}

static void
append_where (GString *sql, const TicketQuery *query)
{
  g_string_append (sql, " WHERE ticket.deleted_at = 0");

  if (query->only_waiting)
    g_string_append (sql, " AND n_waiting + n_needs_me > 0");

  if (query->only_open)
    g_string_append (sql, " AND ticket.kind < 2");

  g_string_append (sql, query->where->str);
}

/* Only in the order of the index can the database stop at the first rows. */
static char *
make_list_sql (TicketQuery *query, const DocketTicketOrder *order, guint limit)
{
  const char *direction = docket_ticket_order_get_direction (order);
  const gboolean bounded = limit > 0 && docket_ticket_order_is_natural (order);
  const gint64 bound = bounded ? (gint64) limit : -1;
  g_autoptr (GString) sql = g_string_new ("SELECT ");

  docket_ticket_order_append_columns (order, sql);
  append_source (sql, query);
  append_where (sql, query);
  g_array_append_val (query->values, bound);
  g_string_append_printf (sql,
                          " ORDER BY updated_at %s, ticket.id %s LIMIT ?%u",
                          direction,
                          direction,
                          query->values->len + 1);

  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static DocketStatement *
ask_query (DocketTransaction *txn, const TicketQuery *query, const char *sql, GError **error)
{
  DocketStatement *statement = docket_statement_new (txn, sql, error);

  if (statement != NULL)
    bind_query (statement, query);

  return statement;
}

static gboolean
read_ids (DocketStatement *statement, GArray *ids, GError **error)
{
  while (docket_statement_next (statement, error))
    {
      gint64 id = docket_statement_read_int64 (statement);

      g_array_append_val (ids, id);
    }

  return !statement->failed;
}

/* Between these two, what is asked ends early when it is cancelled. */
static GCancellable *
swap_cancellable (DocketTransaction *txn, GCancellable *cancellable)
{
  GCancellable *before = txn->connection->cancellable;

  if (!txn->writes && cancellable != NULL)
    txn->connection->cancellable = cancellable;

  return before;
}

static gboolean
read_in_order (DocketStatement *statement,
               DocketTicketOrder *order,
               guint limit,
               GArray *ids,
               GArray *starts,
               GError **error)
{
  while (docket_statement_next (statement, error))
    docket_ticket_order_add (order, statement);

  if (!statement->failed)
    docket_ticket_order_take (order, limit, ids, starts);

  return !statement->failed;
}

static gboolean
list_ids (DocketTransaction *txn,
          const DocketFilter *filter,
          gint64 me,
          DocketTicketOrder *order,
          guint limit,
          GArray *ids,
          GArray *starts,
          GError **error)
{
  g_auto (TicketQuery) query = { 0 };
  g_autoptr (DocketStatement) statement = NULL;
  g_autofree char *sql = NULL;

  if (!query_init (&query, txn, filter, me, error))
    return FALSE;

  if (query.nothing)
    return TRUE;

  sql = make_list_sql (&query, order, limit);
  statement = ask_query (txn, &query, sql, error);

  if (statement == NULL)
    return FALSE;

  return docket_ticket_order_is_natural (order)
           ? read_ids (statement, ids, error)
           : read_in_order (statement, order, limit, ids, starts, error);
}

static gboolean
count (DocketTransaction *txn,
       const DocketFilter *filter,
       gint64 me,
       guint *n_tickets,
       GError **error)
{
  g_auto (TicketQuery) query = { 0 };
  g_autoptr (DocketStatement) statement = NULL;
  g_autoptr (GString) sql = g_string_new ("SELECT count (*)");

  if (!query_init (&query, txn, filter, me, error))
    return FALSE;

  if (query.nothing)
    return TRUE;

  append_source (sql, &query);
  append_where (sql, &query);
  statement = ask_query (txn, &query, sql->str, error);

  if (statement == NULL || !docket_statement_next (statement, error))
    return FALSE;

  *n_tickets = docket_statement_read_int64 (statement);

  return TRUE;
}

/**
 * docket_tickets_list_ids:
 * @txn: a transaction
 * @filter: what is shown
 * @me: local id of the technician who reads; 0 when not known: then nothing is assigned to them
 * @sort: by what; without a due time or a customer comes last
 * @ascending: the smaller or older first
 * @group: what comes before @sort; the smaller first, without one last
 * @limit: at most so many; 0 for all
 * @starts: (nullable) (element-type guint): where to append the positions at which a group begins
 * @cancellable: (nullable): ends the question early
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * A search without a letter or digit shows what the rest of the filter shows.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local ids in order
 */
GArray *
docket_tickets_list_ids (DocketTransaction *txn,
                         const DocketFilter *filter,
                         gint64 me,
                         DocketSort sort,
                         gboolean ascending,
                         DocketGroup group,
                         guint limit,
                         GArray *starts,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DocketTicketOrder) order = NULL;
  GCancellable *before;
  gboolean done;

  g_return_val_if_fail (txn != NULL, NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  before = swap_cancellable (txn, cancellable);
  order = docket_ticket_order_new (txn, sort, ascending, group, error);
  done = order != NULL && list_ids (txn, filter, me, order, limit, ids, starts, error);
  txn->connection->cancellable = before;

  return done ? g_steal_pointer (&ids) : NULL;
}

/**
 * docket_tickets_count:
 * @txn: a transaction
 * @filter: what is counted
 * @me: local id of the technician who reads; 0 when not known
 * @n_tickets: (out): how many there are
 * @cancellable: (nullable): ends the question early
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether they could be counted
 */
gboolean
docket_tickets_count (DocketTransaction *txn,
                      const DocketFilter *filter,
                      gint64 me,
                      guint *n_tickets,
                      GCancellable *cancellable,
                      GError **error)
{
  GCancellable *before;
  gboolean done;

  g_return_val_if_fail (txn != NULL, FALSE);
  g_return_val_if_fail (filter != NULL, FALSE);
  g_return_val_if_fail (n_tickets != NULL, FALSE);

  *n_tickets = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  before = swap_cancellable (txn, cancellable);
  done = count (txn, filter, me, n_tickets, error);
  txn->connection->cancellable = before;

  return done;
}

/**
 * docket_tickets_list_stale_details:
 * @txn: a transaction
 * @me: local id of the technician who uses this workspace; 0 when not known
 * @recent_since: open tickets updated at this instant or later are wanted, microseconds UTC
 * @limit: at most so many; 0 for all
 * @error: return location for a #DocketStoreError
 *
 * Tickets that changed on the server since their details were read: first those that a person has
 * just opened, then what is open and either theirs or recent.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): local ids, the newest first
 */
GArray *
docket_tickets_list_stale_details (DocketTransaction *txn,
                                   gint64 me,
                                   gint64 recent_since,
                                   guint limit,
                                   GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DocketStatement) statement =
    docket_ask (txn,
                error,
                "SELECT id FROM ticket INDEXED BY ticket_stale "
                "WHERE seen_mark IS NOT loaded_mark AND deleted_at = 0 AND ("
                "(kind < 2 AND (assignee = ?1 OR updated_at >= ?2)) "
                "OR id IN (SELECT ticket FROM wish WHERE kind = 2)) "
                "ORDER BY id IN (SELECT ticket FROM wish WHERE kind = 2) DESC, "
                "updated_at DESC, id DESC LIMIT ?3",
                "rxx",
                me,
                recent_since,
                limit > 0 ? (gint64) limit : G_GINT64_CONSTANT (-1));

  return statement != NULL && read_ids (statement, ids, error) ? g_steal_pointer (&ids) : NULL;
}
