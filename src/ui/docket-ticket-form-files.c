/* The files that go with the first message of a new ticket.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-form-private.h"

#include "docket-attach-paste.h"

static DocketFileTray *
get_tray (GtkWidget *widget)
{
  return DOCKET_TICKET_FORM (widget)->tray;
}

/* The form scrolls: what was added is brought into sight, once it has its place. */
static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  DocketTicketForm *self = user_data;
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);

  if (viewport != NULL &&
      gtk_widget_compute_bounds (self->files, gtk_widget_get_first_child (viewport), &bounds))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)),
                               bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

static void
added_cb (DocketTicketForm *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock == NULL)
    return;

  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), self, 0);
}

static void
changed_cb (DocketTicketForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tray), !docket_file_tray_is_empty (self->tray));
}

/* Files are for a new ticket: one that is edited has its conversation. */
void
docket_ticket_form_start_files (DocketTicketForm *self)
{
  docket_file_tray_set_workspace (self->tray, self->workspace);
  docket_file_tray_show_all (self->tray);
  docket_attach_actions_install (GTK_WIDGET (self), get_tray);
  gtk_widget_set_visible (self->files, TRUE);
  g_signal_connect_object (self->tray, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tray, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self), "file-drop");
  docket_attach_take_drops (GTK_WIDGET (self), GTK_WIDGET (self), get_tray);
  docket_attach_take_pastes (self->message, GTK_WIDGET (self), get_tray);
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
