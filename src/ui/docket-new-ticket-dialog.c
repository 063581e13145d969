/* The window in which a ticket is created.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-new-ticket-dialog.h"

#include <glib/gi18n.h>

#include "docket-done-key.h"
#include "docket-draft-keeper.h"
#include "docket-early-keys.h"
#include "docket-toast.h"
#include "docket-undo-stack.h"

/* What was typed is on the disk this long after the last change. */
#define SAVE_DELAY_MS 500

/**
 * DocketNewTicketDialog:
 *
 * What is typed is a draft on the disk until the ticket is created; closing keeps the draft, and
 * the next window offers it.
 */
struct _DocketNewTicketDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketDraftKeeper *keeper;
  DocketDraft *offered;
  GCancellable *cancellable;
  gboolean creating;
  gboolean create_when_saved;
  gboolean created;
  guint save_source;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *create_button;
  GtkWidget *offer;
  GtkLabel *offer_label;
  DocketTicketForm *form;
};

G_DEFINE_FINAL_TYPE (DocketNewTicketDialog, docket_new_ticket_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CREATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_toast (DocketNewTicketDialog *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static void start_creating (DocketNewTicketDialog *self);

static void
keeper_saved_cb (DocketNewTicketDialog *self)
{
  adw_window_title_set_subtitle (
    self->window_title,
    docket_draft_keeper_get_draft (self->keeper) != 0 ? _ ("Draft kept") : "");

  if (self->create_when_saved)
    {
      self->create_when_saved = FALSE;
      start_creating (self);
    }
}

static void
keep_files (DocketNewTicketDialog *self)
{
  g_autoptr (GPtrArray) files =
    docket_file_tray_get_files (docket_ticket_form_get_tray (self->form));

  docket_draft_keeper_set_files (self->keeper, files);
}

static void
save (DocketNewTicketDialog *self)
{
  const gboolean empty = docket_ticket_form_is_empty (self->form);
  g_autofree char *message = docket_ticket_form_dup_message (self->form);
  g_autoptr (DocketValues) values = empty ? NULL : docket_ticket_form_collect_draft (self->form);

  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->creating || self->created)
    return;

  keep_files (self);
  docket_draft_keeper_save (self->keeper, empty ? "" : message, values);
}

/* The last chance: waits for nothing. */
static void
flush (DocketNewTicketDialog *self)
{
  gboolean empty;
  g_autofree char *message = NULL;
  g_autoptr (DocketValues) values = NULL;

  docket_ticket_form_commit (self->form);
  empty = docket_ticket_form_is_empty (self->form);
  message = docket_ticket_form_dup_message (self->form);
  values = empty ? NULL : docket_ticket_form_collect_draft (self->form);
  g_clear_handle_id (&self->save_source, g_source_remove);

  if (self->created)
    return;

  keep_files (self);
  docket_draft_keeper_flush (self->keeper, empty ? "" : message, values);
}

static gboolean
save_timeout_cb (gpointer user_data)
{
  DocketNewTicketDialog *self = user_data;

  self->save_source = 0;
  save (self);

  return G_SOURCE_REMOVE;
}

static void
form_changed_cb (DocketNewTicketDialog *self)
{
  /* Who types on is not waited for: a kill takes half a second at most. */
  if (self->save_source == 0)
    self->save_source = g_timeout_add (SAVE_DELAY_MS, save_timeout_cb, self);
}

static void
drafts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketNewTicketDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts =
    docket_workspace_list_drafts_finish (DOCKET_WORKSPACE (source), result, &error);
  g_autofree char *text = NULL;
  const char *title;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (drafts == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  for (guint i = 0; i < drafts->len; i++)
    {
      DocketDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->ticket == 0 && draft->fields != NULL && !docket_draft_keeper_is_kept (draft->id) &&
          docket_values_get_size (draft->fields) > 0 &&
          (self->offered == NULL || draft->saved_at > self->offered->saved_at))
        g_set_object (&self->offered, draft);
    }

  if (self->offered == NULL || !docket_ticket_form_is_empty (self->form))
    return;

  title = docket_values_get (self->offered->fields, DOCKET_FIELD_ID_TITLE);

  /* Translators: %s is the title of a ticket that was begun and not created */
  text =
    g_strdup_printf (_ ("You began a ticket: “%s”"), title != NULL ? title : _ ("without a title"));
  gtk_label_set_text (self->offer_label, text);
  gtk_widget_set_visible (self->offer, TRUE);
}

