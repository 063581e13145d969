/* The window in which all fields of a ticket are edited at once.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-edit-ticket-dialog.h"

#include <glib/gi18n.h>

#include "docket-done-key.h"
#include "docket-toast.h"
#include "docket-undo-stack.h"

#define RESPONSE_DISCARD "discard"

/**
 * DocketEditTicketDialog:
 *
 * *Done* writes what was changed, and that alone, as one edit. Closing with changes asks first.
 */
struct _DocketEditTicketDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketTicketDetails *ticket;
  gboolean saving;
  gboolean closing;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *done_button;
  DocketTicketForm *form;
};

G_DEFINE_FINAL_TYPE (DocketEditTicketDialog, docket_edit_ticket_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_SAVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_toast (DocketEditTicketDialog *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static void
leave (DocketEditTicketDialog *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEdit) edit = user_data;
  g_autoptr (DocketEditTicketDialog) self = g_object_steal_data (G_OBJECT (edit), "dialog");
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  gtk_widget_set_sensitive (self->done_button, TRUE);

  if (!docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_undo_stack_forget (docket_undo_stack_find (GTK_WIDGET (self)), edit);
      show_toast (self, error->message);
      return;
    }

  docket_undo_stack_push (docket_undo_stack_find (GTK_WIDGET (self)),
                          self->workspace,
                          edit,
                          _ ("Ticket changed"));
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, edit);
  leave (self);
}

static DocketEdit *
make_edit (DocketEditTicketDialog *self, DocketValues *changes)
{
  DocketEdit *edit = docket_edit_new ();
  g_autoptr (GList) fields = docket_values_list_fields (changes);

  for (GList *l = fields; l != NULL; l = l->next)
    docket_edit_set_field_seen (edit,
                                self->ticket->row->id,
                                l->data,
                                docket_values_get (changes, l->data),
                                docket_values_get (self->ticket->values, l->data));

  return edit;
}

static void
done_cb (DocketEditTicketDialog *self)
{
  docket_edit_ticket_dialog_finish (self);
}

static gboolean
done_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  docket_edit_ticket_dialog_finish (DOCKET_EDIT_TICKET_DIALOG (widget));

  return GDK_EVENT_STOP;
}

/* The question is there a little longer than the window that it stands before. */
static void
answered_cb (DocketEditTicketDialog *self, const char *response, AdwMessageDialog *dialog)
{
  if (!g_str_equal (response, RESPONSE_DISCARD))
    return;

  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  leave (self);
}

static void
ask_to_discard (DocketEditTicketDialog *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (self),
                            _ ("Discard the changes?"),
                            _ ("What you changed in this form is not saved yet.")));

  adw_message_dialog_add_responses (dialog,
                                    "stay",
                                    _ ("_Keep editing"),
                                    RESPONSE_DISCARD,
                                    _ ("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, RESPONSE_DISCARD, ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What a field has not taken would be missed too. */
static gboolean
has_changes (DocketEditTicketDialog *self)
{
  g_autoptr (DocketValues) changes = NULL;

  docket_ticket_form_commit (self->form);
  changes = docket_ticket_form_collect_changes (self->form);

  return docket_values_get_size (changes) > 0 || docket_ticket_form_has_refused (self->form);
}

static gboolean
docket_edit_ticket_dialog_close_request (GtkWindow *window)
{
  DocketEditTicketDialog *self = DOCKET_EDIT_TICKET_DIALOG (window);

  if (self->saving)
    return GDK_EVENT_STOP;

  if (!self->closing && has_changes (self))
    {
      ask_to_discard (self);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (docket_edit_ticket_dialog_parent_class)->close_request (window);
}

static void
docket_edit_ticket_dialog_dispose (GObject *object)
{
  DocketEditTicketDialog *self = DOCKET_EDIT_TICKET_DIALOG (object);

  g_clear_object (&self->ticket);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_edit_ticket_dialog_parent_class)->dispose (object);
}

/* Else the first space typed would press Cancel. Not before there is a window: to a screen reader
 * it would be none. */
static void
docket_edit_ticket_dialog_map (GtkWidget *widget)
{
  DocketTicketForm *form = DOCKET_EDIT_TICKET_DIALOG (widget)->form;

  GTK_WIDGET_CLASS (docket_edit_ticket_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (docket_ticket_form_get_title (form)));
}

static void
docket_edit_ticket_dialog_class_init (DocketEditTicketDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_edit_ticket_dialog_dispose;
  widget_class->map = docket_edit_ticket_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = docket_edit_ticket_dialog_close_request;

  /**
   * DocketEditTicketDialog::saved:
   * @edit: what was changed, applied
   *
   * The changes are on the disk. The form closes itself.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved",
                                        DOCKET_TYPE_EDIT_TICKET_DIALOG,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        DOCKET_TYPE_EDIT);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (DOCKET_TYPE_TICKET_FORM);
  gtk_widget_class_set_template_from_resource (
    widget_class,
    "/app/docket/Docket/ui/docket-edit-ticket-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketEditTicketDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketEditTicketDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, DocketEditTicketDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, DocketEditTicketDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toast);
}

static void
docket_edit_ticket_dialog_init (DocketEditTicketDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_done_key_attach (GTK_WIDGET (self), done_shortcut_cb);
}

/**
 * docket_edit_ticket_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: where the ticket is
 * @ticket: the ticket as it stands on the screen
 *
 * Returns: (transfer floating): a window with the ticket's fields, to be presented
 */
GtkWidget *
docket_edit_ticket_dialog_new (GtkWindow *parent,
                               DocketWorkspace *workspace,
                               DocketTicketDetails *ticket)
{
  DocketEditTicketDialog *self;
  g_autofree char *number = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ticket != NULL, NULL);

  self =
    g_object_new (DOCKET_TYPE_EDIT_TICKET_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  self->workspace = g_object_ref (workspace);
  self->ticket = g_object_ref (ticket);
  number = ticket->row->number != NULL ? g_strconcat ("#", ticket->row->number, NULL) : NULL;
  adw_window_title_set_subtitle (self->window_title, number != NULL ? number : "");
  docket_ticket_form_edit (self->form, workspace, ticket);

  return GTK_WIDGET (self);
}

/**
 * docket_edit_ticket_dialog_get_form:
 * @self: a window
 *
 * Returns: (transfer none): its form
 */
DocketTicketForm *
docket_edit_ticket_dialog_get_form (DocketEditTicketDialog *self)
{
  g_return_val_if_fail (DOCKET_IS_EDIT_TICKET_DIALOG (self), NULL);

  return self->form;
}

/**
 * docket_edit_ticket_dialog_finish:
 * @self: a window
 *
 * Saves what was changed and closes, or marks what is missing.
 */
void
docket_edit_ticket_dialog_finish (DocketEditTicketDialog *self)
{
  g_autoptr (DocketValues) changes = NULL;
  DocketEdit *edit;

  g_return_if_fail (DOCKET_IS_EDIT_TICKET_DIALOG (self));

  if (self->saving || !docket_ticket_form_check (self->form))
    return;

  changes = docket_ticket_form_collect_changes (self->form);

  if (docket_values_get_size (changes) == 0)
    {
      leave (self);
      return;
    }

  self->saving = TRUE;
  gtk_widget_set_sensitive (self->done_button, FALSE);
  edit = make_edit (self, changes);
  g_object_set_data_full (G_OBJECT (edit), "dialog", g_object_ref (self), g_object_unref);
  docket_undo_stack_expect (docket_undo_stack_find (GTK_WIDGET (self)), edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, saved_cb, edit);
}
