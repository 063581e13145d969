/* The sync centre: what waits, in plain words.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-centre.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

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

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_test_add_func ("/sync-centre/words", test_words);

  return g_test_run ();
}
