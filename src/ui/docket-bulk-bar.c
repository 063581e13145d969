/* What can be done with the tickets selected, below the list.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-bulk-bar.h"

#include <glib/gi18n.h>

#include "docket-choice-popover.h"
#include "docket-field-choices.h"
#include "docket-toast-place.h"
#include "docket-toast.h"
#include "docket-undo-stack.h"

/* How long a deletion can be taken back before the server hears of it. */
#define UNDO_US (5 * G_USEC_PER_SEC)

/* More than this is more than anybody has looked at: it is asked about. */
#define MANY 1000

/* An edit that takes longer than this shows that it goes on. */
#define PROGRESS_DELAY_MS 300
#define PROGRESS_PULSE_MS 100

/**
 * DocketBulkBar:
 *
 * Each choice is one edit of all tickets selected: one transaction, one undo.
 */
struct _DocketBulkBar
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketSelection *selection;
  GCancellable *cancellable;
  DocketEdit *edit; /* on its way */
  guint progress_source;

  GtkProgressBar *progress;
  GtkWidget *buttons;
  GtkMenuButton *status_button;
  GtkMenuButton *assignee_button;
  GtkMenuButton *priority_button;
  GtkWidget *delete_button;
};

G_DEFINE_FINAL_TYPE (DocketBulkBar, docket_bulk_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
pulse_cb (gpointer user_data)
{
  DocketBulkBar *self = user_data;

  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_progress_bar_pulse (self->progress);

  return G_SOURCE_CONTINUE;
}

static gboolean
start_pulse_cb (gpointer user_data)
{
  DocketBulkBar *self = user_data;

  self->progress_source = g_timeout_add (PROGRESS_PULSE_MS, pulse_cb, self);

  return G_SOURCE_REMOVE;
}

static void
show_state (DocketBulkBar *self)
{
  gboolean some;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;

  some = self->selection != NULL && docket_selection_get_size (self->selection) > 0;
  gtk_widget_set_sensitive (self->buttons, some && self->edit == NULL);
}

static void
stop_progress (DocketBulkBar *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
}

static void
show_problem (DocketBulkBar *self, const char *sentence)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);

  if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), docket_toast_new (sentence));
}

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBulkBar) self = user_data;
  g_autoptr (DocketEdit) edit = g_steal_pointer (&self->edit);
  g_autoptr (GError) error = NULL;
  const gboolean applied =
    docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error);

  /* Closed meanwhile; what was chosen is on the disk. */
  if (self->selection == NULL)
    return;

  stop_progress (self);
  show_state (self);

  if (!applied)
    {
      docket_undo_stack_forget (docket_undo_stack_find (GTK_WIDGET (self)), edit);
      show_problem (self, error->message);
      return;
    }

  docket_undo_stack_push (docket_undo_stack_find (GTK_WIDGET (self)),
                          DOCKET_WORKSPACE (source),
                          edit,
                          NULL);
  g_signal_emit (self, signals[SIGNAL_APPLIED], 0, edit);
}

static void
apply (DocketBulkBar *self, DocketEdit *edit)
{
  if (self->selection == NULL || self->edit != NULL)
    return;

  self->edit = g_object_ref (edit);
  self->progress_source = g_timeout_add (PROGRESS_DELAY_MS, start_pulse_cb, self);
  show_state (self);
  docket_undo_stack_expect (docket_undo_stack_find (GTK_WIDGET (self)), edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, applied_cb, g_object_ref (self));
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  if (g_str_equal (response, "go-on"))
    apply (user_data, g_object_get_data (G_OBJECT (dialog), "edit"));
}

