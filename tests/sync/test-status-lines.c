/* The lines of a conversation that say how a ticket's status changed: one for each change, true
 * after everything that sync may do, and never taken for a message.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

static DocketTestSandbox *sandbox;
static guint n_used;

typedef struct
{
  Client *client;
  gint64 remote;
  gint64 ticket;
  char *before;          /* the status that the ticket had */
  const char *others[3]; /* three that it had not */
  guint n_messages;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const statuses[] = { "open", "pending", "resolved", "closed" };
  guint n = 0;

  f->remote = server_full_ticket (sandbox, n_used++);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);
  f->ticket = client_find (f->client, f->remote);
  client_open_ticket (f->client, f->ticket);
  f->before = client_get (f->client, f->ticket, "status");
  f->n_messages = client_count_messages (f->client, f->ticket, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (statuses) && n < G_N_ELEMENTS (f->others); i++)
    if (!g_str_equal (statuses[i], f->before))
      f->others[n++] = statuses[i];
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  server_assert_none_rejected (sandbox);
  client_free (f->client);
  g_free (f->before);
}

static void
pass_time (Fixture *f)
{
  docket_clock_advance (f->client->clock, 60 * SECOND);
}

static void
sync_twice (Fixture *f)
{
  for (guint i = 0; i < 2; i++)
    {
      pass_time (f);
      client_open_ticket (f->client, f->ticket);
    }
}

static void
set_status (Fixture *f, const char *status)
{
  pass_time (f);
  g_free (client_set (f->client, f->ticket, "status", status));
}

static void
set_on_web (Fixture *f, const char *status)
{
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT, f->remote);
  g_autofree char *body =
    g_strdup_printf ("{\"TicketStatus\": \"%c%s\"}", g_ascii_toupper (status[0]), status + 1);

  pass_time (f);
  g_assert_cmpuint (docket_test_sandbox_act (sandbox, "tech2@example.com", "PUT", path, body, NULL),
                    ==,
                    200);
}

/* The lines, by time: whose, and from where to where; each begins where the one before it ended. */
static void
assert_lines (Fixture *f, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, &error);
  g_autoptr (DocketTicketDetails) details = docket_tickets_load_details (txn, f->ticket, &error);
  g_autoptr (GString) lines = g_string_new (NULL);
  const char *status = f->before;

  g_assert_no_error (error);

  for (guint i = 0; i < details->status_changes->len; i++)
    {
      const DocketStatusChange *change = g_ptr_array_index (details->status_changes, i);

      g_assert_cmpstr (change->from, ==, status);
      g_assert_cmpint (change->is_mine, ==, change->author_name != NULL);
      g_string_append_printf (lines,
                              "%s%s %s",
                              i > 0 ? ", " : "",
                              change->is_mine ? "me" : "else",
                              change->to);
      status = change->to;
    }

  g_assert_cmpstr (lines->str, ==, expected);
  g_assert_cmpstr (docket_values_get (details->values, "status"), ==, status);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, NULL), ==, f->n_messages);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, NULL), ==, f->n_messages);
}

static char *
one (const char *who, const char *status)
{
  return g_strdup_printf ("%s %s", who, status);
}

static char *
two (const char *who, const char *status, const char *then_who, const char *then)
{
  return g_strdup_printf ("%s %s, %s %s", who, status, then_who, then);
}

/* Acknowledged, read back and pulled again it is one line. */
static void
test_own (Fixture *f, gconstpointer data)
{
  g_autofree char *first = one ("me", f->others[0]);
  g_autofree char *both = two ("me", f->others[0], "me", f->others[1]);

  assert_lines (f, "");
  set_status (f, f->others[0]);
  assert_lines (f, first);
  sync_twice (f);
  client_assert_quiet (f->client);
  assert_lines (f, first);
  set_status (f, f->others[1]);
  sync_twice (f);
  assert_lines (f, both);
}

/* What was never sent is one change, or none. */
static void
test_folded (Fixture *f, gconstpointer data)
{
  g_autofree char *last = one ("me", f->others[1]);

  set_status (f, f->others[0]);
  set_status (f, f->others[1]);
  assert_lines (f, last);
  set_status (f, f->before);
  assert_lines (f, "");
  sync_twice (f);
  assert_lines (f, "");
}

static void
undo (Fixture *f, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, &error);

  g_assert_true (docket_outbox_undo (txn,
                                     docket_edit_get_result_operations (edit),
                                     &f->client->context,
                                     NULL,
                                     &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_assert_no_error (error);
}

/* *Send and…* taken back in time leaves nothing; a status that was sent is changed again. */
static void
test_undone (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) said = docket_edit_new ();
  g_autoptr (DocketEdit) set = docket_edit_new ();
  g_autofree char *there_and_back = two ("me", f->others[0], "me", f->before);

  docket_edit_add_message (said, f->ticket, DOCKET_MESSAGE_KIND_REPLY, "Done", 5 * SECOND, 0);
  docket_edit_set_field_seen (said, f->ticket, "status", f->others[0], f->before);
  client_apply (f->client, said);
  undo (f, said);
  assert_lines (f, "");
  docket_edit_set_field (set, f->ticket, "status", f->others[0]);
  client_apply (f->client, set);
  sync_twice (f);
  undo (f, set);
  sync_twice (f);
  assert_lines (f, there_and_back);
}

