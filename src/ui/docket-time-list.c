/* The time entries of a ticket: looked at, corrected, deleted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-time-list.h"

#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-time-dialog.h"
#include "docket-toast.h"
#include "docket-undo-key.h"
#include "docket-undo-stack.h"

struct _DocketTimeList
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketUndoStack *undo_stack; /* NULL where nothing can be undone */
  gint64 ticket;
  DocketTicketDetails *details;
  GCancellable *cancellable;
  gboolean loading;
  gboolean load_again;

  AdwWindowTitle *window_title;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (DocketTimeList, docket_time_list, ADW_TYPE_WINDOW)

static void load (DocketTimeList *self);

static void
show_toast (DocketTimeList *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static const DocketTimeEntry *
find_entry (DocketTimeList *self, gint64 id)
{
  for (guint i = 0; self->details != NULL && i < self->details->time_entries->len; i++)
    {
      const DocketTimeEntry *entry = g_ptr_array_index (self->details->time_entries, i);

      if (entry->id == id)
        return entry;
    }

  return NULL;
}

/* While the server has not got it; here always. */
static gboolean
can_change (DocketTimeList *self, const DocketTimeEntry *entry)
{
  return docket_workspace_get_capabilities (self->workspace) == NULL ||
         (entry->remote_id == NULL && entry->state != DOCKET_PART_STATE_SYNCED);
}

static char *
describe (const DocketTimeEntry *entry, gint64 now)
{
  g_autofree char *from = docket_format_moment (entry->start_at, now);
  g_autofree char *to = docket_format_moment (entry->end_at, now);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s – %s", from, to);
  g_string_append_printf (text,
                          " · %s",
                          entry->technician_name != NULL ? entry->technician_name
                                                         : _ ("Unassigned"));

  if (entry->rate_name != NULL)
    g_string_append_printf (text, " · %s", entry->rate_name);

  if (!entry->billable)
    g_string_append_printf (text, " · %s", _ ("not billable"));

  if (entry->on_site)
    g_string_append_printf (text, " · %s", C_ ("time entry", "on site"));

  if (entry->state == DOCKET_PART_STATE_WAITING)
    g_string_append_printf (text, " · %s", _ ("The server has not seen it yet"));
  else if (entry->state == DOCKET_PART_STATE_FAILED)
    g_string_append_printf (text, " · %s", _ ("Needs you"));

  if (entry->description != NULL && *entry->description != '\0')
    g_string_append_printf (text, "\n%s", entry->description);

  return g_strdup (text->str);
}

static GtkWidget *
make_button (const char *icon, const char *label, const char *action, gint64 id)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);

  return button;
}

static void
add_row (DocketTimeList *self, const DocketTimeEntry *entry, gint64 now)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *length = docket_format_hours (entry->end_at - entry->start_at);
  g_autofree char *text = describe (entry, now);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), length);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  if (can_change (self, entry))
    {
      adw_action_row_add_suffix (
        ADW_ACTION_ROW (row),
        make_button ("document-edit-symbolic", _ ("Edit time entry"), "time.edit", entry->id));
      adw_action_row_add_suffix (
        ADW_ACTION_ROW (row),
        make_button ("user-trash-symbolic", _ ("Delete time entry"), "time.delete", entry->id));
    }

  gtk_list_box_append (self->list, row);
}

