/* News from elsewhere: the list follows, and what a person looks at stays.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "list-fixture.h"

static GtkAdjustment *
get_adjustment (ListFixture *fixture)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->list_view));
}

static double
get_top (ListFixture *fixture, gint64 ticket)
{
  graphene_rect_t bounds;
  guint position = 0;

  g_assert_true (docket_ticket_list_find (fixture->list, ticket, &position));
  g_assert_true (gtk_widget_compute_bounds (list_fixture_get_row (fixture, position),
                                            GTK_WIDGET (fixture->list_view),
                                            &bounds));

  return bounds.origin.y;
}

/* As a pull in another process would. */
static void
set_title (ListFixture *fixture, gint64 ticket, const char *title)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_TITLE, title);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static gint64
get_last (ListFixture *fixture)
{
  return docket_ticket_list_get_id (fixture->list,
                                    g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) - 1);
}

/* A ticket that is far down comes to the top: what is in sight stays where it is. */
static void
test_place_is_kept (ListFixture *fixture, gconstpointer data)
{
  const gint64 selected = docket_ticket_list_get_id (fixture->list, 18);
  const gint64 last = get_last (fixture);
  double top;

  docket_test_ui_settle (fixture->window);
  docket_list_pane_select (DOCKET_LIST_PANE (fixture->pane), selected);
  docket_test_ui_settle (fixture->window);
  docket_test_ui_wait_for (gtk_adjustment_get_value (get_adjustment (fixture)) > 0);
  top = get_top (fixture, selected);

  set_title (fixture, last, "Changed elsewhere");
  docket_test_ui_wait_for (docket_ticket_list_get_id (fixture->list, 0) == last);
  docket_test_ui_settle (fixture->window);
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, selected);
  g_assert_cmpfloat_with_epsilon (get_top (fixture, selected), top, 1);
}

static guint
get_first_in_sight (ListFixture *fixture)
{
  graphene_rect_t bounds;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      GtkWidget *row = list_fixture_get_row (fixture, i);

      if (gtk_widget_compute_bounds (row, GTK_WIDGET (fixture->list_view), &bounds) &&
          bounds.origin.y + bounds.size.height > 1)
        return i;
    }

  g_assert_not_reached ();
}

/* Whoever looks at the top sees what comes there. */
static void
test_top_is_shown (ListFixture *fixture, gconstpointer data)
{
  gint64 last = get_last (fixture);

  docket_test_ui_settle (fixture->window);
  set_title (fixture, last, "Changed elsewhere");
  docket_test_ui_wait_for (docket_ticket_list_get_id (fixture->list, 0) == last);
  docket_test_ui_settle (fixture->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), <, 1);
  g_assert_cmpuint (get_first_in_sight (fixture), ==, 0);

  /* Also where a row is selected and has the focus. */
  docket_list_pane_select (DOCKET_LIST_PANE (fixture->pane),
                           docket_ticket_list_get_id (fixture->list, 1));
  gtk_widget_grab_focus (gtk_widget_get_parent (list_fixture_get_row (fixture, 1)));
  docket_test_ui_settle (fixture->window);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_adjustment (fixture)), <, 1);
  last = get_last (fixture);
  set_title (fixture, last, "Changed as well");
  docket_test_ui_wait_for (docket_ticket_list_get_id (fixture->list, 0) == last);
  docket_test_ui_settle (fixture->window);
  g_assert_cmpuint (get_first_in_sight (fixture), ==, 0);
}

/* A person's own change of what is first in sight, while others stand above it. */
static void
test_place_without_selection (ListFixture *fixture, gconstpointer data)
{
  const gint64 last = get_last (fixture);
  gint64 seen;
  double top;

  docket_test_ui_settle (fixture->window);
  gtk_adjustment_set_value (get_adjustment (fixture), 300);
  docket_test_ui_settle (fixture->window);
  seen = docket_ticket_list_get_id (fixture->list, get_first_in_sight (fixture) + 1);
  top = get_top (fixture, seen);
  set_title (fixture, last, "Changed elsewhere");
  docket_test_ui_wait_for (docket_ticket_list_get_id (fixture->list, 0) == last);
  docket_test_ui_settle (fixture->window);
  g_assert_cmpfloat_with_epsilon (get_top (fixture, seen), top, 1);
}

static void
count_said_cb (guint *n_said)
{
  (*n_said)++;
}

/* As many as before, whatever moves: in more tickets than come first. */
static void
test_count_is_kept (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *title = docket_test_ui_find (fixture->pane, ADW_TYPE_WINDOW_TITLE, NULL);
  g_autoptr (DocketFilter) any = docket_filter_new ();
  guint n_said = 0;

  docket_list_pane_set_filter (DOCKET_LIST_PANE (fixture->pane), any);
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) > 60 &&
                           docket_ticket_list_is_arranged (fixture->list));
  docket_test_ui_settle (fixture->window);
  g_signal_connect_swapped (title, "notify::subtitle", G_CALLBACK (count_said_cb), &n_said);

  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "look.sort", "s", "customer");
  docket_test_ui_wait_for (docket_ticket_list_is_arranged (fixture->list));
  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "look.sort", "s", "updated");
  docket_test_ui_wait_for (docket_ticket_list_is_arranged (fixture->list));

  for (guint i = 0; i < 3; i++)
    {
      const gint64 last = get_last (fixture);

      set_title (fixture, last, "Changed elsewhere");
      docket_test_ui_wait_for (docket_ticket_list_get_id (fixture->list, 0) == last);
    }

  docket_test_ui_settle (fixture->window);
  g_assert_cmpuint (n_said, ==, 0);
  g_signal_handlers_disconnect_by_data (title, &n_said);
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/list-live/count-is-kept", test_count_is_kept);
  list_fixture_add ("/list-live/place-is-kept", test_place_is_kept);
  list_fixture_add ("/list-live/place-without-selection", test_place_without_selection);
  list_fixture_add ("/list-live/top-is-shown", test_top_is_shown);

  return list_fixture_run ();
}
