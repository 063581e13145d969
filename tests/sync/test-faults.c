/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

static DocketTestSandbox *sandbox;

/* The first tickets serve each kind of operation in turn; the rest is used once. */
#define N_SHARED 20

static guint n_used = N_SHARED;

typedef struct
{
  const char *name;
  const char *method;
  const char *path;
} Kind;

/* The request that writes, by the kind of operation. */
static const Kind kinds[] = {
  { "set", "PUT", "/tickets/*" },       { "message", "POST", "/comments" },
  { "time", "POST", "/workhours" },     { "create", "POST", "/tickets" },
  { "delete", "DELETE", "/tickets/*" },
};

typedef struct
{
  const char *name;
  const char *arg;
} Fault;

/* Each is met once. Whatever happens, the server does it once. */
static const Fault faults[] = {
  { "drop-before", NULL },
  { "drop-during", NULL },
  { "drop-after", NULL },
  { "status", "500" },
  { "status", "503" },
  { "status-after", "500" },
  { "status-after", "502" },
  { "html", NULL },
  { "json", NULL },
  { "type", NULL },
  { "big", NULL },
  { "cut", "9" },
  { "cut", "60" },
  { "rate", "\"2\"" },
  { "redirect", "\"/api/v3/account\"" },
  { "status", "412" },
  { "status", "409" },
  { "status", "{\"code\": 403, \"shape\": \"html\"}" },
};

static char *
act (Client *client, const Kind *kind, gint64 ticket, const char *text)
{
  if (g_str_equal (kind->name, "set"))
    return client_set (client, ticket, "title", text);

  if (g_str_equal (kind->name, "message"))
    return client_say (client, ticket, text, FALSE);

  if (g_str_equal (kind->name, "time"))
    return client_add_time (client,
                            ticket,
                            docket_clock_get_wall (client->clock) / (60 * SECOND) * 60 * SECOND -
                              7200 * SECOND,
                            text);

  if (g_str_equal (kind->name, "delete"))
    return client_delete (client, ticket);

  {
    g_autoptr (DocketTransaction) txn = NULL;
    g_autoptr (GPtrArray) operations = NULL;
    gint64 made = client_create (client, text, NULL);

    txn = docket_store_begin_read (client->store, NULL, NULL);
    operations = docket_operations_list_of_ticket (txn, made, FALSE, NULL);
    g_assert_cmpuint (operations->len, ==, 1);

    return g_strdup (((DocketOperation *) g_ptr_array_index (operations, 0))->uuid);
  }
}

/* Time passes and syncs come and go, until the operation has found its end. */
static void
settle (Client *client, const char *uuid)
{
  for (guint i = 0; i < 12; i++)
    {
      g_autoptr (DocketOperation) operation = client_operation (client, uuid);

      if (!docket_operation_is_open (operation) ||
          operation->state == DOCKET_OPERATION_STATE_NEEDS_ME)
        return;

      docket_clock_advance (client->clock, 61 * SECOND);
      client_try_sync (client, NULL);
    }
}

static void
assert_once (Client *client, const Kind *kind, gint64 remote, const char *uuid, const char *text)
{
  g_autofree char *title = NULL;
  g_autoptr (JsonNode) root = NULL;

  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 1);

  if (g_str_equal (kind->name, "message"))
    g_assert_cmpuint (server_count_comments (sandbox, remote, text), ==, 1);
  else if (g_str_equal (kind->name, "time"))
    g_assert_cmpuint (server_count_hours (sandbox, remote, text), ==, 1);
  else if (g_str_equal (kind->name, "create"))
    g_assert_cmpuint (server_count_titles (sandbox, text), ==, 1);
  else if (g_str_equal (kind->name, "delete"))
    g_assert_null (server_ticket (sandbox, remote, &root));
  else
    {
      title = server_get (sandbox, remote, "TicketTitle");
      g_assert_cmpstr (title, ==, text);
    }
}

