/* The store: tickets written, listed, found and read.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "store-fixture.h"

static void
check_list (DocketTransaction *txn, const DocketFilter *filter, gint64 me, const char *expected)
{
  g_autofree char *found = store_list (txn, filter, me);

  g_assert_cmpstr (found, ==, expected);
}

static void
check_search (DocketTransaction *txn, const char *search, const char *expected)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autofree char *found = NULL;

  filter->search = g_strdup (search);
  found = store_list (txn, filter, 0);

  if (g_strcmp0 (found, expected) != 0)
    g_test_message ("search: %s", search);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_values (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketValues) values = NULL, changed = NULL, read = NULL;
  g_autofree char *customer_text = NULL, *remote_id = NULL;
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 customer = store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Boulangerie Cœur");
  gint64 id;

  customer_text = g_strdup_printf ("%" G_GINT64_FORMAT, customer);
  values = store_values ("title",
                         "No network",
                         "status",
                         "On hold",
                         "priority",
                         "high",
                         "impact",
                         NULL,
                         "customer",
                         customer_text,
                         "created-at",
                         "1000000",
                         "close-due-at",
                         "5000000",
                         "field.Site code",
                         "A7",
                         "field.Floor",
                         NULL,
                         NULL);
  id = docket_tickets_insert (txn, "4711", "1001", values, 2 * SECOND, &error);
  g_assert_no_error (error);

  read = docket_tickets_load_values (txn, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (docket_values_get (read, "title"), ==, "No network");
  g_assert_cmpstr (docket_values_get (read, "status"), ==, "On hold");
  g_assert_cmpstr (docket_values_get (read, "priority"), ==, "high");
  g_assert_true (docket_values_knows (read, "impact"));
  g_assert_null (docket_values_get (read, "impact"));
  g_assert_cmpint (docket_values_get_int64 (read, "customer"), ==, customer);
  g_assert_null (docket_values_get (read, "assignee"));
  g_assert_cmpstr (docket_values_get (read, "created-at"), ==, "1000000");
  g_assert_null (docket_values_get (read, "resolved-at"));
  g_assert_cmpstr (docket_values_get (read, "field.Site code"), ==, "A7");
  g_assert_true (docket_values_knows (read, "field.Floor"));
  g_assert_false (docket_values_knows (read, "field.Other"));
  g_clear_pointer (&read, docket_values_unref);

  changed = store_values ("status",
                          "resolved",
                          "customer",
                          NULL,
                          "field.Site code",
                          "B1",
                          "unheard-of",
                          "x",
                          NULL);
  docket_tickets_set_values (txn, id, changed, &error);
  g_assert_no_error (error);
  store_commit (txn);

  txn = store_fixture_read (fixture);
  read = docket_tickets_load_values (txn, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (docket_values_get (read, "title"), ==, "No network");
  g_assert_cmpstr (docket_values_get (read, "status"), ==, "resolved");
  g_assert_null (docket_values_get (read, "customer"));
  g_assert_cmpstr (docket_values_get (read, "field.Site code"), ==, "B1");
  g_assert_false (docket_values_knows (read, "unheard-of"));

  remote_id = docket_tickets_get_remote_id (txn, id, &error);
  g_assert_cmpstr (remote_id, ==, "4711");
  g_assert_cmpint (docket_tickets_find_by_number (txn, "1001", &error), ==, id);
  g_assert_cmpint (docket_tickets_find_by_remote_id (txn, "4711", &error), ==, id);
  g_assert_cmpint (docket_tickets_find_by_remote_id (txn, "1001", &error), ==, 0);
  g_assert_no_error (error);

  g_assert_null (docket_tickets_load_values (txn, 999, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  docket_transaction_free (txn);
}

static void
test_not_found (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_write (fixture);
  g_autoptr (DocketValues) values = store_values ("title", "x", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_tickets_set_values (txn, 77, values, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (docket_tickets_touch (txn, 77, 1, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (docket_tickets_set_deleted (txn, 77, 1, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (docket_tickets_purge (txn, 77, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (docket_tickets_get_detail_marks (txn, 77, NULL, NULL, NULL, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND);
  g_assert_false (docket_tickets_exists (txn, 77));
}

/* Five tickets, each different in everything. */
static void
add_five (DocketTransaction *txn)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_TECHNICIAN, "Zoé"), ==, 1);
  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_TECHNICIAN, "Ahmed"), ==, 2);
  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Écluse"), ==, 1);
  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Dune"), ==, 2);
  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_CONTRACT, "Gold"), ==, 1);
  g_assert_true (docket_directory_add_status (txn, "On hold", DOCKET_STATUS_KIND_PENDING, &error));

  store_add_ticket (txn,
                    10,
                    "status",
                    "open",
                    "priority",
                    "low",
                    "assignee",
                    "1",
                    "customer",
                    "1",
                    "created-at",
                    "50",
                    "close-due-at",
                    "300",
                    NULL);
  store_add_ticket (txn,
                    20,
                    "status",
                    "pending",
                    "priority",
                    "critical",
                    "impact",
                    "crisis",
                    "customer",
                    "2",
                    "created-at",
                    "40",
                    NULL);
  store_add_ticket (txn,
                    30,
                    "status",
                    "On hold",
                    "priority",
                    "medium",
                    "type",
                    "problem",
                    "assignee",
                    "2",
                    "created-at",
                    "30",
                    "first-response-due-at",
                    "100",
                    "close-due-at",
                    "400",
                    NULL);
  store_add_ticket (txn,
                    40,
                    "status",
                    "resolved",
                    "priority",
                    "high",
                    "type",
                    "change",
                    "assignee",
                    "2",
                    "customer",
                    "1",
                    "contract",
                    "1",
                    "created-at",
                    "20",
                    NULL);
  store_add_ticket (txn,
                    50,
                    "status",
                    "closed",
                    "impact",
                    "minor",
                    "customer",
                    "2",
                    "created-at",
                    "10",
                    "first-response-due-at",
                    "200",
                    NULL);
}

