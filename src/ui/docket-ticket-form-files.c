/* The files that go with the first message of a new ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

#include <glib/gi18n.h>

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  DocketTicketForm *self = user_data;
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      docket_file_tray_add_file (self->tray, file);
    }

  g_object_unref (dialog);
}

void
docket_ticket_form_choose_files (DocketTicketForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Add files"),
                                    GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                    GTK_FILE_CHOOSER_ACTION_OPEN,
                                    C_ ("button", "_Add"), NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  DocketTicketForm *self = user_data;
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    docket_file_tray_add_file (self->tray, l->data);

  return files != NULL;
}

/* Files are for a new ticket: one that is edited has its conversation. */
void
docket_ticket_form_start_files (DocketTicketForm *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  docket_file_tray_set_workspace (self->tray, self->workspace);
  gtk_widget_set_visible (self->files, TRUE);

  /* Else the text takes the drop as a text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * docket_ticket_form_get_tray:
 * @self: a form
 *
 * Returns: (transfer none): the files that go with the first message
 */
DocketFileTray *
docket_ticket_form_get_tray (DocketTicketForm *self)
{
  g_return_val_if_fail (DOCKET_IS_TICKET_FORM (self), NULL);

  return self->tray;
}