static void
test_kind (gconstpointer data)
{
  const Kind *kind = data;
  g_autoptr (Client) client = client_new (sandbox, ME);
  guint n_tickets;

  client_sync (client);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const gboolean creates = g_str_equal (kind->name, "create");
      const gboolean deletes = g_str_equal (kind->name, "delete");
      gint64 remote = server_full_ticket (sandbox, deletes ? N_SHARED : i);
      gint64 ticket = client_find (client, remote);
      g_autofree char *text = g_strdup_printf ("Fault %u of %s, and nothing else", i, kind->name);
      g_autofree char *uuid = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s: %s %s", kind->name, faults[i].name, faults[i].arg);
      client_open_ticket (client, ticket);
      n_tickets = client_count_tickets (client);
      uuid = act (client, kind, ticket, text);
      server_fault (sandbox, kind->method, kind->path, 1, faults[i].name, faults[i].arg);
      client_try_sync (client, &error);
      settle (client, uuid);
      assert_once (client, kind, remote, uuid, text);
      docket_test_sandbox_lift_faults (sandbox);

      if (creates)
        g_assert_cmpuint (client_count_tickets (client), ==, n_tickets + 1);
    }

  client_assert_quiet (client);
  server_assert_none_rejected (sandbox);
}

/* A key that ends in mid-sync: everything waits, and goes on with a new one. */
static void
test_refused_key (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (DocketSyncStatus) status = { 0 };
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  uuid = client_set (client, ticket, "title", "With the old key");
  other = client_say (client, ticket, "With the old key", TRUE);
  server_fault (sandbox,
                "PUT",
                "/tickets/*",
                1,
                "status",
                "{\"code\": 401, \"shape\": \"problem\"}");

  g_assert_false (client_try_sync (client, &error));
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET);
  docket_engine_get_status (client->engine, &status);
  g_assert_cmpint (status.state, ==, DOCKET_SYNC_STATE_NEEDS_SECRET);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_AGAIN, DOCKET_OPERATION_REASON_NONE);

  client_set_remote (client, sandbox, DOCKET_TEST_SANDBOX_KEY);
  client_sync (client);
  client_assert_quiet (client);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 1);
  g_assert_cmpuint (server_count_effects (sandbox, other), ==, 1);
}

/* Three redirects are a refusal; the secret goes nowhere. */
static void
test_redirects (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;

  client_sync (client);
  uuid = client_set (client, client_find (client, remote), "title", "Elsewhere");
  server_fault (sandbox, "PUT", "/tickets/*", 0, "redirect", "\"http://127.0.0.1:9/\"");
  client_try_sync (client, NULL);
  settle (client, uuid);
  client_assert_state (client,
                       uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_REFUSED);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 0);
  docket_test_sandbox_lift_faults (sandbox);
}

/* A refusal in the server's own shape is the operation's own trouble; discarding it shows the
 * server's value again. */
static void
test_refusal (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_autofree char *other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) discarded = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  before = client_get (client, ticket, "title");
  uuid = client_set (client, ticket, "title", "Not this");
  other = client_say (client, ticket, "Goes all the same", TRUE);
  server_fault (sandbox,
                "PUT",
                "/tickets/*",
                1,
                "status",
                "{\"code\": 400, \"shape\": \"problem\"}");
  client_sync (client);
  client_assert_state (client,
                       uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_REFUSED);
  client_assert_state (client, other, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);

  txn = docket_store_begin_write (client->store, NULL, NULL);
  discarded = docket_outbox_discard (txn, uuid, &client->context, &error);
  g_assert_no_error (error);
  g_assert_cmpint (discarded->state, ==, DOCKET_OPERATION_STATE_WITHDRAWN);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  after = client_get (client, ticket, "title");
  g_assert_cmpstr (after, ==, before);
}