static void
test_facets (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  const gint64 one = 1, two = 2, me = DOCKET_ASSIGNEE_ME, none = DOCKET_ASSIGNEE_NONE;

  add_five (txn);
  store_commit (txn);
  txn = store_fixture_read (fixture);

#define CHECK(set, reset, me_id, expected)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    set;                                                                                           \
    check_list (txn, filter, me_id, expected);                                                     \
    reset;                                                                                         \
  }                                                                                                \
  G_STMT_END
#define STATUSES(...) docket_filter_set_statuses (filter, (const char *[]){ __VA_ARGS__, NULL })

  check_list (txn, filter, 0, "1 2 3 4 5");
  CHECK (STATUSES ("open"), , 0, "1");
  CHECK (STATUSES ("pending"), , 0, "2 3");
  CHECK (STATUSES ("open", "pending"), , 0, "1 2 3");
  CHECK (STATUSES ("On hold"), , 0, "3");
  CHECK (STATUSES ("On hold", "closed"), , 0, "3 5");
  CHECK (STATUSES ("Unheard of"), , 0, "");
  CHECK (STATUSES ("resolved", "closed"), docket_filter_set_statuses (filter, NULL), 0, "4 5");

  CHECK (g_array_append_val (filter->assignees, one), , 0, "1");
  CHECK (g_array_append_val (filter->assignees, none), , 0, "1 2 5");
  CHECK (g_array_append_val (filter->assignees, two),
         g_array_set_size (filter->assignees, 0),
         0,
         "1 2 3 4 5");
  CHECK (g_array_append_val (filter->assignees, none),
         g_array_set_size (filter->assignees, 0),
         0,
         "2 5");
  CHECK (g_array_append_val (filter->assignees, me), , 2, "3 4");
  CHECK (, , 0, "");
  CHECK (g_array_append_val (filter->assignees, none),
         g_array_set_size (filter->assignees, 0),
         0,
         "2 5");

  CHECK (filter->priorities = 1 << DOCKET_PRIORITY_CRITICAL, , 0, "2");
  CHECK (filter->priorities |= 1 << DOCKET_PRIORITY_HIGH, filter->priorities = 0, 0, "2 4");
  CHECK (filter->impacts = 1 << DOCKET_IMPACT_CRISIS, filter->impacts = 0, 0, "2");
  CHECK (filter->types = 1 << DOCKET_TICKET_TYPE_PROBLEM, filter->types = 0, 0, "3");
  CHECK (filter->types = 1 << DOCKET_TICKET_TYPE_INCIDENT, filter->types = 0, 0, "1 2 5");
  CHECK (g_array_append_val (filter->customers, one), , 0, "1 4");
  CHECK (g_array_append_val (filter->contacts, one), , 0, "");
  g_array_set_size (filter->contacts, 0);
  CHECK (g_array_append_val (filter->contracts, one), , 0, "4");
  g_array_set_size (filter->contracts, 0);
  CHECK (g_array_append_val (filter->customers, two),
         g_array_set_size (filter->customers, 0),
         0,
         "1 2 4 5");
  CHECK (filter->from = 30, , 0, "1 2 3");
  CHECK (filter->to = 40, filter->from = 0, 0, "3");
  CHECK (, filter->to = 0, 0, "3 4 5");
  CHECK (filter->due_before = 300, , 0, "3 5");
  CHECK (filter->due_before = 301, filter->due_before = 0, 0, "1 3 5");
  CHECK (filter->updated_since = 40, filter->updated_since = 0, 0, "4 5");
  CHECK (filter->is_signed = TRUE, filter->is_signed = FALSE, 0, "");
  CHECK (filter->waiting = TRUE, filter->waiting = FALSE, 0, "");
