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

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/list-live/place-is-kept", test_place_is_kept);

  return list_fixture_run ();
}
