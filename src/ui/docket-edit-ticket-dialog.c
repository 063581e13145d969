/* The window in which all fields of a ticket are edited at once.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-edit-ticket-dialog.h"

#include <glib/gi18n.h>

#include "docket-done-key.h"
#include "docket-draft-keeper.h"
#include "docket-toast.h"
#include "docket-undo-stack.h"

/* What was typed is on the disk this long after the last change. */
#define SAVE_DELAY_MS 500

/**
 * DocketEditTicketDialog:
 *
 * *Done* writes what was changed, and that alone, as one edit. Until then it is a draft on the
 * disk; closing keeps the draft, and the next window goes on with it.
 */
struct _DocketEditTicketDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketTicketDetails *ticket;
  DocketDraftKeeper *keeper;
  DocketValues *seen; /* of the draft; what it does not know stands in the ticket */
  guint save_source;
  gboolean saving;
  gboolean finish_when_saved;
  gboolean saved;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *done_button;
  GtkWidget *continued;
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

static const char *
get_seen (DocketEditTicketDialog *self, const char *field)
{
  return docket_values_get (docket_values_knows (self->seen, field) ? self->seen
                                                                    : self->ticket->values,
                            field);
}

static void
show_state (DocketEditTicketDialog *self)
{
  const char *number = self->ticket->row->number;
  const gboolean kept = docket_draft_keeper_get_draft (self->keeper) != 0;
  g_autofree char *subtitle = g_strconcat (number != NULL ? "#" : "",
                                           number != NULL ? number : "",
                                           number != NULL && kept ? " · " : "",
                                           kept ? _ ("Draft kept") : "",
                                           NULL);

  adw_window_title_set_subtitle (self->window_title, subtitle);
}

/* What is changed, what stood there, and what a field has not taken; %NULL: nothing. */
static DocketValues *
collect_draft (DocketEditTicketDialog *self)
{
  g_autoptr (DocketValues) changes = docket_ticket_form_collect_changes (self->form);
  g_autoptr (DocketValues) draft = docket_ticket_form_collect_changes_draft (self->form);
  g_autoptr (GList) fields = docket_values_list_fields (changes);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      g_autofree char *name = g_strconcat (DOCKET_DRAFT_SEEN, l->data, NULL);

      docket_values_set (draft, name, get_seen (self, l->data));
    }

  return docket_values_get_size (draft) > 0 ? g_steal_pointer (&draft) : NULL;
}

static void
save (DocketEditTicketDialog *self)
{
  g_autoptr (DocketValues) draft = collect_draft (self);

  g_clear_handle_id (&self->save_source, g_source_remove);

  if (!self->saving && !self->saved)
    docket_draft_keeper_save (self->keeper, "", draft);
}

/* The last chance: waits for nothing. */
static void
flush (DocketEditTicketDialog *self)
{
  g_autoptr (DocketValues) draft = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->saved)
    return;

  docket_ticket_form_commit (self->form);
  draft = collect_draft (self);
  docket_draft_keeper_flush (self->keeper, "", draft);
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  DocketEditTicketDialog *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (DocketEditTicketDialog *self)
{
  /* Who types on is not waited for: a kill takes half a second at most. */
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
}

static void
fill (DocketEditTicketDialog *self, DocketValues *draft)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GList) known = docket_values_list_fields (self->ticket->values);
  g_autoptr (GList) begun = draft != NULL ? docket_values_list_fields (draft) : NULL;

  for (GList *l = known; l != NULL; l = l->next)
    docket_values_set (values, l->data, docket_values_get (self->ticket->values, l->data));

  g_clear_pointer (&self->seen, docket_values_unref);
  self->seen = docket_values_new ();

  for (GList *l = begun; l != NULL; l = l->next)
    {
      const char *field = l->data;
      const char *value = docket_values_get (draft, field);

      if (g_str_has_prefix (field, DOCKET_DRAFT_SEEN))
        docket_values_set (self->seen, field + strlen (DOCKET_DRAFT_SEEN), value);
      else
        docket_values_set (values, field, value);
    }

  docket_ticket_form_fill (self->form, values, NULL);
  gtk_widget_set_visible (self->continued, draft != NULL);
}

static void
start_over_cb (DocketEditTicketDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (docket_ticket_form_get_title (self->form)));
  fill (self, NULL);
  save (self);
}

static void write_changes (DocketEditTicketDialog *self);

