/* The five seconds of undo, by an injected clock: on both sides of their end there is one outcome,
 * sent or taken back, and never both.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL

#define WINDOW (5 * SECOND)
#define BEFORE_END (WINDOW - SECOND / 10)
#define BEHIND_END (WINDOW + SECOND / 10)

static DocketTestSandbox *sandbox;
static guint n_used;

typedef struct
{
  Client *client;
  gint64 remote;
  gint64 ticket;
  char *text;   /* of this test alone */
  char *before; /* the status that the ticket had */
  const char *wanted;
  DocketEdit *edit;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->remote = server_full_ticket (sandbox, n_used++);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);
  f->ticket = client_find (f->client, f->remote);
  client_open_ticket (f->client, f->ticket);
  f->text = g_strdup_printf ("Message %u", n_used);
  f->before = client_get (f->client, f->ticket, "status");
  f->wanted = g_str_equal (f->before, "resolved") ? "closed" : "resolved";
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  server_assert_none_rejected (sandbox);
  client_free (f->client);
  g_clear_object (&f->edit);
  g_free (f->text);
  g_free (f->before);
}

static void
send_and (Fixture *f, DocketMessageKind kind)
{
  f->edit = docket_edit_new ();
  docket_edit_add_message (f->edit, f->ticket, kind, f->text, WINDOW, 0);
  docket_edit_set_field_seen (f->edit, f->ticket, "status", f->wanted, f->before);
  client_apply (f->client, f->edit);
}

/* Whether it was taken back; else it was too late. */
static gboolean
undo (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (txn);

  if (!docket_outbox_undo (txn,
                           docket_edit_get_result_operations (f->edit),
                           &f->client->context,
                           NULL,
                           &error))
    {
      g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
      return FALSE;
    }

  g_assert_true (docket_transaction_commit (txn, &error));
  g_assert_no_error (error);

  return TRUE;
}

/* As if the process that offered the undo had been killed. */
static void
kill_offer (Fixture *f)
{
  const char *uuid = g_ptr_array_index (docket_edit_get_result_operations (f->edit), 0);
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (DocketOperation) operation = docket_operations_get (txn, uuid, NULL);

  docket_values_set_int64 (operation->seen, DOCKET_SEEN_OFFER_BORN, 1);
  g_assert_true (docket_operations_transit (txn, operation, operation->state, 0, NULL));
  g_assert_true (docket_transaction_commit (txn, NULL));
}

static void
end_windows (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);

  g_assert_true (docket_outbox_release_abandoned (txn, &f->client->context, NULL));
  g_assert_true (docket_transaction_commit (txn, NULL));
}

static char *
dup_draft (Fixture *f, DocketMessageKind kind)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (DocketDraft) draft = docket_drafts_find (txn, f->ticket, (DocketDraftKind) kind, NULL);

  return draft != NULL ? g_strdup (draft->text) : NULL;
}

static void
assert_status (Fixture *f, const char *expected)
{
  g_autofree char *here = client_get (f->client, f->ticket, "status");
  g_autofree char *there = server_get (sandbox, f->remote, "TicketStatus");

  g_assert_cmpstr (here, ==, expected);
  g_assert_cmpint (g_ascii_strcasecmp (there, expected), ==, 0);
}

/* After all time in the world: the message once on the server and no draft, or a draft of its kind
 * and nothing on the server; the status with it. */
static void
assert_outcome (Fixture *f, DocketMessageKind kind, gboolean sent)
{
  g_autofree char *draft = NULL;
  g_autofree char *other = NULL;

  docket_clock_advance (f->client->clock, 60 * WINDOW);
  client_sync (f->client);
  client_sync (f->client);
  client_assert_quiet (f->client);
  draft = dup_draft (f, kind);
  other = dup_draft (f, kind == REPLY ? NOTE : REPLY);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, f->text), ==, sent ? 1 : 0);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, f->text), ==, sent ? 1 : 0);
  g_assert_cmpstr (draft, ==, sent ? NULL : f->text);
  g_assert_null (other);
  assert_status (f, sent ? f->wanted : f->before);
}

