/* Selecting several tickets in the list, and what is done with them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-bulk-bar.h"
#include "docket-choice-popover.h"
#include "docket-list-row.h"
#include "docket-selection.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-undo-stack.h"
#include "docket-workspace-view.h"

typedef struct
{
  DocketWorkspace *workspace;
  DocketWorkspaceView *view;
  GtkWindow *window;
  GtkListView *list_view;
  DocketSelection *selection;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  f->workspace =
    GPOINTER_TO_INT (data) ? docket_test_workspace_new_server () : docket_test_workspace_new ();
  f->view = DOCKET_WORKSPACE_VIEW (docket_workspace_view_new (f->workspace, G_MENU_MODEL (menu)));
  f->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (f->window, 1366, 800);
  gtk_window_set_child (f->window, GTK_WIDGET (f->view));
  gtk_window_present (f->window);
  docket_test_ui_settle (GTK_WIDGET (f->view));
  docket_test_ui_wait_for (
    docket_test_ui_find (GTK_WIDGET (f->view), GTK_TYPE_LIST_VIEW, "ticket-list") != NULL);
  f->list_view =
    GTK_LIST_VIEW (docket_test_ui_find (GTK_WIDGET (f->view), GTK_TYPE_LIST_VIEW, "ticket-list"));
  f->selection = DOCKET_SELECTION (gtk_list_view_get_model (f->list_view));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (f->selection)) > 4);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (f->window);
  docket_test_ui_turn ();
  g_object_unref (f->workspace);
}

static DocketBulkBar *
find_bar (Fixture *f)
{
  return (DocketBulkBar *) docket_test_ui_find (GTK_WIDGET (f->view), DOCKET_TYPE_BULK_BAR, NULL);
}

static void
set_active (Fixture *f, gboolean active)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->list_view), "select.active", NULL));
  docket_test_ui_wait_for ((find_bar (f) != NULL) == active);
}

static gint64
id_at (Fixture *f, guint position)
{
  return docket_ticket_list_get_id (docket_selection_get_list (f->selection), position);
}

static gboolean
has_value (Fixture *f, gint64 ticket, const char *field, const char *value)
{
  g_autofree char *found = docket_test_workspace_dup_value (f->workspace, ticket, field);

  return g_strcmp0 (found, value) == 0;
}

static GtkPopover *
find_popover (Fixture *f, const char *label)
{
  GtkWidget *buttons =
    gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (find_bar (f))));

  for (GtkWidget *button = gtk_widget_get_first_child (buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *child =
        GTK_IS_MENU_BUTTON (button) ? gtk_menu_button_get_child (GTK_MENU_BUTTON (button)) : NULL;

      if (child != NULL && g_strcmp0 (gtk_label_get_label (GTK_LABEL (child)), label) == 0)
        return gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
    }

  g_assert_not_reached ();
}

static void
choose (Fixture *f, const char *label, const char *value)
{
  g_signal_emit_by_name (find_popover (f, label), "chosen", value);
}

/* The focus moves along without changing what is selected. */
static void
test_mode (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (f->selection);

  g_assert_null (find_bar (f));
  set_active (f, TRUE);
  g_assert_cmpuint (docket_selection_get_size (f->selection), ==, 0);
  gtk_selection_model_select_item (model, 0, FALSE);
  gtk_selection_model_select_item (model, 2, FALSE);
  gtk_selection_model_select_item (model, 3, TRUE);
  g_assert_cmpuint (docket_selection_get_size (f->selection), ==, 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->list_view), "select.leave", NULL));
  g_assert_null (find_bar (f));
  g_assert_cmpuint (docket_selection_get_size (f->selection), <, 2);
}

/* Ctrl, Shift and Ctrl+A begin it by themselves. */
static void
test_begins_by_itself (Fixture *f, gconstpointer data)
{
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (f->selection), 1, 3, TRUE);
  g_assert_nonnull (find_bar (f));
  g_assert_cmpuint (docket_selection_get_size (f->selection), ==, 3);
}

static void
test_set_and_undo (Fixture *f, gconstpointer data)
{
  const gint64 first = id_at (f, 0);
  const gint64 second = id_at (f, 1);
  g_autofree char *before = docket_test_workspace_dup_value (f->workspace, first, "priority");
  g_autofree char *before2 = docket_test_workspace_dup_value (f->workspace, second, "priority");
  g_autofree char *title = NULL;
  const char *value = g_str_equal (before, "critical") ? "low" : "critical";

  set_active (f, TRUE);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (f->selection), 0, 2, FALSE);
  choose (f, "Priority", value);
  docket_test_ui_wait_for (find_bar (f) == NULL);
  g_assert_true (has_value (f, first, "priority", value));
  g_assert_true (has_value (f, second, "priority", value));

  docket_undo_stack_undo (docket_undo_stack_find (GTK_WIDGET (f->list_view)));
  docket_test_ui_wait_for (has_value (f, first, "priority", before));
  g_assert_true (has_value (f, second, "priority", before2));
}

static void
test_delete_is_one_edit (Fixture *f, gconstpointer data)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (f->selection));
  DocketUndoStack *stack = docket_undo_stack_find (GTK_WIDGET (f->list_view));
  GtkWidget *button;

  set_active (f, TRUE);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (f->selection), 0, 3, FALSE);
  button = docket_test_ui_find (GTK_WIDGET (find_bar (f)), GTK_TYPE_BUTTON, "destructive-action");
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (f->selection)) == n - 3);
  docket_test_ui_wait_for (docket_undo_stack_can_undo (stack));
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (f->selection)) == n);
  g_assert_false (docket_undo_stack_can_undo (stack));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  g_test_add ("/bulk/mode", Fixture, NULL, set_up, test_mode, tear_down);
  g_test_add ("/bulk/begins-by-itself", Fixture, NULL, set_up, test_begins_by_itself, tear_down);
  g_test_add ("/bulk/set-and-undo", Fixture, NULL, set_up, test_set_and_undo, tear_down);
  g_test_add ("/bulk/set-and-undo/server",
              Fixture,
              GINT_TO_POINTER (TRUE),
              set_up,
              test_set_and_undo,
              tear_down);
  g_test_add ("/bulk/delete-is-one-edit",
              Fixture,
              NULL,
              set_up,
              test_delete_is_one_edit,
              tear_down);

  return g_test_run ();
}
