/* Selecting several tickets in the list, and what is done with them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-bulk-bar.h"
#include "docket-choice-popover.h"
#include "docket-list-pane.h"
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

static GtkWidget *
find_buttons (Fixture *f)
{
  return gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (find_bar (f))));
}

static DocketListPane *
find_pane (Fixture *f)
{
  return DOCKET_LIST_PANE (docket_test_ui_find (GTK_WIDGET (f->view), DOCKET_TYPE_LIST_PANE, NULL));
}

/* What is opened meanwhile, as a new ticket is, is no choice of the person's. */
static void
test_opened_is_not_taken_in (Fixture *f, gconstpointer data)
{
  g_autoptr (DocketFilter) nothing = docket_filter_new ();
  const gint64 nobody = 987654;
  const gint64 ticket = id_at (f, 0);

  g_array_append_val (nothing->customers, nobody);
  docket_list_pane_set_filter (find_pane (f), nothing);
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (f->selection)) == 0);
  set_active (f, TRUE);
  docket_list_pane_select (find_pane (f), ticket);
  docket_list_pane_restore_view (find_pane (f));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (f->selection)) > 0);
  g_assert_cmpuint (docket_selection_get_size (f->selection), ==, 0);
  g_assert_false (gtk_widget_is_sensitive (find_buttons (f)));
}

/* Nothing can be done any more with tickets that are gone. */
static void
test_gone_is_not_acted_on (Fixture *f, gconstpointer data)
{
  const gint64 ticket = id_at (f, 1);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  set_active (f, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (f->selection), 1, FALSE);
  g_assert_true (gtk_widget_is_sensitive (find_buttons (f)));
  docket_edit_delete_ticket (edit, ticket, 0);
  g_assert_true (docket_workspace_apply (f->workspace, edit, NULL, &error));
  g_assert_no_error (error);
  docket_test_ui_wait_for (docket_selection_get_size (f->selection) == 0);
  g_assert_false (gtk_widget_is_sensitive (find_buttons (f)));
}

static gboolean
says (Fixture *f, const char *sentence)
{
  GtkWidget *toast =
    docket_test_ui_find (GTK_WIDGET (f->view), g_type_from_name ("AdwToastWidget"), NULL);
  GtkWidget *label = toast != NULL ? docket_test_ui_find (toast, GTK_TYPE_LABEL, NULL) : NULL;

  return label != NULL && g_str_equal (gtk_label_get_text (GTK_LABEL (label)), sentence);
}

static void
give_priority (Fixture *f, const char *value)
{
  set_active (f, TRUE);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (f->selection), 0, 2, FALSE);
  choose (f, "Priority", value);
  docket_test_ui_wait_for (find_bar (f) == NULL);
}

/* What had the value already was not changed. */
static void
test_changed_are_counted (Fixture *f, gconstpointer data)
{
  g_autofree char *before =
    docket_test_workspace_dup_value (f->workspace, id_at (f, 0), "priority");
  g_autofree char *before2 =
    docket_test_workspace_dup_value (f->workspace, id_at (f, 1), "priority");

  g_assert_cmpstr (before, !=, before2);
  give_priority (f, before);
  docket_test_ui_wait_for (says (f, "Priority changed on 1 ticket"));
  give_priority (f, before);
  docket_test_ui_wait_for (says (f, "All of them have this value already: nothing was changed"));
  docket_undo_stack_undo (docket_undo_stack_find (GTK_WIDGET (f->list_view)));
  docket_test_ui_wait_for (has_value (f, id_at (f, 1), "priority", before2));
}

/* Whoever leaves the bar by key goes on in the list. */
static void
test_focus_goes_to_list (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  set_active (f, TRUE);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (f->selection), 1, FALSE);
  gtk_widget_child_focus (find_buttons (f), GTK_DIR_TAB_FORWARD);
  focus = gtk_window_get_focus (f->window);
  g_assert_true (gtk_widget_is_ancestor (focus, find_buttons (f)));
  g_assert_true (gtk_widget_activate_action (focus, "select.leave", NULL));
  g_assert_null (find_bar (f));
  focus = gtk_window_get_focus (f->window);
  g_assert_nonnull (focus);
  g_assert_true (focus == GTK_WIDGET (f->list_view) ||
                 gtk_widget_is_ancestor (focus, GTK_WIDGET (f->list_view)));
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

#define ADD(name, data, function)                                                                  \
  g_test_add ("/bulk/" name, Fixture, GINT_TO_POINTER (data), set_up, function, tear_down)

  ADD ("opened-is-not-taken-in", FALSE, test_opened_is_not_taken_in);
  ADD ("gone-is-not-acted-on", FALSE, test_gone_is_not_acted_on);
  ADD ("changed-are-counted", FALSE, test_changed_are_counted);
  ADD ("changed-are-counted/server", TRUE, test_changed_are_counted);
  ADD ("focus-goes-to-list", FALSE, test_focus_goes_to_list);

  return g_test_run ();
}
