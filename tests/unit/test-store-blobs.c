/* The bytes of files: kept once, whole, collected only when nothing refers to them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <utime.h>

#include "docket-store-originals.h"
#include "store-fixture.h"

/* Later than all that a test adds. */
#define LATER G_MAXINT64

static char *
add (StoreFixture *fixture, const char *content)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (GBytes) bytes = g_bytes_new (content, strlen (content));
  g_autoptr (GError) error = NULL;
  char *sha256 = NULL;

  g_assert_true (docket_blobs_add (txn, bytes, "text/plain", &sha256, &error));
  g_assert_no_error (error);
  store_commit (txn);

  return sha256;
}

static gint64
attach (StoreFixture *fixture, const char *sha256, const char *url)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  gint64 ticket = store_add_ticket (txn, 1, "title", "x", NULL);
  g_autoptr (DocketAttachment) attachment = docket_attachment_new ();

  attachment->ticket = ticket;
  attachment->name = g_strdup ("x.txt");
  attachment->sha256 = g_strdup (sha256);
  attachment->url = g_strdup (url);
  g_assert_cmpint (docket_attachments_insert (txn, attachment, NULL), !=, 0);
  store_commit (txn);

  return attachment->id;
}

static void
draft (StoreFixture *fixture, const char *sha256)
{
  DocketTransaction *txn = store_fixture_write (fixture);
  g_autoptr (DocketDraft) row = docket_draft_new ();

  row->ticket = store_add_ticket (txn, 1, "title", "y", NULL);
  g_ptr_array_add (row->files, docket_edit_file_new ("y.txt", "text/plain", sha256, 1));
  g_assert_cmpint (docket_drafts_save (txn, row, NULL), !=, 0);
  store_commit (txn);
}

static void
collect (StoreFixture *fixture, gint64 before_us)
{
  DocketTransaction *txn = store_fixture_write (fixture);

  g_assert_true (docket_blobs_forget_unused (txn, before_us, NULL));
  store_commit (txn);
  txn = store_fixture_write (fixture);
  docket_blobs_sweep (txn, before_us);
  store_commit (txn);
}

static gboolean
is_there (StoreFixture *fixture, const char *sha256)
{
  g_autoptr (GBytes) bytes = docket_blobs_read (fixture->store, sha256, NULL);

  return bytes != NULL;
}

/* Attachments and drafts hold theirs; what is young is left alone. */
static void
test_collect (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *attached = add (fixture, "attached");
  g_autofree char *drafted = add (fixture, "drafted");
  g_autofree char *unused = add (fixture, "unused");

  attach (fixture, attached, NULL);
  draft (fixture, drafted);
  collect (fixture, 1);
  g_assert_true (is_there (fixture, unused));

  collect (fixture, LATER);
  g_assert_false (is_there (fixture, unused));
  g_assert_true (is_there (fixture, attached));
  g_assert_true (is_there (fixture, drafted));
}

/* The picture before somebody drew on it stays as long as the marked one, and goes after it. */
static void
test_originals (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *original = add (fixture, "original");
  g_autofree char *marked = add (fixture, "marked");
  const gint64 attachment = attach (fixture, marked, "http://127.0.0.1/marked");
  DocketTransaction *txn = store_fixture_write (fixture);

  g_assert_true (docket_originals_keep (txn, marked, original, NULL));
  g_assert_true (docket_originals_keep (txn, marked, marked, NULL));
  g_assert_true (docket_blobs_let_go (txn, 0, NULL));
  store_commit (txn);
  collect (fixture, LATER);
  g_assert_true (is_there (fixture, marked));
  g_assert_true (is_there (fixture, original));

  txn = store_fixture_write (fixture);
  g_assert_true (docket_attachments_delete (txn, attachment, NULL));
  store_commit (txn);
  collect (fixture, LATER);
  g_assert_false (is_there (fixture, marked));
  collect (fixture, LATER);
  g_assert_false (is_there (fixture, original));
}

/* Drawn on twice: the first one is the original, and what lay between may go. */
static void
test_original_of_marked (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *original = add (fixture, "original");
  g_autofree char *once = add (fixture, "once");
  g_autofree char *twice = add (fixture, "twice");
  DocketTransaction *txn = NULL;

  attach (fixture, twice, NULL);
  txn = store_fixture_write (fixture);
  g_assert_true (docket_originals_keep (txn, once, original, NULL));
  g_assert_true (docket_originals_keep (txn, twice, once, NULL));
  g_assert_true (docket_originals_keep (txn, original, twice, NULL));
  store_commit (txn);
  collect (fixture, LATER);
  g_assert_true (is_there (fixture, twice));
  g_assert_true (is_there (fixture, original));
  g_assert_false (is_there (fixture, once));
}

