/* A ticket's service report as it will be, and what becomes of it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-report-window.h"

#include <glib/gi18n.h>

#include "docket-fold-box.h"
#include "docket-report-print.h"
#include "docket-signature-window.h"
#include "docket-toast.h"
#include "docket-workspace-files.h"
#include "docket-workspace-preferences.h"

struct _DocketReportWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketTicketDetails *details;
  DocketReportChoices *choices;
  GSimpleActionGroup *actions;
  GtkFileChooserNative *chooser;

  /* What is being made, and what was. */
  GCancellable *making; /* NULL for nothing */
  GCancellable *loading;
  DocketReportFile *file;
  DocketReportFile *next_file; /* made, and being opened */
  DocketPdf *pdf;
  gboolean busy; /* the report is being attached */

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkSpinner *spinner;
  GtkRevealer *left_out;
  GtkLabel *left_out_label;
  AdwFlap *flap;
  DocketPdfView *view;
  DocketReportOptions *options;
};

enum
{
  SEND,
  ATTACHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DocketReportWindow, docket_report_window, ADW_TYPE_WINDOW)

static void
say (DocketReportWindow *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

/* What is not on the screen yet is not what leaves. */
static void
show_actions (DocketReportWindow *self)
{
  const char *const names[] = { "print", "save", "attach", "send", "sign" };
  const gboolean ready = self->file != NULL && self->making == NULL && !self->busy;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), names[i])),
      ready);

  gtk_spinner_set_spinning (self->spinner, self->making != NULL);
}

/* --- Making -------------------------------------------------------------------------------- */

static void
show_left_out (DocketReportWindow *self)
{
  const guint n = self->file->n_left_out;
  g_autofree char *sentence =
    g_strdup_printf (ngettext ("%u photo is not on this computer and was left out.",
                               "%u photos are not on this computer and were left out.",
                               n),
                     n);

  gtk_label_set_label (self->left_out_label, sentence);
  gtk_revealer_set_reveal_child (self->left_out, n > 0);
}

static void
end_making (DocketReportWindow *self, const GError *error)
{
  g_clear_object (&self->making);
  show_actions (self);

  if (error != NULL)
    say (self, error->message);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPdf) pdf = docket_pdf_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (pdf != NULL)
    {
      g_clear_pointer (&self->file, docket_report_file_free);
      self->file = g_steal_pointer (&self->next_file);
      g_set_object (&self->pdf, pdf);
      docket_pdf_view_set_pdf (self->view, pdf);
      show_left_out (self);
    }

  end_making (self, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  DocketReportFile *file =
    docket_workspace_make_report_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (file == NULL)
    {
      end_making (self, error);
      return;
    }

  g_clear_pointer (&self->next_file, docket_report_file_free);
  self->next_file = file;
  docket_pdf_open_async (file->pdf, self->making, opened_cb, g_object_ref (self));
}

static void
make (DocketReportWindow *self)
{
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  show_actions (self);
  docket_workspace_make_report_async (self->workspace,
                                      self->details->row->id,
                                      self->choices,
                                      self->making,
                                      made_cb,
                                      g_object_ref (self));
}

/* --- The ticket changes, as when it is signed ----------------------------------------------- */

static void
show_options (DocketReportWindow *self)
{
  g_autofree char *logo =
    docket_workspace_get_preference (self->workspace, DOCKET_PREFERENCE_REPORT_LOGO);

  docket_report_options_set (self->options, self->choices, self->details, logo != NULL);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (details == NULL)
    {
      say (self, error->message);
      return;
    }

  g_set_object (&self->details, details);
  show_options (self);
  make (self);
}

static void
changed_cb (DocketReportWindow *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      if (change->entity != DOCKET_ENTITY_TICKET || change->id != self->details->row->id)
        continue;

      g_cancellable_cancel (self->loading);
      g_clear_object (&self->loading);
      self->loading = g_cancellable_new ();
      docket_workspace_load_ticket_async (self->workspace,
                                          self->details->row->id,
                                          self->loading,
                                          loaded_cb,
                                          g_object_ref (self));
      return;
    }
}

/* --- What becomes of it -------------------------------------------------------------------- */

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketReportWindow *self = user_data;

  docket_report_print (self->pdf, self->file->name, GTK_WINDOW (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_autofree char *sentence = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      say (self, error->message);
      return;
    }

  /* Translators: %s is the name of a file */
  sentence = g_markup_printf_escaped (_ ("Saved as “%s”"), shown);
  say (self, sentence);
}

