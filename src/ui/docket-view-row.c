/* A view in the sidebar; one that a person saved can be renamed and deleted.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-view-row.h"

#include <glib/gi18n.h>

#include "docket-name-dialog.h"
#include "docket-undo-stack.h"
#include "docket-view-edit.h"

struct _DocketViewRow
{
  GtkListBoxRow parent_instance;

  char *id;
  const DocketView *view; /* NULL for a saved one */

  DocketWorkspace *workspace; /* NULL for one that every workspace has */
  DocketSavedView *saved;
  DocketFilter *filter; /* what is shown in place of what the view shows; NULL for nothing else */
  GtkWidget *popover;

  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *count;
  GMenuModel *menu;
};

G_DEFINE_FINAL_TYPE (DocketViewRow, docket_view_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_label (DocketViewRow *self, const char *label)
{
  gtk_label_set_label (self->name, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
report (DocketViewRow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
}

/* An edit on its way; the row may be gone when it has arrived. */
typedef struct
{
  DocketViewRow *row;
  DocketViewEdit *edit;
  DocketUndoStack *stack; /* NULL where nothing can be undone */
} Request;

static void
applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Request *request = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_view_edit_apply_finish (request->edit, result, &error))
    {
      docket_undo_stack_push_undoable (request->stack, DOCKET_UNDOABLE (request->edit));
    }
  else
    {
      docket_undo_stack_forget (request->stack, request->edit);
      report (request->row, error);
    }

  g_object_unref (request->row);
  g_object_unref (request->edit);
  g_clear_object (&request->stack);
  g_free (request);
}

/* Takes the edit. */
static void
apply (DocketViewRow *self, DocketViewEdit *edit)
{
  Request *request = g_new0 (Request, 1);

  request->row = g_object_ref (self);
  request->edit = edit;
  g_set_object (&request->stack, docket_undo_stack_find (GTK_WIDGET (self)));
  docket_undo_stack_expect (request->stack, edit);
  docket_view_edit_apply_async (edit, applied_cb, request);
}

static void
named_cb (DocketViewRow *self, const char *name)
{
  apply (self, docket_view_edit_new_rename (self->workspace, self->saved, name));
}

static void
rename_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DocketViewRow *self = DOCKET_VIEW_ROW (widget);
  GtkWidget *dialog;

  if (self->saved == NULL)
    return;

  dialog = docket_name_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)),
                                   _ ("Rename the view"),
                                   C_ ("button", "Rename"),
                                   self->saved->name);
  g_signal_connect_object (dialog, "named", G_CALLBACK (named_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
delete_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DocketViewRow *self = DOCKET_VIEW_ROW (widget);

  if (self->saved != NULL)
    apply (self, docket_view_edit_new_delete (self->workspace, self->saved));
}

static void
update_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  DocketViewRow *self = DOCKET_VIEW_ROW (widget);

  if (self->saved != NULL && self->filter != NULL)
    apply (self, docket_view_edit_new_update (self->workspace, self->saved, self->filter));
}

