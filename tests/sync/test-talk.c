/* Send and…, replies that meet news, and what goes back to its draft.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL

static DocketTestSandbox *sandbox;
static guint n_used;

typedef struct
{
  Client *client;
  gint64 remote;
  gint64 ticket;
  char *before; /* the status that the ticket had */
  const char *wanted;
  char *message;
  char *status;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->remote = server_full_ticket (sandbox, n_used++);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);
  f->ticket = client_find (f->client, f->remote);
  client_open_ticket (f->client, f->ticket);
  f->before = client_get (f->client, f->ticket, "status");
  f->wanted = g_str_equal (f->before, "resolved") ? "closed" : "resolved";
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  docket_test_sandbox_lift_faults (sandbox);
  server_assert_none_rejected (sandbox);
  client_free (f->client);
  g_free (f->before);
  g_free (f->message);
  g_free (f->status);
}

/* One gesture: a message and a status. */
static DocketEdit *
send_and (Fixture *f, DocketMessageKind kind, const char *text, gint64 delay_us)
{
  DocketEdit *edit = docket_edit_new ();
  GPtrArray *uuids;

  docket_edit_add_message (edit, f->ticket, kind, text, delay_us, 0);
  docket_edit_set_field_seen (edit, f->ticket, "status", f->wanted, f->before);
  client_apply (f->client, edit);
  uuids = docket_edit_get_result_operations (edit);
  g_assert_cmpuint (uuids->len, ==, 2);
  f->message = g_strdup (g_ptr_array_index (uuids, 0));
  f->status = g_strdup (g_ptr_array_index (uuids, 1));

  return edit;
}

static void
assert_states (Fixture *f, DocketOperationState message, DocketOperationState status)
{
  g_autoptr (DocketOperation) first = client_operation (f->client, f->message);
  g_autoptr (DocketOperation) second = client_operation (f->client, f->status);

  g_assert_cmpint (first->state, ==, message);
  g_assert_cmpint (second->state, ==, status);
}

static void
assert_status (Fixture *f, const char *here)
{
  g_autofree char *status = client_get (f->client, f->ticket, "status");

  g_assert_cmpstr (status, ==, here);
}

static void
assert_status_there (Fixture *f, const char *there)
{
  g_autofree char *status = server_get (sandbox, f->remote, "TicketStatus");

  g_assert_cmpint (g_ascii_strcasecmp (status, there), ==, 0);
}

static char *
dup_draft (Fixture *f, DocketMessageKind kind)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (DocketDraft) draft = docket_drafts_find (txn, f->ticket, (DocketDraftKind) kind, NULL);

  return draft != NULL ? g_strdup (draft->text) : NULL;
}

static void
say_there (Fixture *f, const char *email, const char *json)
{
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments", f->remote);

  docket_test_sandbox_act (sandbox, email, "POST", path, json, NULL);
}

static DocketOperation *
edit_again (Fixture *f, const char *uuid, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (DocketOperation) operation =
    docket_outbox_edit (txn, uuid, &f->client->context, error);

  if (operation != NULL)
    g_assert_true (docket_transaction_commit (txn, NULL));

  return g_steal_pointer (&operation);
}

static void
test_both_arrive (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = send_and (f, REPLY, "It runs again, closing this.", 0);

  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_states (f, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_STATE_DONE);
  assert_status_there (f, f->wanted);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "It runs again, closing this."),
                    ==,
                    1);
}

/* No later part goes before its earlier one is there (rule 13). */
static void
test_refused_message_keeps_status (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments", f->remote);
  g_autoptr (DocketEdit) edit = NULL;

  server_fault (sandbox, "POST", path, 1, "status", "400");
  edit = send_and (f, REPLY, "This one is refused", 0);
  client_sync (f->client);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "This one is refused"), ==, 0);
  assert_status_there (f, f->before);
  assert_status (f, f->wanted);
}

/* A note that stays on this computer keeps nothing back. */
static void
test_kept_here_keeps_nothing_back (Fixture *f, gconstpointer data)
{
  DocketCapabilities poor = *f->client->context.capabilities;
  const DocketCapabilities *whole = f->client->context.capabilities;
  g_autoptr (DocketEdit) edit = NULL;

  poor.internal_notes = FALSE;
  f->client->context.capabilities = &poor;
  edit = send_and (f, NOTE, "Only for us", 0);
  f->client->context.capabilities = whole;
  client_sync (f->client);
  assert_states (f, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_STATE_DONE);
  assert_status_there (f, f->wanted);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "Only for us"), ==, 0);
}

