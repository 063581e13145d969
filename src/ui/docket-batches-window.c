/* The billing batches of a workspace: the list of them, and one of them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-batches-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-batch-view.h"
#include "docket-format.h"
#include "docket-new-batch-window.h"
#include "docket-toast.h"
#include "docket-workspace-billing.h"
#include "docket-workspace-report.h"

struct _DocketBatchesWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable;
  GSimpleActionGroup *actions;
  GPtrArray *rows;    /* (element-type GtkWidget): in the group, which owns them */
  DocketBatch *batch; /* the one shown; NULL for the list */
  GtkFileChooserNative *chooser;
  GFile *target; /* of the PDF that is being made */

  AdwToastOverlay *toasts;
  GtkWidget *back_button;
  GtkWidget *new_button;
  GtkWidget *menu_button;
  GtkStack *stack;
  AdwPreferencesGroup *batches;
  DocketBatchView *view;
};

G_DEFINE_FINAL_TYPE (DocketBatchesWindow, docket_batches_window, ADW_TYPE_WINDOW)

static void
tell (DocketBatchesWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_toast_overlay_add_toast (self->toasts, docket_toast_new (error->message));
}

static void
show_page (DocketBatchesWindow *self, const char *name)
{
  const gboolean one = g_str_equal (name, "batch");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->back_button, one);
  gtk_widget_set_visible (self->menu_button, one);
  gtk_widget_set_visible (self->new_button, !one);
}

static void
show_batch (DocketBatchesWindow *self, DocketBatch *batch)
{
  g_set_object (&self->batch, batch);
  docket_batch_view_set_batch (self->view, batch, docket_workspace_get_wording (self->workspace));
  show_page (self, "batch");
  gtk_widget_grab_focus (self->back_button);
}

static void
got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBatchesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketBatch) batch =
    docket_workspace_get_batch_finish (DOCKET_WORKSPACE (source), result, &error);

  if (batch != NULL)
    show_batch (self, batch);
  else
    tell (self, error);
}

static void
row_activated_cb (DocketBatchesWindow *self, GtkWidget *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "batch");

  docket_workspace_get_batch_async (self->workspace,
                                    *id,
                                    self->cancellable,
                                    got_cb,
                                    g_object_ref (self));
}

static void
add_row (DocketBatchesWindow *self, const DocketBatch *batch)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = docket_batch_describe_period (batch);
  g_autofree char *time = docket_format_hours (batch->duration_us);
  g_autofree char *made = docket_format_exact (batch->created_at);
  /* Translators: a duration, and when a billing batch was made */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · made %s"), time, made);
  g_autofree char *amount = docket_format_money (batch->amount, batch->currency);
  GtkWidget *label = gtk_label_new (amount);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row),
                          "batch",
                          g_memdup2 (&batch->id, sizeof batch->id),
                          g_free);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (row_activated_cb), self);
  adw_preferences_group_add (self->batches, row);
  g_ptr_array_add (self->rows, row);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBatchesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) batches =
    docket_workspace_list_batches_finish (DOCKET_WORKSPACE (source), result, &error);

  if (batches == NULL)
    {
      tell (self, error);
      return;
    }

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->batches, g_ptr_array_index (self->rows, i));

  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; i < batches->len; i++)
    add_row (self, g_ptr_array_index (batches, i));

  if (self->batch == NULL)
    show_page (self, batches->len > 0 ? "list" : "empty");
}

static void
reload (DocketBatchesWindow *self)
{
  docket_workspace_list_batches_async (self->workspace,
                                       self->cancellable,
                                       listed_cb,
                                       g_object_ref (self));
}

static void
changed_cb (DocketBatchesWindow *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, DocketChange, i).entity == DOCKET_ENTITY_BATCH)
      {
        reload (self);
        return;
      }
}

static void
back_cb (DocketBatchesWindow *self)
{
  g_clear_object (&self->batch);
  show_page (self, self->rows->len > 0 ? "list" : "empty");
}

static void
created_cb (DocketBatchesWindow *self, DocketBatch *batch)
{
  show_batch (self, batch);
}

static void
new_cb (DocketBatchesWindow *self)
{
  GtkWidget *window = docket_new_batch_window_new (GTK_WINDOW (self), self->workspace);

  g_signal_connect_object (window, "created", G_CALLBACK (created_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBatchesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_utf8_make_valid (name, -1);
  g_autofree char *sentence = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      tell (self, error);
      return;
    }

  /* Translators: %s is the name of a file */
  sentence = g_strdup_printf (_ ("Saved as “%s”"), shown);
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static void
write_to (DocketBatchesWindow *self, GFile *file, GBytes *bytes)
{
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE,
                                       self->cancellable,
                                       written_cb,
                                       g_object_ref (self));
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBatchesWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) target = g_steal_pointer (&self->target);
  g_autoptr (DocketReportFile) report =
    docket_workspace_make_report_finish (DOCKET_WORKSPACE (source), result, &error);

  if (report != NULL)
    write_to (self, target, report->pdf);
  else
    tell (self, error);
}

