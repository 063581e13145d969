/* Sorting, grouping and columns of the list, kept for each view.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sidebar-pane.h"
#include "list-fixture.h"

static void
choose (ListFixture *fixture, const char *action, const char *target)
{
  g_autofree char *name = g_strconcat ("look.", action, NULL);

  if (target != NULL)
    gtk_widget_activate_action (fixture->pane, name, "s", target);
  else
    gtk_widget_activate_action (fixture->pane, name, NULL);

  docket_test_ui_wait_for (docket_ticket_list_is_arranged (fixture->list));
}

static void
select_view (ListFixture *fixture, const char *id)
{
  GtkWidget *sidebar = docket_test_ui_find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE, NULL);

  g_assert_true (docket_sidebar_pane_select_view (DOCKET_SIDEBAR_PANE (sidebar), id));
  docket_test_ui_wait_for (docket_ticket_list_is_whole (fixture->list) &&
                           docket_ticket_list_is_arranged (fixture->list));
}

static gboolean
has_heading (ListFixture *fixture, guint position)
{
  GtkWidget *row = list_fixture_get_row (fixture, position);

  return docket_test_ui_find (row, GTK_TYPE_BOX, "group-heading") != NULL;
}

static void
assert_priorities (ListFixture *fixture, gboolean ascending)
{
  for (guint i = 1; i < 6; i++)
    {
      const DocketPriority before = list_fixture_get_ticket (fixture, i - 1)->priority;
      const DocketPriority after = list_fixture_get_ticket (fixture, i)->priority;

      g_assert_true (ascending ? before <= after : before >= after);
    }
}

static void
test_sort (ListFixture *fixture, gconstpointer data)
{
  choose (fixture, "sort", "priority");
  g_assert_cmpint (list_fixture_get_ticket (fixture, 0)->priority, ==, DOCKET_PRIORITY_CRITICAL);
  assert_priorities (fixture, FALSE);

  choose (fixture, "direction", "ascending");
  g_assert_cmpint (list_fixture_get_ticket (fixture, 0)->priority, ==, DOCKET_PRIORITY_LOW);
  assert_priorities (fixture, TRUE);

  /* Names go from A to Z. */
  choose (fixture, "sort", "customer");
  g_assert_cmpstr (list_fixture_get_ticket (fixture, 0)->customer_name, ==, "Alder Dental");
}

/* The selection is the same tickets, and in sight. */
static void
test_selection_stays (ListFixture *fixture, gconstpointer data)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  const gint64 last = docket_ticket_list_get_id (fixture->list, n - 1);
  guint position;

  docket_list_pane_select (DOCKET_LIST_PANE (fixture->pane), last);
  choose (fixture, "direction", "ascending");
  g_assert_true (docket_ticket_list_find (fixture->list, last, &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, last);
  list_fixture_get_row (fixture, 0);

  choose (fixture, "direction", "descending");
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, last);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->selection), n - 1));
}

static void
test_group (ListFixture *fixture, gconstpointer data)
{
  guint n_headings = 0;

  g_assert_false (has_heading (fixture, 0));
  choose (fixture, "group", "status");
  docket_test_ui_wait_for (has_heading (fixture, 0));
  docket_test_ui_settle (fixture->window);
  docket_test_ui_shot (fixture->window, "list-groups");

  for (guint i = 1; i < 5; i++)
    n_headings += has_heading (fixture, i);

  g_assert_cmpuint (n_headings, ==, 0);
  choose (fixture, "group", "customer");
  docket_test_ui_wait_for (has_heading (fixture, 0));
  n_headings = 0;

  for (guint i = 1; i < 6; i++)
    {
      const gboolean other = list_fixture_get_ticket (fixture, i)->customer !=
                             list_fixture_get_ticket (fixture, i - 1)->customer;

      g_assert_true (has_heading (fixture, i) == other);
      n_headings += other;
    }

  g_assert_cmpuint (n_headings, >, 0);
  choose (fixture, "group", "none");
  docket_test_ui_wait_for (!has_heading (fixture, 0));
}

static void
test_columns (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *row = list_fixture_get_row (fixture, 0);

  g_assert_nonnull (docket_test_ui_find (row, GTK_TYPE_LABEL, "status"));
  choose (fixture, "status", NULL);
  g_assert_null (docket_test_ui_find (row, GTK_TYPE_LABEL, "status"));
  choose (fixture, "number", NULL);
  choose (fixture, "customer", NULL);
  choose (fixture, "updated", NULL);
  choose (fixture, "assignee", NULL);
  g_assert_null (docket_test_ui_find (row, GTK_TYPE_LABEL, "dim"));
  docket_test_ui_settle (fixture->window);
  docket_test_ui_shot (fixture->window, "list-columns");
  choose (fixture, "number", NULL);
  g_assert_nonnull (docket_test_ui_find (row, GTK_TYPE_LABEL, "dim"));
}

/* Each view has its own, also after a restart. */
static void
test_kept (ListFixture *fixture, gconstpointer data)
{
  choose (fixture, "group", "customer");
  choose (fixture, "status", NULL);
  select_view (fixture, "recently-closed");
  docket_test_ui_wait_for (!has_heading (fixture, 0));
  g_assert_cmpint (docket_ticket_list_get_group (fixture->list), ==, DOCKET_GROUP_NONE);
  select_view (fixture, "all-open");
  g_assert_cmpint (docket_ticket_list_get_group (fixture->list), ==, DOCKET_GROUP_CUSTOMER);

  list_fixture_close (fixture);
  list_fixture_open (fixture);
  docket_test_ui_wait_for (docket_ticket_list_get_group (fixture->list) == DOCKET_GROUP_CUSTOMER);
  docket_test_ui_wait_for (has_heading (fixture, 0));
  g_assert_null (docket_test_ui_find (list_fixture_get_row (fixture, 0), GTK_TYPE_LABEL, "status"));
}

static void
test_text (void)
{
  static const char *const bad[] = { "",
                                     "x none number",
                                     "updated none",
                                     "updated x number",
                                     "updated none x",
                                     "updated  none number" };
  DocketListLook look;
  g_autofree char *text = NULL;
  g_autofree char *bare = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (docket_list_look_parse (&look, bad[i]));

  g_assert_false (docket_list_look_parse (&look, NULL));
  g_assert_cmpint (look.sort, ==, DOCKET_SORT_UPDATED);
  g_assert_true (docket_list_look_parse (&look, "-due status number,assignee"));
  g_assert_cmpint (look.sort, ==, DOCKET_SORT_DUE);
  g_assert_false (look.ascending);
  text = docket_list_look_to_text (&look);
  g_assert_cmpstr (text, ==, "-due status number,assignee");
  look.columns = 0;
  look.ascending = TRUE;
  bare = docket_list_look_to_text (&look);
  g_assert_cmpstr (bare, ==, "due status ");
  g_assert_true (docket_list_look_parse (&look, bare));
  g_assert_cmpuint (look.columns, ==, 0);
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  g_test_add_func ("/list-look/text", test_text);
  list_fixture_add ("/list-look/sort", test_sort);
  list_fixture_add ("/list-look/selection-stays", test_selection_stays);
  list_fixture_add ("/list-look/group", test_group);
  list_fixture_add ("/list-look/columns", test_columns);
  list_fixture_add ("/list-look/kept", test_kept);

  return list_fixture_run ();
}
