/* The store: how SQLite answers the list's questions, and many tickets.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "docket-store-private.h"

#define N_TICKETS 10000

static GString *plans;

/* Each statement that runs tells its plan. */
static int
trace_cb (guint kind, gpointer data, gpointer stmt, gpointer unused)
{
  g_autofree char *sql = g_strconcat ("EXPLAIN QUERY PLAN ", sqlite3_sql (stmt), NULL);
  sqlite3_stmt *plan = NULL;

  if (!g_str_has_prefix (sqlite3_sql (stmt), "SELECT ") ||
      sqlite3_prepare_v2 (data, sql, -1, &plan, NULL) != SQLITE_OK)
    return 0;

  while (sqlite3_step (plan) == SQLITE_ROW)
    g_string_append_printf (plans, "%s\n", sqlite3_column_text (plan, 3));

  sqlite3_finalize (plan);

  return 0;
}

static void
start_trace (DocketTransaction *txn)
{
  g_string_truncate (plans, 0);
  sqlite3_trace_v2 (txn->connection->db,
                    SQLITE_TRACE_STMT,
                    (int (*) (unsigned, void *, void *, void *)) trace_cb,
                    txn->connection->db);
}

static void
stop_trace (DocketTransaction *txn)
{
  sqlite3_trace_v2 (txn->connection->db, 0, NULL, NULL);
}

static void
list (DocketTransaction *txn, const DocketFilter *filter, gint64 me, DocketSort sort)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  start_trace (txn);
  ids = docket_tickets_list_ids (txn,
                                 filter,
                                 me,
                                 sort,
                                 FALSE,
                                 DOCKET_GROUP_NONE,
                                 50,
                                 NULL,
                                 NULL,
                                 &error);
  stop_trace (txn);
  g_assert_no_error (error);
}

static void
check_plan (const char *expected, gboolean sorts)
{
  if (strstr (plans->str, expected) == NULL)
    g_test_message ("plan:\n%s", plans->str);

  g_assert_nonnull (strstr (plans->str, expected));

  if (!sorts)
    g_assert_null (strstr (plans->str, "TEMP B-TREE"));
}

static void
check_view (DocketTransaction *txn, const DocketView *view, const char *expected)
{
  g_autoptr (DocketFilter) filter = docket_view_make_filter (view, SECOND);
  g_autoptr (GError) error = NULL;
  guint n_tickets;

  g_test_message ("view %s", view->id);
  list (txn, filter, 1, DOCKET_SORT_UPDATED);
  check_plan (expected, FALSE);
  list (txn, filter, 1, DOCKET_SORT_PRIORITY);
  check_plan (expected, FALSE);

  start_trace (txn);
  docket_tickets_count (txn, filter, 1, &n_tickets, NULL, &error);
  stop_trace (txn);
  g_assert_no_error (error);
  check_plan (expected, FALSE);
}

/* The daily views are answered from the partial index, the others from the covering one; no row of
 * a ticket is looked up. */
static void
test_views (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_read (fixture);
  guint n_views;
  const DocketView *views = docket_view_get_builtin (&n_views);

  for (guint i = 0; i < n_views; i++)
    {
      /* Few: each is looked up. */
      if (g_str_equal (views[i].id, "asleep"))
        continue;

      if (g_str_equal (views[i].id, "waiting"))
        check_view (txn, &views[i], "USING INDEX ticket_waiting");
      else if (g_str_equal (views[i].id, "recently-closed"))
        check_view (txn, &views[i], "USING COVERING INDEX ticket_list (updated_at>?)");
      else
        check_view (txn, &views[i], "USING COVERING INDEX ticket_open");
    }
}