static void
take_offer_cb (DocketNewTicketDialog *self)
{
  gtk_widget_set_visible (self->offer, FALSE);

  if (docket_draft_keeper_is_saving (self->keeper) || !docket_ticket_form_is_empty (self->form))
    return;

  docket_draft_keeper_take (self->keeper, self->offered);
  docket_ticket_form_fill (self->form, self->offered->fields, self->offered->text);
  docket_file_tray_set_files (docket_ticket_form_get_tray (self->form), self->offered->files);
}

static void
drop_offer_cb (DocketNewTicketDialog *self)
{
  g_autoptr (DocketDraft) draft = docket_draft_new ();

  gtk_widget_set_visible (self->offer, FALSE);
  draft->id = self->offered->id;
  draft->kind = DOCKET_DRAFT_KIND_REPLY;
  draft->text = g_strdup ("");
  draft->saved_at = docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
  docket_workspace_save_draft_async (self->workspace, draft, NULL, NULL, NULL);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEdit) edit = user_data;
  g_autoptr (DocketNewTicketDialog) self = g_object_steal_data (G_OBJECT (edit), "dialog");
  g_autoptr (GError) error = NULL;

  self->creating = FALSE;
  gtk_widget_set_sensitive (self->create_button, TRUE);

  if (!docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_undo_stack_forget (docket_undo_stack_find (GTK_WIDGET (self)), edit);
      show_toast (self, error->message);
      return;
    }

  self->created = TRUE;
  docket_undo_stack_push (docket_undo_stack_find (GTK_WIDGET (self)), self->workspace, edit, NULL);
  g_signal_emit (self, signals[SIGNAL_CREATED], 0, docket_edit_get_result_ticket (edit));
  gtk_window_close (GTK_WINDOW (self));
}

/* One file a message: the first has the text. */
static void
add_messages (DocketNewTicketDialog *self, DocketEdit *edit)
{
  g_autoptr (GPtrArray) files =
    docket_file_tray_get_files (docket_ticket_form_get_tray (self->form));
  g_autofree char *message = docket_ticket_form_dup_message (self->form);
  g_autofree char *bare = g_strstrip (g_strdup (message));
  const char *text = *bare != '\0' ? message : NULL;

  if (files->len == 0 && text != NULL)
    docket_edit_add_message (edit, 0, DOCKET_MESSAGE_KIND_REPLY, text, 0, 0);

  for (guint i = 0; i < files->len; i++)
    docket_edit_add_message_file (edit,
                                  0,
                                  DOCKET_MESSAGE_KIND_REPLY,
                                  i == 0 ? text : NULL,
                                  g_ptr_array_index (files, i),
                                  0,
                                  0);
}

static void
start_creating (DocketNewTicketDialog *self)
{
  DocketEdit *edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_ticket_form_collect (self->form);

  docket_edit_create_ticket (edit, values, docket_draft_keeper_get_draft (self->keeper));
  add_messages (self, edit);
  g_object_set_data_full (G_OBJECT (edit), "dialog", g_object_ref (self), g_object_unref);
  docket_undo_stack_expect (docket_undo_stack_find (GTK_WIDGET (self)), edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, created_cb, edit);
}

static void
create_cb (DocketNewTicketDialog *self)
{
  docket_new_ticket_dialog_create (self);
}

static gboolean
create_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  docket_new_ticket_dialog_create (DOCKET_NEW_TICKET_DIALOG (widget));

  return GDK_EVENT_STOP;
}

