/* The question for a key: answered by Enter, as people do.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-secret-dialog.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  char **answered = user_data;

  *answered = g_strdup (response);
}

/* The text inside the entry is held by the key that closes the dialog: it must not tell an entry
 * that is gone. */
static void
test_enter (void)
{
  g_autoptr (DocketWorkspace) workspace = docket_test_workspace_new_server ();
  GtkWidget *dialog = docket_secret_dialog_new (NULL, workspace);
  GtkWidget *entry = adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog));
  GtkEditable *text;
  g_autofree char *answered = NULL;

  text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), &answered);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  docket_test_ui_settle (dialog);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "k");
  docket_test_ui_wait_for (gtk_widget_has_focus (GTK_WIDGET (text)));

  g_signal_emit_by_name (text, "activate");
  docket_test_ui_wait_for (answered != NULL);
  g_assert_cmpstr (answered, ==, "use");
  docket_test_ui_wait_for (dialog == NULL);
  docket_workspace_close (workspace);
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  g_test_add_func ("/secret-dialog/enter", test_enter);

  return g_test_run ();
}