static void
show (DocketTimeList *self)
{
  const gint64 now = docket_clock_get_wall (docket_workspace_get_clock (self->workspace));
  g_autofree char *billable = docket_format_hours (self->details->billable_us);
  g_autofree char *total = docket_format_hours (self->details->total_us);
  /* Translators: two durations, such as "2 h 15" */
  g_autofree char *totals = g_strdup_printf (_ ("%s, of which %s billable"), total, billable);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  for (guint i = 0; i < self->details->time_entries->len; i++)
    add_row (self, g_ptr_array_index (self->details->time_entries, i), now);

  adw_window_title_set_subtitle (self->window_title, totals);
  gtk_stack_set_visible_child_name (self->stack,
                                    self->details->time_entries->len > 0 ? "list" : "empty");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimeList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->loading = FALSE;

  if (details == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  g_set_object (&self->details, details);
  show (self);

  if (self->load_again)
    load (self);
}

static void
load (DocketTimeList *self)
{
  self->load_again = self->loading;

  if (self->loading)
    return;

  self->loading = TRUE;
  docket_workspace_load_ticket_async (self->workspace,
                                      self->ticket,
                                      self->cancellable,
                                      loaded_cb,
                                      g_object_ref (self));
}

static void
changed_cb (DocketTimeList *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      if (change->entity == DOCKET_ENTITY_TICKET && change->id == self->ticket)
        {
          load (self);
          return;
        }
    }
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEdit) edit = user_data;
  g_autoptr (DocketTimeList) self = g_object_steal_data (G_OBJECT (edit), "list");
  g_autoptr (GError) error = NULL;

  if (docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_undo_stack_push (self->undo_stack, DOCKET_WORKSPACE (source), edit, NULL);
      return;
    }

  docket_undo_stack_forget (self->undo_stack, edit);
  show_toast (self, error->message);
}

static void
edit_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DocketTimeList *self = DOCKET_TIME_LIST (widget);
  const DocketTimeEntry *entry = find_entry (self, g_variant_get_int64 (parameter));
  GtkWidget *dialog;

  if (entry == NULL)
    return;

  dialog = docket_time_dialog_new_for_entry (GTK_WINDOW (self), self->workspace, entry);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DocketTimeList *self = DOCKET_TIME_LIST (widget);
  DocketEdit *edit = docket_edit_new ();

  docket_edit_delete_time (edit, self->ticket, g_variant_get_int64 (parameter));
  g_object_set_data_full (G_OBJECT (edit), "list", g_object_ref (self), g_object_unref);
  docket_undo_stack_expect (self->undo_stack, edit);
  docket_workspace_apply_async (self->workspace, edit, NULL, deleted_cb, edit);
}

static void
add_cb (DocketTimeList *self)
{
  GtkWidget *dialog = docket_time_dialog_new (GTK_WINDOW (self), self->workspace, self->ticket);

  gtk_window_present (GTK_WINDOW (dialog));
}

static void
docket_time_list_dispose (GObject *object)
{
  DocketTimeList *self = DOCKET_TIME_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->details);
  g_clear_object (&self->undo_stack);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_time_list_parent_class)->dispose (object);
}

static void
docket_time_list_finalize (GObject *object)
{
  g_object_unref (DOCKET_TIME_LIST (object)->cancellable);

  G_OBJECT_CLASS (docket_time_list_parent_class)->finalize (object);
}

static void
docket_time_list_class_init (DocketTimeListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_time_list_dispose;
  object_class->finalize = docket_time_list_finalize;

  gtk_widget_class_install_action (widget_class, "time.edit", "x", edit_cb);
  gtk_widget_class_install_action (widget_class, "time.delete", "x", delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-time-list.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTimeList, window_title);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeList, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeList, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeList, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
docket_time_list_init (DocketTimeList *self)
{
  self->cancellable = g_cancellable_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_undo_key_attach (GTK_WIDGET (self));
}

/**
 * docket_time_list_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: a workspace
 * @ticket: local id
 *
 * Returns: (transfer none): a window with the ticket's time entries; present it
 */
GtkWidget *
docket_time_list_new (GtkWindow *parent, DocketWorkspace *workspace, gint64 ticket)
{
  DocketTimeList *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_TIME_LIST, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  g_set_object (&self->undo_stack, docket_undo_stack_find (GTK_WIDGET (self)));
  self->ticket = ticket;
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  docket_undo_stack_lend (self->undo_stack, self->toasts);
  load (self);

  return GTK_WIDGET (self);
}
