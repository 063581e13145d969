/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-client.h"

static DocketTestSandbox *sandbox;

typedef struct
{
  Client *client;
  gint64 remote;
  gint64 ticket;
} Fixture;

static guint n_used;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->remote = server_full_ticket (sandbox, n_used++);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);
  f->ticket = client_find (f->client, f->remote);
  g_assert_cmpint (f->ticket, !=, 0);
  g_assert_cmpint (f->client->context.me, !=, 0);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  docket_test_sandbox_lift_faults (sandbox);
  server_assert_none_rejected (sandbox);
  client_free (f->client);
}

static void
assert_done_once (Fixture *f, const char *uuid)
{
  client_assert_state (f->client, uuid, DOCKET_OPERATION_STATE_DONE, DOCKET_OPERATION_REASON_NONE);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 1);
}

/* Sets a field to a value that it has not. Gives the value. */
static const char *
change (Fixture *f, const char *field, const char *value, const char *other, char **uuid)
{
  g_autofree char *before = client_get (f->client, f->ticket, field);
  const char *chosen = g_strcmp0 (before, value) != 0 ? value : other;

  *uuid = client_set (f->client, f->ticket, field, chosen);

  return chosen;
}

static void
test_fields (Fixture *f, gconstpointer data)
{
  static const char *const fields[][4] = {
    { "title", "Le nouveau titre & more", "", "TicketTitle" },
    { "priority", "critical", "low", "TicketPriority" },
    { "status", "pending", "open", "TicketStatus" },
    { "impact", "major", "minor", "TicketImpact" },
    { "type", "change", "problem", "TicketType" },
  };
  g_auto (GStrv) uuids = g_new0 (char *, G_N_ELEMENTS (fields) + 1);
  const char *chosen[G_N_ELEMENTS (fields)] = { NULL };
  DocketSyncReport report;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    chosen[i] = change (f, fields[i][0], fields[i][1], fields[i][2], &uuids[i]);

  report = client_sync (f->client);
  g_assert_cmpuint (report.pushed, ==, G_N_ELEMENTS (fields));
  client_assert_quiet (f->client);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *there = server_get (sandbox, f->remote, fields[i][3]);
      g_autofree char *here = client_get (f->client, f->ticket, fields[i][0]);

      g_assert_cmpint (g_ascii_strcasecmp (there, chosen[i]), ==, 0);
      g_assert_cmpstr (here, ==, chosen[i]);
      assert_done_once (f, uuids[i]);
    }
}

static void
test_assignee (Fixture *f, gconstpointer data)
{
  g_autofree char *me = g_strdup_printf ("%" G_GINT64_FORMAT, f->client->context.me);
  g_autofree char *uuid = NULL;
  g_autofree char *email = NULL;
  g_autofree char *other = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (DocketEntry) entry =
    docket_directory_find (txn, DOCKET_ENTITY_TECHNICIAN, "email", "tech2@example.com", NULL);

  g_assert_nonnull (entry);
  g_clear_pointer (&txn, docket_transaction_free);
  other = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);

  if (g_str_equal (change (f, "assignee", me, other, &uuid), me))
    g_assert_nonnull (uuid);

  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_done_once (f, uuid);
  email = server_get (sandbox, f->remote, "TechnicianEmail");
  g_assert_true (g_str_equal (email, ME) || g_str_equal (email, "tech2@example.com"));
}

static void
test_messages (Fixture *f, gconstpointer data)
{
  g_autofree char *first = client_say (f->client, f->ticket, "ok", FALSE);
  g_autofree char *second = client_say (f->client, f->ticket, "ok", FALSE);
  g_autofree char *note = client_say (f->client, f->ticket, "Seen on site", TRUE);
  guint before;

  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_done_once (f, first);
  assert_done_once (f, second);
  assert_done_once (f, note);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "ok"), ==, 2);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "Seen on site"), ==, 1);

  /* What is on the screen is what the server has, and stays so. */
  before = client_count_messages (f->client, f->ticket, NULL);
  g_assert_cmpuint (before, ==, server_count_comments (sandbox, f->remote, NULL));
  docket_clock_advance (f->client->clock, 3600 * SECOND);
  client_sync (f->client);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, NULL), ==, before);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, "ok"), ==, 2);
}

static void
test_time (Fixture *f, gconstpointer data)
{
  gint64 start = docket_clock_get_wall (f->client->clock) / (60 * SECOND) * 60 * SECOND;
  g_autofree char *uuid = client_add_time (f->client, f->ticket, start - 7200 * SECOND, "On site");
  g_autofree char *twin = client_add_time (f->client, f->ticket, start - 7200 * SECOND, "On site");
  g_autofree char *bare = client_add_time (f->client, f->ticket, start - 9000 * SECOND, NULL);

  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_done_once (f, uuid);
  assert_done_once (f, twin);
  assert_done_once (f, bare);
  g_assert_cmpuint (server_count_hours (sandbox, f->remote, "On site"), ==, 2);
}

