/* What pointer, finger and keys do to a row of the list.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane-private.h"

static DocketListRow *
focused_row (DocketListPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = NULL;

  if (focus != NULL && gtk_widget_get_parent (focus) == GTK_WIDGET (self->list_view))
    row = gtk_widget_get_first_child (focus);

  return DOCKET_IS_LIST_ROW (row) ? DOCKET_LIST_ROW (row) : NULL;
}

static gint64
ticket_of (DocketListRow *row)
{
  DocketTicket *ticket = docket_list_row_get_ticket (row);

  return ticket != NULL ? docket_ticket_get_id (ticket) : 0;
}

static gboolean
popup_at (DocketListPane *self, double x, double y)
{
  DocketListRow *row = docket_list_pane_get_row_at (self, x, y);
  const GdkRectangle where = { (int) x, (int) y, 1, 1 };

  if (row == NULL)
    return FALSE;

  docket_list_menu_popup (self->menu, row, &where);

  return TRUE;
}

static void
secondary_pressed_cb (DocketListPane *self,
                      int n_press,
                      double x,
                      double y,
                      GtkGestureClick *gesture)
{
  if (popup_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (DocketListPane *self, double x, double y, GtkGestureLongPress *gesture)
{
  if (popup_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static guint
get_double_click_time (DocketListPane *self)
{
  int time;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &time, NULL);

  return (guint) time;
}

/* Before the row sees it: to the row, a double-click is the same as Enter. The row claims the first
 * click, so that the gesture forgets it and has to be helped to count to two. */
static void
primary_pressed_cb (DocketListPane *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  const guint32 time = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (gesture));
  DocketListRow *row = docket_list_pane_get_row_at (self, x, y);
  const gint64 ticket = row != NULL ? ticket_of (row) : 0;
  const gboolean again = !self->selecting && ticket != 0 && ticket == self->pressed &&
                         time - self->pressed_time < get_double_click_time (self);

  self->pressed = again ? 0 : ticket;
  self->pressed_time = time;

  if (!again)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  docket_list_pane_open_window (self, ticket);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListRow *row = focused_row (self);
  graphene_rect_t bounds;
  GdkRectangle where;

  if (row == NULL || !gtk_widget_compute_bounds (GTK_WIDGET (row), widget, &bounds))
    return GDK_EVENT_PROPAGATE;

  where.x = (int) bounds.origin.x + 24;
  where.y = (int) (bounds.origin.y + bounds.size.height / 2);
  where.width = where.height = 1;
  docket_list_menu_popup (self->menu, row, &where);

  return GDK_EVENT_STOP;
}

static gboolean
open_window_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListRow *row = focused_row (self);

  if (row == NULL || ticket_of (row) == 0)
    return GDK_EVENT_PROPAGATE;

  docket_list_pane_open_window (self, ticket_of (row));

  return GDK_EVENT_STOP;
}

/* Those selected or, when none is, the one with the focus. */
static gboolean
delete_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  DocketListPane *self = user_data;
  DocketListRow *row = focused_row (self);
  g_autoptr (GArray) ids = NULL;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  ids = docket_selection_dup_ids (self->selection);

  if (ids->len == 0 && ticket_of (row) != 0)
    {
      const gint64 id = ticket_of (row);

      g_array_append_val (ids, id);
    }

  docket_list_menu_delete (self->menu, ids);

  return GDK_EVENT_STOP;
}

static void
menu_open_cb (DocketListPane *self, gint64 ticket, gboolean in_window)
{
  if (in_window)
    {
      docket_list_pane_open_window (self, ticket);
      return;
    }

  docket_list_pane_select (self, ticket);
  docket_list_pane_open (self, ticket);
}

static void
menu_deleted_cb (DocketListPane *self, GArray *ids)
{
  g_signal_emit_by_name (self, "deleted", ids);
}

static void
add_click (DocketListPane *self, guint button, GtkPropagationPhase phase, GCallback callback)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), button);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), phase);
  g_signal_connect_swapped (gesture, "pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (gesture));
}

static void
add_long_press (DocketListPane *self)
{
  GtkGesture *gesture = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (gesture), TRUE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), GTK_EVENT_CONTROLLER (gesture));
}

static void
add_keys (DocketListPane *self)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } keys[] = {
    { "Menu|<Shift>F10", menu_key_cb },
    { "<Control>Return|<Control>KP_Enter|<Control>ISO_Enter", open_window_key_cb },
    { "Delete|KP_Delete", delete_key_cb },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_callback_action_new (keys[i].func, self, NULL)));

  gtk_widget_add_controller (GTK_WIDGET (self->list_view), controller);
}

/* The workspace is set: what a ticket can be set to is known. */
void
docket_list_pane_attach_menu (DocketListPane *self)
{
  self->menu =
    docket_list_menu_new (GTK_WIDGET (self), self->list_view, self->workspace, self->selection);
  g_signal_connect_object (self->menu, "open", G_CALLBACK (menu_open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->menu,
                           "deleted",
                           G_CALLBACK (menu_deleted_cb),
                           self,
                           G_CONNECT_SWAPPED);
  add_click (self, GDK_BUTTON_SECONDARY, GTK_PHASE_CAPTURE, G_CALLBACK (secondary_pressed_cb));
  add_click (self, GDK_BUTTON_PRIMARY, GTK_PHASE_CAPTURE, G_CALLBACK (primary_pressed_cb));
  add_long_press (self);
  add_keys (self);
}

void
docket_list_pane_detach_menu (DocketListPane *self)
{
  if (self->menu != NULL)
    g_object_run_dispose (G_OBJECT (self->menu));

  g_clear_object (&self->menu);
}