/* A sync at 4.9 s leaves it alone, and the undo after it holds. */
static void
test_undo_before_end (Fixture *f, gconstpointer data)
{
  send_and (f, REPLY);
  docket_clock_advance (f->client->clock, BEFORE_END);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, f->text), ==, 0);
  g_assert_true (undo (f));
  assert_outcome (f, REPLY, FALSE);
}

/* A sync at 5.1 s sends it, and the undo after it is too late. */
static void
test_undo_behind_end (Fixture *f, gconstpointer data)
{
  send_and (f, REPLY);
  docket_clock_advance (f->client->clock, BEHIND_END);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, f->text), ==, 1);
  g_assert_false (undo (f));
  assert_outcome (f, REPLY, TRUE);
}

/* An undo that comes late but before any sync still holds: nothing was sent. */
static void
test_undo_before_sync (Fixture *f, gconstpointer data)
{
  send_and (f, NOTE);
  docket_clock_advance (f->client->clock, BEHIND_END);
  g_assert_true (undo (f));
  assert_outcome (f, NOTE, FALSE);
}

/* A wall clock that was set does not make the window shorter or longer. */
static void
test_clock_was_set (Fixture *f, gconstpointer data)
{
  const gint64 now = docket_clock_get_wall (f->client->clock);

  send_and (f, REPLY);
  docket_clock_advance (f->client->clock, BEHIND_END);
  docket_clock_set_wall (f->client->clock, now - 3600 * SECOND);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, f->text), ==, 1);
  g_assert_false (undo (f));
  assert_outcome (f, REPLY, TRUE);
}

/* The process ends at 4.9 s: nobody can undo any more, so it goes back to its draft. */
static void
test_killed_before_end (Fixture *f, gconstpointer data)
{
  send_and (f, NOTE);
  docket_clock_advance (f->client->clock, BEFORE_END);
  kill_offer (f);
  client_sync (f->client);
  assert_outcome (f, NOTE, FALSE);
}

/* The process ends at 5.1 s, when it has ended the window itself: what was sent stays sent. */
static void
test_killed_behind_end (Fixture *f, gconstpointer data)
{
  send_and (f, REPLY);
  docket_clock_advance (f->client->clock, BEHIND_END);
  end_windows (f);
  kill_offer (f);
  client_sync (f->client);
  assert_outcome (f, REPLY, TRUE);
}

static gpointer
sync_thread (gpointer data)
{
  client_sync (data);

  return NULL;
}

/* Undo and sync at once, a little before the end and behind it: whoever comes first. */
static void
test_at_once (Fixture *f, gconstpointer data)
{
  static const gint64 moments[] = { BEFORE_END, WINDOW, BEHIND_END };

  for (guint i = 0; i < 4 * G_N_ELEMENTS (moments); i++)
    {
      GThread *thread = NULL;
      gboolean undone;

      if (i > 0)
        {
          tear_down (f, NULL);
          f->edit = NULL;
          set_up (f, NULL);
        }

      send_and (f, REPLY);
      docket_clock_advance (f->client->clock, moments[i % G_N_ELEMENTS (moments)]);
      thread = g_thread_new ("sync", sync_thread, f->client);

      for (guint j = 0; j < i; j++)
        g_thread_yield ();

      undone = undo (f);
      g_thread_join (thread);
      assert_outcome (f, REPLY, !undone);
    }
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "150", "--seed", "4", "--rate", "0", NULL);

  ADD ("/undo-window/undo-before-end", test_undo_before_end);
  ADD ("/undo-window/undo-behind-end", test_undo_behind_end);
  ADD ("/undo-window/undo-before-sync", test_undo_before_sync);
  ADD ("/undo-window/clock-was-set", test_clock_was_set);
  ADD ("/undo-window/killed-before-end", test_killed_before_end);
  ADD ("/undo-window/killed-behind-end", test_killed_behind_end);
  ADD ("/undo-window/at-once", test_at_once);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
