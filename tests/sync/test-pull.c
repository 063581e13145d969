/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

#define MANY 10000

static DocketTestSandbox *sandbox;
static guint n_used;

static guint
count_server_tickets (void)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=tickets");

  return json_array_get_length (
    json_object_get_array_member (json_node_get_object (root), "tickets"));
}

/* A first pull that is cut in the middle shows what it has, and goes on where it was. */
static void
test_many_interrupted (void)
{
  g_autoptr (DocketTestSandbox) many =
    docket_test_sandbox_start ("--tickets", G_STRINGIFY (MANY), "--rate", "0", NULL);
  g_autoptr (Client) client = client_new (many, ME);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  guint n_first, n_requests;
  DocketSyncReport report;

  docket_test_sandbox_post_faults (many,
                                   "{\"match\": {\"path\": \"/api/v3/tickets*\"}, \"skip\": 80, "
                                   "\"times\": 0, \"fault\": \"drop-before\"}");
  g_assert_false (client_try_sync (client, &error));
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN);
  n_first = client_count_tickets (client);
  g_assert_cmpuint (n_first, >, 2000);
  g_assert_cmpuint (n_first, <, MANY);

  docket_test_sandbox_lift_faults (many);
  before = docket_test_sandbox_get_state (many, "parts=requests");
  docket_clock_advance (client->clock, 60 * SECOND);
  report = client_sync (client);
  after = docket_test_sandbox_get_state (many, "parts=requests");
  n_requests = json_object_get_int_member (json_node_get_object (after), "requests") -
               json_object_get_int_member (json_node_get_object (before), "requests");

  g_assert_cmpuint (client_count_tickets (client), ==, MANY);
  g_assert_cmpuint (report.pulled, >=, MANY - n_first);

  /* It did not begin anew: 200 pages would have been read. The rest is 60 tickets' details. */
  g_assert_cmpuint (n_requests, <, 160 + 60 * 6);
}

/* Everything again, and not a change: the screen stands still. */
static void
test_nothing_new (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  DocketSyncReport report;

  client_sync (client);
  g_assert_cmpuint (client_count_tickets (client), ==, count_server_tickets ());
  report = client_sync (client);
  g_assert_cmpuint (report.pulled, ==, 0);
  g_assert_cmpuint (report.counts.waiting, ==, 0);
}

static void
test_changes_of_others (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT, remote);
  g_autofree char *comments = g_strconcat (path, "/comments", NULL);
  g_autofree char *title = NULL;
  gint64 ticket;
  DocketSyncReport report;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  docket_clock_advance (client->clock, 5 * SECOND);
  g_assert_cmpuint (docket_test_sandbox_act (sandbox,
                                             "tech2@example.com",
                                             "PUT",
                                             path,
                                             "{\"TicketTitle\": \"Changed on the web\"}",
                                             NULL),
                    ==,
                    200);
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "POST",
                           comments,
                           "{\"CommentText\": \"Written on the web\"}",
                           NULL);
  report = client_sync (client);
  g_assert_cmpuint (report.pulled, ==, 1);
  title = client_get (client, ticket, "title");
  g_assert_cmpstr (title, ==, "Changed on the web");
  client_open_ticket (client, ticket);
  g_assert_cmpuint (client_count_messages (client, ticket, "Written on the web"), ==, 1);
  g_assert_cmpuint (client_count_messages (client, ticket, NULL),
                    ==,
                    server_count_comments (sandbox, remote, NULL));
}

static void
assert_related (Client *client, gint64 ticket, gint64 other, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (docket_relations_get (txn, ticket, &found, &error), ==, other);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, kind);
}

/* A ticket of the server that no other is related to. */
static gint64
find_lone (Client *client)
{
  while (TRUE)
    {
      const gint64 remote = server_full_ticket (sandbox, n_used++);
      const gint64 ticket = client_find (client, remote);
      g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);

      if (docket_relations_get (txn, ticket, NULL, NULL) == 0)
        return remote;
    }
}

