/* The feeds of Atera: pages in order, what came since, what became of a creation, the directory.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "atera-fixture.h"

/* Reads all pages of the feed; the ids must come from the newest to the oldest. */
static void
check_newest_first (guint n_tickets, gboolean newest_first)
{
  g_auto (AteraFixture) fixture = { 0 };
  guint next = n_tickets, n_pages = 1;

  fixture.n_tickets = n_tickets;
  fixture.newest_first = newest_first;
  atera_fixture_start (&fixture, NULL);

  for (guint page = 1; page <= n_pages; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRemotePage) result =
        docket_remote_pull_tickets (fixture.remote, 0, page, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (result->page, ==, page);
      g_assert_cmpuint (result->total, ==, n_tickets);
      n_pages = result->n_pages;

      for (guint i = 0; i < result->tickets->len; i++, next--)
        {
          const DocketRemoteTicket *ticket = result->tickets->pdata[i];
          g_autofree char *expected = g_strdup_printf ("%u", next);

          g_assert_cmpstr (ticket->remote_id, ==, expected);
        }
    }

  g_assert_cmpuint (next, ==, 0);
  g_assert_cmpuint (n_pages, ==, (n_tickets + 49) / 50);

  /* Each page once, and once more to see where the end is. */
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), <=, n_pages + 1);
}

static void
test_newest_first (void)
{
  static const guint sizes[] = { 1, 49, 50, 51, 420 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check_newest_first (sizes[i], TRUE);
      check_newest_first (sizes[i], FALSE);
    }
}

/* A pull that was broken off goes on at its page, in another process. */
static void
test_goes_on_at_a_page (void)
{
  g_auto (AteraFixture) fixture = { .n_tickets = 120, .newest_first = FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemotePage) page = NULL;
  const DocketRemoteTicket *ticket;

  atera_fixture_start (&fixture, NULL);
  page = docket_remote_pull_tickets (fixture.remote, 0, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->n_pages, ==, 3);
  ticket = page->tickets->pdata[0];
  g_assert_cmpstr (ticket->remote_id, ==, "100");
}

/* A probe looks at other feeds meanwhile: the order is not looked at again. */
static void
test_feeds_meet (void)
{
  g_auto (AteraFixture) fixture = { .n_tickets = 420, .newest_first = FALSE };
  guint n_looks = 0;

  atera_fixture_start (&fixture, NULL);

  for (guint page = 1; page <= 4; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRemotePage) result =
        docket_remote_pull_tickets (fixture.remote, 0, page, NULL, &error);
      g_autoptr (DocketRemotePage) other = NULL;
      g_autofree char *expected =
        g_strdup_printf ("%u", 420 - (page > 1 ? (page - 1) * 50 - 30 : 0));
      const DocketRemoteTicket *ticket;

      g_assert_no_error (error);
      ticket = result->tickets->pdata[0];
      g_assert_cmpstr (ticket->remote_id, ==, expected);
      other = docket_remote_pull_tickets (fixture.remote, G_USEC_PER_SEC, 1, NULL, NULL);
      g_assert_null (other);
    }

  for (guint i = 0; i < fixture.requests->len; i++)
    n_looks += strstr (fixture.requests->pdata[i], "/tickets?page=1&") != NULL ? 1 : 0;

  g_assert_cmpuint (n_looks, ==, 1);
}

/* Rule 11: what was read ahead began before the write. */
static void
test_push_drops_what_was_read_ahead (void)
{
  g_auto (AteraFixture) fixture = { .n_tickets = 420, .newest_first = TRUE };
  g_autoptr (DocketRemotePage) first = NULL;
  g_autoptr (DocketRemotePage) second = NULL;
  const DocketPush push = {
    .kind = DOCKET_OPERATION_KIND_DELETE,
    .uuid = ATERA_UUID,
    .ticket_remote_id = "12",
  };
  g_auto (DocketPushOutcome) outcome = { 0 };
  gint64 pushed_at;

  atera_fixture_start (&fixture, NULL);
  first = docket_remote_pull_tickets (fixture.remote, 0, 1, NULL, NULL);

  while (atera_fixture_count_requests (&fixture, "GET /api/v3/tickets?page=4&") == 0)
    g_thread_yield ();

  docket_remote_push (fixture.remote, &push, &outcome, NULL);
  pushed_at = docket_clock_get_monotonic (fixture.clock);
  second = docket_remote_pull_tickets (fixture.remote, 0, 2, NULL, NULL);

  g_assert_cmpint (first->began_at, <, pushed_at);
  g_assert_cmpint (second->began_at, >=, pushed_at);
}