#undef CHECK
#undef STATUSES

  docket_transaction_free (txn);
}

static void
set_one (DocketTransaction *txn, gint64 id, const char *field, const char *value)
{
  g_autoptr (DocketValues) values = store_values (field, value, NULL);
  g_autoptr (GError) error = NULL;

  docket_tickets_set_values (txn, id, values, &error);
  g_assert_no_error (error);
}

/* The nearer due time follows each of the two. */
static void
test_due (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_write (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();

  filter->due_before = 300;
  store_add_ticket (txn, 1, "close-due-at", "400", NULL);
  check_list (txn, filter, 0, "");
  set_one (txn, 1, "first-response-due-at", "200");
  check_list (txn, filter, 0, "1");
  set_one (txn, 1, "first-response-due-at", "500");
  check_list (txn, filter, 0, "");
  set_one (txn, 1, "close-due-at", "100");
  check_list (txn, filter, 0, "1");
  set_one (txn, 1, "close-due-at", NULL);
  check_list (txn, filter, 0, "");
  set_one (txn, 1, "first-response-due-at", NULL);
  check_list (txn, filter, 0, "");
}

static void
check_order (DocketTransaction *txn,
             DocketSort sort,
             gboolean ascending,
             DocketGroup group,
             guint limit,
             const char *expected)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ids =
    docket_tickets_list_ids (txn, filter, 0, sort, ascending, group, limit, starts, NULL, &error);

  g_assert_no_error (error);

  for (guint i = 0, nth = 0; i < ids->len; i++)
    {
      if (nth < starts->len && g_array_index (starts, guint, nth) == i && nth++ > 0)
        g_string_append_c (text, '|');

      g_string_append_printf (text, "%d", (int) g_array_index (ids, gint64, i));
    }

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_order (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);

  add_five (txn);

  check_order (txn, DOCKET_SORT_UPDATED, FALSE, DOCKET_GROUP_NONE, 0, "54321");
  check_order (txn, DOCKET_SORT_UPDATED, TRUE, DOCKET_GROUP_NONE, 0, "12345");
  check_order (txn, DOCKET_SORT_UPDATED, FALSE, DOCKET_GROUP_NONE, 2, "54");
  check_order (txn, DOCKET_SORT_CREATED, TRUE, DOCKET_GROUP_NONE, 0, "54321");
  check_order (txn, DOCKET_SORT_PRIORITY, FALSE, DOCKET_GROUP_NONE, 0, "24351");
  check_order (txn, DOCKET_SORT_PRIORITY, TRUE, DOCKET_GROUP_NONE, 0, "51342");
  check_order (txn, DOCKET_SORT_DUE, TRUE, DOCKET_GROUP_NONE, 0, "35142");
  check_order (txn, DOCKET_SORT_DUE, FALSE, DOCKET_GROUP_NONE, 0, "15342");
  check_order (txn, DOCKET_SORT_CUSTOMER, TRUE, DOCKET_GROUP_NONE, 0, "52413");
  check_order (txn, DOCKET_SORT_CUSTOMER, FALSE, DOCKET_GROUP_NONE, 0, "41523");
  check_order (txn, DOCKET_SORT_UPDATED, FALSE, DOCKET_GROUP_STATUS, 0, "1|2|3|4|5");
  check_order (txn, DOCKET_SORT_UPDATED, FALSE, DOCKET_GROUP_ASSIGNEE, 0, "43|1|52");
  check_order (txn, DOCKET_SORT_UPDATED, TRUE, DOCKET_GROUP_CUSTOMER, 0, "25|14|3");
  docket_transaction_free (txn);
}

