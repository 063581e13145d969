/* What a window finds again when it is opened anew: the ticket that was open.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-page.h"
#include "docket-settings.h"
#include "list-fixture.h"

static DocketTicketPage *
get_page (ListFixture *fixture)
{
  return DOCKET_TICKET_PAGE (docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL));
}

static gboolean
shows (ListFixture *fixture, gint64 ticket)
{
  DocketTicketDetails *details = docket_ticket_page_get_details (get_page (fixture));

  return details != NULL && details->row->id == ticket;
}

static void
test_again (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = list_fixture_get_ticket (fixture, 2)->id;

  docket_workspace_view_open_ticket (DOCKET_WORKSPACE_VIEW (fixture->view), ticket);
  docket_test_ui_wait_for (shows (fixture, ticket));
  list_fixture_close (fixture);

  list_fixture_open (fixture);
  docket_test_ui_wait_for (shows (fixture, ticket));
  g_assert_true (docket_selection_get_single (fixture->selection) == ticket);
}

/* One that was left is not opened. */
static void
test_none (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = list_fixture_get_ticket (fixture, 1)->id;

  docket_workspace_view_open_ticket (DOCKET_WORKSPACE_VIEW (fixture->view), ticket);
  docket_test_ui_wait_for (shows (fixture, ticket));
  g_signal_emit_by_name (get_page (fixture), "back");
  list_fixture_close (fixture);

  list_fixture_open (fixture);
  g_assert_cmpint (docket_ticket_page_get_ticket (get_page (fixture)), ==, 0);
}

/* Each workspace has its own. */
static void
test_kept_apart (ListFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketFilter) filter = docket_filter_new_default ();
  g_autoptr (DocketFilter) here = NULL, elsewhere = NULL;

  filter->priorities = 1U << DOCKET_PRIORITY_LOW;
  docket_list_pane_set_filter (DOCKET_LIST_PANE (fixture->pane), filter);
  here = docket_settings_dup_filter (docket_workspace_get_id (fixture->workspace));
  elsewhere = docket_settings_dup_filter ("another-workspace");
  g_assert_nonnull (here);
  g_assert_true (docket_filter_equal (here, filter));
  g_assert_null (elsewhere);
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/last-ticket/again", test_again);
  list_fixture_add ("/last-ticket/kept-apart", test_kept_apart);
  list_fixture_add ("/last-ticket/none", test_none);

  return list_fixture_run ();
}
