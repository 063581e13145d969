/* Files that the server can't hold on a ticket: they stay here, are never lost, and go to the
 * customer's files when the person says so, once, and named only when they are there.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-files.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define NOTE DOCKET_MESSAGE_KIND_INTERNAL
#define UPLOADS "/api/v3/customers/attachments"

static DocketTestSandbox *sandbox;
static guint n_used;

typedef struct
{
  Client *client;
  gint64 remote;
  gint64 ticket;
  GBytes *bytes;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *content = g_strdup_printf ("\xff\xd8\xff picture %u", n_used);

  f->bytes = g_bytes_new (content, strlen (content));
  f->remote = server_full_ticket (sandbox, n_used++);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);
  f->ticket = client_find (f->client, f->remote);
  client_open_ticket (f->client, f->ticket);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  docket_test_sandbox_lift_faults (sandbox);
  server_assert_none_rejected (sandbox);
  client_free (f->client);
  g_bytes_unref (f->bytes);
}

static gint64
say_file (Fixture *f, DocketMessageKind kind, const char *text)
{
  return client_say_file (f->client, f->ticket, kind, text, "photo.jpg", f->bytes);
}

static void
assert_part (Fixture *f, gint64 file, DocketPartState state)
{
  g_autoptr (DocketAttachment) attachment = client_get_attachment (f->client, f->ticket, file);

  g_assert_nonnull (attachment);
  g_assert_cmpint (attachment->state, ==, state);
  g_assert_nonnull (attachment->sha256);
}

static void
assert_file (Fixture *f, gint64 file, DocketOperationState state, DocketOperationReason reason)
{
  g_autoptr (DocketOperation) operation = client_get_file_operation (f->client, f->ticket, file);

  client_assert_state (f->client, operation->uuid, state, reason);
}

static char *
dup_uuid (Fixture *f, gint64 file)
{
  g_autoptr (DocketOperation) operation = client_get_file_operation (f->client, f->ticket, file);

  return g_strdup (operation->uuid);
}

static guint
count_comments (Fixture *f, const char *text)
{
  return server_count_comments (sandbox, f->remote, text);
}

/* The text goes, the file stays: listed, and said to be here. */
static void
test_kept (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "See the picture of the valve.");

  client_sync (f->client);
  g_assert_cmpuint (count_comments (f, "See the picture of the valve."), ==, 1);
  g_assert_cmpuint (server_count_files (sandbox, NULL, f->bytes), ==, 0);
  assert_part (f, file, DOCKET_PART_STATE_KEPT_HERE);
  assert_file (f, file, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_KEPT_HERE);
}

/* What the server takes away, it does not take from here while it is nowhere else. */
static void
test_never_dropped (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "The only picture there is.");
  g_autofree char *path = NULL;
  g_autoptr (GBytes) read = NULL;
  g_autoptr (DocketAttachment) attachment = NULL;

  client_sync (f->client);
  path = g_strdup_printf ("/tickets/%" G_GINT64_FORMAT "/comments/%u",
                          f->remote,
                          server_count_comments (sandbox, f->remote, NULL) - 1);
  g_assert_cmpuint (
    docket_test_sandbox_act (sandbox, "tech2@example.com", "DELETE", path, NULL, NULL),
    <,
    300);

  /* Long after what was acknowledged is believed. */
  docket_clock_advance (f->client->clock, 3600 * SECOND);
  client_open_ticket (f->client, f->ticket);
  docket_clock_advance (f->client->clock, 3600 * SECOND);
  client_open_ticket (f->client, f->ticket);
  g_assert_cmpuint (count_comments (f, "The only picture there is."), ==, 0);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, "The only picture there is."),
                    ==,
                    1);
  assert_part (f, file, DOCKET_PART_STATE_KEPT_HERE);
  attachment = client_get_attachment (f->client, f->ticket, file);
  read = docket_blobs_read (f->client->store, attachment->sha256, NULL);
  g_assert_true (g_bytes_equal (read, f->bytes));
}

