/* Views: what the sidebar has of them, and what becomes of one that is saved.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-list-pane.h"
#include "docket-name-dialog.h"
#include "docket-settings.h"
#include "docket-sidebar-pane.h"
#include "docket-undo-stack.h"
#include "docket-view-row.h"
#include "filter-fixture.h"

static GtkListBoxRow *
find_view_row (FilterFixture *fixture, const char *label)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE);
  GtkListBox *list = filter_fixture_find (pane, GTK_TYPE_LIST_BOX);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_equal (docket_view_row_get_label (DOCKET_VIEW_ROW (row)), label))
      return row;

  return NULL;
}

static void
give_name (const char *name)
{
  GtkWidget *dialog = filter_fixture_find_window (DOCKET_TYPE_NAME_DIALOG);

  g_assert_nonnull (dialog);
  docket_name_dialog_set_name (DOCKET_NAME_DIALOG (dialog), "   ");
  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name"));
  docket_name_dialog_set_name (DOCKET_NAME_DIALOG (dialog), name);
  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name"));
  gtk_widget_activate_default (filter_fixture_find (dialog, ADW_TYPE_ENTRY_ROW));
  docket_test_ui_wait_for (filter_fixture_find_window (DOCKET_TYPE_NAME_DIALOG) == NULL);
}

static void
activate_view_action (FilterFixture *fixture, const char *label, const char *action)
{
  GtkListBoxRow *row = find_view_row (fixture, label);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (row), action, NULL));
}

static void
test_saved_view (FilterFixture *fixture, gconstpointer data)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);
  DocketFilterDialog *dialog = filter_fixture_open_dialog (fixture);
  g_autofree char *n = NULL;
  GtkWidget *toast;

  filter_fixture_toggle (dialog, DOCKET_FACET_ASSIGNEE, "-1");
  filter_fixture_toggle (dialog, DOCKET_FACET_PRIORITY, "0");
  n = g_strdup_printf (
    "%u",
    filter_fixture_count (fixture->workspace, docket_filter_dialog_get_filter (dialog)));
  g_assert_cmpstr (n, !=, "0");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.save-view", NULL);
  give_name ("  Quiet & <calm>  ");
  docket_test_ui_wait_for (find_view_row (fixture, "Quiet & <calm>") != NULL);
  docket_test_ui_wait_for (
    gtk_list_box_row_is_selected (find_view_row (fixture, "Quiet & <calm>")));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (
                     docket_test_ui_find (GTK_WIDGET (find_view_row (fixture, "Quiet & <calm>")),
                                          GTK_TYPE_LABEL,
                                          "dim"))),
                   ==,
                   n);
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending | Low"));
  g_assert_cmpstr (adw_window_title_get_title (filter_fixture_find (pane, ADW_TYPE_WINDOW_TITLE)),
                   ==,
                   "Quiet & <calm>");

  activate_view_action (fixture, "Quiet & <calm>", "view.rename");
  give_name ("Low only");
  docket_test_ui_wait_for (find_view_row (fixture, "Low only") != NULL);
  g_assert_null (find_view_row (fixture, "Quiet & <calm>"));
  g_assert_cmpstr (adw_window_title_get_title (filter_fixture_find (pane, ADW_TYPE_WINDOW_TITLE)),
                   ==,
                   "Low only");
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending | Low"));

  activate_view_action (fixture, "Low only", "view.delete");
  docket_test_ui_wait_for (find_view_row (fixture, "Low only") == NULL);
  g_assert_true (filter_fixture_has_chips (fixture->view, "Open, Pending"));

  toast = docket_test_ui_find (fixture->view, g_type_from_name ("AdwToastWidget"), NULL);
  g_assert_nonnull (toast);
  g_signal_emit_by_name (filter_fixture_find (toast, GTK_TYPE_BUTTON), "clicked");
  docket_test_ui_wait_for (find_view_row (fixture, "Low only") != NULL);
}

/* The last one first, also while it is still being written. */
static void
test_saved_view_undone (FilterFixture *fixture, gconstpointer data)
{
  DocketUndoStack *stack = docket_undo_stack_find (fixture->view);
  g_autofree char *id = NULL;

  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
  id = g_strdup (
    docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Critical anywhere"))));
  activate_view_action (fixture, "Critical anywhere", "view.rename");
  give_name ("Burning");
  docket_test_ui_wait_for (find_view_row (fixture, "Burning") != NULL);
  activate_view_action (fixture, "Burning", "view.delete");
  docket_test_ui_wait_for (find_view_row (fixture, "Burning") == NULL);
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (find_view_row (fixture, "Burning") != NULL);
  g_assert_cmpstr (docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Burning"))),
                   ==,
                   id);
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
  g_assert_null (find_view_row (fixture, "Burning"));
  g_assert_false (docket_undo_stack_can_undo (stack));

  activate_view_action (fixture, "Critical anywhere", "view.delete");
  docket_undo_stack_undo (stack);
  docket_test_ui_wait_for (!docket_undo_stack_can_undo (stack));
  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
}

static gboolean
has_title (FilterFixture *fixture, const char *expected)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);

  return g_str_equal (
    adw_window_title_get_title (filter_fixture_find (pane, ADW_TYPE_WINDOW_TITLE)),
    expected);
}

