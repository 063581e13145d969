/* The sync centre: what waits, in plain words.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-centre.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-secrets.h"
#include "docket-ui-resources.h"

char *__wrap_docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error);

static int n_lookups; /* atomic */

/* Nobody keeps a key here. */
char *
__wrap_docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error)
{
  g_atomic_int_inc (&n_lookups);
  g_set_error_literal (error,
                       DOCKET_WORKSPACE_ERROR,
                       DOCKET_WORKSPACE_ERROR_SECRET,
                       "The key is not kept on this computer.");

  return NULL;
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (ADW_IS_ACTION_ROW (widget) &&
      g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), words))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;

  return FALSE;
}

static void
test_words (void)
{
  g_autoptr (DocketWorkspace) workspace = docket_test_workspace_new_server ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  docket_edit_set_field (edit, 1, DOCKET_FIELD_ID_TITLE, "Another title");
  docket_edit_add_message (edit,
                           1,
                           DOCKET_MESSAGE_KIND_REPLY,
                           "On <my> way\nand with the part",
                           0,
                           0);
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);

  window = docket_sync_centre_new (NULL, workspace);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (says (window, "On <my> way · "));
  docket_test_ui_wait_for (says (window, "Another title · "));
  gtk_window_destroy (GTK_WINDOW (window));
  docket_workspace_close (workspace);
}

static DocketWorkspace *
open_without_key (void)
{
  DocketWorkspace *made = docket_test_workspace_new_known_server ();
  g_autofree char *id = g_strdup (docket_workspace_get_id (made));
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  DocketWorkspace *workspace;

  docket_workspace_close (made);
  g_object_unref (made);
  workspace = docket_workspace_open (id, NULL, clock, NULL, NULL);
  g_assert_nonnull (workspace);

  return workspace;
}

static gboolean
needs_key (DocketWorkspace *workspace)
{
  g_auto (DocketSyncStatus) status = { 0 };

  docket_workspace_get_status (workspace, &status);

  return status.state == DOCKET_SYNC_STATE_NEEDS_SECRET;
}

static guint
count_questions (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_questions = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n_questions += ADW_IS_MESSAGE_DIALOG (window) ? 1 : 0;
    }

  return n_questions;
}

/* A key that is missing is said, with a button beside it; the keyring was asked once. */
static void
test_key (void)
{
  g_autoptr (DocketWorkspace) workspace = open_without_key ();
  GtkWidget *window = docket_sync_centre_new (NULL, workspace);
  GtkWidget *button;

  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_settle (window);
  g_assert_null (docket_test_ui_find (window, GTK_TYPE_BOX, "key-box"));
  docket_workspace_start_sync (workspace);
  docket_test_ui_wait_for (needs_key (workspace));
  docket_test_ui_settle (window);
  docket_test_ui_shot (window, "sync-centre-key");
  button = docket_test_ui_find (window, GTK_TYPE_BUTTON, "suggested-action");
  g_assert_nonnull (docket_test_ui_find (window, GTK_TYPE_BOX, "key-box"));
  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Enter key…");
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (count_questions () == 1);
  g_assert_cmpint (g_atomic_int_get (&n_lookups), ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  docket_workspace_close (workspace);
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_test_add_func ("/sync-centre/words", test_words);
  g_test_add_func ("/sync-centre/key", test_key);

  return g_test_run ();
}
