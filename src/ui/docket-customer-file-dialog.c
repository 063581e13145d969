/* Asks before a file goes to the customer's files: who can read it there, and what names it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-customer-file-dialog.h"

#include <glib/gi18n.h>

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_SEND "send"

struct _DocketCustomerFileDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *text_row;
};

G_DEFINE_FINAL_TYPE (DocketCustomerFileDialog, docket_customer_file_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  SIGNAL_AGREED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (DocketCustomerFileDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->text_row)));
}

static void
changed_cb (DocketCustomerFileDialog *self)
{
  g_autofree char *text = dup_text (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), RESPONSE_SEND, *text != '\0');
}

static void
docket_customer_file_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  DocketCustomerFileDialog *self = DOCKET_CUSTOMER_FILE_DIALOG (dialog);
  g_autofree char *text = dup_text (self);

  if (g_str_equal (response, RESPONSE_SEND) && *text != '\0')
    g_signal_emit (self, signals[SIGNAL_AGREED], 0, text);
}

static void
docket_customer_file_dialog_class_init (DocketCustomerFileDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = docket_customer_file_dialog_response;

  /**
   * DocketCustomerFileDialog::agreed:
   * @text: the reply that names the file, never empty
   *
   * The person wants it.
   */
  signals[SIGNAL_AGREED] = g_signal_new ("agreed",
                                         DOCKET_TYPE_CUSTOMER_FILE_DIALOG,
                                         G_SIGNAL_RUN_LAST,
                                         0,
                                         NULL,
                                         NULL,
                                         NULL,
                                         G_TYPE_NONE,
                                         1,
                                         G_TYPE_STRING);
}

static void
docket_customer_file_dialog_init (DocketCustomerFileDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  self->text_row = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Reply that names the file"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_add_responses (dialog,
                                    RESPONSE_CANCEL,
                                    C_ ("button", "Cancel"),
                                    RESPONSE_SEND,
                                    C_ ("button", "Send"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_SEND, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, RESPONSE_CANCEL);
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * docket_customer_file_dialog_new:
 * @parent: (nullable): the window that asks
 * @offer: what the person has to know
 *
 * Returns: (transfer none): a dialog; present it
 */
GtkWidget *
docket_customer_file_dialog_new (GtkWindow *parent, const DocketFileOffer *offer)
{
  DocketCustomerFileDialog *self =
    g_object_new (DOCKET_TYPE_CUSTOMER_FILE_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_format_heading (dialog,
                                     /* Translators: %s is a company's name */
                                     _ ("Send to the files of %s?"),
                                     offer->customer_name);
  adw_message_dialog_format_body (dialog,
                                  /* Translators: the first %s is a file's name, the second a
                                   * company's */
                                  _ ("“%s” goes to the server. Everybody who sees the files of %s "
                                     "there can read it: your colleagues, and the customer where "
                                     "the server shows them. Docket can't take it back."),
                                  offer->file_name,
                                  offer->customer_name);
  gtk_editable_set_text (self->text_row, offer->text);
  changed_cb (self);

  return GTK_WIDGET (self);
}
