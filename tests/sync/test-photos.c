/* 175 photos over a link that drops: "up to date" is said only when the bytes of each are on the
 * server or listed here, nothing is there twice, and the copy here never goes first.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-files.h"

#define REPLY DOCKET_MESSAGE_KIND_REPLY
#define UPLOADS "/api/v3/customers/attachments"
/* Each takes several times as long under the sanitizers, which learn nothing from the last hundred.
 */
#ifdef __SANITIZE_ADDRESS__
#define N_PHOTOS 40
#else
#define N_PHOTOS 175
#endif
#define N_TICKETS 7
#define MAX_ROUNDS 400

static DocketTestSandbox *sandbox;

/* One photo of the day. */
typedef struct
{
  gint64 ticket;
  gint64 attachment;
  GBytes *bytes;
  char *name; /* there */
} Photo;

typedef struct
{
  Client *client;
  gint64 remotes[N_TICKETS];
  gint64 tickets[N_TICKETS];
  Photo photos[N_PHOTOS];
  guint n_photos;
  GRand *rand;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->rand = g_rand_new_with_seed (4129);
  f->client = client_new (sandbox, ME);
  client_sync (f->client);

  for (guint i = 0; i < N_TICKETS; i++)
    {
      f->remotes[i] = server_full_ticket (sandbox, i);
      f->tickets[i] = client_find (f->client, f->remotes[i]);
      client_open_ticket (f->client, f->tickets[i]);
    }
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  docket_test_sandbox_lift_faults (sandbox);
  server_assert_none_rejected (sandbox);

  for (guint i = 0; i < f->n_photos; i++)
    {
      g_bytes_unref (f->photos[i].bytes);
      g_free (f->photos[i].name);
    }

  g_rand_free (f->rand);
  client_free (f->client);
}

/* Every third one says nothing: a message that is a picture alone. */
static void
take_photo (Fixture *f)
{
  Photo *photo = &f->photos[f->n_photos];
  g_autofree char *content = g_strdup_printf ("\xff\xd8\xff%s %u", g_test_get_path (), f->n_photos);
  g_autofree char *name = g_strdup_printf ("IMG_%04u.jpg", f->n_photos);
  g_autofree char *text =
    f->n_photos % 3 == 0 ? NULL : g_strdup_printf ("Of the cabinet, number %u", f->n_photos);

  photo->bytes = g_bytes_new (content, strlen (content));
  photo->ticket = f->tickets[f->n_photos % N_TICKETS];
  photo->attachment = client_say_file (f->client, photo->ticket, REPLY, text, name, photo->bytes);
  f->n_photos++;
}

static void
send_photo (Fixture *f, Photo *photo)
{
  g_autoptr (DocketFileOffer) offer =
    client_send_file (f->client, photo->ticket, photo->attachment);

  photo->name = g_strdup (offer->name);
}

/* Names of what the customers have, each with how often. */
static GHashTable *
list_there (void)
{
  g_autoptr (JsonNode) root = docket_test_sandbox_get_state (sandbox, "parts=customerattachments");
  JsonArray *files =
    json_object_get_array_member (json_node_get_object (root), "customerattachments");
  GHashTable *there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonObject *file = json_array_get_object_element (files, i);
      gsize size;
      g_autofree guchar *data =
        g_base64_decode (json_object_get_string_member (file, "ContentBased64"), &size);
      char *sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (there, sha256));

      g_hash_table_replace (there, sha256, GUINT_TO_POINTER (n + 1));
    }

  return there;
}

static char *
hash (const Photo *photo)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, photo->bytes);
}

/* The operations of files, by attachment: the last of each. */
static GHashTable *
list_operations (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  g_autoptr (GPtrArray) operations = docket_operations_list (txn, TRUE, NULL);
  GHashTable *by_file = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);

  for (guint i = 0; i < operations->len; i++)
    {
      DocketOperation *operation = g_ptr_array_index (operations, i);

      if (operation->kind == DOCKET_OPERATION_KIND_FILE)
        g_hash_table_replace (by_file, &operation->entity, g_object_ref (operation));
    }

  return by_file;
}

static GHashTable *
list_attachments (Fixture *f)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (f->client->store, NULL, NULL);
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);

  for (guint t = 0; t < N_TICKETS; t++)
    {
      g_autoptr (GPtrArray) attachments = docket_attachments_list (txn, f->tickets[t], NULL);

      for (guint i = 0; i < attachments->len; i++)
        {
          DocketAttachment *attachment = g_ptr_array_index (attachments, i);

          g_hash_table_replace (by_id, &attachment->id, g_object_ref (attachment));
        }
    }

  return by_id;
}

/* At every moment: there, or listed; and here as long as it is nowhere else. Returns how many are
 * listed. */