/* A contact has few tickets: each is looked up. */
static void
test_contact (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_read (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  const gint64 one = 1;

  g_array_append_val (filter->contacts, one);

  for (DocketSort sort = DOCKET_SORT_UPDATED; sort <= DOCKET_SORT_CUSTOMER; sort++)
    {
      list (txn, filter, 1, sort);
      check_plan ("USING INDEX ticket_contact", TRUE);
    }
}

static void
test_any_facet (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_read (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  const gint64 one = 1, none = DOCKET_ASSIGNEE_NONE;

  docket_filter_set_statuses (filter, (const char *[]){ "open", "closed", "On hold", NULL });
  g_array_append_val (filter->assignees, one);
  g_array_append_val (filter->assignees, none);
  g_array_append_val (filter->customers, one);
  g_array_append_val (filter->contracts, one);
  filter->priorities = filter->impacts = filter->types = 3;
  filter->from = filter->to = filter->due_before = 1;
  filter->is_signed = TRUE;

  for (DocketSort sort = DOCKET_SORT_UPDATED; sort <= DOCKET_SORT_CUSTOMER; sort++)
    {
      list (txn, filter, 1, sort);
      /* Customers are sorted there, never tickets. */
      check_plan ("USING COVERING INDEX ticket_list", sort == DOCKET_SORT_CUSTOMER);
    }
}

static void
test_stale_plan (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_read (fixture);
  g_autoptr (GArray) ids = NULL;

  start_trace (txn);
  ids = docket_tickets_list_stale_details (txn, 1, 1, 10, NULL);
  stop_trace (txn);
  g_assert_nonnull (ids);
  check_plan ("INDEX ticket_stale", TRUE);
}

static void
add_many (DocketTransaction *txn, GRand *rand)
{
  static const char *const statuses[] = { "open", "pending", "resolved", "closed", "closed" };
  static const char *const words[] = { "réseau", "printer", "écran", "phone", "sœur", "server" };

  for (guint i = 0; i < N_TICKETS; i++)
    {
      g_autofree char *title = g_strdup_printf ("%s %s %u",
                                                words[g_rand_int_range (rand, 0, 6)],
                                                words[g_rand_int_range (rand, 0, 6)],
                                                i);
      gint64 ticket = store_add_ticket (txn,
                                        g_rand_int_range (rand, 1, G_MAXINT),
                                        "title",
                                        title,
                                        "status",
                                        statuses[g_rand_int_range (rand, 0, 5)],
                                        NULL);

      store_add_message (txn, ticket, 1, words[g_rand_int_range (rand, 0, 6)]);
    }
}

/* Lists of many are whole, in order, and without repetition; counts agree, by search too. */
static void
test_many (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  g_autoptr (DocketFilter) all = docket_filter_new (), open = docket_filter_new_default ();
  g_autoptr (DocketFilter) finished = docket_filter_new (), found = docket_filter_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n_open, n_finished, n_found;

  add_many (txn, rand);
  store_commit (txn);
  g_test_message ("%d tickets written in %.2f s", N_TICKETS, g_timer_elapsed (timer, NULL));

  txn = store_fixture_read (fixture);
  g_timer_start (timer);
  ids = docket_tickets_list_ids (txn,
                                 all,
                                 0,
                                 DOCKET_SORT_UPDATED,
                                 FALSE,
                                 DOCKET_GROUP_NONE,
                                 0,
                                 NULL,
                                 NULL,
                                 &error);
  g_assert_no_error (error);
  g_test_message ("listed in %.1f ms", g_timer_elapsed (timer, NULL) * 1000);
  g_timer_start (timer);
  rows = docket_tickets_load_rows (txn, (gint64 *) ids->data, ids->len, &error);
  g_test_message ("rows read in %.1f ms", g_timer_elapsed (timer, NULL) * 1000);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, N_TICKETS);

  for (guint i = 0; i < rows->len; i++)
    {
      DocketTicketRow *row = g_ptr_array_index (rows, i);
      const DocketTicketRow *before = i > 0 ? g_ptr_array_index (rows, i - 1) : row;

      g_assert_cmpint (row->updated_at, <=, before->updated_at);
      g_assert_true (g_hash_table_add (seen, &row->id));
    }

  docket_filter_set_statuses (finished, (const char *[]){ "resolved", "closed", NULL });
  docket_tickets_count (txn, open, 0, &n_open, NULL, &error);
  docket_tickets_count (txn, finished, 0, &n_finished, NULL, &error);
  g_assert_cmpuint (n_open, >, 0);
  g_assert_cmpuint (n_open + n_finished, ==, N_TICKETS);

  /* More hits than are looked up one by one, and few. */
  found->search = g_strdup ("reseau");
  g_timer_start (timer);
  docket_tickets_count (txn, found, 0, &n_found, NULL, &error);
  g_test_message ("%u found in %.1f ms", n_found, g_timer_elapsed (timer, NULL) * 1000);
  g_assert_cmpuint (n_found, >, 2000);
  g_assert_cmpuint (n_found, <, N_TICKETS);
  g_free (found->search);
  found->search = g_strdup ("9876");
  docket_tickets_count (txn, found, 0, &n_found, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_found, ==, 2);
  docket_transaction_free (txn);
}

/* Whatever was written, the indexes of search hold what the tables hold. */
static void
test_index_stays_whole (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 20; i++)
    {
      store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Cœur");
      store_add_entry (txn, DOCKET_ENTITY_CONTACT, "Zoé");
      store_add_message (txn, store_add_ticket (txn, i, "title", "Été", NULL), i, "Straße");
    }

  for (guint i = 0; i < 2000; i++)
    {
      const gint64 id = g_rand_int_range (rand, 1, 21);
      g_autofree char *word = g_strdup_printf ("mot %d", g_rand_int_range (rand, 0, 50));
      g_autofree char *other = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 21));
      g_autoptr (DocketValues) values =
        store_values ("title", word, "customer", other, "contact", other, NULL);
      g_autoptr (DocketEntry) entry =
        docket_entry_new (g_rand_boolean (rand) ? DOCKET_ENTITY_CUSTOMER : DOCKET_ENTITY_CONTACT);

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          docket_tickets_set_values (txn, id, values, &error);
          break;

        case 1:
          docket_tickets_set_deleted (txn, id, g_rand_boolean (rand), &error);
          break;

        case 2:
          docket_tickets_bind (txn, id, NULL, word, &error);
          break;

        case 3:
          entry->id = id;
          entry->name = g_strdup (word);
          docket_directory_save (txn, entry, &error);
          break;

        case 4:
          store_add_message (txn, id, i, word);
          break;

        default:
          if (!docket_messages_delete (txn, g_rand_int_range (rand, 1, 300), &error))
            g_clear_error (&error);
        }

      g_assert_no_error (error);
    }

  docket_tell (txn,
               &error,
               "INSERT INTO ticket_index (ticket_index, rank) VALUES ('integrity-check', 1)",
               "");
  g_assert_no_error (error);
  docket_tell (txn,
               &error,
               "INSERT INTO message_index (message_index, rank) VALUES ('integrity-check', 1)",
               "");
  g_assert_no_error (error);
  store_commit (txn);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  plans = g_string_new (NULL);

  store_test_add ("/store/plans/views", test_views);
  store_test_add ("/store/plans/any-facet", test_any_facet);
  store_test_add ("/store/plans/contact", test_contact);
  store_test_add ("/store/plans/stale", test_stale_plan);
  store_test_add ("/store/plans/many", test_many);
  store_test_add ("/store/plans/index-stays-whole", test_index_stays_whole);

  return g_test_run ();
}
