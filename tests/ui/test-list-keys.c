/* Where the Tab key goes: the views are one stop on its way, and so are the tickets.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sidebar-pane.h"
#include "docket-view-row.h"
#include "list-fixture.h"

static void
press (GtkWidget *widget, const char *accel)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (accel);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) &&
                        j < g_list_model_get_n_items (G_LIST_MODEL (controller));
           j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            {
              g_assert_true (
                gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL));
              return;
            }
        }
    }

  g_assert_not_reached ();
}

static GtkWidget *
get_focus (ListFixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static void
count_cb (guint *n_selected)
{
  (*n_selected)++;
}

static void
test_tab_passes_views (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = docket_test_ui_find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE, NULL);
  GtkWidget *row = docket_test_ui_find (sidebar, DOCKET_TYPE_VIEW_ROW, NULL);
  GtkWidget *views = gtk_widget_get_parent (row);
  guint n_selected = 0;

  gtk_widget_grab_focus (row);
  g_signal_connect_swapped (sidebar, "view-selected", G_CALLBACK (count_cb), &n_selected);
  press (views, "Tab|KP_Tab");
  g_assert_nonnull (get_focus (fixture));
  g_assert_false (gtk_widget_is_ancestor (get_focus (fixture), views));
  g_assert_cmpuint (n_selected, ==, 0);

  press (views, "<Shift>Tab|<Shift>ISO_Left_Tab");
  g_assert_true (gtk_widget_get_can_focus (views));
  g_assert_cmpuint (n_selected, ==, 0);
  g_signal_handlers_disconnect_by_data (sidebar, &n_selected);
}

/* The next stop is on the page of the ticket, not the second row. */
static void
test_tab_passes_tickets (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *list_view = GTK_WIDGET (fixture->list_view);

  gtk_widget_grab_focus (list_view);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), list_view));
  press (list_view, "Tab|KP_Tab");
  g_assert_nonnull (get_focus (fixture));
  g_assert_false (gtk_widget_is_ancestor (get_focus (fixture), list_view));

  gtk_widget_grab_focus (list_view);
  press (list_view, "<Shift>Tab|<Shift>ISO_Left_Tab");
  g_assert_false (gtk_widget_is_ancestor (get_focus (fixture), list_view));
  g_assert_true (gtk_widget_get_can_focus (list_view));
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/list-keys/tab-passes-views", test_tab_passes_views);
  list_fixture_add ("/list-keys/tab-passes-tickets", test_tab_passes_tickets);

  return list_fixture_run ();
}
