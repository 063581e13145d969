/* A time entry that a timer became, and its undo, by an injected clock: the time is on the server,
 * or it is a timer again, and never both or neither.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-timer.h"
#include "sync-client.h"

#define WINDOW (5 * SECOND)
#define BEFORE_END (WINDOW - SECOND / 10)
#define BEHIND_END (WINDOW + SECOND / 10)
#define WORKED (40 * G_TIME_SPAN_MINUTE)

static DocketTestSandbox *sandbox;
static guint n_used;

typedef struct
{
  Client *client;
  gint64 remote;
  gint64 ticket;
  char *text; /* of this test alone */
  DocketEdit *edit;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->remote = server_full_ticket (sandbox, n_used++);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);
  f->ticket = client_find (f->client, f->remote);
  f->text = g_strdup_printf ("Worked %u", n_used);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  server_assert_none_rejected (sandbox);
  client_free (f->client);
  g_clear_object (&f->edit);
  g_free (f->text);
}

/* A stretch of a timer that is paused. */
static gint64
add_stretch (Fixture *f, gint64 started_at, gint64 length_us)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (DocketTimerSegment) segment = docket_timer_segment_new ();

  segment->ticket = f->ticket;
  segment->technician = f->client->context.me;
  segment->started_at = started_at;
  segment->ended_at = started_at + length_us;
  segment->boot_id = g_strdup ("boot");
  g_assert_true (docket_timer_segments_save (txn, segment, NULL));
  g_assert_true (docket_transaction_commit (txn, NULL));

  return segment->id;
}

static void
stop_timer (Fixture *f)
{
  const gint64 start = docket_clock_get_wall (f->client->clock) - 3600 * SECOND;
  const gint64 stretches[] = { add_stretch (f, start, WORKED / 4),
                               add_stretch (f, start + WORKED, 3 * WORKED / 4) };
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();

  entry->technician = f->client->context.me;
  entry->start_at = start;
  entry->end_at = start + WORKED;
  entry->billable = TRUE;
  entry->description = g_strdup (f->text);
  f->edit = docket_edit_new ();
  docket_edit_add_timer (f->edit, f->ticket, entry, stretches, G_N_ELEMENTS (stretches));
  docket_edit_offer_undo (f->edit, WINDOW);
  client_apply (f->client, f->edit);
}

static gboolean
undo_edit (Fixture *f, DocketEdit *edit)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  DocketUndoCount count = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (txn);

  if (!docket_outbox_undo_time (txn, edit, &f->client->context, &count, &error))
    {
      g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
      return FALSE;
    }

  g_assert_cmpuint (count.n_undone, ==, 1);
  g_assert_true (docket_transaction_commit (txn, &error));
  g_assert_no_error (error);

  return TRUE;
}

static gboolean
undo (Fixture *f)
{
  return undo_edit (f, f->edit);
}

/* What the timer of the ticket comes to. */
static gint64
get_timer (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (GPtrArray) segments =
    docket_timer_segments_list_of_ticket (txn, f->client->context.me, f->ticket, NULL);
  const DocketMoment now = { .boot_id = "boot" };

  return docket_timer_sum (segments, &now);
}

static gint64
get_updated (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  gint64 updated_at = 0;

  g_assert_true (docket_tickets_get_updated (txn, f->ticket, &updated_at, NULL));

  return updated_at;
}

static guint
count_here (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (GPtrArray) entries = docket_time_entries_list (txn, f->ticket, NULL);
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    n +=
      g_strcmp0 (((DocketTimeEntry *) g_ptr_array_index (entries, i))->description, f->text) == 0;

  return n;
}

static void
assert_outcome (Fixture *f, gboolean sent)
{
  docket_clock_advance (f->client->clock, 60 * WINDOW);
  client_sync (f->client);
  client_sync (f->client);
  client_assert_quiet (f->client);
  g_assert_cmpuint (server_count_hours (sandbox, f->remote, f->text), ==, sent ? 1 : 0);
  g_assert_cmpuint (count_here (f), ==, sent ? 1 : 0);
  g_assert_cmpint (get_timer (f), ==, sent ? 0 : WORKED);
}

/* As if something else had moved the operation: `born` of its process, how often it was sent. */
static void
move_operation (Fixture *f, gint64 born, DocketOperationState state, gint sent)
{
  const char *uuid = g_ptr_array_index (docket_edit_get_result_operations (f->edit), 0);
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (DocketOperation) operation = docket_operations_get (txn, uuid, NULL);
  const DocketOperationState before = operation->state;

  if (born != 0)
    docket_values_set_int64 (operation->seen, DOCKET_SEEN_OFFER_BORN, born);

  operation->state = state;
  operation->sent = sent;
  g_assert_true (docket_operations_transit (txn, operation, before, 0, NULL));
  g_assert_true (docket_transaction_commit (txn, NULL));
}

