/* A workspace with its server: the engine of a window, beside a command in the same folder.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-secrets.h"
#include "docket-test-sandbox.h"
#include "docket-ticket-list.h"
#include "workspace-fixture.h"

#define ME "tech1@example.com"

static char *
make_workspace (DocketTestSandbox *sandbox)
{
  g_autofree char *url = g_strdup (docket_test_sandbox_get_url (sandbox));
  char me[] = ME, secret[] = DOCKET_TEST_SANDBOX_KEY;
  const DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_ATERA,
                                     .url = url,
                                     .me = me,
                                     .secret = secret };
  g_autoptr (GError) error = NULL;
  gboolean kept = TRUE;
  char *id = docket_workspaces_create (&setup, &kept, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);

  /* There is no Secret Service here: it was said. */
  g_assert_false (kept);

  return id;
}

static guint
count_tickets (DocketWorkspace *workspace)
{
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
    docket_workspace_list_tickets (workspace, all, DOCKET_SORT_UPDATED, FALSE, 0, NULL, &error);

  g_assert_no_error (error);

  return ids->len;
}

static DocketSyncState
get_state (DocketWorkspace *workspace)
{
  g_auto (DocketSyncStatus) status = { 0 };

  docket_workspace_get_status (workspace, &status);

  return status.state;
}

static gint64
get_last_sync (DocketWorkspace *workspace)
{
  g_auto (DocketSyncStatus) status = { 0 };

  docket_workspace_get_status (workspace, &status);

  return status.last_sync_at;
}

static guint
count_operations (DocketWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) operations = docket_workspace_list_operations (workspace, FALSE, &error);

  g_assert_no_error (error);

  return operations->len;
}

/* What the server has under a ticket's number. */
static char *
get_title_there (DocketTestSandbox *sandbox, const char *remote_id)
{
  g_autofree char *query = g_strconcat ("ticket=", remote_id, NULL);
  g_autoptr (JsonNode) state = docket_test_sandbox_get_state (sandbox, query);
  JsonArray *tickets = json_object_get_array_member (json_node_get_object (state), "tickets");

  g_assert_cmpuint (json_array_get_length (tickets), ==, 1);

  return g_strdup (
    json_object_get_string_member (json_array_get_object_element (tickets, 0), "TicketTitle"));
}

static char *
get_remote_id (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return g_strdup (details->remote_id);
}

static void
set_title (DocketWorkspace *workspace, gint64 ticket, const char *title)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_TITLE, title);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
wait_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* As wait_until(), for what nobody tells the main loop of. */
#define poll_until(condition)                                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint tick_ = g_timeout_add (20, wait_tick_cb, NULL);                                          \
    wait_until (condition);                                                                        \
    g_source_remove (tick_);                                                                       \
  }                                                                                                \
  G_STMT_END

/* A window: its list fills itself while the engine pulls, and an edit reaches the server. */
static void
test_window (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "150", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  g_autoptr (DocketTicketList) list = docket_ticket_list_new (workspace);
  g_autoptr (DocketFilter) all = docket_filter_new ();
  g_autofree char *remote_id = NULL;
  g_autofree char *there = NULL;
  gint64 ticket;

  docket_ticket_list_set_filter (list, all);
  docket_workspace_start_sync (workspace);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) == 150);
  poll_until (get_last_sync (workspace) != 0 && get_state (workspace) == DOCKET_SYNC_STATE_IDLE);
  g_assert_cmpint (docket_workspace_get_me (workspace), >, 0);
  g_assert_cmpstr (docket_workspace_get_me_name (workspace), !=, NULL);

  ticket = docket_ticket_list_get_id (list, 0);
  remote_id = get_remote_id (workspace, ticket);
  set_title (workspace, ticket, "Written in a window");
  poll_until (count_operations (workspace) == 0);
  there = get_title_there (sandbox, remote_id);
  g_assert_cmpstr (there, ==, "Written in a window");
}

/* As in the next run of the program: the key was kept for one run only. */
static void
forget_key (const char *id)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) store = docket_store_open (folder, NULL, &error);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autofree char *uuid = NULL;

  g_assert_no_error (error);
  txn = docket_store_begin_read (store, NULL, &error);
  g_assert_no_error (error);
  uuid = docket_meta_get (txn, "uuid", &error);
  g_assert_no_error (error);
  docket_secrets_remove (uuid, NULL, NULL);
  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);
}

/* Beside a window, a command edits and syncs: the one that holds the lock does it. */
static void
test_beside_a_window (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "20", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (OpenWorkspace) window = workspace_fixture_open (id);
  g_autoptr (OpenWorkspace) command = workspace_fixture_open (id);
  g_autoptr (DocketTicketList) list = docket_ticket_list_new (window);
  g_autoptr (DocketTicket) shown = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *remote_id = NULL;
  g_autofree char *there = NULL;
  DocketSyncReport report;

  docket_workspace_start_sync (window);
  poll_until (get_last_sync (window) != 0 && get_state (window) == DOCKET_SYNC_STATE_IDLE);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  shown = g_list_model_get_item (G_LIST_MODEL (list), 0);
  wait_until (docket_ticket_is_loaded (shown));

  /* The window has the key; the command needs none. */
  forget_key (id);
  set_title (command, docket_ticket_get_id (shown), "Written beside it");
  docket_workspace_sync (command, FALSE, 40 * G_USEC_PER_SEC, &report, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report.counts.waiting, ==, 0);
  g_assert_cmpuint (report.counts.needs_attention, ==, 0);
  remote_id = get_remote_id (command, docket_ticket_get_id (shown));
  there = get_title_there (sandbox, remote_id);
  g_assert_cmpstr (there, ==, "Written beside it");

  /* The window shows it without being asked. */
  wait_until (g_strcmp0 (docket_ticket_get_row (shown)->title, "Written beside it") == 0);
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError **error = user_data;
  gboolean kept = TRUE;

  if (docket_workspace_set_secret_finish (DOCKET_WORKSPACE (source), result, &kept, error))
    {
      g_assert_false (kept);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "taken");
    }
}