/* A server that is away: nothing is lost, nothing is sent twice. */
static void
test_offline (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (DocketSyncStatus) status = { 0 };

  client_sync (client);
  uuid = client_say (client, client_find (client, remote), "Written on the train", FALSE);
  docket_test_sandbox_post_faults (sandbox, "{\"fault\": \"refuse\", \"times\": 0}");
  g_assert_false (client_try_sync (client, &error));
  docket_engine_get_status (client->engine, &status);
  g_assert_cmpint (status.state, ==, DOCKET_SYNC_STATE_OFFLINE);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_WAITING, DOCKET_OPERATION_REASON_NONE);

  docket_test_sandbox_lift_faults (sandbox);
  client_sync (client);
  client_assert_quiet (client);
  g_assert_cmpuint (server_count_comments (sandbox, remote, "Written on the train"), ==, 1);
}

/* A server that does it after the connection has died, while the client still asks. */
static void
test_late (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;

  client_sync (client);
  uuid = client_say (client, client_find (client, remote), "Late, but once", FALSE);
  server_fault (sandbox, "POST", "/comments", 1, "late", "300");
  client_try_sync (client, NULL);
  client_assert_state (client,
                       uuid,
                       DOCKET_OPERATION_STATE_AMBIGUOUS,
                       DOCKET_OPERATION_REASON_NONE);

  while (server_count_comments (sandbox, remote, "Late, but once") == 0)
    g_usleep (10000);

  settle (client, uuid);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  g_assert_cmpuint (server_count_comments (sandbox, remote, "Late, but once"), ==, 1);
}

/* Without a kept marker, equal texts are told apart by their number. */
static void
test_equal_texts_without_marker (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  gint64 ticket;

  docket_test_sandbox_post_manners (sandbox, "{\"no-marker\": true}");
  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);

  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *uuid = client_say (client, ticket, "ok", FALSE);

      server_fault (sandbox, "POST", "/comments", 1, i == 2 ? "drop-before" : "drop-after", NULL);
      client_try_sync (client, NULL);
      settle (client, uuid);
      client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
      g_assert_cmpuint (server_count_comments (sandbox, remote, "ok"), ==, i);
      g_assert_cmpuint (client_count_messages (client, ticket, "ok"), ==, i);
    }

  docket_test_sandbox_post_manners (sandbox, "{\"no-marker\": false}");
}

/* A list that comes empty says nothing: nobody can tell, and the person decides. */
static void
test_empty_lists_prove_nothing (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  uuid = client_say (client, ticket, "Is it there?", FALSE);
  server_fault (sandbox, "POST", "/comments", 1, "drop-before", NULL);
  client_try_sync (client, NULL);
  docket_test_sandbox_post_manners (sandbox, "{\"empty\": true}");
  settle (client, uuid);
  docket_test_sandbox_post_manners (sandbox, "{\"empty\": false}");
  client_assert_state (client,
                       uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_CANT_TELL);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 0);

  txn = docket_store_begin_write (client->store, NULL, NULL);
  operation = docket_outbox_retry (txn, uuid, FALSE, &client->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  client_try_sync (client, NULL);
  settle (client, uuid);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  g_assert_cmpuint (server_count_comments (sandbox, remote, "Is it there?"), ==, 1);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "150", "--seed", "5", "--rate", "0", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strconcat ("/faults/", kinds[i].name, NULL);

      g_test_add_data_func (name, &kinds[i], test_kind);
    }

  g_test_add_func ("/faults/refused-key", test_refused_key);
  g_test_add_func ("/faults/redirects", test_redirects);
  g_test_add_func ("/faults/refusal", test_refusal);
  g_test_add_func ("/faults/offline", test_offline);
  g_test_add_func ("/faults/late", test_late);
  g_test_add_func ("/faults/equal-texts-without-marker", test_equal_texts_without_marker);
  g_test_add_func ("/faults/empty-lists-prove-nothing", test_empty_lists_prove_nothing);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
