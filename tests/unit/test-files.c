/* Files of a person: which are taken, what they are called, and that message and draft keep them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "docket-media-error.h"
#include "docket-workspace-files.h"
#include "workspace-fixture.h"

static DocketWorkspace *
open_local (void)
{
  g_autofree char *name = g_strdup ("Test");
  const DocketAccountSetup setup = { .name = name };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return workspace_fixture_open (id);
}

static gint64
create_ticket (DocketWorkspace *workspace)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, "Scanner");
  docket_edit_create_ticket (edit, values, 0);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);

  return docket_edit_get_result_ticket (edit);
}

static char *
get_fixture (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "fixtures", "files", name, NULL);
}

static GBytes *
read_fixture (const char *name)
{
  g_autofree char *path = get_fixture (name);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static DocketEditFile *
stage (DocketWorkspace *workspace, const char *fixture, const char *name)
{
  g_autoptr (GBytes) bytes = read_fixture (fixture);
  g_autoptr (GError) error = NULL;
  DocketEditFile *file = docket_workspace_stage_bytes (workspace, bytes, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);

  return file;
}

static void
assert_refused (DocketWorkspace *workspace, GBytes *bytes, const char *name, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file =
    docket_workspace_stage_bytes (workspace, bytes, name, NULL, &error);

  g_test_message ("%s: %s", name, error != NULL ? error->message : "taken");
  g_assert_error (error, DOCKET_MEDIA_ERROR, code);
  g_assert_null (file);
}

static DocketTicketDetails *
load (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  DocketTicketDetails *details = docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return details;
}

static char *
get_blob_path (DocketWorkspace *workspace, const char *sha256)
{
  return g_build_filename (g_get_user_data_dir (),
                           "docket",
                           docket_workspace_get_id (workspace),
                           "blobs",
                           sha256,
                           NULL);
}

/* Every kind that the help page names, each with a real file: taken as what it is, kept under its
 * own hash, for its owner alone. */