/* A refused key stops sync, says so, and nothing else; a new key goes on. */
static void
test_new_key (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "10", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) taken = NULL;
  g_autoptr (OpenWorkspace) workspace =
    docket_workspace_open (id, "an old key", NULL, NULL, &error);
  g_auto (DocketSyncStatus) status = { 0 };

  g_assert_no_error (error);
  docket_workspace_start_sync (workspace);
  poll_until (get_state (workspace) == DOCKET_SYNC_STATE_NEEDS_SECRET);
  docket_workspace_get_status (workspace, &status);
  g_assert_nonnull (status.message);
  g_assert_null (strstr (status.message, "an old key"));

  docket_workspace_set_secret_async (workspace, "wrong again", NULL, secret_cb, &refused);
  poll_until (refused != NULL);
  g_assert_error (refused, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET);
  g_assert_cmpint (get_state (workspace), ==, DOCKET_SYNC_STATE_NEEDS_SECRET);

  docket_workspace_set_secret_async (workspace, DOCKET_TEST_SANDBOX_KEY, NULL, secret_cb, &taken);
  poll_until (taken != NULL);
  g_assert_error (taken, G_IO_ERROR, G_IO_ERROR_EXISTS);
  poll_until (count_tickets (workspace) == 10 && get_state (workspace) == DOCKET_SYNC_STATE_IDLE);
}

/* Without a key: said at once, and edits go on. */
static void
test_no_key (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "10", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  DocketSyncReport report;
  g_autoptr (GError) error = NULL;

  forget_key (id);
  docket_workspace_start_sync (workspace);
  poll_until (get_state (workspace) == DOCKET_SYNC_STATE_NEEDS_SECRET);
  g_assert_false (docket_workspace_sync (workspace, FALSE, 0, &report, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NO_SECRET_SERVICE);
}

/* The server goes and comes back: said, and what waited goes without being asked. */
static void
test_offline_and_back (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "10", NULL);
  g_autofree char *id = make_workspace (sandbox);
  g_autoptr (OpenWorkspace) workspace = workspace_fixture_open (id);
  g_autoptr (DocketTicketList) list = docket_ticket_list_new (workspace);
  g_autofree char *remote_id = NULL;
  g_autofree char *there = NULL;
  gint64 ticket;

  docket_workspace_start_sync (workspace);
  poll_until (get_last_sync (workspace) != 0 && get_state (workspace) == DOCKET_SYNC_STATE_IDLE);
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0);
  ticket = docket_ticket_list_get_id (list, 0);
  remote_id = get_remote_id (workspace, ticket);

  docket_test_sandbox_stop (sandbox);
  set_title (workspace, ticket, "Written offline");
  poll_until (get_state (workspace) == DOCKET_SYNC_STATE_OFFLINE);
  g_assert_cmpuint (count_operations (workspace), ==, 1);

  docket_test_sandbox_restart (sandbox);
  docket_workspace_sync_now (workspace);
  poll_until (count_operations (workspace) == 0);
  there = get_title_there (sandbox, remote_id);
  g_assert_cmpstr (there, ==, "Written offline");
}

/* Closing in the middle of a pull neither hangs nor loses what was read. */
static void
test_close_in_mid_pull (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "250", NULL);
  g_autofree char *id = make_workspace (sandbox);
  DocketWorkspace *workspace = workspace_fixture_open (id);
  g_autoptr (OpenWorkspace) again = NULL;
  guint n;

  docket_workspace_start_sync (workspace);
  poll_until (count_tickets (workspace) > 0);
  workspace_fixture_close (workspace);

  again = workspace_fixture_open (id);
  n = count_tickets (again);
  g_assert_cmpuint (n, >, 0);
  docket_workspace_start_sync (again);
  poll_until (count_tickets (again) == 250);
}

static void
test_check (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--tickets", "80", NULL);
  g_autofree char *url = g_strdup (docket_test_sandbox_get_url (sandbox));
  char secret[] = "  Bearer " DOCKET_TEST_SANDBOX_KEY "\n";
  const DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_ATERA,
                                     .url = url,
                                     .secret = secret };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketAccountCheck) check = docket_workspaces_check (&setup, NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (check->company), >, 0);

  for (guint i = 0; i < check->technicians->len; i++)
    found = found || g_strcmp0 (docket_entry_get (check->technicians->pdata[i], "email"), ME) == 0;

  g_assert_true (found);
}

int
main (int argc, char **argv)
{
  int result;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  workspace_fixture_add ("/workspace-sync/check", test_check);
  workspace_fixture_add ("/workspace-sync/window", test_window);
  workspace_fixture_add ("/workspace-sync/beside-a-window", test_beside_a_window);
  workspace_fixture_add ("/workspace-sync/new-key", test_new_key);
  workspace_fixture_add ("/workspace-sync/no-key", test_no_key);
  workspace_fixture_add ("/workspace-sync/offline-and-back", test_offline_and_back);
  workspace_fixture_add ("/workspace-sync/close-in-mid-pull", test_close_in_mid_pull);

  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