static guint
assert_none_lost (Fixture *f)
{
  g_autoptr (GHashTable) there = list_there ();
  g_autoptr (GHashTable) operations = list_operations (f);
  g_autoptr (GHashTable) attachments = list_attachments (f);
  guint n_listed = 0;

  for (guint i = 0; i < f->n_photos; i++)
    {
      const Photo *photo = &f->photos[i];
      const DocketOperation *operation = g_hash_table_lookup (operations, &photo->attachment);
      const DocketAttachment *attachment = g_hash_table_lookup (attachments, &photo->attachment);
      g_autofree char *sha256 = hash (photo);
      g_autoptr (GBytes) here = NULL;
      const gboolean listed = operation != NULL && docket_operation_is_open (operation);

      n_listed += listed;
      g_assert_true (listed || g_hash_table_contains (there, sha256));
      g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (there, sha256)), <=, 1);

      /* What is shown is true. */
      g_assert_nonnull (attachment);
      g_assert_cmpint (attachment->state == DOCKET_PART_STATE_SYNCED, ==, !listed);
      here = docket_blobs_read (f->client->store, attachment->sha256, NULL);
      g_assert_true (here != NULL && g_bytes_equal (here, photo->bytes));
    }

  return n_listed;
}

/* The link as it is on a road: each upload may end in any way. */
static void
drop_at_random (Fixture *f)
{
  static const char *const faults[] = { "drop-before", "drop-during", "drop-after", "refuse" };

  docket_test_sandbox_lift_faults (sandbox);

  for (guint i = 0; i < 3; i++)
    server_fault (sandbox,
                  "POST",
                  UPLOADS,
                  1,
                  faults[g_rand_int_range (f->rand, 0, G_N_ELEMENTS (faults))],
                  NULL);
}

/* The person looks among the customer's files, and says what they see. */
static guint
look_there (Fixture *f)
{
  g_autoptr (GHashTable) there = list_there ();
  g_autoptr (GHashTable) operations = list_operations (f);
  guint n_decided = 0;

  for (guint i = 0; i < f->n_photos; i++)
    {
      const Photo *photo = &f->photos[i];
      const DocketOperation *operation = g_hash_table_lookup (operations, &photo->attachment);
      g_autofree char *sha256 = hash (photo);

      if (operation->reason != DOCKET_OPERATION_REASON_CANT_TELL)
        continue;

      n_decided++;

      if (g_hash_table_contains (there, sha256))
        client_settle (f->client, operation->uuid);
      else
        client_decide (f->client, operation->uuid, TRUE);
    }

  return n_decided;
}

static gboolean
sync_once (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = client_try_sync (f->client, &error);

  docket_clock_advance (f->client->clock, 60 * SECOND);

  return done;
}

static guint
count_named (Fixture *f, guint nth)
{
  const Photo *photo = &f->photos[nth];
  g_autofree char *text = g_strdup_printf ("The file “%s” is among your files now.", photo->name);

  return server_count_comments (sandbox, f->remotes[nth % N_TICKETS], text);
}

static void
test_road (Fixture *f, gconstpointer data)
{
  guint n_rounds = 0, n_decided = 0;

  while (f->n_photos < N_PHOTOS)
    take_photo (f);

  client_sync (f->client);
  g_assert_cmpuint (assert_none_lost (f), ==, N_PHOTOS);

  for (guint i = 0; i < f->n_photos; i++)
    send_photo (f, &f->photos[i]);

  do
    {
      drop_at_random (f);
      sync_once (f);
      docket_test_sandbox_lift_faults (sandbox);
      n_rounds++;
      g_assert_cmpuint (n_rounds, <, MAX_ROUNDS);
      n_decided += look_there (f);
    }
  while (assert_none_lost (f) > 0);

  g_test_message ("%u rounds, %u looked for", n_rounds, n_decided);
  g_assert_cmpuint (n_decided, >, 0);

  /* Quiet, and each is named once. */
  for (guint i = 0; i < 3; i++)
    g_assert_true (sync_once (f));

  client_assert_quiet (f->client);
  g_assert_cmpuint (assert_none_lost (f), ==, 0);

  for (guint i = 0; i < f->n_photos; i += 29)
    g_assert_cmpuint (count_named (f, i), ==, 1);
}

/* Two in quick sequence on one ticket, the first refused: the second goes, the first is listed. */
static void
test_quick_two (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketOperation) first = NULL, second = NULL;

  take_photo (f);
  f->tickets[1] = f->tickets[0];
  take_photo (f);
  send_photo (f, &f->photos[0]);
  send_photo (f, &f->photos[1]);
  server_fault (sandbox, "POST", UPLOADS, 1, "status", "413");
  client_sync (f->client);
  first = client_get_file_operation (f->client, f->photos[0].ticket, f->photos[0].attachment);
  g_assert_cmpint (first->reason, ==, DOCKET_OPERATION_REASON_REFUSED);

  /* It holds up its ticket's talk until the person has decided. */
  client_discard (f->client, first->uuid);
  client_sync (f->client);
  second = client_get_file_operation (f->client, f->photos[1].ticket, f->photos[1].attachment);
  g_assert_cmpint (second->state, ==, DOCKET_OPERATION_STATE_DONE);
  g_assert_cmpuint (server_count_files (sandbox, f->photos[1].name, f->photos[1].bytes), ==, 1);
  g_assert_cmpuint (assert_none_lost (f), ==, 1);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  sandbox = docket_test_sandbox_start ("--tickets", "60", "--seed", "5", "--rate", "0", NULL);

  g_test_add ("/photos/quick-two", Fixture, NULL, set_up, test_quick_two, tear_down);
  g_test_add ("/photos/road", Fixture, NULL, set_up, test_road, tear_down);

  status = g_test_run ();
  docket_test_sandbox_free (sandbox);

  return status;
}
