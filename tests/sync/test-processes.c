/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#include "sync-client.h"

#define N_EDITS 6

static DocketTestSandbox *sandbox;
static char *program;
static guint n_used;

/* --- The other process --------------------------------------------------------------------- */

static Client *
open_child (const char *folder, const char *url)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (DocketRemote) remote = NULL;
  g_autoptr (GError) error = NULL;
  Client *client = g_new0 (Client, 1);

  client->folder = g_strdup (folder);
  client->store = docket_store_open (folder, NULL, &error);
  g_assert_no_error (error);
  client->clock = g_steal_pointer (&clock);
  client->engine = docket_engine_new (client->store, client->clock);
  client->context.clock = client->clock;
  client->context.capabilities = docket_remote_get_kind_capabilities (DOCKET_SERVER_KIND_ATERA);
  remote = docket_remote_new (DOCKET_SERVER_KIND_ATERA,
                              url,
                              DOCKET_TEST_SANDBOX_KEY,
                              client->clock,
                              &error);
  g_assert_no_error (error);
  docket_engine_set_remote (client->engine, remote);
  client_learn_me (client);

  return client;
}

/* Edits for ever, and says so after each commit. */
static void
child_edit (Client *client, gint64 ticket)
{
  for (guint i = 0;; i++)
    {
      g_autofree char *text = g_strdup_printf ("Edit %u before the end", i);
      g_autofree char *uuid = client_say (client, ticket, text, TRUE);

      g_print ("%s\n", uuid);
      fflush (stdout);
    }
}

static gboolean
quit_cb (GIOChannel *channel, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);

  return G_SOURCE_REMOVE;
}

/* A window: its thread speaks to the server until the parent goes. */
static void
child_hold (Client *client)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);

  g_io_add_watch (input, G_IO_IN | G_IO_HUP, quit_cb, loop);
  docket_engine_start (client->engine);
  g_print ("started\n");
  fflush (stdout);
  g_main_loop_run (loop);
  docket_engine_stop (client->engine);
}

static int
run_child (char *argv[])
{
  Client *client = open_child (argv[3], argv[4]);
  DocketSyncReport report;

  if (g_str_equal (argv[2], "edit"))
    child_edit (client, g_ascii_strtoll (argv[5], NULL, 10));
  else if (g_str_equal (argv[2], "hold"))
    child_hold (client);
  else
    docket_engine_run (client->engine, FALSE, &report, NULL, NULL);

  client_leave (client);

  return 0;
}

static GSubprocess *
start_child (const char *mode, Client *client, gint64 ticket)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, ticket);
  g_autoptr (GError) error = NULL;
  GSubprocess *child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                      &error,
                      program,
                      "--child",
                      mode,
                      client->folder,
                      docket_test_sandbox_get_url (sandbox),
                      id,
                      NULL);

  g_assert_no_error (error);

  return child;
}

static void
kill_child (GSubprocess *child)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_wait (child, NULL, &error);
  g_assert_no_error (error);
}

/* --- The tests ----------------------------------------------------------------------------- */

/* Edits that were confirmed survive a kill, and reach the server once each. */
static void
test_killed_while_editing (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  client_sync (client);
  child = start_child ("edit", client, client_find (client, remote));
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_ptr_array_add (uuids, g_data_input_stream_read_line (lines, NULL, NULL, &error));
      g_assert_no_error (error);
      g_assert_nonnull (uuids->pdata[i]);
    }

  kill_child (child);
  docket_clock_advance (client->clock, 10 * SECOND);
  client_sync (client);
  client_assert_quiet (client);

  for (guint i = 0; i < N_EDITS; i++)
    {
      g_autofree char *text = g_strdup_printf ("Edit %u before the end", i);

      g_assert_cmpuint (server_count_effects (sandbox, uuids->pdata[i]), ==, 1);
      g_assert_cmpuint (server_count_comments (sandbox, remote, text), ==, 1);
    }
}