static void
pdf_chosen_cb (DocketBatchesWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;

  g_clear_object (&self->chooser);

  if (file == NULL || self->batch == NULL || self->target != NULL)
    return;

  self->target = g_steal_pointer (&file);
  docket_workspace_make_batch_report_async (self->workspace,
                                            self->batch->id,
                                            self->cancellable,
                                            made_cb,
                                            g_object_ref (self));
}

static void
chosen_cb (DocketBatchesWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *csv;

  g_clear_object (&self->chooser);

  if (file == NULL || self->batch == NULL)
    return;

  csv = docket_batch_to_csv (self->batch, docket_workspace_get_wording (self->workspace));
  bytes = g_bytes_new_take (csv, strlen (csv));
  write_to (self, file, bytes);
}

static void
choose (DocketBatchesWindow *self, const char *ending, GCallback callback)
{
  g_autofree char *name = NULL;

  if (self->batch == NULL || self->chooser != NULL)
    return;

  name = g_strdup_printf ("%s_%s.%s", self->batch->from_day, self->batch->to_day, ending);
  self->chooser = gtk_file_chooser_native_new (_ ("Export the batch"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               C_ ("button", "_Save"),
                                               C_ ("button", "_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", callback, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, "csv", G_CALLBACK (chosen_cb));
}

static void
export_pdf_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  choose (user_data, "pdf", G_CALLBACK (pdf_chosen_cb));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBatchesWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!docket_workspace_delete_batch_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      tell (self, error);
      return;
    }

  g_clear_object (&self->batch);
  reload (self);
}

static void
delete_answered_cb (DocketBatchesWindow *self, const char *response)
{
  if (!g_str_equal (response, "delete") || self->batch == NULL)
    return;

  docket_workspace_delete_batch_async (self->workspace,
                                       self->batch->id,
                                       self->cancellable,
                                       deleted_cb,
                                       g_object_ref (self));
}

/* A question, and no undo: what was billed may be on its way to the customer. */
static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketBatchesWindow *self = user_data;
  GtkWidget *dialog;

  if (self->batch == NULL)
    return;

  dialog = adw_message_dialog_new (GTK_WINDOW (self),
                                   _ ("Delete this batch?"),
                                   _ ("Its time can be billed again. Time recorded after it can be "
                                      "billed once its ticket was reopened."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog),
                                    "cancel",
                                    C_ ("button", "Cancel"),
                                    "delete",
                                    C_ ("button", "Delete"),
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (delete_answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry entries[] = {
  { "export", export_cb },
  { "export-pdf", export_pdf_cb },
  { "delete", delete_cb },
};

static gboolean
docket_batches_window_close_request (GtkWindow *window)
{
  /* What runs holds the window: let go of it. */
  g_cancellable_cancel (DOCKET_BATCHES_WINDOW (window)->cancellable);

  return GTK_WINDOW_CLASS (docket_batches_window_parent_class)->close_request (window);
}

static void
docket_batches_window_dispose (GObject *object)
{
  DocketBatchesWindow *self = DOCKET_BATCHES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->target);
  g_clear_object (&self->batch);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_batches_window_parent_class)->dispose (object);
}

static void
docket_batches_window_finalize (GObject *object)
{
  DocketBatchesWindow *self = DOCKET_BATCHES_WINDOW (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (docket_batches_window_parent_class)->finalize (object);
}

static void
docket_batches_window_class_init (DocketBatchesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_batches_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_batches_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_batches_window_close_request;

  g_type_ensure (DOCKET_TYPE_BATCH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-batches-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, batches);
  gtk_widget_class_bind_template_child (widget_class, DocketBatchesWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_cb);
}

static void
docket_batches_window_init (DocketBatchesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "batch", G_ACTION_GROUP (self->actions));
}

/**
 * docket_batches_window_new:
 * @parent: (nullable): the workspace's window
 * @workspace: a workspace
 *
 * Returns: (transfer none): a window with the billing batches, to be presented
 */
GtkWidget *
docket_batches_window_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketBatchesWindow *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_BATCHES_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  reload (self);

  return GTK_WIDGET (self);
}