static void
test_accepted (void)
{
  static const struct
  {
    const char *ending;
    const char *type;
  } kinds[] = {
    { "png", "image/png" },
    { "jpg", "image/jpeg" },
    { "gif", "image/gif" },
    { "webp", "image/webp" },
    { "heic", "image/heif" },
    { "bmp", "image/bmp" },
    { "tiff", "image/tiff" },
    { "txt", "text/plain" },
    { "pdf", "application/pdf" },
    { "rtf", "application/rtf" },
    { "doc", "application/msword" },
    { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
    { "xls", "application/vnd.ms-excel" },
    { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    { "one", "application/onenote" },
    { "ppt", "application/vnd.ms-powerpoint" },
    { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation" },
    { "zip", "application/zip" },
    { "exe", "application/x-ms-dos-executable" },
    { "3gp", "video/3gpp" },
    { "mp4", "video/mp4" },
    { "wav", "audio/x-wav" },
    { "wmv", "video/x-ms-wmv" },
  };
  g_autoptr (OpenWorkspace) workspace = open_local ();

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strconcat ("sample.", kinds[i].ending, NULL);
      g_autofree char *given = get_fixture (name);
      g_autoptr (GFile) source = g_file_new_for_path (given);
      g_autoptr (GBytes) bytes = read_fixture (name);
      g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
      g_autofree char *path = get_blob_path (workspace, sha256);
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketEditFile) file =
        docket_workspace_stage_file (workspace, source, NULL, &error);
      GStatBuf info;

      g_assert_no_error (error);
      g_assert_cmpstr (file->name, ==, name);
      g_assert_cmpstr (file->content_type, ==, kinds[i].type);
      g_assert_cmpstr (file->sha256, ==, sha256);
      g_assert_cmpint (file->size, ==, (gint64) g_bytes_get_size (bytes));
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

/* An ending in capitals, and the other spellings. */
static void
test_endings (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autoptr (DocketEditFile) jpeg = stage (workspace, "sample.jpg", "DSC_0001.JPEG");
  g_autoptr (DocketEditFile) tif = stage (workspace, "sample.tiff", "Fax.tif");

  g_assert_cmpstr (jpeg->content_type, ==, "image/jpeg");
  g_assert_cmpstr (tif->content_type, ==, "image/tiff");
}

static void
test_refused (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) png = read_fixture ("sample.png");
  g_autoptr (GBytes) exe = read_fixture ("sample.exe");
  g_autoptr (GBytes) zip = read_fixture ("sample.zip");
  g_autoptr (GBytes) noise = g_bytes_new_static ("\x00\x01\x02\xff\xfe\x80\x00", 7);
  g_autofree char *space = g_malloc0 (DOCKET_MAX_FILE_BYTES + 1);
  g_autoptr (GBytes) large = g_bytes_new_static (space, DOCKET_MAX_FILE_BYTES + 1);

  assert_refused (workspace, nothing, "a.png", DOCKET_MEDIA_ERROR_EMPTY);
  assert_refused (workspace, large, "a.png", DOCKET_MEDIA_ERROR_TOO_LARGE);
  assert_refused (workspace, png, "a.svg", DOCKET_MEDIA_ERROR_TYPE);
  assert_refused (workspace, png, "a", DOCKET_MEDIA_ERROR_TYPE);
  assert_refused (workspace, png, "a.png.bat", DOCKET_MEDIA_ERROR_TYPE);
  assert_refused (workspace, exe, "invoice.pdf", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, exe, "holiday.png", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, exe, "notes.one", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, png, "photo.jpg", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, png, "setup.exe", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, zip, "letter.doc", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, noise, "notes.txt", DOCKET_MEDIA_ERROR_MISMATCH);
  assert_refused (workspace, noise, "film.mp4", DOCKET_MEDIA_ERROR_MISMATCH);
}

/* Kinds whose bytes are those of the other kind too: packed XML, Microsoft's container, words,
 * film of a telephone. */
static gboolean
may_look_like (const char *fixture, const char *ending)
{
  static const char *const pairs[] = {
    "docx xlsx pptx zip",
    "doc xls ppt",
    "rtf txt",
    "3gp mp4",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_auto (GStrv) kinds = g_strsplit (pairs[i], " ", -1);

      if (g_strv_contains ((const char *const *) kinds, fixture) &&
          g_strv_contains ((const char *const *) kinds, ending))
        return TRUE;
    }

  return FALSE;
}

/* Each real file under the name of each other kind: refused, and the reason is its content. */
static void
test_mismatches (void)
{
  static const char *const endings[] = { "png",  "jpg",  "gif", "webp", "heic", "bmp",
                                         "tiff", "txt",  "pdf", "rtf",  "doc",  "docx",
                                         "xls",  "xlsx", "one", "ppt",  "pptx", "zip",
                                         "exe",  "3gp",  "mp4", "wav",  "wmv" };
  g_autoptr (OpenWorkspace) workspace = open_local ();

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *fixture = g_strconcat ("sample.", endings[i], NULL);
      g_autoptr (GBytes) bytes = read_fixture (fixture);

      for (guint j = 0; j < G_N_ELEMENTS (endings); j++)
        {
          g_autofree char *name = g_strconcat ("renamed.", endings[j], NULL);

          if (i != j && !may_look_like (endings[i], endings[j]))
            assert_refused (workspace, bytes, name, DOCKET_MEDIA_ERROR_MISMATCH);
        }
    }
}

/* At the limit to the byte. */
static void
test_largest (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autofree char *text = g_malloc (DOCKET_MAX_FILE_BYTES);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, DOCKET_MAX_FILE_BYTES);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file = NULL;

  memset (text, 'a', DOCKET_MAX_FILE_BYTES);
  file = docket_workspace_stage_bytes (workspace, bytes, "log.txt", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->size, ==, DOCKET_MAX_FILE_BYTES);
}

static void
assert_unreadable (DocketWorkspace *workspace, const char *path)
{
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file = docket_workspace_stage_file (workspace, source, NULL, &error);

  g_assert_error (error, DOCKET_MEDIA_ERROR, DOCKET_MEDIA_ERROR_UNREADABLE);
  g_assert_null (file);
}