/* Under a name of its own, the same bytes, and then a message that names it. */
static void
test_arrives (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "See the picture.");
  g_autoptr (DocketFileOffer) offer = NULL;
  g_autoptr (DocketAttachment) attachment = NULL;
  g_autofree char *number = NULL, *name = NULL;

  client_sync (f->client);
  offer = client_send_file (f->client, f->ticket, file);
  attachment = client_get_attachment (f->client, f->ticket, file);
  number = server_get (sandbox, f->remote, "TicketNumber");
  name = g_strdup_printf ("photo-%s-%.8s.jpg", number, attachment->sha256);
  g_assert_cmpstr (offer->name, ==, name);
  g_assert_nonnull (strstr (offer->text, name));
  g_assert_nonnull (offer->customer_name);
  assert_part (f, file, DOCKET_PART_STATE_WAITING);

  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_part (f, file, DOCKET_PART_STATE_SYNCED);
  g_assert_cmpuint (server_count_files (sandbox, name, f->bytes), ==, 1);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 1);

  client_sync (f->client);
  g_assert_cmpuint (server_count_files (sandbox, NULL, f->bytes), ==, 1);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, offer->text), ==, 1);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, "See the picture."), ==, 1);
}

/* A picture alone had nothing to say to the server; its message says now where it is. */
static void
test_picture_alone (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, NULL);
  const guint n_before = client_count_messages (f->client, f->ticket, NULL);
  g_autoptr (DocketFileOffer) offer = NULL;

  client_sync (f->client);
  assert_part (f, file, DOCKET_PART_STATE_KEPT_HERE);
  offer = client_send_file (f->client, f->ticket, file);
  client_sync (f->client);
  client_assert_quiet (f->client);
  assert_part (f, file, DOCKET_PART_STATE_SYNCED);
  g_assert_cmpuint (server_count_files (sandbox, offer->name, f->bytes), ==, 1);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 1);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, NULL), ==, n_before);
}

/* What is internal goes nowhere that a customer could read. */
static void
test_note (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, NOTE, "The safe is behind this.");
  g_autoptr (GError) error = NULL;

  client_sync (f->client);
  g_assert_false (client_try_send_file (f->client, f->ticket, file, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_REFUSED);
  client_sync (f->client);
  assert_part (f, file, DOCKET_PART_STATE_KEPT_HERE);
  g_assert_cmpuint (server_count_files (sandbox, NULL, f->bytes), ==, 0);
}

/* What the person was told is what happens. */
static void
test_another_customer (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "See.");
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (f->client->store, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFileOffer) offer =
    docket_outbox_offer_file (txn, f->ticket, file, &f->client->context, &error);

  g_assert_no_error (error);
  offer->customer++;
  g_assert_false (docket_outbox_send_file (txn, offer, offer->text, &f->client->context, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
}

static DocketFileOffer *
lose_answer (Fixture *f, gint64 file, const char *fault)
{
  DocketFileOffer *offer;

  client_sync (f->client);
  offer = client_send_file (f->client, f->ticket, file);
  server_fault (sandbox, "POST", UPLOADS, 1, fault, NULL);
  client_sync (f->client);
  docket_test_sandbox_lift_faults (sandbox);

  for (guint i = 0; i < 4; i++)
    {
      docket_clock_advance (f->client->clock, 40 * SECOND);
      client_sync (f->client);
    }

  /* Not sent again by itself, and not named before anybody knows. */
  assert_file (f, file, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_CANT_TELL);
  assert_part (f, file, DOCKET_PART_STATE_FAILED);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 0);

  return offer;
}

/* Done, and nobody said so: the person looks there and says that it is. */
static void
test_lost_after (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "See the picture.");
  g_autoptr (DocketFileOffer) offer = lose_answer (f, file, "drop-after");
  g_autoptr (DocketOperation) operation = client_get_file_operation (f->client, f->ticket, file);
  const DocketLikelyItem *likely = g_ptr_array_index (operation->likely, 0);

  g_assert_cmpstr (likely->text, ==, offer->name);
  g_assert_cmpstr (likely->author, ==, offer->customer_name);
  g_assert_cmpuint (server_count_files (sandbox, offer->name, f->bytes), ==, 1);
  client_settle (f->client, operation->uuid);
  client_sync (f->client);
  client_assert_quiet (f->client);
  g_assert_cmpuint (server_count_files (sandbox, offer->name, f->bytes), ==, 1);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 1);
}