/* What a list shows of a ticket, joined from everywhere. */
static void
test_rows (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  DocketTransaction *txn = store_fixture_write (fixture);
  const DocketTicketRow *row;
  gint64 ids[] = { 4, 99, 1, 3 };

  add_five (txn);
  docket_tickets_set_deleted (txn, 3, 1, &error);
  g_assert_no_error (error);
  store_commit (txn);

  txn = store_fixture_read (fixture);
  rows = docket_tickets_load_rows (txn, ids, G_N_ELEMENTS (ids), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 2);

  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->id, ==, 4);
  g_assert_cmpstr (row->number, ==, "4");
  g_assert_cmpstr (row->title, ==, "A ticket");
  g_assert_cmpstr (row->status, ==, "resolved");
  g_assert_cmpint (row->status_kind, ==, DOCKET_STATUS_KIND_RESOLVED);
  g_assert_cmpint (row->priority, ==, DOCKET_PRIORITY_HIGH);
  g_assert_cmpint (row->type, ==, DOCKET_TICKET_TYPE_CHANGE);
  g_assert_cmpint (row->assignee, ==, 2);
  g_assert_cmpstr (row->assignee_name, ==, "Ahmed");
  g_assert_cmpstr (row->customer_name, ==, "Écluse");
  g_assert_cmpstr (row->contract_name, ==, "Gold");
  g_assert_cmpint (row->contact, ==, 0);
  g_assert_null (row->contact_name);
  g_assert_cmpint (row->created_at, ==, 20);
  g_assert_cmpint (row->updated_at, ==, 40);
  g_assert_cmpint (row->first_response_due_at, ==, 0);

  row = g_ptr_array_index (rows, 1);
  g_assert_cmpint (row->id, ==, 1);
  g_assert_cmpint (row->close_due_at, ==, 300);
  g_assert_cmpint (docket_ticket_row_get_due_at (row), ==, 300);
  docket_transaction_free (txn);
}

static void
check_unread (DocketTransaction *txn, gint64 id, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &id, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (((DocketTicketRow *) g_ptr_array_index (rows, 0))->unread, ==, expected);
}

static void
test_unread (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_write (fixture);
  g_autoptr (DocketMessage) mine = docket_message_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = store_add_ticket (txn, 10, "source", NULL, NULL);

  mine->ticket = id;
  mine->is_mine = TRUE;
  mine->created_at = 20;
  docket_messages_insert (txn, mine, &error);
  g_assert_no_error (error);
  check_unread (txn, id, FALSE);

  store_add_message (txn, id, 30, "From somebody else");
  check_unread (txn, id, TRUE);

  docket_meta_set (txn, "unread-since", "30", &error);
  check_unread (txn, id, FALSE);
  docket_tickets_set_read (txn, id, 29, &error);
  check_unread (txn, id, TRUE);
  docket_tickets_set_read (txn, id, 30, &error);
  g_assert_no_error (error);
  check_unread (txn, id, FALSE);
}

