/* A list is one stop on the way of the Tab key, however many rows it has.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-tab-stop.h"

static gboolean
move_past (GtkWidget *widget, GtkDirectionType direction)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root == NULL)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_set_can_focus (widget, FALSE);
  g_signal_emit_by_name (root, "move-focus", direction);
  gtk_widget_set_can_focus (widget, TRUE);

  return GDK_EVENT_STOP;
}

static gboolean
tab_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return move_past (widget, GTK_DIR_TAB_FORWARD);
}

static gboolean
shift_tab_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return move_past (widget, GTK_DIR_TAB_BACKWARD);
}

static void
add_key (GtkEventController *controller, const char *trigger, GtkShortcutFunc func)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                      gtk_callback_action_new (func, NULL, NULL)));
}

/**
 * docket_tab_stop_attach:
 * @widget: a list
 *
 * Has Tab leave the list at once; GTK goes from row to row, through a million of them. The arrow
 * keys move inside.
 */
void
docket_tab_stop_attach (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  g_return_if_fail (GTK_IS_WIDGET (widget));

  add_key (controller, "Tab|KP_Tab", tab_cb);
  add_key (controller, "<Shift>Tab|<Shift>ISO_Left_Tab", shift_tab_cb);
  gtk_widget_add_controller (widget, controller);
}
