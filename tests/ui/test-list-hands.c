/* Mouse and keys in the list: what is selected there and what the page shows are one.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-bulk-bar.h"
#include "docket-choice-popover.h"
#include "docket-layout.h"
#include "docket-list-pane.h"
#include "docket-test-keys.h"
#include "docket-ticket-page.h"
#include "docket-ticket-window.h"
#include "list-fixture.h"

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  list_fixture_set_up (fixture, data);
  docket_test_keys_focus (fixture->window);
  docket_test_ui_settle (fixture->window);
}

static void
set_up_alone (ListFixture *fixture, gconstpointer data)
{
  fixture->width = 360;
  set_up (fixture, data);
}

static gint64
get_page (ListFixture *fixture)
{
  return docket_ticket_page_get_ticket (
    DOCKET_TICKET_PAGE (docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL)));
}

static gboolean
shows (ListFixture *fixture, gint64 ticket)
{
  return get_page (fixture) == ticket && docket_selection_get_single (fixture->selection) == ticket;
}

/* Lets everything come that is still to come of a click. */
static void
open_by_click (ListFixture *fixture, guint position)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, position);

  docket_test_keys_click (list_fixture_get_row (fixture, position), 1);
  docket_test_ui_wait_for (shows (fixture, ticket));
}

static DocketTicketWindow *
wait_for_window (gint64 ticket)
{
  DocketTicketWindow *window;

  docket_test_ui_wait_for ((window = list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW)) != NULL);
  g_assert_cmpint (docket_ticket_window_get_ticket (window), ==, ticket);

  return window;
}

/* The other ticket has its window; here the first one stays. */
static void
test_double_click (ListFixture *fixture, gconstpointer data)
{
  const gint64 first = docket_ticket_list_get_id (fixture->list, 1);
  const gint64 other = docket_ticket_list_get_id (fixture->list, 3);
  DocketTicketWindow *window;

  open_by_click (fixture, 1);
  docket_test_keys_click (list_fixture_get_row (fixture, 3), 2);
  window = wait_for_window (other);
  docket_test_ui_settle (GTK_WIDGET (window));
  g_assert_true (shows (fixture, first));
  /* Who types on at once does not type over the title. */
  docket_test_ui_wait_for (GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (window))));
  gtk_window_close (GTK_WINDOW (window));
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW) == NULL);
  g_assert_true (shows (fixture, first));
}

/* Where the page had followed already, the ticket is gone from it. */
static void
test_window_by_key (ListFixture *fixture, gconstpointer data)
{
  const gint64 first = docket_ticket_list_get_id (fixture->list, 1);
  const gint64 other = docket_ticket_list_get_id (fixture->list, 2);
  DocketTicketWindow *window;

  open_by_click (fixture, 1);
  docket_test_keys_press ("Down ctrl+Return");
  window = wait_for_window (other);
  docket_test_ui_settle (GTK_WIDGET (window));
  g_assert_true (
    shows (fixture, first) ||
    (get_page (fixture) == 0 && docket_selection_get_single (fixture->selection) == other));
  gtk_window_close (GTK_WINDOW (window));
}

/* The focus can go along without what is selected. */
static void
test_enter (ListFixture *fixture, gconstpointer data)
{
  const gint64 other = docket_ticket_list_get_id (fixture->list, 3);

  open_by_click (fixture, 1);
  docket_test_keys_press ("ctrl+Down ctrl+Down Return");
  docket_test_ui_wait_for (get_page (fixture) == other);
  g_assert_true (shows (fixture, other));
}

static gboolean
rested_cb (gpointer data)
{
  *(gboolean *) data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Where the list is alone, keys go along it and Enter opens; a click opens at once. */
static void
test_alone (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *layout = docket_test_ui_find (fixture->view, DOCKET_TYPE_LAYOUT, NULL);
  const gint64 third = docket_ticket_list_get_id (fixture->list, 2);
  gboolean rested = FALSE;

  docket_test_ui_wait_for (docket_layout_get_mode (DOCKET_LAYOUT (layout)) == DOCKET_LAYOUT_NARROW);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press ("Home Down Down");
  docket_test_ui_wait_for (docket_selection_get_single (fixture->selection) == third);
  /* Longer than a page would wait for. */
  g_timeout_add (400, rested_cb, &rested);
  docket_test_ui_wait_for (rested);
  g_assert_false (docket_layout_get_show_page (DOCKET_LAYOUT (layout)));
  docket_test_keys_press ("Return");
  docket_test_ui_wait_for (docket_layout_get_show_page (DOCKET_LAYOUT (layout)));
  g_assert_true (shows (fixture, third));
  docket_layout_set_show_page (DOCKET_LAYOUT (layout), FALSE);
  docket_list_pane_select (DOCKET_LIST_PANE (fixture->pane), 0);
  docket_test_ui_settle (fixture->window);
  docket_test_keys_click (list_fixture_get_row (fixture, 1), 1);
  docket_test_ui_wait_for (docket_layout_get_show_page (DOCKET_LAYOUT (layout)));
}

static GtkWidget *
get_menu (ListFixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->pane); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return child;

  g_assert_not_reached ();
}

