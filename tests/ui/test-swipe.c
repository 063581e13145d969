/* A row that is moved aside: what it uncovers, when it acts, and what that does.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-selection.h"
#include "docket-swipe-row.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-undo-stack.h"
#include "docket-workspace-view.h"

#define WIDTH 400

typedef struct
{
  GtkWindow *window;
  DocketSwipeRow *row;
  guint n_swiped;
  gboolean start;
} Fixture;

static void
swiped_cb (Fixture *f, gboolean start)
{
  f->n_swiped++;
  f->start = start;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *row = g_object_new (DOCKET_TYPE_SWIPE_ROW, NULL);
  GtkWidget *label = gtk_label_new ("Ticket");

  gtk_widget_set_size_request (label, WIDTH, 78);
  docket_swipe_row_set_child (DOCKET_SWIPE_ROW (row), label);
  gtk_widget_set_direction (row, GPOINTER_TO_INT (data) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  gtk_widget_set_halign (row, GTK_ALIGN_START);
  g_signal_connect_swapped (row, "swiped", G_CALLBACK (swiped_cb), f);
  f->row = DOCKET_SWIPE_ROW (row);
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_child (f->window, row);
  gtk_window_present (f->window);
  docket_test_ui_settle (row);
  g_assert_cmpint (gtk_widget_get_width (row), ==, WIDTH);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
}

/* Two fingers on a touchpad; what they scroll by is where the content goes, not they. */
static void
swipe (Fixture *f, double dx, double dy)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (f->row));
  gboolean stopped;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        continue;

      g_signal_emit_by_name (controller, "scroll-begin");

      for (guint step = 0; step < 10; step++)
        g_signal_emit_by_name (controller, "scroll", -dx / 10, -dy / 10, &stopped);

      g_signal_emit_by_name (controller, "scroll-end");
    }
}

static GtkWidget *
find_button (Fixture *f, const char *css_class)
{
  return docket_test_ui_find (GTK_WIDGET (f->row), GTK_TYPE_BUTTON, css_class);
}

static void
test_too_short (Fixture *f, gconstpointer data)
{
  swipe (f, 40, 0);
  g_assert_cmpfloat_with_epsilon (docket_swipe_row_get_offset (f->row), 0, 0.1);
  g_assert_cmpuint (f->n_swiped, ==, 0);
}

static void
test_rests_open (Fixture *f, gconstpointer data)
{
  swipe (f, 90, 0);
  g_assert_cmpfloat (docket_swipe_row_get_offset (f->row), >, 100);
  g_assert_cmpuint (f->n_swiped, ==, 0);
  g_assert_true (gtk_widget_get_child_visible (find_button (f, "swipe-start")));
  g_assert_false (gtk_widget_get_child_visible (find_button (f, "swipe-end")));

  g_signal_emit_by_name (find_button (f, "swipe-start"), "clicked");
  g_assert_cmpuint (f->n_swiped, ==, 1);
  g_assert_true (f->start);
  g_assert_cmpfloat_with_epsilon (docket_swipe_row_get_offset (f->row), 0, 0.1);
}

static void
test_acts_past_middle (Fixture *f, gconstpointer data)
{
  swipe (f, 240, 10);
  g_assert_cmpuint (f->n_swiped, ==, 1);
  g_assert_true (f->start);

  swipe (f, -240, 10);
  g_assert_cmpuint (f->n_swiped, ==, 2);
  g_assert_false (f->start);
}

static void
test_leaves_scrolling_alone (Fixture *f, gconstpointer data)
{
  swipe (f, 60, 90);
  swipe (f, -10, 200);
  g_assert_cmpfloat_with_epsilon (docket_swipe_row_get_offset (f->row), 0, 0.1);
  g_assert_cmpuint (f->n_swiped, ==, 0);
}

static void
test_right_to_left (Fixture *f, gconstpointer data)
{
  swipe (f, 240, 0);
  g_assert_cmpuint (f->n_swiped, ==, 1);
  g_assert_false (f->start);
}

static void
test_disabled (Fixture *f, gconstpointer data)
{
  swipe (f, 90, 0);
  docket_swipe_row_set_enabled (f->row, FALSE);
  g_assert_cmpfloat_with_epsilon (docket_swipe_row_get_offset (f->row), 0, 0.1);
  swipe (f, 240, 0);
  g_assert_cmpuint (f->n_swiped, ==, 0);
}

static gboolean
has_status (DocketWorkspace *workspace, gint64 ticket, const char *status)
{
  g_autofree char *found =
    docket_test_workspace_dup_value (workspace, ticket, DOCKET_FIELD_ID_STATUS);

  return g_strcmp0 (found, status) == 0;
}

/* Closes the first ticket of the list, and takes that back. */
static void
test_closes_and_undoes (void)
{
  g_autoptr (DocketWorkspace) workspace = docket_test_workspace_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *view = docket_workspace_view_new (workspace, G_MENU_MODEL (menu));
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autofree char *before = NULL;
  GtkWidget *list;
  DocketSelection *selection;
  gint64 ticket;

  gtk_window_set_default_size (window, 1366, 800);
  gtk_window_set_child (window, view);
  gtk_window_present (window);
  docket_test_ui_wait_for ((list = docket_test_ui_find (view, GTK_TYPE_LIST_VIEW, "ticket-list")) !=
                           NULL);
  selection = DOCKET_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (selection)) > 0);
  docket_test_ui_settle (view);
  ticket = docket_ticket_list_get_id (docket_selection_get_list (selection), 0);
  before = docket_test_workspace_dup_value (workspace, ticket, DOCKET_FIELD_ID_STATUS);

  g_assert_true (gtk_widget_activate_action (list, "swipe.close", "x", ticket));
  docket_test_ui_wait_for (has_status (workspace, ticket, "closed"));
  docket_test_ui_wait_for (docket_undo_stack_can_undo (docket_undo_stack_find (list)));
  docket_undo_stack_undo (docket_undo_stack_find (list));
  docket_test_ui_wait_for (has_status (workspace, ticket, before));

  gtk_window_destroy (window);
  docket_test_ui_turn ();
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, func, rtl)                                                                       \
  g_test_add (name, Fixture, GINT_TO_POINTER (rtl), set_up, func, tear_down)
  ADD ("/swipe/too-short", test_too_short, FALSE);
  ADD ("/swipe/rests-open", test_rests_open, FALSE);
  ADD ("/swipe/acts-past-middle", test_acts_past_middle, FALSE);
  ADD ("/swipe/leaves-scrolling-alone", test_leaves_scrolling_alone, FALSE);
  ADD ("/swipe/right-to-left", test_right_to_left, TRUE);
  ADD ("/swipe/disabled", test_disabled, FALSE);
  g_test_add_func ("/swipe/closes-and-undoes", test_closes_and_undoes);

  return g_test_run ();
}