static void
test_create (Fixture *f, gconstpointer data)
{
  gint64 ticket = client_create (f->client, "A ticket made offline", "First words");
  g_autofree char *number = NULL;
  g_autofree char *remote_id = NULL;
  g_autofree char *contact = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  client_sync (f->client);
  client_assert_quiet (f->client);
  g_assert_cmpuint (server_count_titles (sandbox, "A ticket made offline"), ==, 1);

  txn = docket_store_begin_read (f->client->store, NULL, NULL);
  remote_id = docket_tickets_get_remote_id (txn, ticket, NULL);
  g_assert_nonnull (remote_id);
  g_assert_cmpuint (
    server_count_comments (sandbox, g_ascii_strtoll (remote_id, NULL, 10), "First words"),
    ==,
    1);
  g_clear_pointer (&txn, docket_transaction_free);

  /* The contact that was typed in is the one that came back. */
  contact = client_get (f->client, ticket, "contact");
  g_assert_nonnull (contact);
  txn = docket_store_begin_read (f->client->store, NULL, NULL);
  {
    g_autoptr (DocketEntry) entry =
      docket_directory_get (txn, DOCKET_ENTITY_CONTACT, g_ascii_strtoll (contact, NULL, 10), NULL);

    g_assert_nonnull (entry->remote_id);
    g_assert_cmpstr (docket_entry_get (entry, "email"), ==, "ada.byron@example.com");
  }
}

/* In the name of the contact whom client_create() types in; seconds after the ticket was made. */
static void
contact_says (const char *remote_id, gint64 created_us, int seconds, const char *text)
{
  g_autofree char *path = g_strdup_printf ("/tickets/%s/comments", remote_id);
  g_autoptr (GDateTime) created = g_date_time_new_from_unix_utc (created_us / SECOND);
  g_autoptr (GDateTime) at = g_date_time_add_seconds (created, seconds);
  g_autofree char *stamp = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *body =
    g_strdup_printf ("{\"CommentText\": \"%s\", \"CommentTimestampUTC\": \"%s\"}", text, stamp);

  g_assert_cmpuint (
    docket_test_sandbox_act (sandbox, "ada.byron@example.com", "POST", path, body, NULL),
    ==,
    200);
}

/* A server may write a new ticket's opening comment itself, in the contact's name, and show it only
 * after the person has gone on: nobody said anything (rule 18). What the contact says later is
 * news. */
static void
test_opening_comment_is_no_news (Fixture *f, gconstpointer data)
{
  const gint64 ticket = client_create (f->client, "Opened by the server's words", NULL);
  g_autofree char *opened = NULL;
  g_autofree char *answered = NULL;
  g_autofree char *created = NULL;
  g_autofree char *remote_id = NULL;
  g_autoptr (DocketTransaction) txn = NULL;

  client_sync (f->client);
  created = client_get (f->client, ticket, DOCKET_FIELD_ID_CREATED);
  txn = docket_store_begin_read (f->client->store, NULL, NULL);
  remote_id = docket_tickets_get_remote_id (txn, ticket, NULL);
  g_clear_pointer (&txn, docket_transaction_free);

  opened = client_say (f->client, ticket, "On my way", FALSE);
  contact_says (remote_id, g_ascii_strtoll (created, NULL, 10), 1, "Opened by itself");
  client_sync (f->client);
  client_assert_state (f->client,
                       opened,
                       DOCKET_OPERATION_STATE_DONE,
                       DOCKET_OPERATION_REASON_NONE);

  answered = client_say (f->client, ticket, "And done", FALSE);
  contact_says (remote_id, g_ascii_strtoll (created, NULL, 10), 60, "Wait, please");
  client_sync (f->client);
  client_assert_state (f->client,
                       answered,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_NEWS);
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = client_delete (f->client, f->ticket);
  g_autoptr (JsonNode) root = NULL;

  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_done_once (f, uuid);
  g_assert_null (server_ticket (sandbox, f->remote, &root));
}

static void
test_custom_value (Fixture *f, gconstpointer data)
{
  g_autofree char *uuid = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  const char *field = NULL;

  fields = docket_directory_list_fields (txn, NULL);

  for (guint i = 0; i < fields->len && field == NULL; i++)
    if (((DocketField *) g_ptr_array_index (fields, i))->kind == DOCKET_FIELD_TEXT)
      field = ((DocketField *) g_ptr_array_index (fields, i))->id;

  g_assert_nonnull (field);
  g_clear_pointer (&txn, docket_transaction_free);
  client_open_ticket (f->client, f->ticket);
  uuid = client_set (f->client, f->ticket, field, "Value of a test");
  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_done_once (f, uuid);
  after = client_get (f->client, f->ticket, field);
  g_assert_cmpstr (after, ==, "Value of a test");
}

