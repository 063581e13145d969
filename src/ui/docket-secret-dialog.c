/* Asks for the key again: it was refused, or no Secret Service kept it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-secret-dialog.h"

#include <glib/gi18n.h>

static void
show_sentence (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", C_ ("button", "Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
secret_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) parent = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = FALSE;

  if (!docket_workspace_set_secret_finish (DOCKET_WORKSPACE (source), result, &kept, &error))
    show_sentence (parent, _ ("The key was not taken"), error->message);
  else if (!kept)
    show_sentence (parent,
                   _ ("The key is kept for this run only"),
                   _ ("This computer has no Secret Service (a keyring). Docket asks for the key "
                      "again when it is started the next time."));
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  DocketWorkspace *workspace = g_object_get_data (G_OBJECT (dialog), "workspace");
  GtkEditable *entry = GTK_EDITABLE (g_object_get_data (G_OBJECT (dialog), "entry"));
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));

  if (g_str_equal (response, "use"))
    docket_workspace_set_secret_async (workspace,
                                       gtk_editable_get_text (entry),
                                       NULL,
                                       secret_set_cb,
                                       parent != NULL ? g_object_ref (parent) : NULL);
}

static void
text_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  adw_message_dialog_set_response_enabled (dialog, "use", *gtk_editable_get_text (entry) != '\0');
}

static gboolean
let_go_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

/* The key that closes the dialog is still being handled by the text inside the entry, which tells
 * the entry of its end: in GTK 4.8 the entry must be the last of the two to go. */
static void
let_go_later (gpointer entry)
{
  g_idle_add_full (G_PRIORITY_LOW, let_go_cb, entry, g_object_unref);
}

/**
 * docket_secret_dialog_new:
 * @parent: (nullable): the window that asks
 * @workspace: whose key it is
 *
 * Returns: (transfer none): the dialog, to be presented; it goes when it is answered
 */
GtkWidget *
docket_secret_dialog_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  GtkWidget *dialog;
  GtkWidget *entry = gtk_password_entry_new ();
  AdwMessageDialog *message;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  dialog = adw_message_dialog_new (parent, _ ("Enter the key again"), NULL);
  message = ADW_MESSAGE_DIALOG (dialog);
  /* Translators: %s is a server's address */
  adw_message_dialog_format_body (message,
                                  _ ("%s needs its API key. Your work is kept on this computer "
                                     "until it can be sent."),
                                  docket_workspace_get_url (workspace));
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("API key"),
                                  -1);
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_responses (message,
                                    "cancel",
                                    C_ ("button", "Cancel"),
                                    "use",
                                    C_ ("button", "Use"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (message, "use", FALSE);
  adw_message_dialog_set_default_response (message, "use");
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "entry", g_object_ref (entry), let_go_later);
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), dialog, 0);
  g_object_set_data_full (G_OBJECT (dialog), "workspace", g_object_ref (workspace), g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), NULL);

  return dialog;
}
