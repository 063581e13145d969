/* Details that stay where they are while their ticket changes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-attachment-view.h"
#include "docket-details-pane.h"
#include "docket-ticket-page.h"
#include "list-fixture.h"

/* With a file that came with no message. */
static gint64
find_ticket (ListFixture *fixture)
{
  g_autoptr (DocketFilter) any = docket_filter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = docket_workspace_list_tickets (fixture->workspace,
                                                          any,
                                                          DOCKET_SORT_UPDATED,
                                                          FALSE,
                                                          0,
                                                          NULL,
                                                          &error);

  g_assert_no_error (error);

  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 ticket = g_array_index (ids, gint64, i);
      g_autoptr (DocketTicketDetails) details =
        docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);

      g_assert_no_error (error);

      for (guint j = 0; j < details->attachments->len; j++)
        if (((DocketAttachment *) g_ptr_array_index (details->attachments, j))->message == 0)
          return ticket;
    }

  g_assert_not_reached ();
}

static GtkWidget *
find_file (ListFixture *fixture)
{
  GtkWidget *pane = docket_test_ui_find (fixture->view, DOCKET_TYPE_DETAILS_PANE, NULL);

  return pane != NULL ? docket_test_ui_find (pane, DOCKET_TYPE_ATTACHMENT_VIEW, NULL) : NULL;
}

static void
test_files (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = find_ticket (fixture);
  DocketTicketPage *page =
    DOCKET_TICKET_PAGE (docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL));
  g_autoptr (GtkWidget) file = NULL;
  g_autoptr (DocketTicketDetails) before = NULL;

  docket_workspace_view_open_ticket (DOCKET_WORKSPACE_VIEW (fixture->view), ticket);
  docket_test_ui_wait_for (find_file (fixture) != NULL);
  file = g_object_ref (find_file (fixture));
  before = g_object_ref (docket_ticket_page_get_details (page));
  docket_details_pane_edit (docket_ticket_page_get_details_pane (page),
                            DOCKET_FIELD_ID_PRIORITY,
                            before->row->priority == DOCKET_PRIORITY_LOW ? "medium" : "low");
  docket_test_ui_wait_for (docket_ticket_page_get_details (page)->row->priority !=
                           before->row->priority);
  g_assert_true (find_file (fixture) == file);
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);
  list_fixture_add ("/details/files-stay", test_files);

  return list_fixture_run ();
}