static void
test_kept_here (Fixture *f, gconstpointer data)
{
  g_autofree char *before = client_get (f->client, f->ticket, "contract");
  g_autofree char *uuid = NULL;
  g_autofree char *after = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (GPtrArray) contracts =
    docket_directory_list (txn, DOCKET_ENTITY_CONTRACT, NULL, 0, 100, NULL);
  g_autofree char *other = NULL;

  for (guint i = 0; i < contracts->len && other == NULL; i++)
    {
      g_autofree char *id =
        g_strdup_printf ("%" G_GINT64_FORMAT,
                         ((DocketEntry *) g_ptr_array_index (contracts, i))->id);

      if (g_strcmp0 (id, before) != 0)
        other = g_steal_pointer (&id);
    }

  g_assert_nonnull (other);
  g_clear_pointer (&txn, docket_transaction_free);
  uuid = client_set (f->client, f->ticket, "contract", other);
  client_sync (f->client);
  client_assert_state (f->client,
                       uuid,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_KEPT_HERE);
  after = client_get (f->client, f->ticket, "contract");
  g_assert_cmpstr (after, ==, other);
  g_assert_cmpuint (server_count_effects (sandbox, uuid), ==, 0);
}

static void
test_undo_window (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  const char *uuid;

  docket_edit_add_message (edit,
                           f->ticket,
                           DOCKET_MESSAGE_KIND_REPLY,
                           "In five seconds",
                           5 * SECOND,
                           0);
  client_apply (f->client, edit);
  uuid = g_ptr_array_index (docket_edit_get_result_operations (edit), 0);

  docket_clock_advance (f->client->clock, 4 * SECOND);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "In five seconds"), ==, 0);

  docket_clock_advance (f->client->clock, 2 * SECOND);
  client_sync (f->client);
  g_assert_cmpuint (server_count_comments (sandbox, f->remote, "In five seconds"), ==, 1);
  assert_done_once (f, uuid);
}

/* Unsent is not unchanged: a server that resets what a write leaves out gets no more of them, until
 * the person has looked. */
static void
test_server_that_resets (Fixture *f, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *priority = NULL;
  g_autofree char *title = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketOperation) operation = NULL;
  g_autoptr (GError) error = NULL;

  change (f, "priority", "critical", "high", &first);
  client_sync (f->client);
  docket_test_sandbox_post_manners (sandbox, "{\"enums\": true}");
  g_free (client_set (f->client, f->ticket, "title", "A title, and nothing else"));
  client_sync (f->client);

  /* The screen shows what the server has. */
  priority = client_get (f->client, f->ticket, "priority");
  g_assert_cmpstr (priority, ==, "low");
  second = client_set (f->client, f->ticket, "title", "Another title");
  client_sync (f->client);
  client_assert_state (f->client,
                       second,
                       DOCKET_OPERATION_STATE_NEEDS_ME,
                       DOCKET_OPERATION_REASON_REFUSED);
  g_assert_cmpuint (server_count_effects (sandbox, second), ==, 0);

  docket_test_sandbox_post_manners (sandbox, "{\"enums\": false}");
  txn = docket_store_begin_write (f->client->store, NULL, NULL);
  operation = docket_outbox_retry (txn, second, TRUE, &f->client->context, &error);
  g_assert_no_error (error);
  docket_transaction_commit (txn, &error);
  g_assert_no_error (error);
  g_clear_pointer (&txn, docket_transaction_free);
  client_sync (f->client);
  client_assert_quiet (f->client);
  title = server_get (sandbox, f->remote, "TicketTitle");
  g_assert_cmpstr (title, ==, "Another title");
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "150", "--seed", "3", "--rate", "0", NULL);

  ADD ("/push/fields", test_fields);
  ADD ("/push/assignee", test_assignee);
  ADD ("/push/messages", test_messages);
  ADD ("/push/time", test_time);
  ADD ("/push/create", test_create);
  ADD ("/push/opening-comment-is-no-news", test_opening_comment_is_no_news);
  ADD ("/push/delete", test_delete);
  ADD ("/push/custom-value", test_custom_value);
  ADD ("/push/kept-here", test_kept_here);
  ADD ("/push/server-that-resets", test_server_that_resets);
  ADD ("/push/undo-window", test_undo_window);

  result = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return result;
}