/* Parent and child are tied from both ends, and let go again. */
static void
test_relations (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  const DocketSyncReport report = client_sync (client);
  const gint64 parent = find_lone (client);
  const gint64 child = find_lone (client);
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/relations", child);
  g_autofree char *end = g_strconcat (path, "/Parent", NULL);
  g_autofree char *body =
    g_strdup_printf ("{\"RelatedTicketId\": %" G_GINT64_FORMAT ", \"RelationType\": \"Parent\"}",
                     parent);
  gint64 parent_here, child_here;

  g_assert_cmpuint (report.pulled, >, 0);
  parent_here = client_find (client, parent);
  child_here = client_find (client, child);
  assert_related (client, child_here, 0, NULL);

  docket_clock_advance (client->clock, 5 * SECOND);
  g_assert_cmpuint (
    docket_test_sandbox_act (sandbox, "tech2@example.com", "POST", path, body, NULL),
    ==,
    201);
  client_sync (client);
  assert_related (client, child_here, parent_here, "parent");
  assert_related (client, parent_here, child_here, "child");

  docket_clock_advance (client->clock, 5 * SECOND);
  g_assert_cmpuint (
    docket_test_sandbox_act (sandbox, "tech2@example.com", "DELETE", end, NULL, NULL),
    ==,
    204);
  client_sync (client);
  assert_related (client, child_here, 0, NULL);
  assert_related (client, parent_here, 0, NULL);
}

/* Equal messages are as many as on the server, and keep their places. */
static void
test_equal_messages (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments", remote);
  g_autofree char *last = NULL;
  gint64 ticket;

  for (guint i = 0; i < 3; i++)
    docket_test_sandbox_act (sandbox,
                             "tech2@example.com",
                             "POST",
                             path,
                             "{\"CommentText\": \"ok\"}",
                             NULL);

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  g_assert_cmpuint (client_count_messages (client, ticket, "ok"), ==, 3);

  last = g_strdup_printf ("%s/%u", path, server_count_comments (sandbox, remote, NULL) - 1);
  docket_test_sandbox_act (sandbox, "tech2@example.com", "DELETE", last, NULL, NULL);
  client_open_ticket (client, ticket);
  g_assert_cmpuint (client_count_messages (client, ticket, "ok"), ==, 2);
}

/* The second client's own field is taken, and the field of both is a conflict. */
typedef struct
{
  Client *first;
  Client *second;
  gint64 remote;
  gint64 ticket;
  char *uuid;
} Two;

static void
set_up_two (Two *two)
{
  g_autofree char *impact = NULL;

  two->remote = server_full_ticket (sandbox, n_used++);
  two->first = client_new (sandbox, ME);
  two->second = client_new (sandbox, "tech2@example.com");
  client_sync (two->first);
  client_sync (two->second);
  two->ticket = client_find (two->first, two->remote);
  g_free (client_set (two->second, client_find (two->second, two->remote), "title", "Theirs"));

  impact = client_get (two->first, two->ticket, "impact");

  if (!g_str_equal (impact, "crisis"))
    g_free (client_set (two->second, client_find (two->second, two->remote), "impact", "crisis"));

  two->uuid = client_set (two->first, two->ticket, "title", "Mine");
  client_sync (two->second);
  client_sync (two->first);
}

static void
tear_down_two (Two *two)
{
  client_free (two->first);
  client_free (two->second);
  g_free (two->uuid);
}

