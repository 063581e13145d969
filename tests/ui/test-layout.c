/* The layout: which panes stand side by side at which width.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-layout.h"
#include "docket-test-ui.h"

typedef struct
{
  GtkWindow *window;
  DocketLayout *layout;
  GtkWidget *sidebar;
  GtkWidget *list;
  GtkWidget *page;
} Fixture;

static const char description[] =
  "<interface>"
  " <object class='DocketLayout' id='layout'>"
  "  <child type='list'><object class='AdwBin' id='list'/></child>"
  "  <child type='page'><object class='AdwBin' id='page'/></child>"
  "  <child type='sidebar'><object class='AdwBin' id='sidebar'/></child>"
  " </object>"
  "</interface>";

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBuilder) builder = NULL;

  g_type_ensure (DOCKET_TYPE_LAYOUT);
  builder = gtk_builder_new_from_string (description, -1);
  fixture->layout = DOCKET_LAYOUT (gtk_builder_get_object (builder, "layout"));
  fixture->list = GTK_WIDGET (gtk_builder_get_object (builder, "list"));
  fixture->page = GTK_WIDGET (gtk_builder_get_object (builder, "page"));
  fixture->sidebar = GTK_WIDGET (gtk_builder_get_object (builder, "sidebar"));
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (fixture->window, FALSE);
  gtk_window_set_default_size (fixture->window, GPOINTER_TO_INT (data), 500);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->layout));
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_width (GTK_WIDGET (fixture->layout)) ==
                           GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
}

static int
x_of (Fixture *fixture, GtkWidget *widget)
{
  double x, y;

  g_assert_true (
    gtk_widget_translate_coordinates (widget, GTK_WIDGET (fixture->layout), 0, 0, &x, &y));

  return (int) x;
}

static void
test_wide (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (docket_layout_get_mode (fixture->layout), ==, DOCKET_LAYOUT_WIDE);
  g_assert_true (gtk_widget_get_mapped (fixture->sidebar));
  g_assert_true (gtk_widget_get_mapped (fixture->list));
  g_assert_true (gtk_widget_get_mapped (fixture->page));
  g_assert_cmpint (x_of (fixture, fixture->sidebar), ==, 0);
  g_assert_cmpint (gtk_widget_get_width (fixture->sidebar), ==, 220);
  g_assert_cmpint (gtk_widget_get_width (fixture->list), ==, 352);
  g_assert_cmpint (x_of (fixture, fixture->page) + gtk_widget_get_width (fixture->page),
                   ==,
                   GPOINTER_TO_INT (data));

  /* It stands beside the list: there is nothing to lay over it. */
  docket_layout_set_show_sidebar (fixture->layout, TRUE);
  g_assert_false (docket_layout_get_show_sidebar (fixture->layout));
}

/* As with large text: nothing lies over what stands beside it. */
static void
test_wider_parts (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_size_request (fixture->sidebar, 260, -1);
  gtk_widget_set_size_request (fixture->list, 400, -1);
  docket_test_ui_wait_for (gtk_widget_get_width (fixture->list) == 400);
  g_assert_cmpint (docket_layout_get_mode (fixture->layout), ==, DOCKET_LAYOUT_WIDE);
  g_assert_cmpint (gtk_widget_get_width (fixture->sidebar), ==, 260);
  g_assert_cmpint (x_of (fixture, fixture->list), >=, 260);
  g_assert_cmpint (x_of (fixture, fixture->page), >=, x_of (fixture, fixture->list) + 400);
  g_assert_cmpint (x_of (fixture, fixture->page) + gtk_widget_get_width (fixture->page),
                   ==,
                   GPOINTER_TO_INT (data));

  /* Without room for all, the sidebar goes. */
  gtk_widget_set_size_request (fixture->list, 600, -1);
  docket_test_ui_wait_for (docket_layout_get_mode (fixture->layout) == DOCKET_LAYOUT_MEDIUM);
}

static void
test_medium (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (docket_layout_get_mode (fixture->layout), ==, DOCKET_LAYOUT_MEDIUM);
  g_assert_false (gtk_widget_get_mapped (fixture->sidebar));
  g_assert_true (gtk_widget_get_mapped (fixture->list));
  g_assert_true (gtk_widget_get_mapped (fixture->page));

  docket_layout_set_show_sidebar (fixture->layout, TRUE);
  docket_test_ui_wait_for (gtk_widget_get_mapped (fixture->sidebar));
  docket_test_ui_settle (GTK_WIDGET (fixture->layout));
  g_assert_cmpint (x_of (fixture, fixture->sidebar), ==, 0);

  docket_layout_set_show_sidebar (fixture->layout, FALSE);
  docket_test_ui_wait_for (!gtk_widget_get_mapped (fixture->sidebar));
}

static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (docket_layout_get_mode (fixture->layout), ==, DOCKET_LAYOUT_NARROW);
  g_assert_true (gtk_widget_get_mapped (fixture->list));
  g_assert_false (gtk_widget_get_mapped (fixture->page));
  g_assert_cmpint (gtk_widget_get_width (fixture->list), ==, GPOINTER_TO_INT (data));

  docket_layout_set_show_page (fixture->layout, TRUE);
  docket_test_ui_wait_for (gtk_widget_get_mapped (fixture->page));
  docket_test_ui_wait_for (!gtk_widget_get_mapped (fixture->list));
  docket_test_ui_settle (GTK_WIDGET (fixture->layout));
  g_assert_cmpint (x_of (fixture, fixture->page), ==, 0);
  g_assert_cmpint (gtk_widget_get_width (fixture->page), ==, GPOINTER_TO_INT (data));
}

static void
test_refold (Fixture *fixture, gconstpointer data)
{
  docket_layout_set_show_page (fixture->layout, TRUE);
  gtk_window_set_default_size (fixture->window, 360, 500);
  docket_test_ui_wait_for (docket_layout_get_mode (fixture->layout) == DOCKET_LAYOUT_NARROW);
  docket_test_ui_settle (GTK_WIDGET (fixture->layout));
  g_assert_true (gtk_widget_get_mapped (fixture->page));
  g_assert_false (gtk_widget_get_mapped (fixture->list));

  gtk_window_set_default_size (fixture->window, 1200, 500);
  docket_test_ui_wait_for (docket_layout_get_mode (fixture->layout) == DOCKET_LAYOUT_WIDE);
  docket_test_ui_wait_for (gtk_widget_get_mapped (fixture->sidebar) &&
                           gtk_widget_get_mapped (fixture->list) &&
                           gtk_widget_get_mapped (fixture->page));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);

  g_test_add ("/layout/wide", Fixture, GINT_TO_POINTER (1240), set_up, test_wide, tear_down);
  g_test_add ("/layout/wider-parts",
              Fixture,
              GINT_TO_POINTER (1280),
              set_up,
              test_wider_parts,
              tear_down);
  g_test_add ("/layout/medium", Fixture, GINT_TO_POINTER (900), set_up, test_medium, tear_down);
  g_test_add ("/layout/narrow", Fixture, GINT_TO_POINTER (360), set_up, test_narrow, tear_down);
  g_test_add ("/layout/refold", Fixture, GINT_TO_POINTER (1240), set_up, test_refold, tear_down);

  return g_test_run ();
}
