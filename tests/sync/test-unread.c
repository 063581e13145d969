/* What makes a ticket unread: what others do, and nothing of one's own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-reminders.h"
#include "sync-client.h"

static DocketTestSandbox *sandbox;
static guint n_used;

static gboolean
is_unread (Client *client, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, &error);
  g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &ticket, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);

  return ((DocketTicketRow *) g_ptr_array_index (rows, 0))->unread;
}

static void
look_at (Client *client, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (client->store, NULL, &error);

  docket_clock_advance (client->clock, 5 * SECOND);
  g_assert_true (
    docket_tickets_set_read (txn, ticket, docket_clock_get_wall (client->clock), &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_assert_no_error (error);
  docket_clock_advance (client->clock, 5 * SECOND);
}

static void
change_on_web (gint64 remote, const char *body)
{
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT, remote);

  g_assert_cmpuint (docket_test_sandbox_act (sandbox, "tech2@example.com", "PUT", path, body, NULL),
                    ==,
                    200);
}

static void
test_change_of_others (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  const gint64 remote = server_full_ticket (sandbox, n_used++);
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  look_at (client, ticket);
  g_assert_false (is_unread (client, ticket));
  client_sync (client);
  g_assert_false (is_unread (client, ticket));
  change_on_web (remote, "{\"TicketTitle\": \"Another title\"}");
  client_sync (client);
  g_assert_true (is_unread (client, ticket));
  look_at (client, ticket);
  g_assert_false (is_unread (client, ticket));
}

/* Nor when the server answers with what was changed and written here. */
static void
test_own_changes (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  const gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *title = NULL;
  g_autofree char *priority = NULL;
  g_autofree char *said = NULL;
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  look_at (client, ticket);
  title = client_set (client, ticket, "title", "My title");
  priority = client_set (client, ticket, "priority", "critical");
  said = client_say (client, ticket, "My words", FALSE);
  g_assert_false (is_unread (client, ticket));
  docket_clock_advance (client->clock, 10 * SECOND);
  client_sync (client);
  client_assert_quiet (client);
  docket_clock_advance (client->clock, 10 * SECOND);
  client_sync (client);
  client_open_ticket (client, ticket);
  g_assert_false (is_unread (client, ticket));
}

/* Nor with what the server works out from it: when the ticket was resolved. */
static void
test_own_end (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  const gint64 remote = server_full_ticket (sandbox, n_used++);
  static const char *const statuses[] = { "resolved", "open", "closed", "pending" };
  gint64 ticket;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  look_at (client, ticket);

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *now = client_get (client, ticket, "status");
      g_autofree char *uuid = NULL;

      if (g_str_equal (now, statuses[i]))
        continue;

      uuid = client_set (client, ticket, "status", statuses[i]);
      docket_clock_advance (client->clock, 10 * SECOND);
      client_sync (client);
      docket_clock_advance (client->clock, 10 * SECOND);
      client_sync (client);
      g_assert_false (is_unread (client, ticket));
    }
}

/* A ticket that came after set-up and was never looked at is new. */
static void
test_new_ticket (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  g_autoptr (Client) other = client_new (sandbox, "tech2@example.com");
  g_autoptr (GError) error = NULL;
  g_autofree char *remote_id = NULL;
  gint64 theirs, mine;

  client_sync (client);
  theirs = client_create (other, "Made by another", "First words");
  client_sync (other);
  client_sync (client);

  {
    g_autoptr (DocketTransaction) txn = docket_store_begin_read (other->store, NULL, &error);

    remote_id = docket_tickets_get_remote_id (txn, theirs, &error);
    g_assert_no_error (error);
  }

  g_assert_nonnull (remote_id);
  mine = client_find (client, g_ascii_strtoll (remote_id, NULL, 10));
  g_assert_cmpint (mine, !=, 0);
  g_assert_true (is_unread (client, mine));
}

/* Nor is one that was made here without a network, whatever the server makes of it. */
static void
test_own_ticket (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  gint64 ticket;

  client_sync (client);
  ticket = client_create (client, "Made by me", "First words");
  g_assert_false (is_unread (client, ticket));
  docket_clock_advance (client->clock, 60 * SECOND);
  client_sync (client);
  client_assert_quiet (client);
  docket_clock_advance (client->clock, 10 * SECOND);
  client_sync (client);
  client_open_ticket (client, ticket);
  g_assert_false (is_unread (client, ticket));
}

static void
test_marked (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  const gint64 ticket = client_create (client, "Looked at", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  look_at (client, ticket);
  g_assert_false (is_unread (client, ticket));
  txn = docket_store_begin_write (client->store, NULL, &error);
  g_assert_true (docket_tickets_set_unread (txn, ticket, &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_clear_pointer (&txn, docket_transaction_free);
  g_assert_true (is_unread (client, ticket));
  look_at (client, ticket);
  g_assert_false (is_unread (client, ticket));
}

static gint64
get_remind_at (Client *client, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (client->store, NULL, &error);
  g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &ticket, 1, &error);

  g_assert_no_error (error);

  return ((DocketTicketRow *) g_ptr_array_index (rows, 0))->remind_at;
}

/* A ticket that sleeps is woken by what somebody else writes, not by what one writes oneself. */
static void
test_message_wakes (void)
{
  g_autoptr (Client) client = client_new (sandbox, ME);
  const gint64 remote = server_full_ticket (sandbox, n_used++);
  g_autofree char *comments = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments", remote);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  gint64 ticket, at;

  client_sync (client);
  ticket = client_find (client, remote);
  client_open_ticket (client, ticket);
  look_at (client, ticket);
  at = docket_clock_get_wall (client->clock) + 30 * G_TIME_SPAN_DAY;
  txn = docket_store_begin_write (client->store, NULL, &error);
  g_assert_true (docket_reminders_set (txn, ticket, at, at - 1, &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_clear_pointer (&txn, docket_transaction_free);
  said = client_say (client, ticket, "My words", FALSE);
  client_sync (client);
  client_open_ticket (client, ticket);
  g_assert_cmpint (get_remind_at (client, ticket), ==, at);
  docket_clock_advance (client->clock, 60 * SECOND);
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "POST",
                           comments,
                           "{\"CommentText\": \"Any news?\"}",
                           NULL);
  client_sync (client);
  client_open_ticket (client, ticket);
  g_assert_cmpuint (client_count_messages (client, ticket, "Any news?"), ==, 1);
  g_assert_cmpint (get_remind_at (client, ticket), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "40", "--rate", "0", NULL);
  g_test_add_func ("/unread/change-of-others", test_change_of_others);
  g_test_add_func ("/unread/own-changes", test_own_changes);
  g_test_add_func ("/unread/own-end", test_own_end);
  g_test_add_func ("/unread/new-ticket", test_new_ticket);
  g_test_add_func ("/unread/own-ticket", test_own_ticket);
  g_test_add_func ("/unread/marked", test_marked);
  g_test_add_func ("/unread/message-wakes", test_message_wakes);
  result = g_test_run ();
  g_clear_pointer (&sandbox, docket_test_sandbox_free);

  return result;
}