static gboolean
docket_new_ticket_dialog_close_request (GtkWindow *window)
{
  DocketNewTicketDialog *self = DOCKET_NEW_TICKET_DIALOG (window);

  if (self->creating)
    return GDK_EVENT_STOP;

  flush (self);

  return GTK_WINDOW_CLASS (docket_new_ticket_dialog_parent_class)->close_request (window);
}

static void
docket_new_ticket_dialog_dispose (GObject *object)
{
  DocketNewTicketDialog *self = DOCKET_NEW_TICKET_DIALOG (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->offered);
  g_clear_object (&self->keeper);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_new_ticket_dialog_parent_class)->dispose (object);
}

/* Else the first space typed would press Cancel. Not before there is a window: to a screen reader
 * it would be none. */
static void
docket_new_ticket_dialog_map (GtkWidget *widget)
{
  DocketTicketForm *form = DOCKET_NEW_TICKET_DIALOG (widget)->form;

  GTK_WIDGET_CLASS (docket_new_ticket_dialog_parent_class)->map (widget);
  gtk_widget_grab_focus (GTK_WIDGET (docket_ticket_form_get_title (form)));
}

static void
docket_new_ticket_dialog_class_init (DocketNewTicketDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_new_ticket_dialog_dispose;
  widget_class->map = docket_new_ticket_dialog_map;
  GTK_WINDOW_CLASS (klass)->close_request = docket_new_ticket_dialog_close_request;

  /**
   * DocketNewTicketDialog::created:
   * @ticket: local id
   *
   * The ticket is on the disk. The form closes itself.
   */
  signals[SIGNAL_CREATED] = g_signal_new ("created",
                                          DOCKET_TYPE_NEW_TICKET_DIALOG,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_INT64);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (DOCKET_TYPE_TICKET_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-new-ticket-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, offer);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, offer_label);
  gtk_widget_class_bind_template_child (widget_class, DocketNewTicketDialog, form);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toast);
  gtk_widget_class_bind_template_callback (widget_class, take_offer_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_offer_cb);
}

static void
docket_new_ticket_dialog_init (DocketNewTicketDialog *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_done_key_attach (GTK_WIDGET (self), create_shortcut_cb);
  docket_early_keys_attach (GTK_WINDOW (self));
}

/**
 * docket_new_ticket_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: where the ticket is created
 *
 * Returns: (transfer floating): a window with an empty form, to be presented
 */
GtkWidget *
docket_new_ticket_dialog_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketNewTicketDialog *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_NEW_TICKET_DIALOG, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  self->keeper = docket_draft_keeper_new (workspace, 0, DOCKET_DRAFT_KIND_REPLY);
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
  docket_ticket_form_set_workspace (self->form, workspace);
  docket_workspace_list_drafts_async (workspace,
                                      self->cancellable,
                                      drafts_listed_cb,
                                      g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * docket_new_ticket_dialog_get_form:
 * @self: a window
 *
 * Returns: (transfer none): its form
 */
DocketTicketForm *
docket_new_ticket_dialog_get_form (DocketNewTicketDialog *self)
{
  g_return_val_if_fail (DOCKET_IS_NEW_TICKET_DIALOG (self), NULL);

  return self->form;
}

/**
 * docket_new_ticket_dialog_create:
 * @self: a window
 *
 * Creates the ticket, or marks what is missing.
 */
void
docket_new_ticket_dialog_create (DocketNewTicketDialog *self)
{
  g_return_if_fail (DOCKET_IS_NEW_TICKET_DIALOG (self));

  if (self->creating || self->created || !docket_ticket_form_check (self->form))
    return;

  if (docket_file_tray_is_busy (docket_ticket_form_get_tray (self->form)))
    {
      show_toast (self, _ ("A file is still being taken in. Wait a moment."));
      return;
    }

  g_clear_handle_id (&self->save_source, g_source_remove);
  self->creating = TRUE;
  gtk_widget_set_sensitive (self->create_button, FALSE);

  /* The draft on its way to the disk is consumed with the ticket. */
  if (docket_draft_keeper_is_saving (self->keeper))
    self->create_when_saved = TRUE;
  else
    start_creating (self);
}