static gboolean
show_menu (DocketViewRow *self)
{
  if (self->saved == NULL)
    return GDK_EVENT_PROPAGATE;

  if (self->popover == NULL)
    {
      self->popover = gtk_popover_menu_new_from_model (self->menu);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_popup (GTK_POPOVER (self->popover));

  return GDK_EVENT_STOP;
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return show_menu (DOCKET_VIEW_ROW (widget));
}

static void
secondary_pressed_cb (DocketViewRow *self, int n_press, double x, double y, GtkGesture *gesture)
{
  if (show_menu (self))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (DocketViewRow *self, double x, double y, GtkGesture *gesture)
{
  if (show_menu (self))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
docket_view_row_dispose (GObject *object)
{
  DocketViewRow *self = DOCKET_VIEW_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_view_row_parent_class)->dispose (object);
}

static void
docket_view_row_finalize (GObject *object)
{
  DocketViewRow *self = DOCKET_VIEW_ROW (object);

  g_free (self->id);
  g_clear_pointer (&self->filter, docket_filter_free);
  g_clear_pointer (&self->saved, docket_saved_view_free);

  G_OBJECT_CLASS (docket_view_row_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  /**
   * DocketViewRow::problem:
   * @sentence: what is wrong, for the person
   *
   * What the person wanted could not be done.
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_VIEW_ROW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
docket_view_row_class_init (DocketViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_view_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_view_row_finalize;
  install_signals ();

  gtk_widget_class_install_action (widget_class, "view.update", NULL, update_cb);
  gtk_widget_class_install_action (widget_class, "view.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "view.delete", NULL, delete_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "view.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "view.delete", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-view-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketViewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, DocketViewRow, name);
  gtk_widget_class_bind_template_child (widget_class, DocketViewRow, count);
  gtk_widget_class_bind_template_child (widget_class, DocketViewRow, menu);
  gtk_widget_class_bind_template_callback (widget_class, secondary_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, long_pressed_cb);
}

static void
docket_view_row_init (DocketViewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.update", FALSE);
}

/**
 * docket_view_row_new:
 * @view: a view that every workspace has
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
docket_view_row_new (const DocketView *view)
{
  DocketViewRow *self = g_object_new (DOCKET_TYPE_VIEW_ROW, NULL);

  self->view = view;
  self->id = g_strdup (view->id);
  gtk_image_set_from_icon_name (self->icon, view->icon_name);
  set_label (self, docket_view_get_label (view));

  return GTK_WIDGET (self);
}

/**
 * docket_view_row_new_saved:
 * @workspace: where the view is
 * @view: a saved view
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
docket_view_row_new_saved (DocketWorkspace *workspace, const DocketSavedView *view)
{
  DocketViewRow *self = g_object_new (DOCKET_TYPE_VIEW_ROW, NULL);

  self->workspace = g_object_ref (workspace);
  self->id = g_strdup_printf ("saved-%" G_GINT64_FORMAT, view->id);
  docket_view_row_set_saved (self, view);

  return GTK_WIDGET (self);
}

/**
 * docket_view_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none): what settings call the view
 */
const char *
docket_view_row_get_id (DocketViewRow *self)
{
  g_return_val_if_fail (DOCKET_IS_VIEW_ROW (self), NULL);

  return self->id;
}

/**
 * docket_view_row_get_saved_id:
 * @self: a row
 *
 * Returns: local id of the saved view; 0 for a view that every workspace has
 */
gint64
docket_view_row_get_saved_id (DocketViewRow *self)
{
  g_return_val_if_fail (DOCKET_IS_VIEW_ROW (self), 0);

  return self->saved != NULL ? self->saved->id : 0;
}

/**
 * docket_view_row_get_label:
 * @self: a row
 *
 * Returns: (transfer none): the view's name in the person's language
 */
const char *
docket_view_row_get_label (DocketViewRow *self)
{
  g_return_val_if_fail (DOCKET_IS_VIEW_ROW (self), NULL);

  return gtk_label_get_label (self->name);
}

/**
 * docket_view_row_make_filter:
 * @self: a row
 *
 * Returns: (transfer full): what the view shows now
 */
DocketFilter *
docket_view_row_make_filter (DocketViewRow *self)
{
  g_return_val_if_fail (DOCKET_IS_VIEW_ROW (self), NULL);

  return self->saved != NULL ? docket_filter_copy (self->saved->filter)
                             : docket_view_make_filter (self->view, g_get_real_time ());
}

/**
 * docket_view_row_set_count:
 * @self: a row
 * @n_tickets: how many tickets the view shows
 */
void
docket_view_row_set_count (DocketViewRow *self, guint n_tickets)
{
  g_autofree char *text = n_tickets > 0 ? g_strdup_printf ("%u", n_tickets) : g_strdup ("");

  g_return_if_fail (DOCKET_IS_VIEW_ROW (self));

  gtk_label_set_label (self->count, text);
}

/**
 * docket_view_row_set_saved:
 * @self: a row of a saved view
 * @view: the view as it is now
 */
void
docket_view_row_set_saved (DocketViewRow *self, const DocketSavedView *view)
{
  g_return_if_fail (DOCKET_IS_VIEW_ROW (self));
  g_return_if_fail (view != NULL);

  g_clear_pointer (&self->saved, docket_saved_view_free);
  self->saved = docket_saved_view_new (view->id, view->name, view->filter);
  set_label (self, view->name);
}

/**
 * docket_view_row_set_filter:
 * @self: a row
 * @filter: (nullable): what the list shows in place of what the view shows
 */
void
docket_view_row_set_filter (DocketViewRow *self, const DocketFilter *filter)
{
  DocketFilter *copy;

  g_return_if_fail (DOCKET_IS_VIEW_ROW (self));

  copy = filter != NULL ? docket_filter_copy (filter) : NULL;
  g_clear_pointer (&self->filter, docket_filter_free);
  self->filter = copy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.update", copy != NULL);
}
