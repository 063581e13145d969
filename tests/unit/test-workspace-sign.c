/* Signing: the picture, the note, the ink and what was signed for are one; later changes show.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "docket-ink-file.h"
#include "docket-workspace-sign.h"
#include "workspace-fixture.h"

static DocketWorkspace *
open_new (void)
{
  const DocketAccountSetup setup = { .name = (char *) "Test", .sample = FALSE };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return workspace_fixture_open (id);
}

static void
apply (DocketWorkspace *workspace, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);
}

static gint64
create_ticket (DocketWorkspace *workspace)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, "Heat pump stops");
  docket_edit_create_ticket (edit, values, 0);
  apply (workspace, edit);

  return docket_edit_get_result_ticket (edit);
}

static void
add_time (DocketWorkspace *workspace, gint64 ticket, gint64 start_minute, gint64 seconds)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();

  entry->start_at = (28000000 + start_minute) * G_TIME_SPAN_MINUTE;
  entry->end_at = entry->start_at + seconds * G_USEC_PER_SEC;
  entry->billable = TRUE;
  entry->description = g_strdup ("Relay replaced");
  docket_edit_add_time (edit, ticket, entry);
  apply (workspace, edit);
}

static DocketTicketDetails *
load (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  DocketTicketDetails *details = docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return details;
}

static GBytes *
write_ink (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);

  for (int i = 0; i < 3; i++)
    {
      docket_ink_begin_stroke (ink, 100 + i * 50, 100, i * 500, DOCKET_INK_NO_PRESSURE);

      for (int j = 1; j < 40; j++)
        docket_ink_add_point (ink,
                              100 + i * 50 + j,
                              100 + j % 20,
                              i * 500 + j * 8,
                              DOCKET_INK_NO_PRESSURE);

      docket_ink_end_stroke (ink);
    }

  return docket_ink_to_json (ink);
}

static DocketSignature *
new_signature (const char *outcome, const char *signer, const char *reason)
{
  DocketSignature *signature = docket_signature_new ();

  signature->role = g_strdup ("customer");
  signature->outcome = g_strdup (outcome);
  signature->signer = g_strdup (signer);
  signature->reason = g_strdup (reason);

  return signature;
}

static void
sign (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (DocketSignature) signature = new_signature ("signed", "Marie Dubois", NULL);
  g_autoptr (GBytes) ink = write_ink ();
  g_autoptr (GError) error = NULL;

  docket_workspace_sign (workspace, ticket, signature, ink, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_changed (DocketWorkspace *workspace, gint64 ticket)
{
  g_autoptr (DocketTicketDetails) details = load (workspace, ticket);

  g_assert_cmpuint (details->signatures->len, >, 0);

  return ((DocketSignature *) g_ptr_array_index (details->signatures, 0))->changed_since;
}

static void
set_field (DocketWorkspace *workspace, gint64 ticket, const char *field, const char *value)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_edit_set_field (edit, ticket, field, value);
  apply (workspace, edit);
}

/* --- Tests --------------------------------------------------------------------------------- */

static void
test_signed (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (DocketInk) ink = NULL;
  g_autoptr (GBytes) written = write_ink ();
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autofree char *sha256 = NULL;
  const DocketSignature *signature;
  const DocketAttachment *picture;
  const DocketMessage *message;

  sign (workspace, ticket);
  details = load (workspace, ticket);
  g_assert_cmpuint (details->signatures->len, ==, 1);
  g_assert_cmpuint (details->attachments->len, ==, 1);
  g_assert_cmpuint (details->messages->len, ==, 1);
  signature = g_ptr_array_index (details->signatures, 0);
  picture = g_ptr_array_index (details->attachments, 0);
  message = g_ptr_array_index (details->messages, 0);
  g_assert_cmpstr (signature->signer, ==, "Marie Dubois");
  g_assert_cmpint (signature->attachment, ==, picture->id);
  g_assert_cmpuint (strlen (signature->state_sha256), ==, 64);
  g_assert_false (signature->changed_since);
  g_assert_cmpstr (picture->name, ==, "Signature.png");
  g_assert_cmpint (picture->message, ==, message->id);
  g_assert_nonnull (strstr (message->text, "Signed by Marie Dubois on "));

  /* The ink is what was written, and the picture is of it. */
  ink = docket_workspace_load_ink (workspace, ticket, signature->id, NULL, NULL);
  kept = docket_ink_to_json (ink);
  g_assert_true (g_bytes_equal (kept, written));
  png = docket_ink_to_png (ink, NULL);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, png);
  g_assert_cmpstr (picture->sha256, ==, sha256);
}

static void
test_changed_since (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  add_time (workspace, ticket, 0, 3600);
  sign (workspace, ticket);
  g_assert_false (is_changed (workspace, ticket));

  /* What is done to a ticket after it was signed is no change of the work. */
  set_field (workspace, ticket, DOCKET_FIELD_ID_STATUS, "resolved");
  docket_edit_add_message (edit, ticket, DOCKET_MESSAGE_KIND_REPLY, "It is done.", 0, 0);
  apply (workspace, edit);
  sign (workspace, ticket);
  g_assert_false (is_changed (workspace, ticket));

  set_field (workspace, ticket, DOCKET_FIELD_ID_TITLE, "Boiler stops");
  g_assert_true (is_changed (workspace, ticket));
  set_field (workspace, ticket, DOCKET_FIELD_ID_TITLE, "Heat  pump stops ");
  g_assert_false (is_changed (workspace, ticket));

  add_time (workspace, ticket, 100, 60);
  g_assert_true (is_changed (workspace, ticket));
}

