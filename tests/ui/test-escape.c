/* Escape closes what opened, out of its search as well, and the focus goes back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-directory-window.h"
#include "docket-entry-picker.h"
#include "docket-layout.h"
#include "docket-quick-reply-button.h"
#include "docket-sidebar-pane.h"
#include "docket-test-keys.h"
#include "docket-ticket-chooser.h"
#include "list-fixture.h"

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  list_fixture_set_up (fixture, data);
  docket_test_keys_focus (fixture->window);
}

static void
set_up_narrow (ListFixture *fixture, gconstpointer data)
{
  fixture->width = 360;
  set_up (fixture, data);
}

/* Hidden ones too. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static gboolean
has_focus_in (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
open_ticket (ListFixture *fixture)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press ("Home Return");
  docket_test_ui_wait_for (docket_test_ui_find (fixture->view, GTK_TYPE_TEXT_VIEW, NULL) != NULL);
}

static void
escape (GtkWidget *popover, const char *keys)
{
  docket_test_ui_wait_for (gtk_widget_get_mapped (popover) && has_focus_in (popover));
  docket_test_keys_press (keys);
  docket_test_ui_wait_for (!gtk_widget_get_mapped (popover));
}

static void
test_picker (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *picker, *button;

  open_ticket (fixture);
  docket_test_ui_wait_for ((picker = find (fixture->view, DOCKET_TYPE_ENTRY_PICKER)) != NULL);
  button = gtk_widget_get_ancestor (picker, GTK_TYPE_MENU_BUTTON);

  for (guint i = 0; i < 2; i++)
    {
      gtk_menu_button_popup (GTK_MENU_BUTTON (button));
      escape (picker, i == 0 ? "Escape" : "a b Escape");
      docket_test_ui_wait_for (has_focus_in (button));
    }
}

static void
test_quick_replies (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *button, *popover, *text;

  open_ticket (fixture);
  text = docket_test_ui_find (fixture->view, GTK_TYPE_TEXT_VIEW, NULL);
  docket_test_ui_wait_for ((button = find (fixture->view, DOCKET_TYPE_QUICK_REPLY_BUTTON)) != NULL);
  popover = find (button, GTK_TYPE_POPOVER);

  for (guint i = 0; i < 2; i++)
    {
      gtk_widget_grab_focus (text);
      docket_test_keys_press ("ctrl+j");
      escape (popover, i == 0 ? "Escape" : "a b Escape");
      docket_test_ui_wait_for (has_focus_in (text));
    }
}

static void
escape_window (GtkWidget *window)
{
  const GType type = G_OBJECT_TYPE (window);
  GtkWidget *search;

  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_window_is_active (GTK_WINDOW (window)));
  search = docket_test_ui_find (window, GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_widget_grab_focus (search);
  docket_test_keys_press ("a");
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (search)), "a"));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (list_fixture_find_window (type) == NULL);
}

static void
test_windows (ListFixture *fixture, gconstpointer data)
{
  GtkWindow *parent = GTK_WINDOW (fixture->window);

  escape_window (docket_directory_window_new (parent, fixture->workspace));
  escape_window (docket_ticket_chooser_new (parent, fixture->workspace));
}

/* Where it lies over the list. */
static void
test_sidebar (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *layout = docket_test_ui_find (fixture->view, DOCKET_TYPE_LAYOUT, NULL);
  GtkWidget *sidebar = find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE);

  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  gtk_widget_activate_action (fixture->view, "workspace.toggle-sidebar", NULL);
  docket_test_ui_wait_for (has_focus_in (sidebar));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (!docket_layout_get_show_sidebar (DOCKET_LAYOUT (layout)));
  docket_test_ui_wait_for (has_focus_in (GTK_WIDGET (fixture->list_view)));
  docket_test_ui_wait_for (!gtk_widget_get_mapped (sidebar));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/escape/" name, ListFixture, NULL, set_up, func, list_fixture_tear_down)

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);
  ADD ("picker", test_picker);
  ADD ("quick-replies", test_quick_replies);
  ADD ("windows", test_windows);
  g_test_add ("/escape/sidebar",
              ListFixture,
              NULL,
              set_up_narrow,
              test_sidebar,
              list_fixture_tear_down);

  return list_fixture_run ();
}