static void
wait_for_effect (const char *uuid)
{
  while (server_count_effects (sandbox, uuid) == 0)
    g_usleep (5000);
}

/* Killed between the request and its answer: what it sent is found again, not sent again. */
static void
test_killed_while_pushing (gconstpointer data)
{
  const gboolean message = GPOINTER_TO_INT (data);
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_autofree char *there = NULL;
  g_autoptr (GSubprocess) child = NULL;
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  uuid = message ? client_say (client, ticket, "Cut off", FALSE)
                 : client_set (client, ticket, "title", "Cut off");
  server_fault (sandbox,
                message ? "POST" : "PUT",
                message ? "/comments" : "/tickets/*",
                1,
                "stall",
                "20000");
  child = start_child ("sync", client, ticket);
  wait_for_effect (uuid);
  kill_child (child);
  docket_test_sandbox_lift_faults (sandbox);
  client_assert_state (client,
                       uuid,
                       DOCKET_OPERATION_STATE_IN_FLIGHT,
                       DOCKET_OPERATION_REASON_NONE);

  client_sync (client);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 1);

  if (message)
    g_assert_cmpuint (server_count_comments (sandbox, remote, "Cut off"), ==, 1);

  there = server_get (sandbox, remote, "TicketTitle");
  g_assert_true (message || g_str_equal (there, "Cut off"));
}

/* Killed in the middle of a pull: the next one goes on, and all are here. */
static void
test_killed_while_pulling (void)
{
  g_autoptr (DocketTestSandbox) many =
    docket_test_sandbox_start ("--tickets", "3000", "--rate", "0", NULL);
  g_autoptr (Client) client = client_new (many, ME);
  DocketTestSandbox *few = sandbox;
  g_autoptr (GSubprocess) child = NULL;
  guint n_tickets;

  sandbox = many;
  docket_test_sandbox_post_faults (many,
                                   "{\"match\": {\"path\": \"/api/v3/tickets*\"}, \"skip\": 30, "
                                   "\"times\": 0, \"fault\": \"stall\", \"arg\": 20000}");
  child = start_child ("sync", client, 0);

  while (client_count_tickets (client) < 500)
    g_usleep (5000);

  kill_child (child);
  docket_test_sandbox_lift_faults (many);
  n_tickets = client_count_tickets (client);
  g_assert_cmpuint (n_tickets, <, 3000);
  client_sync (client);
  g_assert_cmpuint (client_count_tickets (client), ==, 3000);
  sandbox = few;
}

static char *
get_last_sync (Client *client)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, NULL);

  return docket_meta_get (txn, DOCKET_META_SYNC_LAST, NULL);
}

/* Until another process has the lock, and its first pass is over. */
static void
wait_for_pass (Client *client, const char *before)
{
  for (;;)
    {
      g_autofree char *now = get_last_sync (client);

      if (g_strcmp0 (now, before) != 0)
        return;

      g_usleep (5000);
    }
}

/* Two processes on one workspace: one speaks; the other's wish is fulfilled. This one has a key
 * that would be refused, so it can't have spoken. */
static void
test_wish (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  gint64 other = server_full_ticket (sandbox, n_used++);
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT, other);
  g_autofree char *uuid = NULL;
  g_autofree char *title = NULL;
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  gint64 ticket;
  g_autofree char *before = NULL;
  DocketSyncReport report;

  client_sync (client);
  ticket = client_find (client, remote);
  before = get_last_sync (client);
  client_set_remote (client, sandbox, "a key that is refused");
  child = start_child ("hold", client, 0);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  g_assert_cmpstr (line, ==, "started");

  wait_for_pass (client, before);

  uuid = client_say (client, ticket, "Said by another process", TRUE);
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "PUT",
                           path,
                           "{\"TicketTitle\": \"Changed while two look\"}",
                           NULL);
  report = client_sync (client);
  g_assert_cmpuint (report.pulled, >=, 1);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 1);
  title = client_get (client, client_find (client, other), "title");
  g_assert_cmpstr (title, ==, "Changed while two look");

  /* Its holder dies: the lock is free, and this one speaks again. */
  kill_child (child);
  g_assert_false (client_try_sync (client, &error));
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_SECRET);
  g_clear_error (&error);
  client_set_remote (client, sandbox, DOCKET_TEST_SANDBOX_KEY);
  client_sync (client);
}