static void
test_search (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketValues) other = store_values ("title", "Écran noir", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEntry) customer = NULL;
  gint64 message;

  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_CUSTOMER, "Boulangerie Cœur"), ==, 1);
  g_assert_cmpint (store_add_entry (txn, DOCKET_ENTITY_CONTACT, "Zoé Groß"), ==, 1);
  store_add_ticket (txn, 1, "title", "Réseau en panne", "customer", "1", NULL);
  store_add_ticket (txn, 2, "title", "Printer", "contact", "1", NULL);
  store_add_ticket (txn, 3, "title", "Nothing special", NULL);
  message = store_add_message (txn, 3, 3, "The RÉSEAU of the sœur is « down » again");
  store_add_message (txn, 2, 2, "second one");

  check_search (txn, "reseau", "1 3");
  check_search (txn, "rés pan", "1");
  check_search (txn, "coeur", "1");
  check_search (txn, "cœ", "1");
  check_search (txn, "soeur", "3");
  check_search (txn, "gross", "2");
  check_search (txn, "\"down again\"", "3");
  check_search (txn, "\"again down\"", "");
  check_search (txn, "2", "2");
  check_search (txn, "   ", "1 2 3");
  check_search (txn, "\" OR * NEAR(", "");
  check_search (txn, "'; DROP TABLE ticket; --", "");
  check_search (txn, "title:printer", "");

  docket_tickets_set_values (txn, 1, other, &error);
  check_search (txn, "panne", "");
  check_search (txn, "ecran", "1");

  customer = docket_directory_get (txn, DOCKET_ENTITY_CUSTOMER, 1, &error);
  g_free (customer->name);
  customer->name = g_strdup ("Garage Nord");
  docket_directory_save (txn, customer, &error);
  check_search (txn, "coeur", "");
  check_search (txn, "garage", "1");

  docket_tickets_set_deleted (txn, 3, 100, &error);
  check_search (txn, "soeur", "");
  check_search (txn, "special", "");
  docket_tickets_set_deleted (txn, 3, 0, &error);
  check_search (txn, "soeur", "3");
  check_search (txn, "special", "3");
  docket_messages_delete (txn, message, &error);
  check_search (txn, "soeur", "");
  docket_tickets_purge (txn, 2, &error);
  check_search (txn, "second", "");
  check_search (txn, "printer", "");
  g_assert_no_error (error);
  store_commit (txn);
}

static void
test_deleted (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  gint64 kept = store_add_ticket (txn, 1, "source", NULL, NULL);
  gint64 gone = store_add_ticket (txn, 2, "source", NULL, NULL);
  gint64 last;

  docket_tickets_set_deleted (txn, gone, 5, &error);
  g_assert_no_error (error);
  check_list (txn, filter, 0, "1");
  g_assert_false (docket_tickets_exists (txn, gone));
  g_assert_true (docket_tickets_exists (txn, kept));
  g_assert_cmpint (docket_tickets_find_by_number (txn, "2", NULL), ==, 0);
  g_assert_cmpint (docket_tickets_find_by_remote_id (txn, "2", NULL), ==, gone);
  details = docket_tickets_load_details (txn, gone, &error);
  g_assert_no_error (error);
  g_assert_true (details->deleted);

  docket_tickets_purge (txn, gone, &error);
  g_assert_no_error (error);
  last = store_add_ticket (txn, 3, "source", NULL, NULL);
  g_assert_cmpint (last, >, gone);
  store_commit (txn);
}

