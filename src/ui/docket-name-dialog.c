/* Asks for a name.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-name-dialog.h"

#include <glib/gi18n.h>

/* Longer names are cut, in characters. */
#define MAX_NAME_LENGTH 80

#define RESPONSE_CANCEL "cancel"
#define RESPONSE_NAME "name"

struct _DocketNameDialog
{
  AdwMessageDialog parent_instance;

  GtkEditable *name_row;
};

G_DEFINE_FINAL_TYPE (DocketNameDialog, docket_name_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  SIGNAL_NAMED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* NULL when nothing was typed. */
static char *
dup_name (DocketNameDialog *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (self->name_row));

  g_strstrip (typed);

  if (*typed == '\0')
    return NULL;

  return g_utf8_substring (typed, 0, MIN (g_utf8_strlen (typed, -1), MAX_NAME_LENGTH));
}

static void
changed_cb (DocketNameDialog *self)
{
  g_autofree char *name = dup_name (self);

  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), RESPONSE_NAME, name != NULL);
}

static void
docket_name_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  DocketNameDialog *self = DOCKET_NAME_DIALOG (dialog);
  g_autofree char *name = dup_name (self);

  if (g_str_equal (response, RESPONSE_NAME) && name != NULL)
    g_signal_emit (self, signals[SIGNAL_NAMED], 0, name);
}

static void
docket_name_dialog_class_init (DocketNameDialogClass *klass)
{
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = docket_name_dialog_response;

  /**
   * DocketNameDialog::named:
   * @name: what was typed, without spaces around it, never empty
   *
   * The person gave the name.
   */
  signals[SIGNAL_NAMED] = g_signal_new ("named",
                                        DOCKET_TYPE_NAME_DIALOG,
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
docket_name_dialog_init (DocketNameDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  self->name_row = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), C_ ("view", "Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_message_dialog_set_extra_child (dialog, group);
  adw_message_dialog_add_response (dialog, RESPONSE_CANCEL, C_ ("button", "Cancel"));
  adw_message_dialog_set_close_response (dialog, RESPONSE_CANCEL);
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * docket_name_dialog_new:
 * @parent: the window that asks
 * @heading: what is named
 * @action: what the button says that takes the name
 * @name: (nullable): the name that it has
 *
 * Returns: (transfer none): a dialog; present it
 */
GtkWidget *
docket_name_dialog_new (GtkWindow *parent,
                        const char *heading,
                        const char *action,
                        const char *name)
{
  DocketNameDialog *self = g_object_new (DOCKET_TYPE_NAME_DIALOG,
                                         "transient-for",
                                         parent,
                                         "modal",
                                         TRUE,
                                         "heading",
                                         heading,
                                         NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);

  adw_message_dialog_add_response (dialog, RESPONSE_NAME, action);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_NAME, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, RESPONSE_NAME);
  docket_name_dialog_set_name (self, name);
  changed_cb (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->name_row));

  return GTK_WIDGET (self);
}

/**
 * docket_name_dialog_set_name:
 * @self: a dialog
 * @name: (nullable): what stands in it, selected
 */
void
docket_name_dialog_set_name (DocketNameDialog *self, const char *name)
{
  g_return_if_fail (DOCKET_IS_NAME_DIALOG (self));

  gtk_editable_set_text (self->name_row, name != NULL ? name : "");
  gtk_editable_select_region (self->name_row, 0, -1);
}