static void
test_undo_takes_both (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = send_and (f, NOTE, "Too early", 5 * SECOND);
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *draft = NULL;

  docket_outbox_undo (txn,
                      docket_edit_get_result_operations (edit),
                      &f->client->context,
                      NULL,
                      &error);
  g_assert_no_error (error);
  g_assert_true (docket_transaction_commit (txn, NULL));
  g_clear_pointer (&txn, docket_transaction_free);
  assert_status (f, f->before);
  draft = dup_draft (f, NOTE);
  g_assert_cmpstr (draft, ==, "Too early");
  client_sync (f->client);
  assert_status_there (f, f->before);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "Too early"), ==, 0);
}

/* As if the process that offered the undo had been killed. */
static void
kill_offer (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (DocketOperation) operation = docket_operations_get (txn, f->message, NULL);

  docket_values_set_int64 (operation->seen, DOCKET_SEEN_OFFER_BORN, 1);
  g_assert_true (
    docket_operations_transit (txn, operation, DOCKET_OPERATION_STATE_WAITING, 0, NULL));
  g_assert_true (docket_transaction_commit (txn, NULL));
}

static void
test_kill_takes_both_back (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = send_and (f, REPLY, "Killed in the middle", 5 * SECOND);
  g_autofree char *draft = NULL;

  kill_offer (f);
  client_sync (f->client);
  draft = dup_draft (f, REPLY);
  g_assert_cmpstr (draft, ==, "Killed in the middle");
  assert_status (f, f->before);
  assert_status_there (f, f->before);
  client_assert_quiet (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "Killed in the middle"), ==, 0);
}

/* What was written meanwhile and what comes back stand in one draft. */
static void
test_draft_is_not_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = send_and (f, REPLY, "The first", 5 * SECOND);
  g_autoptr (DocketDraft) next = docket_draft_new ();
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autofree char *draft = NULL;

  next->ticket = f->ticket;
  next->kind = DOCKET_DRAFT_KIND_REPLY;
  next->text = g_strdup ("The second");
  g_assert_cmpint (docket_drafts_save (txn, next, NULL), !=, 0);
  g_assert_true (docket_transaction_commit (txn, NULL));
  g_clear_pointer (&txn, docket_transaction_free);
  kill_offer (f);
  client_sync (f->client);
  draft = dup_draft (f, REPLY);
  g_assert_cmpstr (draft, ==, "The first\n\nThe second");
}

static void
hold (Fixture *f)
{
  say_there (f, "tech2@example.com", "{\"CommentText\": \"Wait, it is back\"}");
  client_sync (f->client);
  assert_states (f, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_STATE_WAITING);
  client_assert_state (f->client,
                       f->message,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_NEWS);
  assert_status_there (f, f->before);
}

static void
test_held_and_edited (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = send_and (f, REPLY, "All fine, closing", 0);
  g_autoptr (DocketOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reply = NULL;
  g_autofree char *note = NULL;

  hold (f);
  operation = edit_again (f, f->message, &error);
  g_assert_no_error (error);
  g_assert_cmpint (operation->state, ==, DOCKET_OPERATION_STATE_WITHDRAWN);
  reply = dup_draft (f, REPLY);
  note = dup_draft (f, NOTE);
  g_assert_cmpstr (reply, ==, "All fine, closing");
  g_assert_null (note);
  assert_status (f, f->before);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, "All fine, closing"), ==, 0);
  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_status_there (f, f->before);

  /* What is done can't be edited. */
  g_assert_null (edit_again (f, f->message, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
}

static void
test_held_and_sent_anyway (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = send_and (f, REPLY, "Closing all the same", 0);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  hold (f);
  txn = docket_store_begin_write (f->client->store, NULL, NULL);
  operation = docket_outbox_retry (txn, f->message, TRUE, &f->client->context, &error);
  g_assert_no_error (error);
  g_assert_true (docket_transaction_commit (txn, NULL));
  g_clear_pointer (&txn, docket_transaction_free);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "Closing all the same"), ==, 1);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "150", "--seed", "3", "--rate", "0", NULL);

  ADD ("/talk/both-arrive", test_both_arrive);
  ADD ("/talk/refused-message-keeps-status", test_refused_message_keeps_status);
  ADD ("/talk/kept-here-keeps-nothing-back", test_kept_here_keeps_nothing_back);
  ADD ("/talk/undo-takes-both", test_undo_takes_both);
  ADD ("/talk/kill-takes-both-back", test_kill_takes_both_back);
  ADD ("/talk/draft-is-not-replaced", test_draft_is_not_replaced);
  ADD ("/talk/held-and-edited", test_held_and_edited);
  ADD ("/talk/held-and-sent-anyway", test_held_and_sent_anyway);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
