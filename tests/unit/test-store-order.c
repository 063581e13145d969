/* The store: every order of a list, against the same order by SQLite.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

#include "docket-store-private.h"

#define N_TICKETS 1500
#define N_NAMES 12

static const char *const groups[] = {
  "",
  "ticket.kind, status.id > 4, status.fold, ticket.status, ",
  "assignee IS NULL, technician.fold, assignee, ",
  "ticket.customer IS NULL, customer.fold, ticket.customer, ",
};

/* Where a time or a customer is missing, both ways end alike. */
static const char *const sorts[][2] = {
  { "updated_at DESC, ticket.id DESC", "updated_at, ticket.id" },
  { "ticket.created_at DESC, updated_at DESC, ticket.id DESC",
    "ticket.created_at, updated_at, ticket.id" },
  { "ifnull (priority, 0) DESC, updated_at DESC, ticket.id DESC",
    "ifnull (priority, 0), updated_at DESC, ticket.id DESC" },
  { "due_at = 0, due_at DESC, updated_at DESC, ticket.id DESC",
    "due_at = 0, due_at, updated_at DESC, ticket.id DESC" },
  { "ticket.customer IS NULL, customer.fold DESC, ticket.customer, updated_at DESC, "
    "ticket.id DESC",
    "ticket.customer IS NULL, customer.fold, ticket.customer, updated_at DESC, ticket.id DESC" },
};

static char *
maybe (GRand *rand, int end)
{
  const int n = g_rand_int_range (rand, 0, end);

  return n > 0 ? g_strdup_printf ("%d", n) : NULL;
}

/* Few values of each, so that there are ties of everything; two people of one name. */
static void
add_tickets (DocketTransaction *txn, GRand *rand)
{
  static const char *const statuses[] = { "open", "closed", "On hold", "pending", "Awaited" };
  static const char *const priorities[] = { NULL, "low", "high", "critical" };

  for (guint i = 0; i < N_NAMES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c", 'A' + g_rand_int_range (rand, 0, 6));

      store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, name);
      store_add_entry (txn, DOCKET_ENTITY_TECHNICIAN, name);
    }

  for (guint i = 0; i < N_TICKETS; i++)
    {
      g_autofree char *customer = maybe (rand, N_NAMES);
      g_autofree char *assignee = maybe (rand, N_NAMES);
      g_autofree char *due = maybe (rand, 20);
      g_autofree char *created = g_strdup_printf ("%d", g_rand_int_range (rand, 1, 50));
      g_autoptr (DocketValues) values = docket_values_new ();
      g_autoptr (GError) error = NULL;

      docket_values_set (values, "status", statuses[g_rand_int_range (rand, 0, 5)]);
      docket_values_set (values, "priority", priorities[g_rand_int_range (rand, 0, 4)]);
      docket_values_set (values, "customer", customer);
      docket_values_set (values, "assignee", assignee);
      docket_values_set (values, "close-due-at", due);
      docket_values_set (values, "created-at", created);
      docket_tickets_insert (txn, NULL, NULL, values, g_rand_int_range (rand, 1, 300), &error);
      g_assert_no_error (error);
    }
}

static void
check_order (DocketTransaction *txn, DocketSort sort, gboolean ascending, DocketGroup group)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autofree char *sql = g_strconcat ("SELECT ticket.id FROM ticket "
                                      "LEFT JOIN status ON status.id = ticket.status "
                                      "LEFT JOIN technician ON technician.id = assignee "
                                      "LEFT JOIN customer ON customer.id = ticket.customer "
                                      "ORDER BY ",
                                      groups[group],
                                      sorts[sort][ascending],
                                      NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStatement) statement = docket_ask (txn, &error, sql, "");
  g_autoptr (GArray) ids =
    docket_tickets_list_ids (txn, filter, 0, sort, ascending, group, 0, NULL, NULL, &error);
  g_autoptr (GArray) first =
    docket_tickets_list_ids (txn, filter, 0, sort, ascending, group, 10, NULL, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("sort %d, ascending %d, group %d", sort, ascending, group);
  g_assert_cmpuint (ids->len, ==, N_TICKETS);
  g_assert_cmpuint (first->len, ==, 10);

  for (guint i = 0; i < ids->len; i++)
    {
      g_assert_true (docket_statement_next (statement, &error));
      g_assert_cmpint (g_array_index (ids, gint64, i), ==, docket_statement_read_int64 (statement));

      if (i < first->len)
        g_assert_cmpint (g_array_index (first, gint64, i), ==, g_array_index (ids, gint64, i));
    }
}

static void
test_orders (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261127);

  add_tickets (txn, rand);

  for (DocketSort sort = DOCKET_SORT_UPDATED; sort <= DOCKET_SORT_CUSTOMER; sort++)
    for (DocketGroup group = DOCKET_GROUP_NONE; group <= DOCKET_GROUP_CUSTOMER; group++)
      {
        check_order (txn, sort, FALSE, group);
        check_order (txn, sort, TRUE, group);
      }

  docket_transaction_free (txn);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/store/order/like-sql", test_orders);

  return g_test_run ();
}