/* Opens it, goes away from it and, in it, to its last item, which deletes. */
static void
test_menu_by_key (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 1);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  GtkWidget *menu = get_menu (fixture);

  open_by_click (fixture, 1);
  docket_test_keys_press ("Menu");
  docket_test_ui_wait_for (gtk_widget_get_mapped (menu));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (!gtk_widget_get_mapped (menu));
  docket_test_ui_wait_for (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                            GTK_WIDGET (fixture->list_view)));

  docket_test_keys_press ("shift+F10");
  docket_test_ui_wait_for (gtk_widget_get_mapped (menu));
  docket_test_ui_settle (fixture->window);
  docket_test_keys_press ("Up Return");
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == n - 1);
  g_assert_false (docket_ticket_list_find (fixture->list, ticket, NULL));
}

/* Shift begins a selection, Tab goes to what is done with it, Escape leaves it. */
static void
test_select_by_key (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *bar;

  open_by_click (fixture, 1);
  docket_test_keys_press ("shift+Down shift+Down");
  docket_test_ui_wait_for (
    (bar = docket_test_ui_find (fixture->view, DOCKET_TYPE_BULK_BAR, NULL)) != NULL);
  g_assert_cmpuint (docket_selection_get_size (fixture->selection), ==, 3);
  docket_test_ui_settle (fixture->window);
  docket_test_keys_press ("Tab");
  docket_test_ui_wait_for (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), bar));
  docket_test_keys_press ("Tab Tab space");
  docket_test_ui_wait_for (
    docket_test_ui_find (bar, DOCKET_TYPE_CHOICE_POPOVER, NULL) != NULL &&
    gtk_widget_get_mapped (docket_test_ui_find (bar, DOCKET_TYPE_CHOICE_POPOVER, NULL)));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (docket_test_ui_find (bar, DOCKET_TYPE_CHOICE_POPOVER, NULL) == NULL);
  docket_test_ui_settle (fixture->window);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (docket_test_ui_find (fixture->view, DOCKET_TYPE_BULK_BAR, NULL) == NULL);
}

static GtkWidget *
find_button (GtkWidget *root, const char *action)
{
  if (GTK_IS_BUTTON (root) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), action) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, action);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_all_of (ListFixture *fixture, gint64 contact)
{
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;

  g_array_append_val (filter->contacts, contact);
  ids = docket_workspace_list_tickets (fixture->workspace,
                                       filter,
                                       DOCKET_SORT_UPDATED,
                                       FALSE,
                                       0,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, >, 1);

  return docket_ticket_list_is_arranged (fixture->list) &&
         docket_filter_equal (docket_ticket_list_get_filter (fixture->list), filter) &&
         g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == ids->len;
}

/* Whatever is searched for and filtered by. */
static void
test_all_of_contact (ListFixture *fixture, gconstpointer data)
{
  const gint64 contact = list_fixture_get_ticket (fixture, 1)->contact;
  GtkWidget *button;

  open_by_click (fixture, 1);
  docket_test_ui_wait_for ((button = find_button (fixture->view, "workspace.show-contact")) !=
                           NULL);
  docket_test_keys_press ("n e t");
  docket_test_ui_wait_for (docket_ticket_list_get_filter (fixture->list)->search != NULL);
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (is_all_of (fixture, contact));
}

/* As a pull would. */
static void
change_elsewhere (ListFixture *fixture, gint64 ticket)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, ticket, "field.Floor", "9");
  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_TITLE, "Changed elsewhere");
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
has_title (DocketTicketPage *page, const char *title)
{
  DocketTicketDetails *details = docket_ticket_page_get_details (page);

  return details != NULL && g_str_equal (details->row->title, title);
}

/* What is half typed stays; what came meanwhile is there when the person gives it up. */
static void
test_half_typed (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 1);
  DocketTicketPage *page =
    DOCKET_TICKET_PAGE (docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL));
  DocketDetailsPane *pane = docket_ticket_page_get_details_pane (page);
  GtkWidget *entry;

  open_by_click (fixture, 1);
  docket_test_ui_wait_for (docket_details_pane_get_row (pane, "field.Floor") != NULL);
  entry = docket_test_ui_find (GTK_WIDGET (docket_details_pane_get_row (pane, "field.Floor")),
                               GTK_TYPE_EDITABLE,
                               NULL);
  g_assert_nonnull (entry);
  docket_test_ui_wait_for (gtk_widget_get_mapped (entry));
  gtk_widget_grab_focus (entry);
  docket_test_keys_press ("ctrl+a 4");
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "4"));
  change_elsewhere (fixture, ticket);
  docket_test_ui_wait_for (has_title (page, "Changed elsewhere"));
  docket_test_ui_settle (fixture->window);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "4");

  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (GTK_EDITABLE (entry)), "9"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/list-hands/" name, ListFixture, NULL, set_up, func, list_fixture_tear_down)

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);
  ADD ("double-click", test_double_click);
  ADD ("window-by-key", test_window_by_key);
  ADD ("enter", test_enter);
  ADD ("all-of-contact", test_all_of_contact);
  ADD ("half-typed", test_half_typed);
  ADD ("menu-by-key", test_menu_by_key);
  ADD ("select-by-key", test_select_by_key);
  g_test_add ("/list-hands/alone",
              ListFixture,
              NULL,
              set_up_alone,
              test_alone,
              list_fixture_tear_down);

  return list_fixture_run ();
}