static void
ask (DocketBulkBar *self, DocketEdit *edit, const char *heading, const char *answer)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *widget =
    adw_message_dialog_new (GTK_WINDOW (root),
                            heading,
                            _ ("That is more than can be looked through. It can be undone in one "
                               "step."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog,
                                    "cancel",
                                    C_ ("button", "Cancel"),
                                    "go-on",
                                    answer,
                                    NULL);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_response_appearance (dialog, "go-on", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "edit", g_object_ref (edit), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_field (DocketBulkBar *self, const char *field, const char *value)
{
  g_autoptr (GArray) ids = docket_selection_dup_ids (self->selection);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autofree char *heading = NULL;

  for (guint i = 0; i < ids->len; i++)
    docket_edit_set_field (edit, g_array_index (ids, gint64, i), field, value);

  if (ids->len <= MANY)
    {
      if (ids->len > 0)
        apply (self, edit);

      return;
    }

  heading =
    g_strdup_printf (ngettext ("Change %u ticket?", "Change %u tickets?", ids->len), ids->len);
  ask (self, edit, heading, C_ ("button", "Change"));
}

static void
delete_cb (DocketBulkBar *self)
{
  g_autoptr (GArray) ids = docket_selection_dup_ids (self->selection);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autofree char *heading = NULL;

  for (guint i = 0; i < ids->len; i++)
    docket_edit_delete_ticket (edit, g_array_index (ids, gint64, i), UNDO_US);

  if (ids->len <= MANY)
    {
      if (ids->len > 0)
        apply (self, edit);

      return;
    }

  heading =
    g_strdup_printf (ngettext ("Delete %u ticket?", "Delete %u tickets?", ids->len), ids->len);
  ask (self, edit, heading, C_ ("button", "Delete"));
}

static void
status_chosen_cb (DocketBulkBar *self, const char *value)
{
  set_field (self, DOCKET_FIELD_ID_STATUS, value);
}

static void
assignee_chosen_cb (DocketBulkBar *self, const char *value)
{
  set_field (self, DOCKET_FIELD_ID_ASSIGNEE, value);
}

static void
priority_chosen_cb (DocketBulkBar *self, const char *value)
{
  set_field (self, DOCKET_FIELD_ID_PRIORITY, value);
}

static DocketChoicePopover *
add_popover (DocketBulkBar *self, GtkMenuButton *button, GCallback callback)
{
  GtkLabel *label = GTK_LABEL (gtk_menu_button_get_child (button));
  GtkWidget *popover = docket_choice_popover_new (gtk_label_get_label (label));

  g_signal_connect_object (popover, "chosen", callback, self, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
  /* Nothing of what is offered stands there already. */
  docket_choice_popover_select (DOCKET_CHOICE_POPOVER (popover), "");

  return DOCKET_CHOICE_POPOVER (popover);
}

static DocketChoicePopover *
popover_of (GtkMenuButton *button)
{
  return DOCKET_CHOICE_POPOVER (gtk_menu_button_get_popover (button));
}

static void
fill (DocketBulkBar *self, const DocketFilterChoices *choices)
{
  DocketChoicePopover *statuses = popover_of (self->status_button);
  DocketChoicePopover *assignees = popover_of (self->assignee_button);

  docket_choice_popover_clear (statuses);
  docket_choice_popover_clear (assignees);

  for (guint i = 0; i < choices->statuses->len; i++)
    {
      const char *status = g_ptr_array_index (choices->statuses, i);

      docket_choice_popover_add (statuses, status, docket_status_get_label (status));
    }

  docket_choice_popover_add (assignees, NULL, C_ ("ticket", "Unassigned"));

  for (guint i = 0; i < choices->technicians->len; i++)
    {
      const DocketEntry *entry = g_ptr_array_index (choices->technicians, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);

      docket_choice_popover_add (assignees, id, entry->name);
    }
}

static void
choices_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketBulkBar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketFilterChoices) choices =
    docket_workspace_load_filter_choices_finish (DOCKET_WORKSPACE (source), result, &error);

  if (choices != NULL && self->selection != NULL)
    fill (self, choices);
  else if (choices == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
}

static void
docket_bulk_bar_dispose (GObject *object)
{
  DocketBulkBar *self = DOCKET_BULK_BAR (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->selection);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_bulk_bar_parent_class)->dispose (object);
}

static void
docket_bulk_bar_class_init (DocketBulkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_bulk_bar_dispose;

  /**
   * DocketBulkBar::applied:
   * @edit: what was done with the tickets selected
   */
  signals[SIGNAL_APPLIED] = g_signal_new ("applied",
                                          DOCKET_TYPE_BULK_BAR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          DOCKET_TYPE_EDIT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-bulk-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketBulkBar, progress);
  gtk_widget_class_bind_template_child (widget_class, DocketBulkBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, DocketBulkBar, status_button);
  gtk_widget_class_bind_template_child (widget_class, DocketBulkBar, assignee_button);
  gtk_widget_class_bind_template_child (widget_class, DocketBulkBar, priority_button);
  gtk_widget_class_bind_template_child (widget_class, DocketBulkBar, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, delete_cb);
}

static void
docket_bulk_bar_init (DocketBulkBar *self)
{
  DocketChoicePopover *priorities;

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_toast_place_avoid (GTK_WIDGET (self));
  add_popover (self, self->status_button, G_CALLBACK (status_chosen_cb));
  add_popover (self, self->assignee_button, G_CALLBACK (assignee_chosen_cb));
  priorities = add_popover (self, self->priority_button, G_CALLBACK (priority_chosen_cb));
  docket_field_fill_choices (docket_field_find_fixed (DOCKET_FIELD_ID_PRIORITY), NULL, priorities);
}

/**
 * docket_bulk_bar_set_selection:
 * @self: a bar without a selection
 * @workspace: whose tickets they are
 * @selection: which of them are acted on
 */
void
docket_bulk_bar_set_selection (DocketBulkBar *self,
                               DocketWorkspace *workspace,
                               DocketSelection *selection)
{
  g_return_if_fail (DOCKET_IS_BULK_BAR (self));
  g_return_if_fail (self->selection == NULL);

  self->workspace = g_object_ref (workspace);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection,
                           "selection-changed",
                           G_CALLBACK (show_state),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (docket_selection_get_list (selection),
                           "items-changed",
                           G_CALLBACK (show_state),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/**
 * docket_bulk_bar_load_choices:
 * @self: a bar with a selection
 *
 * Reads what can be chosen now; to be called when the bar comes up.
 */
void
docket_bulk_bar_load_choices (DocketBulkBar *self)
{
  g_autoptr (DocketFilter) any = docket_filter_new ();

  g_return_if_fail (DOCKET_IS_BULK_BAR (self));
  g_return_if_fail (self->selection != NULL);

  show_state (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_workspace_load_filter_choices_async (self->workspace,
                                              any,
                                              self->cancellable,
                                              choices_loaded_cb,
                                              g_object_ref (self));
}

/**
 * docket_bulk_bar_is_busy:
 * @self: a bar
 *
 * Returns: whether something is being done with the tickets selected
 */
gboolean
docket_bulk_bar_is_busy (DocketBulkBar *self)
{
  g_return_val_if_fail (DOCKET_IS_BULK_BAR (self), FALSE);

  return self->edit != NULL;
}