static void
test_since (void)
{
  static const AteraRoute routes[] = {
    { "/tickets/lastmodified",
      200,
      "{\"items\": [" ATERA_TICKET_12 "], \"totalItemCount\": 1, \"totalPages\": 1}" },
    { NULL, 0, NULL },
  };
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemotePage) page = NULL;

  atera_fixture_start (&fixture, routes);
  page = docket_remote_pull_tickets (fixture.remote,
                                     atera_instant ("2026-11-20T07:59:59.9Z"),
                                     1,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->tickets->len, ==, 1);
  g_assert_cmpuint (fixture.requests->len, ==, 1);
  g_assert_cmpstr (fixture.requests->pdata[0],
                   ==,
                   "GET /api/v3/tickets/lastmodified?date=2026-11-20T07:59:59Z"
                   "&includeComments=true&page=1&itemsInPage=50&includeRelations=true ");
}

static void
test_find_created (void)
{
  static const AteraRoute routes[] = {
    { "/tickets/lastmodified",
      200,
      "{\"items\": [" ATERA_TICKET_12 ","
      " {\"TicketID\": 13, \"TicketTitle\": \"Printer\\u00a0jams\", \"EndUserID\": 77,"
      "  \"TicketCreatedDate\": \"2026-11-21T08:00:00Z\"},"
      " {\"TicketID\": 14, \"TicketTitle\": \"Printer jams\", \"EndUserID\": 78,"
      "  \"TicketCreatedDate\": \"2026-11-21T08:00:00Z\"},"
      " {\"TicketID\": 15, \"TicketTitle\": \"Printer jams again\", \"EndUserID\": 77,"
      "  \"TicketCreatedDate\": \"2026-11-21T08:00:00Z\"}],"
      " \"totalItemCount\": 4, \"totalPages\": 1}" },
    { NULL, 0, NULL },
  };
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GPtrArray) found = NULL;
  const DocketPush push = { .kind = DOCKET_OPERATION_KIND_CREATE,
                            .uuid = ATERA_UUID,
                            .values = values };
  gboolean complete = FALSE;
  const DocketRemoteTicket *ticket;

  docket_values_set (values, "title", "Printer jams");
  docket_values_set (values, "contact", "77");
  atera_fixture_start (&fixture, routes);
  found = docket_remote_find_created (fixture.remote,
                                      &push,
                                      atera_instant ("2026-11-21T08:00:00.5Z"),
                                      &complete,
                                      NULL,
                                      &error);
  g_assert_no_error (error);
  g_assert_true (complete);
  g_assert_cmpuint (found->len, ==, 1);
  ticket = found->pdata[0];
  g_assert_cmpstr (ticket->remote_id, ==, "13");
}

static const AteraRoute directory_routes[] = {
  { "/account",
    200,
    "{\"AccountID\": \"a\", \"IsITDepartment\": false,"
    " \"TimeZoneName\": \"Romance Standard Time\"}" },
  { "/workhours",
    200,
    "{\"items\": [{\"WorkHoursID\": 1, \"TicketID\": 1, \"TechnicianContactID\": 3,"
    " \"TechnicianFullName\": \"Tom Reed\", \"TechnicianEmail\": \"tom@example.com\"},"
    " {\"WorkHoursID\": 2, \"TicketID\": 1, \"TechnicianContactID\": 3,"
    " \"TechnicianFullName\": \"Tom Reed\"}], \"totalItemCount\": 2, \"totalPages\": 1}" },
  { "/tickets",
    200,
    "{\"items\": [" ATERA_TICKET_12 "], \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/customers",
    200,
    "{\"items\": [{\"CustomerID\": 5, \"CustomerName\": \"Alder IT\", \"City\": \"Lyon\","
    " \"Longitude\": 4.8}], \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/contacts",
    200,
    "{\"items\": [{\"EndUserID\": 77, \"CustomerID\": 5, \"Firstname\": \"Ana\","
    " \"Lastname\": \"Lima\", \"Email\": \"ana@example.com\", \"Archived\": true}],"
    " \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/contracts",
    200,
    "{\"items\": [{\"CustomerID\": 5, \"ContractID\": 8, \"ContractName\": \"Block\","
    " \"ContractType\": \"BlockHours\", \"Active\": true,"
    " \"BlockHoursContract\": {\"HoursIncluded\": 12.5}}],"
    " \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/rates/products",
    200,
    "{\"items\": [{\"RateID\": 4, \"Description\": \"Hour\", \"Amount\": 95}],"
    " \"totalItemCount\": 1, \"totalPages\": 1}" },
  { NULL, 0, NULL },
};