static void
chosen_cb (DocketReportWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;

  g_clear_object (&self->chooser);

  if (file != NULL && self->file != NULL)
    g_file_replace_contents_bytes_async (file,
                                         self->file->pdf,
                                         NULL,
                                         FALSE,
                                         G_FILE_CREATE_PRIVATE,
                                         NULL,
                                         written_cb,
                                         g_object_ref (self));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketReportWindow *self = user_data;

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (_ ("Save the report"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               C_ ("button", "_Save"),
                                               C_ ("button", "_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), self->file->name);
  g_signal_connect_object (self->chooser,
                           "response",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
end_busy (DocketReportWindow *self, const char *sentence)
{
  self->busy = FALSE;
  show_actions (self);
  say (self, sentence);
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  DocketEdit *edit = g_object_get_data (G_OBJECT (self), "edit");
  const gboolean done = docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error);

  if (done)
    g_signal_emit (self, signals[ATTACHED], 0, edit);

  g_object_set_data (G_OBJECT (self), "edit", NULL);
  end_busy (self, done ? _ ("Attached to the ticket") : error->message);
}

/* With a note, as a signature is: the customer is not written to unless it is sent. */
static void
staged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketReportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketEditFile) file =
    docket_workspace_stage_file_finish (DOCKET_WORKSPACE (source), result, &error);
  g_autoptr (DocketEdit) edit = NULL;

  if (file == NULL)
    {
      end_busy (self, error->message);
      return;
    }

  edit = docket_edit_new ();
  docket_edit_add_message_file (edit,
                                self->details->row->id,
                                DOCKET_MESSAGE_KIND_INTERNAL,
                                _ ("Service report"),
                                file,
                                0,
                                0);
  g_object_set_data_full (G_OBJECT (self), "edit", g_object_ref (edit), g_object_unref);
  docket_workspace_apply_async (self->workspace, edit, NULL, applied_cb, g_object_ref (self));
}

static void
attach_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketReportWindow *self = user_data;

  self->busy = TRUE;
  show_actions (self);
  docket_workspace_stage_bytes_async (self->workspace,
                                      self->file->pdf,
                                      self->file->name,
                                      NULL,
                                      staged_cb,
                                      g_object_ref (self));
}

static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketReportWindow *self = user_data;

  g_signal_emit (self, signals[SEND], 0, self->file->pdf, self->file->name);
  gtk_window_close (GTK_WINDOW (self));
}

static void
sign_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketReportWindow *self = user_data;

  gtk_window_present (
    GTK_WINDOW (docket_signature_window_new (GTK_WINDOW (self), self->workspace, self->details)));
}

static void
options_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketReportWindow *self = user_data;

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static const GActionEntry entries[] = {
  { "print", print_cb }, { "save", save_cb }, { "attach", attach_cb },
  { "send", send_cb },   { "sign", sign_cb }, { "options", options_cb },
};

/* --- The object ---------------------------------------------------------------------------- */

static gboolean
docket_report_window_close_request (GtkWindow *window)
{
  DocketReportWindow *self = DOCKET_REPORT_WINDOW (window);

  /* What is being made holds the window: let go of it. */
  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->loading);

  return GTK_WINDOW_CLASS (docket_report_window_parent_class)->close_request (window);
}

static void
docket_report_window_dispose (GObject *object)
{
  DocketReportWindow *self = DOCKET_REPORT_WINDOW (object);

  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (docket_report_window_parent_class)->dispose (object);
}

static void
docket_report_window_finalize (GObject *object)
{
  DocketReportWindow *self = DOCKET_REPORT_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->details);
  g_clear_object (&self->actions);
  g_clear_object (&self->making);
  g_clear_object (&self->loading);
  g_clear_object (&self->pdf);
  g_clear_pointer (&self->choices, docket_report_choices_free);
  g_clear_pointer (&self->file, docket_report_file_free);
  g_clear_pointer (&self->next_file, docket_report_file_free);

  G_OBJECT_CLASS (docket_report_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-report-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, left_out);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, left_out_label);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, view);
  gtk_widget_class_bind_template_child (widget_class, DocketReportWindow, options);
  gtk_widget_class_bind_template_callback (widget_class, make);
}

static void
docket_report_window_class_init (DocketReportWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_report_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_report_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_report_window_close_request;

  /**
   * DocketReportWindow::send:
   * @self: a window
   * @pdf: the report
   * @name: what it is called
   *
   * The person wants to send the report with a reply.
   */
  signals[SEND] = g_signal_new ("send",
                                G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                2,
                                G_TYPE_BYTES,
                                G_TYPE_STRING);

  /**
   * DocketReportWindow::attached:
   * @self: a window
   * @edit: what was done
   *
   * The report was added to the ticket.
   */
  signals[ATTACHED] = g_signal_new ("attached",
                                    G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    1,
                                    DOCKET_TYPE_EDIT);

  g_type_ensure (DOCKET_TYPE_FOLD_BOX);
  g_type_ensure (DOCKET_TYPE_PDF_VIEW);
  g_type_ensure (DOCKET_TYPE_REPORT_OPTIONS);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
docket_report_window_init (DocketReportWindow *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "report", G_ACTION_GROUP (self->actions));
}

/**
 * docket_report_window_new:
 * @parent: (nullable): the window that shows the ticket; this one is as large
 * @workspace: whose ticket it is
 * @details: the ticket
 *
 * Returns: (transfer none): the window, to be presented
 */
GtkWidget *
docket_report_window_new (GtkWindow *parent,
                          DocketWorkspace *workspace,
                          DocketTicketDetails *details)
{
  DocketReportWindow *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (details != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_REPORT_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  self->details = g_object_ref (details);
  self->choices = docket_workspace_get_report_choices (workspace, details);
  adw_window_title_set_subtitle (self->title, details->row->title);

  if (parent != NULL)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 gtk_widget_get_width (GTK_WIDGET (parent)),
                                 gtk_widget_get_height (GTK_WIDGET (parent)));

  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_options (self);
  make (self);

  return GTK_WIDGET (self);
}

/**
 * docket_report_window_get_file:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the report that it shows; %NULL while another is being made
 */
DocketReportFile *
docket_report_window_get_file (DocketReportWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_REPORT_WINDOW (self), NULL);

  return self->making == NULL ? self->file : NULL;
}

/**
 * docket_report_window_get_view:
 * @self: a window
 *
 * Returns: (transfer none): what shows the pages
 */
DocketPdfView *
docket_report_window_get_view (DocketReportWindow *self)
{
  g_return_val_if_fail (DOCKET_IS_REPORT_WINDOW (self), NULL);

  return self->view;
}