static void
resolve (Two *two, gboolean take_theirs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (two->first->store, NULL, NULL);

  docket_outbox_resolve (txn, two->ticket, "title", take_theirs, &two->first->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
}

static void
assert_titles (Two *two, const char *title)
{
  g_autofree char *there = server_get (sandbox, two->remote, "TicketTitle");
  g_autofree char *here = client_get (two->first, two->ticket, "title");
  g_autofree char *impact = client_get (two->first, two->ticket, "impact");

  g_assert_cmpstr (there, ==, title);
  g_assert_cmpstr (here, ==, title);
  g_assert_cmpstr (impact, ==, "crisis");
}

static void
test_conflict (gconstpointer data)
{
  const gboolean take_theirs = GPOINTER_TO_INT (data);
  Two two = { 0 };
  g_autofree char *shown = NULL;
  g_autofree char *there = NULL;

  set_up_two (&two);
  client_assert_state (two.first,
                       two.uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_CONFLICT);
  shown = client_get (two.first, two.ticket, "title");
  there = server_get (sandbox, two.remote, "TicketTitle");
  g_assert_cmpstr (shown, ==, "Mine");
  g_assert_cmpstr (there, ==, "Theirs");

  resolve (&two, take_theirs);
  client_sync (two.first);
  client_assert_quiet (two.first);
  assert_titles (&two, take_theirs ? "Theirs" : "Mine");
  tear_down_two (&two);
}

/* What was kept is weighed against the value that was shown, not against one that came since. */
static void
test_conflict_shown_again (void)
{
  Two two = { 0 };

  set_up_two (&two);
  g_free (client_set (two.second, client_find (two.second, two.remote), "title", "Theirs again"));
  client_sync (two.second);
  resolve (&two, FALSE);
  client_sync (two.first);
  client_assert_state (two.first,
                       two.uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_CONFLICT);
  resolve (&two, TRUE);
  client_sync (two.first);
  assert_titles (&two, "Theirs again");
  tear_down_two (&two);
}

/* A customer wrote what was not on the screen: a resolve waits for the person. */
static void
test_news_hold_a_resolve (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments", remote);
  g_autofree char *status = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *there = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  status = client_get (client, ticket, "status");
  uuid =
    client_set (client, ticket, "status", g_str_equal (status, "resolved") ? "closed" : "resolved");
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "POST",
                           path,
                           "{\"CommentText\": \"Wait, there is more\"}",
                           NULL);
  client_sync (client);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_NEWS);

  txn = docket_store_begin_write (client->store, NULL, NULL);
  operation = docket_outbox_retry (txn, uuid, TRUE, &client->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  client_sync (client);
  client_assert_quiet (client);
  there = server_get (sandbox, remote, "TicketStatus");
  g_assert_true (g_str_equal (there, "Resolved") || g_str_equal (there, "Closed"));
}

static void
test_gone (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used);
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT, remote);
  g_autofree char *uuid = NULL;

  client_sync (client);
  uuid = client_set (client, client_find (client, remote), "title", "Too late");
  docket_test_sandbox_act (sandbox, "tech2@example.com", "DELETE", path, NULL, NULL);
  client_sync (client);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_GONE);
}

/* A server that was set back and gives its numbers again: nothing reaches another customer. */
static void
test_stranger (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 snapshot = docket_test_sandbox_snapshot (sandbox);
  g_autofree char *uuid = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remote_id = NULL;
  g_autofree char *json = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  gint64 ticket;

  client_sync (client);
  ticket = client_create (client, "Mine before the reset", NULL);
  client_sync (client);
  txn = docket_store_begin_read (client->store, NULL, NULL);
  remote_id = docket_tickets_get_remote_id (txn, ticket, NULL);
  g_clear_pointer (&txn, docket_transaction_free);
  uuid = client_say (client, ticket, "For the right ears only", FALSE);

  docket_test_sandbox_restore (sandbox, snapshot, TRUE);
  root = docket_test_sandbox_get_state (sandbox, "parts=contacts");
  json =
    g_strdup_printf ("{\"TicketTitle\": \"Somebody else's\", \"Description\": \"x\", "
                     "\"EndUserID\": %" G_GINT64_FORMAT "}",
                     json_object_get_int_member (
                       json_array_get_object_element (
                         json_object_get_array_member (json_node_get_object (root), "contacts"),
                         0),
                       "EndUserID"));
  docket_test_sandbox_act (sandbox, "tech2@example.com", "POST", "/tickets", json, NULL);
  g_clear_pointer (&root, json_node_unref);
  g_assert_nonnull (server_ticket (sandbox, g_ascii_strtoll (remote_id, NULL, 10), &root));

  g_assert_false (client_try_sync (client, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_STRANGER);
  client_assert_state (client,
                       uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_STRANGER);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 0);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "120", "--seed", "7", "--rate", "0", NULL);

  g_test_add_func ("/pull/many-interrupted", test_many_interrupted);
  g_test_add_func ("/pull/nothing-new", test_nothing_new);
  g_test_add_func ("/pull/changes-of-others", test_changes_of_others);
  g_test_add_func ("/pull/relations", test_relations);
  g_test_add_func ("/pull/equal-messages", test_equal_messages);
  g_test_add_data_func ("/pull/conflict-keep-mine", GINT_TO_POINTER (FALSE), test_conflict);
  g_test_add_data_func ("/pull/conflict-take-theirs", GINT_TO_POINTER (TRUE), test_conflict);
  g_test_add_func ("/pull/conflict-shown-again", test_conflict_shown_again);
  g_test_add_func ("/pull/news-hold-a-resolve", test_news_hold_a_resolve);
  g_test_add_func ("/pull/gone", test_gone);
  g_test_add_func ("/pull/stranger", test_stranger);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
