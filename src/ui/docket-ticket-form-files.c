/* The files that go with the first message of a new ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

#include "docket-attach-actions.h"

static DocketFileTray *
get_tray (GtkWidget *widget)
{
  return DOCKET_TICKET_FORM (widget)->tray;
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
  docket_attach_actions_install (GTK_WIDGET (self), get_tray);
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