/* A sync at 4.9 s leaves it alone, and the undo after it holds. A second one finds nothing. */
static void
test_before_end (Fixture *f, gconstpointer data)
{
  const gint64 updated_at = get_updated (f);

  docket_clock_advance (f->client->clock, SECOND);
  stop_timer (f);
  g_assert_cmpint (get_updated (f), >, updated_at);
  docket_clock_advance (f->client->clock, BEFORE_END);
  client_sync (f->client);
  g_assert_cmpuint (server_count_hours (sandbox, f->remote, f->text), ==, 0);
  g_assert_true (undo (f));
  g_assert_cmpint (get_updated (f), ==, updated_at);
  g_assert_false (undo (f));
  assert_outcome (f, FALSE);
}

/* A sync at 5.1 s sends it, and the undo after it is too late. */
static void
test_behind_end (Fixture *f, gconstpointer data)
{
  stop_timer (f);
  docket_clock_advance (f->client->clock, BEHIND_END);
  client_sync (f->client);
  g_assert_cmpuint (server_count_hours (sandbox, f->remote, f->text), ==, 1);
  g_assert_false (undo (f));
  assert_outcome (f, TRUE);
}

/* The process ends at 4.9 s: nobody can undo any more, and what was worked goes to the server. */
static void
test_killed (Fixture *f, gconstpointer data)
{
  stop_timer (f);
  docket_clock_advance (f->client->clock, BEFORE_END);
  move_operation (f, 1, DOCKET_OPERATION_STATE_WAITING, 0);
  assert_outcome (f, TRUE);
}

/* It is on its way, or nobody knows whether it came: it is not said to be taken back. */
static void
test_doubtful (Fixture *f, gconstpointer data)
{
  stop_timer (f);
  move_operation (f, 0, DOCKET_OPERATION_STATE_IN_FLIGHT, 1);
  g_assert_false (undo (f));
  move_operation (f, 0, DOCKET_OPERATION_STATE_AMBIGUOUS, 1);
  g_assert_false (undo (f));
  g_assert_cmpuint (count_here (f), ==, 1);
  g_assert_cmpint (get_timer (f), ==, 0);
}

/* What was changed since is left alone, until that change is taken back. */
static void
test_changed_since (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) change = docket_edit_new ();
  g_autoptr (DocketEdit) delete = docket_edit_new ();

  stop_timer (f);
  txn = docket_store_begin_read (f->client->store, NULL, NULL);
  entry = docket_time_entries_get (txn, docket_edit_get_result_part (f->edit), NULL);
  g_clear_pointer (&txn, docket_transaction_free);
  entry->end_at += SECOND;
  docket_edit_change_time (change, f->ticket, entry);
  client_apply (f->client, change);
  g_assert_false (undo (f));
  g_assert_cmpint (get_timer (f), ==, 0);
  docket_edit_delete_time (delete, f->ticket, entry->id);
  client_apply (f->client, delete);
  g_assert_false (undo (f));

  g_assert_true (undo_edit (f, delete));
  g_assert_true (undo_edit (f, change));
  g_assert_true (undo (f));
  assert_outcome (f, FALSE);
}

static gpointer
sync_thread (gpointer data)
{
  client_sync (data);

  return NULL;
}

/* Undo and sync at once: whoever comes first. */
static void
test_at_once (Fixture *f, gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      GThread *thread = NULL;
      gboolean undone;

      if (i > 0)
        {
          tear_down (f, NULL);
          set_up (f, NULL);
        }

      stop_timer (f);
      docket_clock_advance (f->client->clock, i % 2 == 0 ? BEHIND_END : BEFORE_END);
      thread = g_thread_new ("sync", sync_thread, f->client);

      for (guint j = 0; j < i; j++)
        g_thread_yield ();

      undone = undo (f);
      g_thread_join (thread);
      assert_outcome (f, !undone);
    }
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "150", "--seed", "4", "--rate", "0", NULL);

  ADD ("/time-undo/before-end", test_before_end);
  ADD ("/time-undo/behind-end", test_behind_end);
  ADD ("/time-undo/killed", test_killed);
  ADD ("/time-undo/doubtful", test_doubtful);
  ADD ("/time-undo/changed-since", test_changed_since);
  ADD ("/time-undo/at-once", test_at_once);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