static void
test_several (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketTicketDetails) details = NULL;

  sign (workspace, ticket);
  add_time (workspace, ticket, 0, 3600);
  sign (workspace, ticket);
  details = load (workspace, ticket);
  g_assert_cmpuint (details->signatures->len, ==, 2);
  g_assert_cmpuint (details->attachments->len, ==, 2);

  for (guint i = 0; i < 2; i++)
    {
      const DocketSignature *signature = g_ptr_array_index (details->signatures, i);

      g_assert_true (signature->changed_since == (i == 0));
    }
}

static void
test_not_signed (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketSignature) refused = new_signature ("refused", "Paul Roy", "Too dear");
  g_autoptr (DocketSignature) absent = new_signature ("absent", NULL, "Shop closed");
  g_autoptr (DocketSignature) silent = new_signature ("absent", NULL, "  ");
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_sign (workspace, ticket, refused, NULL, NULL, NULL, NULL));
  g_assert_true (docket_workspace_sign (workspace, ticket, absent, NULL, NULL, NULL, NULL));
  g_assert_false (docket_workspace_sign (workspace, ticket, silent, NULL, NULL, NULL, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID);

  details = load (workspace, ticket);
  g_assert_cmpuint (details->signatures->len, ==, 2);
  g_assert_cmpuint (details->messages->len, ==, 2);
  g_assert_cmpuint (details->attachments->len, ==, 0);
  g_assert_cmpint (((DocketMessage *) g_ptr_array_index (details->messages, 0))->kind,
                   ==,
                   DOCKET_MESSAGE_KIND_INTERNAL);
}

/* Failure 9: a signature is blank. */
static void
test_blank (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  const char *const files[] = {
    "{\"version\":1,\"width\":800,\"height\":300,\"strokes\":[]}",
    "{\"version\":1,\"width\":800,\"height\":300,\"strokes\":[[[900,10,0,null],[950,20,9,null]]]}",
    "no ink",
  };
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (DocketSignature) nameless = new_signature ("signed", " ", NULL);
  g_autoptr (GBytes) ink = write_ink ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (DocketSignature) signature = new_signature ("signed", "Marie Dubois", NULL);
      g_autoptr (GBytes) json = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (GError) error = NULL;

      g_assert_false (
        docket_workspace_sign (workspace, ticket, signature, json, NULL, NULL, &error));
      g_assert_nonnull (error);
    }

  g_assert_false (docket_workspace_sign (workspace, ticket, nameless, ink, NULL, NULL, NULL));
  details = load (workspace, ticket);
  g_assert_cmpuint (details->signatures->len, ==, 0);
  g_assert_cmpuint (details->messages->len, ==, 0);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_keep_ink_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  ++*(guint *) user_data;
}

static void
keep (DocketWorkspace *workspace, gint64 ticket, DocketInk *ink, guint first, guint *n_kept)
{
  g_autoptr (GPtrArray) strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = first; i < docket_ink_get_n_strokes (ink); i++)
    g_ptr_array_add (strokes, docket_ink_stroke_to_json (ink, i));

  docket_workspace_keep_ink_async (workspace, ticket, first, strokes, kept_cb, n_kept);
}

/* Failure 9: a signature is gone. */
static void
test_pad_survives (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  g_autoptr (GBytes) written = write_ink ();
  g_autoptr (DocketInk) ink = docket_ink_new_from_json (written, NULL);
  g_autoptr (DocketInk) again = NULL;
  g_autoptr (DocketInk) shorter = NULL;
  g_autoptr (DocketInk) after = NULL;
  g_autoptr (GBytes) json = NULL;
  guint n_kept = 0;

  keep (workspace, ticket, ink, 0, &n_kept);
  wait_until (n_kept == 1);
  again = docket_workspace_load_ink (workspace, ticket, 0, NULL, NULL);
  json = docket_ink_to_json (again);
  g_assert_true (g_bytes_equal (json, written));

  docket_ink_drop_last (ink);
  keep (workspace, ticket, ink, 2, &n_kept);
  wait_until (n_kept == 2);
  shorter = docket_workspace_load_ink (workspace, ticket, 0, NULL, NULL);
  g_assert_cmpuint (docket_ink_get_n_strokes (shorter), ==, 2);

  sign (workspace, ticket);
  after = docket_workspace_load_ink (workspace, ticket, 0, NULL, NULL);
  g_assert_null (after);
}

static void
test_no_undo (void)
{
  g_autoptr (OpenWorkspace) workspace = open_new ();
  const gint64 ticket = create_ticket (workspace);
  g_autoptr (DocketSignature) signature = new_signature ("signed", "Marie Dubois", NULL);
  g_autoptr (DocketEdit) edit = NULL;
  g_autoptr (GBytes) ink = write_ink ();
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_sign (workspace, ticket, signature, ink, &edit, NULL, NULL));
  g_assert_false (docket_workspace_undo (workspace, edit, NULL, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
  details = load (workspace, ticket);
  g_assert_cmpuint (details->signatures->len, ==, 1);
  g_assert_cmpuint (details->messages->len, ==, 1);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  workspace_fixture_init ();

  workspace_fixture_add ("/workspace/sign/signed", test_signed);
  workspace_fixture_add ("/workspace/sign/changed-since", test_changed_since);
  workspace_fixture_add ("/workspace/sign/several", test_several);
  workspace_fixture_add ("/workspace/sign/not-signed", test_not_signed);
  workspace_fixture_add ("/workspace/sign/blank", test_blank);
  workspace_fixture_add ("/workspace/sign/pad-survives", test_pad_survives);
  workspace_fixture_add ("/workspace/sign/no-undo", test_no_undo);

  result = g_test_run ();
  workspace_fixture_end ();

  return result;
}
