/* What stands around a ticket: commands, the next one, and what is new.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-actions.h"
#include "docket-list-pane.h"
#include "docket-neighbours.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-page.h"
#include "docket-ui-resources.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-view.h"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWindow *window;
  DocketWorkspaceView *view;
  DocketTicketPage *page;
  DocketTicketList *list;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *pane;

  fixture->workspace = docket_test_workspace_new ();
  fixture->window = GTK_WINDOW (adw_window_new ());
  fixture->view =
    DOCKET_WORKSPACE_VIEW (docket_workspace_view_new (fixture->workspace, G_MENU_MODEL (menu)));
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_set_default_size (fixture->window, 1200, 700);
  gtk_window_present (fixture->window);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (fixture->view)));
  fixture->page = DOCKET_TICKET_PAGE (
    docket_test_ui_find (GTK_WIDGET (fixture->view), DOCKET_TYPE_TICKET_PAGE, NULL));
  pane = docket_test_ui_find (GTK_WIDGET (fixture->view), DOCKET_TYPE_LIST_PANE, NULL);
  fixture->list = docket_list_pane_get_list (DOCKET_LIST_PANE (pane));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) > 4);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static gboolean
shows (Fixture *fixture, gint64 ticket)
{
  DocketTicketDetails *details = docket_ticket_page_get_details (fixture->page);

  return details != NULL && details->row->id == ticket;
}

static gint64
nth (Fixture *fixture, guint position)
{
  return docket_ticket_list_get_id (fixture->list, position);
}

static void
open_ticket (Fixture *fixture, gint64 ticket)
{
  docket_workspace_view_open_ticket (fixture->view, ticket);
  docket_test_ui_wait_for (shows (fixture, ticket));
}

static void
set_status (Fixture *fixture, const char *status)
{
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.set-status", "s", status));
}

static void
prefer (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_set_preference (fixture->workspace, key, value, &error));
  g_assert_no_error (error);
}

/* The one that stood below it, though the closed one has left the list by then. */
static void
test_open_next (Fixture *fixture, gconstpointer data)
{
  const gint64 first = nth (fixture, 1);
  const gint64 second = nth (fixture, 2);

  prefer (fixture, DOCKET_PREFERENCE_OPEN_NEXT, "true");
  open_ticket (fixture, first);
  set_status (fixture, "pending");
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page)->row->status_kind ==
                           DOCKET_STATUS_KIND_PENDING);
  g_assert_true (shows (fixture, first));
  docket_test_ui_wait_for (docket_ticket_list_find (fixture->list, first, NULL));
  open_ticket (fixture, second);
  open_ticket (fixture, first);

  {
    g_autoptr (DocketNeighbours) neighbours = docket_neighbours_new (fixture->list);
    gint64 next;

    docket_neighbours_set_ticket (neighbours, first);
    next = docket_neighbours_get (neighbours, 1);
    g_assert_cmpint (next, !=, 0);
    set_status (fixture, "closed");
    docket_test_ui_wait_for (shows (fixture, next));
    docket_test_ui_wait_for (!docket_ticket_list_find (fixture->list, first, NULL));
    g_assert_true (shows (fixture, next));
    g_assert_cmpint (docket_neighbours_get (neighbours, 1), ==, next);
  }
}

static void
test_stay (Fixture *fixture, gconstpointer data)
{
  const gint64 ticket = nth (fixture, 1);

  open_ticket (fixture, ticket);
  set_status (fixture, "closed");
  docket_test_ui_wait_for (docket_ticket_page_get_details (fixture->page)->row->status_kind ==
                           DOCKET_STATUS_KIND_CLOSED);
  docket_test_ui_wait_for (!docket_ticket_list_find (fixture->list, ticket, NULL));
  docket_test_ui_settle (GTK_WIDGET (fixture->view));
  g_assert_true (shows (fixture, ticket));
}

/* In the list's order, and from where the ticket stood when it has left. */
static void
test_neighbours (Fixture *fixture, gconstpointer data)
{
  const gint64 before = nth (fixture, 0), ticket = nth (fixture, 1), after = nth (fixture, 2);

  open_ticket (fixture, ticket);
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->page), "workspace.next-ticket", NULL));
  docket_test_ui_wait_for (shows (fixture, after));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->page), "workspace.previous-ticket", NULL));
  docket_test_ui_wait_for (shows (fixture, ticket));
  set_status (fixture, "closed");
  docket_test_ui_wait_for (!docket_ticket_list_find (fixture->list, ticket, NULL));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->page), "workspace.previous-ticket", NULL));
  docket_test_ui_wait_for (shows (fixture, before));
}

static void
test_commands (Fixture *fixture, gconstpointer data)
{
  DocketComposer *composer = docket_ticket_page_get_composer (fixture->page);
  GActionMap *map = docket_ticket_page_get_actions (fixture->page);
  GtkWidget *focus;

  g_assert_false (g_action_get_enabled (g_action_map_lookup_action (map, "reply")));
  open_ticket (fixture, nth (fixture, 0));
  g_assert_true (g_action_get_enabled (g_action_map_lookup_action (map, "reply")));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.note", NULL));
  g_assert_cmpint (docket_composer_get_kind (composer), ==, DOCKET_MESSAGE_KIND_INTERNAL);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.reply", NULL));
  g_assert_cmpint (docket_composer_get_kind (composer), ==, DOCKET_MESSAGE_KIND_REPLY);
  focus = gtk_window_get_focus (fixture->window);
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->page), "ticket.choose-status", NULL));
  docket_test_ui_wait_for (
    gtk_widget_get_ancestor (gtk_window_get_focus (fixture->window), GTK_TYPE_POPOVER) != NULL);
}

static gint64
get_asleep (Fixture *fixture)
{
  return docket_ticket_page_get_details (fixture->page)->row->remind_at;
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, NULL));
}

/* What was chosen for the sleep of a ticket is taken back like any edit: it sleeps as it did. */
static void
test_asleep_and_undo (Fixture *fixture, gconstpointer data)
{
  gint64 tomorrow;

  open_ticket (fixture, nth (fixture, 0));
  act (fixture, "ticket.remind-tomorrow");
  docket_test_ui_wait_for (get_asleep (fixture) != 0);
  tomorrow = get_asleep (fixture);
  act (fixture, "ticket.remind-next-week");
  docket_test_ui_wait_for (get_asleep (fixture) != tomorrow);
  act (fixture, "ticket.wake");
  docket_test_ui_wait_for (get_asleep (fixture) == 0);

  act (fixture, "workspace.undo");
  docket_test_ui_wait_for (get_asleep (fixture) > tomorrow);
  act (fixture, "workspace.undo");
  docket_test_ui_wait_for (get_asleep (fixture) == tomorrow);
  act (fixture, "workspace.undo");
  docket_test_ui_wait_for (get_asleep (fixture) == 0);
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_test_add ("/ticket-extras/open-next", Fixture, NULL, set_up, test_open_next, tear_down);
  g_test_add ("/ticket-extras/stay", Fixture, NULL, set_up, test_stay, tear_down);
  g_test_add ("/ticket-extras/neighbours", Fixture, NULL, set_up, test_neighbours, tear_down);
  g_test_add ("/ticket-extras/commands", Fixture, NULL, set_up, test_commands, tear_down);
  g_test_add ("/ticket-extras/asleep", Fixture, NULL, set_up, test_asleep_and_undo, tear_down);

  return g_test_run ();
}