/* It never arrived: the person looks there and sends it anyway. */
static void
test_lost_before (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "See the picture.");
  g_autoptr (DocketFileOffer) offer = lose_answer (f, file, "drop-before");
  g_autofree char *uuid = dup_uuid (f, file);

  g_assert_cmpuint (server_count_files (sandbox, offer->name, NULL), ==, 0);
  client_decide (f->client, uuid, TRUE);
  client_sync (f->client);
  client_assert_quiet (f->client);
  g_assert_cmpuint (server_count_files (sandbox, offer->name, f->bytes), ==, 1);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 1);
}

/* Too large, or of a kind that the server does not take: said, still here, named by nobody; and it
 * can be sent again. @data: the status, and whether it came with a text. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, g_str_equal (data, "415") ? NULL : "See the picture.");
  g_autoptr (DocketFileOffer) offer = NULL, again = NULL;
  g_autofree char *uuid = dup_uuid (f, file);
  guint n_messages;

  client_sync (f->client);
  n_messages = client_count_messages (f->client, f->ticket, NULL);
  offer = client_send_file (f->client, f->ticket, file);
  server_fault (sandbox, "POST", UPLOADS, 1, "status", data);
  client_sync (f->client);
  assert_file (f, file, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_REFUSED);
  assert_part (f, file, DOCKET_PART_STATE_FAILED);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 0);

  client_discard (f->client, uuid);
  client_sync (f->client);
  assert_file (f, file, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_KEPT_HERE);
  assert_part (f, file, DOCKET_PART_STATE_KEPT_HERE);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, NULL), ==, n_messages);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, offer->text), ==, 0);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 0);

  again = client_send_file (f->client, f->ticket, file);
  client_sync (f->client);
  client_assert_quiet (f->client);
  g_assert_cmpuint (server_count_files (sandbox, again->name, f->bytes), ==, 1);
  g_assert_cmpuint (count_comments (f, again->text), ==, 1);
}

/* Taken back before it went: as if nothing had been. */
static void
test_discarded (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, NULL);
  g_autofree char *uuid = dup_uuid (f, file);
  g_autoptr (DocketFileOffer) offer = client_send_file (f->client, f->ticket, file);

  client_discard (f->client, uuid);
  client_sync (f->client);
  assert_part (f, file, DOCKET_PART_STATE_KEPT_HERE);
  g_assert_cmpuint (server_count_files (sandbox, NULL, f->bytes), ==, 0);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 0);
  g_assert_cmpuint (client_count_messages (f->client, f->ticket, ""), ==, 1);
}

/* Bytes that are not what they were are never sent. */
static void
test_damaged (Fixture *f, gconstpointer data)
{
  const gint64 file = say_file (f, REPLY, "See the picture.");
  g_autoptr (DocketAttachment) attachment = client_get_attachment (f->client, f->ticket, file);
  g_autofree char *path = docket_blobs_get_path (f->client->store, attachment->sha256);
  g_autoptr (DocketFileOffer) offer = client_send_file (f->client, f->ticket, file);

  g_assert_true (g_file_set_contents (path, "others", -1, NULL));
  client_sync (f->client);
  assert_file (f, file, DOCKET_OPERATION_STATE_NEEDS_ME, DOCKET_OPERATION_REASON_REFUSED);
  g_assert_cmpuint (server_count_files (sandbox, offer->name, NULL), ==, 0);
  g_assert_cmpuint (count_comments (f, offer->text), ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "150", "--seed", "9", "--rate", "0", NULL);

#define ADD(name, data, function)                                                                  \
  g_test_add ("/customer-files/" name, Fixture, data, set_up, function, tear_down)

  ADD ("kept", NULL, test_kept);
  ADD ("never-dropped", NULL, test_never_dropped);
  ADD ("arrives", NULL, test_arrives);
  ADD ("picture-alone", NULL, test_picture_alone);
  ADD ("note", NULL, test_note);
  ADD ("another-customer", NULL, test_another_customer);
  ADD ("lost-after", NULL, test_lost_after);
  ADD ("lost-before", NULL, test_lost_before);
  ADD ("refused/413", "413", test_refused);
  ADD ("refused/415", "415", test_refused);
  ADD ("discarded", NULL, test_discarded);
  ADD ("damaged", NULL, test_damaged);

  status = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return status;
}
