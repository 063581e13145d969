/* Selection mode of the list: check marks, how many are selected, and what to do with them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

#include <glib/gi18n.h>

static void
mark_rows (DocketListPane *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (DOCKET_IS_LIST_ROW (row))
        docket_list_row_set_selecting (DOCKET_LIST_ROW (row), self->selecting);
    }
}

static void
show_n_selected (DocketListPane *self)
{
  guint n;
  g_autofree char *title = NULL;

  if (!self->selecting)
    return;

  n = docket_selection_get_size (self->selection);
  title = n > 0 ? g_strdup_printf (ngettext ("%u selected", "%u selected", n), n)
                : g_strdup (_ ("Select tickets"));
  adw_window_title_set_title (self->select_title, title);
}

/* With the header and the bar goes the focus that is in them; while something is done with the
 * tickets there is none. */
static gboolean
has_focus (DocketListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->select_header)) ||
         gtk_widget_is_ancestor (focus, GTK_WIDGET (self->bulk_bar));
}

static void
set_selecting (DocketListPane *self, gboolean selecting)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->select_actions), "active");
  const gboolean had_focus = has_focus (self);

  if (selecting == self->selecting || docket_bulk_bar_is_busy (self->bulk_bar))
    return;

  self->selecting = selecting;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (selecting));
  docket_selection_set_keeping (self->selection, selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->header), !selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->select_header), selecting);
  gtk_widget_set_visible (GTK_WIDGET (self->bulk_bar), selecting);
  mark_rows (self);

  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));

  if (selecting)
    docket_bulk_bar_load_choices (self->bulk_bar);
  else
    docket_selection_select_id (self->selection, self->opened);

  show_n_selected (self);
}

static void
active_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  DocketListPane *self = user_data;
  const gboolean selecting = g_variant_get_boolean (state);

  if (selecting && !self->selecting)
    docket_selection_select_id (self->selection, 0);

  set_selecting (self, selecting);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Shift and Ctrl select several from anywhere. */
static void
selection_changed_cb (DocketListPane *self)
{
  if (!self->selecting && docket_selection_get_single (self->selection) == 0 &&
      docket_selection_get_size (self->selection) > 1)
    set_selecting (self, TRUE);

  show_n_selected (self);
}

/* A plain click or tap takes a ticket in, or leaves it out. */
static void
released_cb (DocketListPane *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  const GdkModifierType modifiers =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  DocketListRow *row;

  if (!self->selecting || (modifiers & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0)
    return;

  row = docket_list_pane_get_row_at (self, x, y);

  if (row == NULL || docket_list_row_get_ticket (row) == NULL)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  docket_list_pane_toggle (self, docket_ticket_get_id (docket_list_row_get_ticket (row)));
}

static void
add_click (DocketListPane *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (gesture, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (gesture));
}

static void
applied_cb (DocketListPane *self, DocketEdit *edit)
{
  GPtrArray *parts = docket_edit_get_parts (edit);
  g_autoptr (GArray) deleted = g_array_new (FALSE, FALSE, sizeof (gint64));

  set_selecting (self, FALSE);

  for (guint i = 0; i < parts->len; i++)
    {
      const DocketEditPart *part = g_ptr_array_index (parts, i);

      if (part->kind == DOCKET_EDIT_DELETE_TICKET)
        g_array_append_val (deleted, part->ticket);
    }

  if (deleted->len > 0)
    g_signal_emit_by_name (self, "deleted", deleted);
}

static void
leave_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  set_selecting (user_data, FALSE);
}

static const GActionEntry entries[] = {
  { "leave", leave_cb },
  { "active", NULL, NULL, "false", active_cb },
};

/* The workspace is set. */
void
docket_list_pane_attach_select (DocketListPane *self)
{
  self->select_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->select_actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self),
                                  "select",
                                  G_ACTION_GROUP (self->select_actions));
  docket_bulk_bar_set_selection (self->bulk_bar, self->workspace, self->selection);
  g_signal_connect_object (self->bulk_bar,
                           "applied",
                           G_CALLBACK (applied_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection,
                           "selection-changed",
                           G_CALLBACK (selection_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list,
                           "items-changed",
                           G_CALLBACK (show_n_selected),
                           self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  add_click (self);
}

void
docket_list_pane_detach_select (DocketListPane *self)
{
  g_clear_object (&self->select_actions);
}

/* Returns whether there was a selection mode to leave. */
gboolean
docket_list_pane_stop_selecting (DocketListPane *self)
{
  if (!self->selecting)
    return FALSE;

  set_selecting (self, FALSE);

  return TRUE;
}

/* Takes a ticket into what is selected, or leaves it out. */
void
docket_list_pane_toggle (DocketListPane *self, gint64 ticket)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  guint position;

  if (!docket_ticket_list_find (self->list, ticket, &position))
    return;

  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}