static gboolean
add_entry_cb (DocketEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (entry));

  return TRUE;
}

static gboolean
stop_cb (DocketEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (entry));

  return FALSE;
}

static void
test_directory (void)
{
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  DocketEntry **all;

  atera_fixture_start (&fixture, directory_routes);
  g_assert_true (docket_remote_pull_directory (fixture.remote,
                                               atera_instant ("2026-11-23T10:00:00Z"),
                                               add_entry_cb,
                                               entries,
                                               NULL,
                                               &error));
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 5);
  all = (DocketEntry **) entries->pdata;

  g_assert_cmpint (all[0]->entity, ==, DOCKET_ENTITY_TECHNICIAN);
  g_assert_cmpstr (all[0]->remote_id, ==, "3");
  g_assert_cmpstr (docket_entry_get (all[0], "email"), ==, "tom@example.com");
  g_assert_cmpint (all[1]->entity, ==, DOCKET_ENTITY_CUSTOMER);
  g_assert_cmpstr (all[1]->name, ==, "Alder IT");
  g_assert_cmpstr (docket_entry_get (all[1], "city"), ==, "Lyon");
  g_assert_cmpint (all[2]->entity, ==, DOCKET_ENTITY_CONTACT);
  g_assert_cmpstr (all[2]->name, ==, "Ana Lima");
  g_assert_cmpstr (docket_entry_get (all[2], "customer_remote_id"), ==, "5");
  g_assert_true (all[2]->archived);
  g_assert_cmpint (all[3]->entity, ==, DOCKET_ENTITY_CONTRACT);
  g_assert_cmpstr (docket_entry_get (all[3], "kind"), ==, "block-hours");
  g_assert_cmpstr (docket_entry_get (all[3], "hours_included"), ==, "12.5");
  g_assert_false (all[3]->archived);
  g_assert_cmpint (all[4]->entity, ==, DOCKET_ENTITY_RATE);
  g_assert_cmpstr (docket_entry_get (all[4], "amount"), ==, "95.00");

  /* The account's zone is an hour ahead of UTC then; two hours are read twice. */
  g_assert_cmpuint (atera_fixture_count_requests (&fixture,
                                                  "GET /api/v3/customers?FromLastModifiedDate="
                                                  "2026-11-23T09:00:00&"),
                    ==,
                    1);
}

static void
test_directory_stopped (void)
{
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  atera_fixture_start (&fixture, directory_routes);
  g_assert_true (docket_remote_pull_directory (fixture.remote, 0, stop_cb, entries, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpuint (atera_fixture_count_requests (&fixture, "GET /api/v3/customers"), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/atera/newest-first", test_newest_first);
  g_test_add_func ("/remote/atera/goes-on-at-a-page", test_goes_on_at_a_page);
  g_test_add_func ("/remote/atera/feeds-meet", test_feeds_meet);
  g_test_add_func ("/remote/atera/push-drops-what-was-read-ahead",
                   test_push_drops_what_was_read_ahead);
  g_test_add_func ("/remote/atera/since", test_since);
  g_test_add_func ("/remote/atera/find-created", test_find_created);
  g_test_add_func ("/remote/atera/directory", test_directory);
  g_test_add_func ("/remote/atera/directory-stopped", test_directory_stopped);

  return g_test_run ();
}