/* What a crash left half written goes; what was written and is about to be noted does not. */
static void
test_leftovers (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *kept = add (fixture, "kept");
  g_autofree char *path = g_build_filename (fixture->folder, "blobs", "new-A1B2C3", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("fresh", 5);
  g_autofree char *fresh = docket_blobs_write (fixture->store, bytes, NULL);
  const struct utimbuf old = { 1000, 1000 };

  attach (fixture, kept, NULL);
  g_assert_true (g_file_set_contents (path, "half", 4, NULL));
  g_assert_cmpint (g_utime (path, (struct utimbuf *) &old), ==, 0);
  collect (fixture, g_get_real_time () - (gint64) 3600 * SECOND);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (is_there (fixture, kept));
  g_assert_true (is_there (fixture, fresh));
}

/* A byte that turned on the disk is noticed before it is used, and put right when it is added. */
static void
test_damaged (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *sha256 = add (fixture, "the bytes");
  g_autofree char *path = docket_blobs_get_path (fixture->store, sha256);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_set_contents (path, "the bites", 9, NULL));
  bytes = docket_blobs_read (fixture->store, sha256, &error);
  g_assert_null (bytes);
  g_assert_error (error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_DAMAGED);
  again = add (fixture, "the bytes");
  g_assert_cmpstr (again, ==, sha256);
  g_assert_true (is_there (fixture, sha256));
}

/* Over the budget the oldest goes that the server has; what was added here never does. */
static void
test_budget (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *mine = add (fixture, "my own file, which nobody else has");
  g_autofree char *theirs = add (fixture, "the server's file");
  DocketTransaction *txn = NULL;

  attach (fixture, mine, NULL);
  attach (fixture, theirs, "https://example.com/1");
  txn = store_fixture_write (fixture);
  g_assert_true (docket_blobs_let_go (txn, 1000, NULL));
  store_commit (txn);
  collect (fixture, LATER);
  g_assert_true (is_there (fixture, theirs));

  txn = store_fixture_write (fixture);
  g_assert_true (docket_blobs_let_go (txn, 0, NULL));
  store_commit (txn);
  collect (fixture, LATER);
  g_assert_false (is_there (fixture, theirs));
  g_assert_true (is_there (fixture, mine));
}

static gboolean
is_part_there (StoreFixture *fixture, gint64 attachment, const char *content)
{
  g_autofree char *validator = NULL;
  g_autoptr (GBytes) bytes = docket_blob_parts_take (fixture->store, attachment, &validator);

  if (bytes == NULL)
    return FALSE;

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   content,
                   strlen (content));
  g_assert_cmpstr (validator, ==, "\"tag\"");

  return TRUE;
}

/* The beginning of a file is kept once, not without end, and swept like a leftover. */
static void
test_parts (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("begin\nning", 10);
  guint n_parts = 0;

  docket_blob_parts_keep (fixture->store, 7, bytes, "\"tag\"");
  g_assert_true (is_part_there (fixture, 7, "begin\nning"));
  g_assert_false (is_part_there (fixture, 7, ""));

  for (gint64 i = 1; i <= 20; i++)
    docket_blob_parts_keep (fixture->store, i, bytes, "\"tag\"");

  g_assert_true (is_part_there (fixture, 20, "begin\nning"));

  for (gint64 i = 1; i < 20; i++)
    n_parts += is_part_there (fixture, i, "begin\nning");

  g_assert_cmpuint (n_parts, ==, 7);

  docket_blob_parts_keep (fixture->store, 7, bytes, "\"tag\"");
  collect (fixture, LATER);
  g_assert_false (is_part_there (fixture, 7, ""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  store_test_add ("/store/blobs/collect", test_collect);
  store_test_add ("/store/blobs/originals", test_originals);
  store_test_add ("/store/blobs/original-of-marked", test_original_of_marked);
  store_test_add ("/store/blobs/leftovers", test_leftovers);
  store_test_add ("/store/blobs/damaged", test_damaged);
  store_test_add ("/store/blobs/budget", test_budget);
  store_test_add ("/store/blobs/parts", test_parts);

  return g_test_run ();
}