/* Gone, a folder, a pipe (never waited for). */
static void
test_unreadable (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autofree char *gone = g_build_filename (g_get_user_data_dir (), "gone.png", NULL);
  g_autofree char *pipe = g_build_filename (g_get_user_data_dir (), "pipe.png", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_unreadable (workspace, gone);
  assert_unreadable (workspace, g_get_user_data_dir ());
  assert_unreadable (workspace, pipe);
}

static void
test_names (void)
{
  static const struct
  {
    const char *given;
    const char *safe;
  } names[] = {
    { "../../etc/passwd.txt", "passwd.txt" },
    { "C:\\Windows\\system.ini.txt", "system.ini.txt" },
    { "/", "file" },
    { "", "file" },
    { "..", "file" },
    { "   ", "file" },
    { ".hidden.txt", "hidden.txt" },
    { "CON", "_CON" },
    { "con.txt", "_con.txt" },
    { "com1.zip", "_com1.zip" },
    { "console.txt", "console.txt" },
    { "a\nb\tc.txt", "a b c.txt" },
    { "invoice\xe2\x80\xae"
      "fdp.exe",
      "invoicefdp.exe" },
    { "zero\xe2\x80\x8bwidth.txt", "zerowidth.txt" },
    { "what?<now>|\"*:.txt", "what__now_____.txt" },
    { "bad\xff\xfe.txt", "bad.txt" },
    { "trailing. . .", "trailing" },
    { "Facture n° 12 – été.pdf", "Facture n° 12 – été.pdf" },
    { "e\xcc\x81t\xc3\xa9.pdf", "été.pdf" },
  };
  g_autofree char *long_name = g_strnfill (300, 'x');
  g_autofree char *given = g_strconcat (long_name, "é.pdf", NULL);
  g_autofree char *safe = docket_file_name_make_safe (given);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *found = docket_file_name_make_safe (names[i].given);

      g_assert_cmpstr (found, ==, names[i].safe);
    }

  g_assert_cmpuint (strlen (safe), <=, 160);
  g_assert_true (g_str_has_suffix (safe, ".pdf"));
}

static void
test_unique_names (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = docket_file_name_make_unique ("photo.jpg", taken);
  g_autofree char *second = docket_file_name_make_unique ("Photo.JPG", taken);
  g_autofree char *third = docket_file_name_make_unique ("photo.jpg", taken);
  g_autofree char *bare = docket_file_name_make_unique ("notes", taken);
  g_autofree char *bare_too = docket_file_name_make_unique ("notes", taken);

  g_assert_cmpstr (first, ==, "photo.jpg");
  g_assert_cmpstr (second, ==, "Photo (2).JPG");
  g_assert_cmpstr (third, ==, "photo (3).jpg");
  g_assert_cmpstr (bare, ==, "notes");
  g_assert_cmpstr (bare_too, ==, "notes (2)");
}

static void
test_programs (void)
{
  g_assert_true (docket_file_name_is_program ("setup.exe", NULL));
  g_assert_true (docket_file_name_is_program ("SETUP.EXE", "image/png"));
  g_assert_true (docket_file_name_is_program ("page.html", "text/html"));
  g_assert_true (docket_file_name_is_program ("app.desktop", NULL));
  g_assert_true (docket_file_name_is_program ("photo.png", "application/x-executable"));
  g_assert_false (docket_file_name_is_program ("photo.png", "image/png"));
  g_assert_false (docket_file_name_is_program ("exe", NULL));
}

static void
result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static DocketPicture *
load_picture (DocketWorkspace *workspace, const char *sha256, int max_side)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  DocketPicture *picture;

  docket_workspace_load_picture_async (workspace, sha256, max_side, NULL, result_cb, &result);
  wait_until (result != NULL);
  picture = docket_workspace_load_picture_finish (workspace, result, &error);
  g_assert_no_error (error);

  return picture;
}