static void
keeper_saved_cb (DocketEditTicketDialog *self)
{
  show_state (self);

  if (self->finish_when_saved)
    {
      self->finish_when_saved = FALSE;
      write_changes (self);
    }
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

  self->saved = TRUE;
  docket_undo_stack_push (docket_undo_stack_find (GTK_WIDGET (self)),
                          self->workspace,
                          edit,
                          _ ("Ticket changed"));
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, edit);
  gtk_window_close (GTK_WINDOW (self));
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
                                get_seen (self, l->data));

  docket_edit_consume_draft (edit, docket_draft_keeper_get_draft (self->keeper));

  return edit;
}

static void
write_changes (DocketEditTicketDialog *self)
{
  g_autoptr (DocketValues) changes = docket_ticket_form_collect_changes (self->form);
  DocketEdit *edit = make_edit (self, changes);

  g_object_set_data_full (G_OBJECT (edit), "dialog", g_object_ref (self), g_object_unref);
  docket_undo_stack_expect (docket_undo_stack_find (GTK_WIDGET (self)), edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, saved_cb, edit);
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

static gboolean
docket_edit_ticket_dialog_close_request (GtkWindow *window)
{
  DocketEditTicketDialog *self = DOCKET_EDIT_TICKET_DIALOG (window);

  if (self->saving)
    return GDK_EVENT_STOP;

  flush (self);

  return GTK_WINDOW_CLASS (docket_edit_ticket_dialog_parent_class)->close_request (window);
}

static void
docket_edit_ticket_dialog_dispose (GObject *object)
{
  DocketEditTicketDialog *self = DOCKET_EDIT_TICKET_DIALOG (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_pointer (&self->seen, docket_values_unref);
  g_clear_object (&self->keeper);
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
  gtk_widget_class_bind_template_child (widget_class, DocketEditTicketDialog, continued);
  gtk_widget_class_bind_template_child (widget_class, DocketEditTicketDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toast);
}

static void
docket_edit_ticket_dialog_init (DocketEditTicketDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_done_key_attach (GTK_WIDGET (self), done_shortcut_cb);
}

/* What is on its way to the disk is newer than @draft. */
static void
start_keeping (DocketEditTicketDialog *self, DocketDraft *draft)
{
  const gint64 ticket = self->ticket->row->id;
  DocketDraftKeeper *saving =
    docket_draft_keeper_find_saving (self->workspace, ticket, DOCKET_DRAFT_KIND_EDIT);

  self->keeper = saving != NULL
                   ? g_object_ref (saving)
                   : docket_draft_keeper_new (self->workspace, ticket, DOCKET_DRAFT_KIND_EDIT);
  g_signal_connect_object (self->keeper,
                           "saved",
                           G_CALLBACK (keeper_saved_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keeper,
                           "problem",
                           G_CALLBACK (show_toast),
                           self,
                           G_CONNECT_SWAPPED);

  if (saving == NULL && draft != NULL)
    docket_draft_keeper_take (self->keeper, draft);
}

/**
 * docket_edit_ticket_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: where the ticket is
 * @ticket: the ticket as it stands on the screen
 * @draft: (nullable): what was begun in such a window before and not saved
 *
 * Returns: (transfer floating): a window with the ticket's fields, to be presented
 */
GtkWidget *
docket_edit_ticket_dialog_new (GtkWindow *parent,
                               DocketWorkspace *workspace,
                               DocketTicketDetails *ticket,
                               DocketDraft *draft)
{
  DocketEditTicketDialog *self;
  DocketValues *begun;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (ticket != NULL, NULL);

  self =
    g_object_new (DOCKET_TYPE_EDIT_TICKET_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  self->workspace = g_object_ref (workspace);
  self->ticket = g_object_ref (ticket);
  self->seen = docket_values_new ();
  start_keeping (self, draft);
  docket_ticket_form_edit (self->form, workspace, ticket);
  begun = docket_draft_keeper_get_fields (self->keeper);

  if (begun != NULL)
    fill (self, begun);

  show_state (self);

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

  g_return_if_fail (DOCKET_IS_EDIT_TICKET_DIALOG (self));

  if (self->saving || self->saved || !docket_ticket_form_check (self->form))
    return;

  changes = docket_ticket_form_collect_changes (self->form);

  if (docket_values_get_size (changes) == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->saving = TRUE;
  gtk_widget_set_sensitive (self->done_button, FALSE);

  /* The draft on its way to the disk is consumed with the edit. */
  if (docket_draft_keeper_is_saving (self->keeper))
    self->finish_when_saved = TRUE;
  else
    write_changes (self);
}