/* The line goes with what is thrown away, and the later one closes the gap. */
static void
test_discarded (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) gone = NULL;
  g_autofree char *first = client_set (f->client, f->ticket, "status", f->others[0]);
  g_autofree char *left = one ("me", f->others[1]);

  /* Edits do not fold across a message. */
  pass_time (f);
  g_free (client_say (f->client, f->ticket, "Between", TRUE));
  set_status (f, f->others[1]);
  txn = docket_store_begin_write (f->client->store, NULL, &error);
  gone = docket_outbox_discard (txn, first, &f->client->context, &error);
  g_assert_no_error (error);
  g_assert_true (docket_transaction_commit (txn, &error));
  g_clear_pointer (&txn, docket_transaction_free);
  f->n_messages++;
  sync_twice (f);
  assert_lines (f, left);
}

/* Nothing of a first pull; then a line a change. */
static void
test_foreign (Fixture *f, gconstpointer data)
{
  g_autofree char *first = one ("else", f->others[0]);
  g_autofree char *both = two ("else", f->others[0], "else", f->others[1]);

  sync_twice (f);
  assert_lines (f, "");
  set_on_web (f, f->others[0]);
  sync_twice (f);
  assert_lines (f, first);
  set_on_web (f, f->others[1]);
  sync_twice (f);
  assert_lines (f, both);
}

static void
resolve (Fixture *f, gboolean take_theirs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, &error);

  pass_time (f);
  docket_outbox_resolve (txn, f->ticket, "status", take_theirs, &f->client->context, &error);
  g_assert_no_error (error);
  g_assert_true (docket_transaction_commit (txn, &error));
}

static void
test_conflict (Fixture *f, gconstpointer data)
{
  const gboolean take_theirs = GPOINTER_TO_INT (data);
  g_autofree char *mine = one ("me", f->others[0]);
  g_autofree char *decided =
    take_theirs ? one ("else", f->others[1]) : two ("else", f->others[1], "me", f->others[0]);

  set_status (f, f->others[0]);
  set_on_web (f, f->others[1]);
  sync_twice (f);
  assert_lines (f, mine);
  resolve (f, take_theirs);
  assert_lines (f, decided);
  sync_twice (f);
  client_assert_quiet (f->client);
  assert_lines (f, decided);
}

/* The person wants the status from before both: nothing of their own but the decision. */
static void
test_back_to_before (Fixture *f, gconstpointer data)
{
  g_autofree char *decided = two ("else", f->others[1], "me", f->before);

  set_status (f, f->others[0]);
  set_on_web (f, f->others[1]);
  sync_twice (f);
  set_status (f, f->before);
  assert_lines (f, "");
  resolve (f, FALSE);
  assert_lines (f, decided);
  sync_twice (f);
  client_assert_quiet (f->client);
  assert_lines (f, decided);
}

/* Somebody else did the same: it is the person's change, once. */
static void
test_same (Fixture *f, gconstpointer data)
{
  g_autofree char *mine = one ("me", f->others[0]);

  set_status (f, f->others[0]);
  set_on_web (f, f->others[0]);
  sync_twice (f);
  client_assert_quiet (f->client);
  assert_lines (f, mine);
}

/* A reply that waits meets messages alone, and what was resolved by somebody else is none. */
static void
test_no_news (Fixture *f, gconstpointer data)
{
  g_autofree char *line = one ("else", f->others[0]);
  g_autofree char *uuid = client_say (f->client, f->ticket, "I look into it", FALSE);

  set_on_web (f, f->others[0]);
  sync_twice (f);
  client_assert_state (f->client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  f->n_messages++;
  assert_lines (f, line);
}

#define ADD(name, data, func) g_test_add (name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "16", "--rate", "0", NULL);
  ADD ("/status-lines/own", NULL, test_own);
  ADD ("/status-lines/folded", NULL, test_folded);
  ADD ("/status-lines/undone", NULL, test_undone);
  ADD ("/status-lines/discarded", NULL, test_discarded);
  ADD ("/status-lines/foreign", NULL, test_foreign);
  ADD ("/status-lines/keep-mine", GINT_TO_POINTER (FALSE), test_conflict);
  ADD ("/status-lines/take-theirs", GINT_TO_POINTER (TRUE), test_conflict);
  ADD ("/status-lines/back-to-before", NULL, test_back_to_before);
  ADD ("/status-lines/same", NULL, test_same);
  ADD ("/status-lines/no-news", NULL, test_no_news);
  result = g_test_run ();
  g_clear_pointer (&sandbox, docket_test_sandbox_free);

  return result;
}