/* A photo of the library: upright, and no word of where it was taken; a document as it is. */
static void
test_photo (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autofree char *path = get_fixture ("turned.jpg");
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_autoptr (GBytes) given = read_fixture ("turned.jpg");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) photo = NULL;
  g_autoptr (DocketEditFile) document = stage (workspace, "turned.jpg", "turned.jpg");
  g_autofree char *blob = NULL;
  g_autofree char *data = NULL;
  g_autoptr (DocketPicture) picture = NULL;
  g_autoptr (DocketPicture) small = NULL;
  gsize size;

  docket_workspace_stage_photo_async (workspace, source, NULL, result_cb, &result);
  wait_until (result != NULL);
  photo = docket_workspace_stage_file_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (photo->name, ==, "turned.jpg");
  g_assert_cmpstr (photo->content_type, ==, "image/jpeg");
  blob = get_blob_path (workspace, photo->sha256);
  g_assert_true (g_file_get_contents (blob, &data, &size, NULL));
  g_assert_null (memmem (data, size, "Exif", 4));
  g_assert_nonnull (memmem (g_bytes_get_data (given, NULL), g_bytes_get_size (given), "Exif", 4));
  g_assert_cmpint (document->size, ==, (gint64) g_bytes_get_size (given));

  /* 48 x 32, turned by a quarter. */
  picture = load_picture (workspace, photo->sha256, 100);
  g_assert_cmpint (picture->width, ==, 32);
  g_assert_cmpint (picture->height, ==, 48);
  small = load_picture (workspace, document->sha256, 24);
  g_assert_cmpint (small->width, ==, 16);
  g_assert_cmpint (small->height, ==, 24);
}

/* A header that promises more than is decoded. */
static void
test_bomb (void)
{
  static const guint8 bomb[] = {
    0x89, 'P',  'N',  'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I',  'H',  'D',  'R',  0,
    0,    0xff, 0xff, 0,   0,    0xff, 0xff, 8,    6, 0, 0, 0,  0xb4, 0x3e, 0x8d, 0xde,
  };
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (bomb, sizeof bomb);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file =
    docket_workspace_stage_bytes (workspace, bytes, "bomb.png", NULL, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (DocketPicture) picture = NULL;

  g_assert_no_error (error);
  docket_workspace_load_picture_async (workspace, file->sha256, 100, NULL, result_cb, &result);
  wait_until (result != NULL);
  picture = docket_workspace_load_picture_finish (workspace, result, &error);
  g_assert_null (picture);
  g_assert_error (error, DOCKET_MEDIA_ERROR, DOCKET_MEDIA_ERROR_PICTURE);
}

static void
send (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_undo (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

/* A picture alone is a message; the same one twice has two names and one copy of its bytes. */
static void
test_message_here (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketEditFile) file = stage (workspace, "sample.png", "screen.png");
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketEdit) again = docket_edit_new ();
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketAttachment *first, *second;
  const DocketMessage *message;

  docket_edit_add_message_file (edit, ticket, DOCKET_MESSAGE_KIND_REPLY, NULL, file, 0, 0);
  docket_edit_add_message_file (again, ticket, DOCKET_MESSAGE_KIND_INTERNAL, "Seen", file, 0, 0);
  send (workspace, edit);
  send (workspace, again);
  details = load (workspace, ticket);
  g_assert_cmpuint (details->messages->len, ==, 2);
  g_assert_cmpuint (details->attachments->len, ==, 2);
  g_assert_cmpuint (details->operations->len, ==, 0);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpuint (message->attachments->len, ==, 1);
  g_assert_cmpstr (message->text, ==, "");
  first = g_ptr_array_index (details->attachments, 0);
  second = g_ptr_array_index (details->attachments, 1);
  g_assert_cmpstr (first->name, ==, "screen.png");
  g_assert_cmpstr (second->name, ==, "screen (2).png");
  g_assert_cmpstr (first->sha256, ==, second->sha256);
  g_assert_cmpint (first->state, ==, DOCKET_PART_STATE_SYNCED);
}

/* Ten chosen at once are ten messages and one undo, which brings all of them back to the draft. */
static void
test_undo_here (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketEditFile) png = stage (workspace, "sample.png", "one.png");
  g_autoptr (DocketEditFile) pdf = stage (workspace, "sample.pdf", "two.pdf");
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTicketDetails) sent = NULL;
  g_autoptr (DocketTicketDetails) undone = NULL;
  const DocketDraft *draft;

  docket_edit_add_message_file (edit, ticket, DOCKET_MESSAGE_KIND_REPLY, "Both", png, 0, 0);
  docket_edit_add_message_file (edit, ticket, DOCKET_MESSAGE_KIND_REPLY, NULL, pdf, 0, 0);
  send (workspace, edit);
  sent = load (workspace, ticket);
  g_assert_cmpuint (sent->messages->len, ==, 2);

  undo (workspace, edit);
  undone = load (workspace, ticket);
  g_assert_cmpuint (undone->messages->len, ==, 0);
  g_assert_cmpuint (undone->attachments->len, ==, 0);
  g_assert_cmpuint (undone->drafts->len, ==, 1);
  draft = g_ptr_array_index (undone->drafts, 0);
  g_assert_cmpstr (draft->text, ==, "Both");
  g_assert_cmpuint (draft->files->len, ==, 2);
  g_assert_true (docket_edit_file_equal (g_ptr_array_index (draft->files, 0), png));
  g_assert_true (docket_edit_file_equal (g_ptr_array_index (draft->files, 1), pdf));
}