static void
check_stale (DocketTransaction *txn, gint64 me, gint64 since, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = docket_tickets_list_stale_details (txn, me, since, limit, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%d", (int) g_array_index (ids, gint64, i));

  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_stale (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autofree char *seen = NULL, *loaded = NULL;
  g_autoptr (GError) error = NULL;
  gint64 loaded_at;

  add_five (txn);
  check_stale (txn, 2, 0, 0, "");

  for (gint64 id = 1; id <= 5; id++)
    docket_tickets_set_seen_mark (txn, id, "a", &error);

  check_stale (txn, 2, 0, 0, "321");
  check_stale (txn, 2, 0, 2, "32");
  check_stale (txn, 2, 20, 0, "32");
  check_stale (txn, 2, 1000, 0, "3");
  check_stale (txn, 0, 1000, 0, "");
  docket_wishes_add_ticket (txn, 5, 1, &error);
  docket_wishes_add_ticket (txn, 1, 2, &error);
  check_stale (txn, 2, 1000, 0, "513");

  docket_tickets_set_loaded_mark (txn, 1, "a", 77, &error);
  docket_tickets_get_detail_marks (txn, 1, &seen, &loaded, &loaded_at, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (seen, ==, "a");
  g_assert_cmpstr (loaded, ==, "a");
  g_assert_cmpint (loaded_at, ==, 77);
  check_stale (txn, 2, 1000, 0, "53");
  details = docket_tickets_load_details (txn, 1, &error);
  g_assert_true (details->messages_complete);
  g_clear_object (&details);

  docket_tickets_set_seen_mark (txn, 1, "b", &error);
  check_stale (txn, 2, 1000, 0, "513");
  details = docket_tickets_load_details (txn, 1, &error);
  g_assert_no_error (error);
  g_assert_false (details->messages_complete);
  store_commit (txn);
}

/* The kind of a server's own status may come after its tickets, or change. */
static void
test_status_kind (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new_default ();
  g_autoptr (GPtrArray) statuses = NULL;
  g_autoptr (GError) error = NULL;

  store_add_ticket (txn, 1, "status", "Parked", NULL);
  check_list (txn, filter, 0, "1");
  docket_directory_add_status (txn, "Parked", DOCKET_STATUS_KIND_CLOSED, &error);
  g_assert_no_error (error);
  check_list (txn, filter, 0, "");
  g_assert_cmpint (docket_directory_get_status_kind (txn, "Parked"), ==, DOCKET_STATUS_KIND_CLOSED);
  g_assert_cmpint (docket_directory_get_status_kind (txn, "pending"),
                   ==,
                   DOCKET_STATUS_KIND_PENDING);

  statuses = docket_directory_list_statuses (txn, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (statuses->len, ==, 5);
  g_assert_cmpstr (g_ptr_array_index (statuses, 0), ==, "open");
  g_assert_cmpstr (g_ptr_array_index (statuses, 4), ==, "Parked");
  store_commit (txn);
}

/* A reference to what is not there is refused, and then nothing of the transaction stays. */
static void
test_bad_reference (StoreFixture *fixture, gconstpointer data)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketValues) values = store_values ("title", "x", "customer", "12345", NULL);
  g_autoptr (GError) error = NULL;

  store_add_ticket (txn, 1, "source", NULL, NULL);
  g_assert_cmpint (docket_tickets_insert (txn, NULL, NULL, values, 1, &error), ==, 0);
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (docket_transaction_commit (txn, &error));
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_FAILED);
  docket_transaction_free (txn);

  txn = store_fixture_read (fixture);
  g_assert_false (docket_tickets_exists (txn, 1));
  docket_transaction_free (txn);
}

static void
test_cancelled (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = store_fixture_read (fixture);
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n_tickets;

  g_cancellable_cancel (cancellable);
  g_assert_false (docket_tickets_count (txn, filter, 0, &n_tickets, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  /* The transaction can still be asked. */
  g_assert_true (docket_tickets_count (txn, filter, 0, &n_tickets, NULL, &error));
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/store/tickets/values", test_values);
  store_test_add ("/store/tickets/not-found", test_not_found);
  store_test_add ("/store/tickets/facets", test_facets);
  store_test_add ("/store/tickets/due", test_due);
  store_test_add ("/store/tickets/order", test_order);
  store_test_add ("/store/tickets/rows", test_rows);
  store_test_add ("/store/tickets/unread", test_unread);
  store_test_add ("/store/tickets/search", test_search);
  store_test_add ("/store/tickets/deleted", test_deleted);
  store_test_add ("/store/tickets/stale", test_stale);
  store_test_add ("/store/tickets/status-kind", test_status_kind);
  store_test_add ("/store/tickets/bad-reference", test_bad_reference);
  store_test_add ("/store/tickets/cancelled", test_cancelled);

  return g_test_run ();
}