/* What is shown does not go by the name of a view that shows something else, and the way back is
 * where one came from. */
static void
test_changed_filter (FilterFixture *fixture, gconstpointer data)
{
  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
  g_assert_true (has_title (fixture, "My open tickets"));
  filter_fixture_remove_chip (fixture->view, 0);
  g_assert_true (has_title (fixture, "Filtered tickets"));

  /* As a click or Enter does. */
  g_signal_emit_by_name (find_view_row (fixture, "My open tickets"), "activate");
  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
  g_assert_true (has_title (fixture, "My open tickets"));
}

static DocketFilter *
make_view_filter (FilterFixture *fixture, const char *label)
{
  return docket_view_row_make_filter (DOCKET_VIEW_ROW (find_view_row (fixture, label)));
}

static gboolean
view_shows_any (FilterFixture *fixture, const char *label)
{
  g_autoptr (DocketFilter) filter = make_view_filter (fixture, label);
  g_autoptr (DocketFilter) any = docket_filter_new ();

  return docket_filter_equal (filter, any);
}

/* A saved view takes the filter over that is shown in its place, until that is taken back. */
static void
test_saved_view_updated (FilterFixture *fixture, gconstpointer data)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);
  g_autoptr (DocketFilter) any = docket_filter_new ();

  docket_test_ui_wait_for (find_view_row (fixture, "Critical anywhere") != NULL);
  docket_sidebar_pane_select_view (
    filter_fixture_find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE),
    docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Critical anywhere"))));
  docket_test_ui_wait_for (has_title (fixture, "Critical anywhere"));
  activate_view_action (fixture, "Critical anywhere", "view.update");
  g_assert_false (docket_undo_stack_can_undo (docket_undo_stack_find (fixture->view)));

  docket_list_pane_set_filter (DOCKET_LIST_PANE (pane), any);
  g_assert_true (has_title (fixture, "Filtered tickets"));
  activate_view_action (fixture, "Critical anywhere", "view.update");
  docket_test_ui_wait_for (has_title (fixture, "Critical anywhere"));
  g_assert_true (view_shows_any (fixture, "Critical anywhere"));

  docket_undo_stack_undo (docket_undo_stack_find (fixture->view));
  docket_test_ui_wait_for (has_title (fixture, "Filtered tickets"));
  g_assert_false (view_shows_any (fixture, "Critical anywhere"));
}

/* A view that is made of what is shown is sorted and grouped as that is. */
static void
test_saved_view_looks_the_same (FilterFixture *fixture, gconstpointer data)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);
  DocketFilterDialog *dialog;
  g_autofree char *look = NULL;

  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
  g_assert_true (gtk_widget_activate_action (pane, "look.group", "s", "customer"));
  dialog = filter_fixture_open_dialog (fixture);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "filter.save-view", NULL);
  give_name ("Grouped");
  docket_test_ui_wait_for (has_title (fixture, "Grouped"));
  look = docket_settings_dup_look (
    docket_workspace_get_id (fixture->workspace),
    docket_view_row_get_id (DOCKET_VIEW_ROW (find_view_row (fixture, "Grouped"))));
  g_assert_nonnull (look);
  g_assert_nonnull (strstr (look, " customer "));
  g_assert_true (gtk_widget_activate_action (pane, "look.group", "s", "none"));
}

int
main (int argc, char *argv[])
{
  filter_fixture_init (&argc, &argv);

  filter_fixture_add ("/views/saved-view", test_saved_view);
  filter_fixture_add ("/views/saved-view-undone", test_saved_view_undone);
  filter_fixture_add ("/views/changed-filter", test_changed_filter);
  filter_fixture_add ("/views/saved-view-updated", test_saved_view_updated);
  filter_fixture_add ("/views/saved-view-looks-the-same", test_saved_view_looks_the_same);

  return filter_fixture_run ();
}