/* A draft keeps its files over a restart, without a text too; sending consumes it. */
static void
test_draft (void)
{
  g_autoptr (OpenWorkspace) workspace = open_local ();
  g_autofree char *id = g_strdup (docket_workspace_get_id (workspace));
  gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketEditFile) file = stage (workspace, "sample.pdf", "offer.pdf");
  g_autoptr (DocketDraft) draft = docket_draft_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTicketDetails) before = NULL;
  g_autoptr (DocketTicketDetails) after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const DocketDraft *kept;

  draft->ticket = ticket;
  draft->kind = DOCKET_DRAFT_KIND_REPLY;
  draft->saved_at = 1;
  g_ptr_array_add (draft->files, docket_edit_file_copy (file));
  docket_workspace_save_draft_async (workspace, draft, NULL, result_cb, &result);
  wait_until (result != NULL);
  g_assert_cmpint (docket_workspace_save_draft_finish (workspace, result, &error), !=, 0);
  g_assert_no_error (error);

  workspace_fixture_close (g_steal_pointer (&workspace));
  workspace = workspace_fixture_open (id);
  before = load (workspace, ticket);
  g_assert_cmpuint (before->drafts->len, ==, 1);
  kept = g_ptr_array_index (before->drafts, 0);
  g_assert_true (docket_edit_files_equal (kept->files, draft->files));

  docket_edit_add_message_file (edit,
                                ticket,
                                DOCKET_MESSAGE_KIND_REPLY,
                                NULL,
                                g_ptr_array_index (kept->files, 0),
                                0,
                                kept->id);
  send (workspace, edit);
  after = load (workspace, ticket);
  g_assert_cmpuint (after->drafts->len, ==, 0);
  g_assert_cmpuint (after->attachments->len, ==, 1);
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  workspace_fixture_init ();
  workspace_fixture_add ("/files/accepted", test_accepted);
  workspace_fixture_add ("/files/endings", test_endings);
  workspace_fixture_add ("/files/refused", test_refused);
  workspace_fixture_add ("/files/mismatches", test_mismatches);
  workspace_fixture_add ("/files/largest", test_largest);
  workspace_fixture_add ("/files/unreadable", test_unreadable);
  workspace_fixture_add ("/files/names", test_names);
  workspace_fixture_add ("/files/unique-names", test_unique_names);
  workspace_fixture_add ("/files/programs", test_programs);
  workspace_fixture_add ("/files/photo", test_photo);
  workspace_fixture_add ("/files/bomb", test_bomb);
  workspace_fixture_add ("/files/message-here", test_message_here);
  workspace_fixture_add ("/files/undo-here", test_undo_here);
  workspace_fixture_add ("/files/draft", test_draft);
  failed = g_test_run ();
  workspace_fixture_end ();

  return failed;
}