/* Another process's edit is seen by the one that speaks, without a wish. */
static void
test_edit_of_another (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_autoptr (GSubprocess) child = NULL;

  client_sync (client);
  child = start_child ("hold", client, 0);
  uuid = client_say (client, client_find (client, remote), "Seen by itself", TRUE);
  wait_for_effect (uuid);
  g_output_stream_close (g_subprocess_get_stdin_pipe (child), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  g_assert_cmpuint (server_count_comments (sandbox, remote, "Seen by itself"), ==, 1);
}

/* --- A window in this process -------------------------------------------------------------- */

typedef struct
{
  DocketEngine *engine;
  DocketSyncState wanted;
  guint n_told;
} Watch;

static void
status_changed_cb (Watch *watch)
{
  watch->n_told++;
}

static void
wait_for_state (Watch *watch, DocketSyncState state)
{
  for (;;)
    {
      g_auto (DocketSyncStatus) status = { 0 };

      docket_engine_get_status (watch->engine, &status);

      if (status.state == state && status.last_sync_at != 0)
        return;

      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_window (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("docket-sync-XXXXXX", &error);
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (Client) client = client_new_in (folder, sandbox, ME, clock);
  gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *uuid = NULL;
  g_auto (DocketSyncStatus) status = { 0 };
  Watch watch = { .engine = client->engine };

  g_signal_connect_swapped (client->engine,
                            "status-changed",
                            G_CALLBACK (status_changed_cb),
                            &watch);
  docket_engine_start (client->engine);
  wait_for_state (&watch, DOCKET_SYNC_STATE_IDLE);
  g_assert_cmpuint (watch.n_told, >, 0);
  g_assert_cmpint (client_find (client, remote), !=, 0);

  client_learn_me (client);
  uuid = client_say (client, client_find (client, remote), "From the window", FALSE);
  docket_engine_wake (client->engine);
  wait_for_effect (uuid);

  /* A key that is refused from now on is asked for. */
  client_set_remote (client, sandbox, "a key that is refused");
  wait_for_state (&watch, DOCKET_SYNC_STATE_NEEDS_SECRET);
  docket_engine_get_status (client->engine, &status);
  g_assert_nonnull (status.message);

  client_set_remote (client, sandbox, DOCKET_TEST_SANDBOX_KEY);
  wait_for_state (&watch, DOCKET_SYNC_STATE_IDLE);
  docket_engine_stop (client->engine);
  g_signal_handlers_disconnect_by_data (client->engine, &watch);
  client_assert_state (client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
}

int
main (int argc, char *argv[])
{
  int result;

  if (argc > 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv);

  g_test_init (&argc, &argv, NULL);
  program = g_file_read_link ("/proc/self/exe", NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "60", "--seed", "9", "--rate", "0", NULL);

  g_test_add_func ("/processes/killed-while-editing", test_killed_while_editing);
  g_test_add_data_func ("/processes/killed-while-pushing-a-message",
                        GINT_TO_POINTER (TRUE),
                        test_killed_while_pushing);
  g_test_add_data_func ("/processes/killed-while-pushing-a-field",
                        GINT_TO_POINTER (FALSE),
                        test_killed_while_pushing);
  g_test_add_func ("/processes/killed-while-pulling", test_killed_while_pulling);
  g_test_add_func ("/processes/wish", test_wish);
  g_test_add_func ("/processes/edit-of-another", test_edit_of_another);
  g_test_add_func ("/processes/window", test_window);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);
  g_free (program);

  return result;
}
