/* What a ticket's page offers, in a window of its own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "list-fixture.h"

#include "docket-test-keys.h"
#include "docket-ticket-page.h"
#include "docket-ticket-window.h"
#include "docket-time-dialog.h"
#include "docket-timers.h"
#include "docket-toast-title.h"
#include "docket-undo-stack.h"
#include "docket-workspace-preferences.h"

static DocketTicketPage *
find_page (gpointer root)
{
  return DOCKET_TICKET_PAGE (docket_test_ui_find (root, DOCKET_TYPE_TICKET_PAGE, NULL));
}

/* As a double click does. */
static GtkWidget *
open_window (ListFixture *fixture, gint64 ticket)
{
  GtkWidget *window;

  g_signal_emit_by_name (fixture->pane, "open-window", ticket);
  docket_test_ui_wait_for ((window = list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW)) != NULL);
  docket_test_ui_wait_for (docket_ticket_page_get_details (find_page (window)) != NULL);

  return window;
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
      GtkWidget *button = find_button (child, action);

      if (button != NULL)
        return button;
    }

  return NULL;
}

static GtkWidget *
wait_for_button (GtkWidget *window, const char *action)
{
  GtkWidget *button;

  docket_test_ui_wait_for ((button = find_button (window, action)) != NULL);
  g_assert_true (gtk_widget_get_sensitive (button));

  return button;
}

static gint64
get_target (GtkWidget *button)
{
  return g_variant_get_int64 (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)));
}

static guint
count (ListFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static gboolean
all_are_of (ListFixture *fixture, gint64 customer)
{
  if (count (fixture) == 0 || !docket_ticket_list_is_arranged (fixture->list))
    return FALSE;

  for (guint i = 0; i < count (fixture); i++)
    if (list_fixture_get_ticket (fixture, i)->customer != customer)
      return FALSE;

  return TRUE;
}

static gint64
find_with_customer (ListFixture *fixture)
{
  for (guint i = 0; i < count (fixture); i++)
    if (list_fixture_get_ticket (fixture, i)->customer != 0)
      return docket_ticket_list_get_id (fixture->list, i);

  g_assert_not_reached ();
}

static void
test_show_all (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_window (fixture, find_with_customer (fixture));
  GtkWidget *button = wait_for_button (window, "workspace.show-customer");
  const gint64 customer = get_target (button);

  g_assert_false (all_are_of (fixture, customer));
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (all_are_of (fixture, customer));
}

static void
test_related (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_window (fixture, find_with_customer (fixture));
  GtkWidget *button = wait_for_button (window, "workspace.open-ticket");
  const gint64 ticket = get_target (button);

  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (docket_ticket_page_get_details (find_page (fixture->view)) != NULL);
  g_assert_cmpint (docket_ticket_page_get_ticket (find_page (fixture->view)), ==, ticket);
}

static void
check_action (GtkWidget *page, GMenuModel *menu, int i)
{
  g_autofree char *action = NULL;
  g_autofree char *hidden_when = NULL;
  g_autoptr (GVariant) target = NULL;
  GActionGroup *group;
  const char *name;

  if (!g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_ACTION, "s", &action))
    return;

  g_menu_model_get_item_attribute (menu, i, "hidden-when", "s", &hidden_when);
  group = G_ACTION_GROUP (docket_ticket_page_get_actions (DOCKET_TICKET_PAGE (page)));
  name = strchr (action, '.') + 1;
  g_test_message ("%s", action);

  if (g_str_has_prefix (action, "ticket."))
    g_assert_true (g_action_group_has_action (group, name));
  else
    g_assert_cmpstr (hidden_when, ==, "action-missing");
}

static void
check_menu (GtkWidget *page, GMenuModel *menu)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      static const char *const links[] = { G_MENU_LINK_SECTION, G_MENU_LINK_SUBMENU };

      check_action (page, menu, i);

      for (guint n = 0; n < G_N_ELEMENTS (links); n++)
        {
          g_autoptr (GMenuModel) part = g_menu_model_get_item_link (menu, i, links[n]);

          if (part != NULL)
            check_menu (page, part);
        }
    }
}

/* What is in the menu does something, or is not shown. */
static void
test_menu (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_window (fixture, docket_ticket_list_get_id (fixture->list, 0));
  GtkWidget *page = GTK_WIDGET (find_page (window));
  GtkWidget *button = docket_test_ui_find (page, GTK_TYPE_MENU_BUTTON, NULL);

  g_assert_nonnull (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)));
  check_menu (page, gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)));
}

/* The keys of the list do nothing here. */
static void
test_no_more (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_window (fixture, docket_ticket_list_get_id (fixture->list, 0));

  g_assert_false (gtk_widget_activate_action (window, "workspace.new-ticket", NULL));
  g_assert_false (gtk_widget_activate_action (window, "workspace.search", NULL));
  g_assert_false (gtk_widget_activate_action (window, "workspace.next-ticket", NULL));
}

static void
check_actions (DocketTicketPage *page, gboolean runs)
{
  GActionGroup *group = G_ACTION_GROUP (docket_ticket_page_get_actions (page));

  docket_test_ui_wait_for (g_action_group_get_action_enabled (group, "stop-timer") == runs);
  g_assert_true (g_action_group_get_action_enabled (group, "start-timer") == !runs);
  g_assert_nonnull (
    find_button (GTK_WIDGET (page), runs ? "ticket.stop-timer" : "ticket.start-timer"));
}

static void
preference_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(gboolean *) user_data =
    docket_workspace_set_preference_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
set_single_keys (ListFixture *fixture)
{
  gboolean set = FALSE;

  docket_workspace_set_preference_async (fixture->workspace,
                                         DOCKET_PREFERENCE_SINGLE_KEYS,
                                         "true",
                                         preference_set_cb,
                                         &set);
  docket_test_ui_wait_for (set);
}

/* Another one is asked about over this window, as over the one with the list. */
static void
test_timer (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 0);
  const gint64 other = docket_ticket_list_get_id (fixture->list, 1);
  DocketTimers *timers = docket_timers_get (fixture->workspace);
  GtkWidget *window = open_window (fixture, ticket);
  DocketTicketPage *page = find_page (window);
  GtkWindow *dialog;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    docket_workspace_act_on_timer (fixture->workspace, DOCKET_TIMER_START, other, &error));
  g_assert_no_error (error);
  docket_test_ui_wait_for (docket_timers_runs (timers, other));
  check_actions (page, FALSE);

  gtk_widget_activate_action (GTK_WIDGET (page), "ticket.start-timer", NULL);
  docket_test_ui_wait_for ((dialog = list_fixture_find_window (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window));
  g_assert_true (docket_timers_runs (timers, other));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "pause");
  docket_test_ui_wait_for (docket_timers_runs (timers, ticket));
  check_actions (page, TRUE);

  gtk_widget_activate_action (GTK_WIDGET (page), "ticket.stop-timer", NULL);
  docket_test_ui_wait_for ((dialog = list_fixture_find_window (DOCKET_TYPE_TIME_DIALOG)) != NULL);
  g_assert_true (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window));
  docket_test_ui_wait_for (docket_timers_get_running (timers) == NULL);
  check_actions (page, FALSE);
  gtk_window_close (dialog);
}

/* Those that are wanted do here what they do beside the list. */
static void
test_single_keys (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 0);
  DocketTimers *timers = docket_timers_get (fixture->workspace);
  GtkWidget *window = open_window (fixture, ticket);
  GtkWidget *text = docket_test_ui_find (window, GTK_TYPE_TEXT_VIEW, NULL);

  set_single_keys (fixture);
  docket_test_keys_focus (window);
  gtk_widget_grab_focus (wait_for_button (window, "ticket.start-timer"));
  docket_test_keys_press ("t");
  docket_test_ui_wait_for (docket_timers_runs (timers, ticket));
  docket_test_keys_press ("t");
  docket_test_ui_wait_for (docket_timers_get_running (timers) == NULL);
  docket_test_keys_press ("r");
  docket_test_ui_wait_for (gtk_window_get_focus (GTK_WINDOW (window)) == text);
  docket_test_keys_press ("t");
  docket_test_ui_wait_for (
    gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text))) == 1);
}

static gboolean
tells (GtkWidget *root)
{
  return docket_test_ui_find (root, DOCKET_TYPE_TOAST_TITLE, NULL) != NULL;
}

/* Where the key was pressed. */
static void
test_undo (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 0);
  GtkWidget *window = open_window (fixture, ticket);
  DocketTicketPage *page = find_page (window);
  DocketUndoStack *stack = docket_undo_stack_find (window);

  docket_test_keys_focus (window);
  g_action_group_activate_action (G_ACTION_GROUP (docket_ticket_page_get_actions (page)),
                                  "set-status",
                                  g_variant_new_string ("closed"));
  docket_test_ui_wait_for (docket_undo_stack_can_undo (stack) && tells (window));
  g_assert_false (tells (fixture->view));
  gtk_widget_grab_focus (wait_for_button (window, "ticket.start-timer"));
  docket_test_keys_press ("ctrl+z");
  docket_test_ui_wait_for (!docket_undo_stack_can_undo (stack));
  docket_test_ui_wait_for (
    !g_str_equal (docket_ticket_page_get_details (page)->row->status, "closed"));
  docket_test_ui_wait_for (tells (window));
  g_assert_false (tells (fixture->view));
}

/* A window that goes tells nothing. */
static void
test_delete (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *window = open_window (fixture, docket_ticket_list_get_id (fixture->list, 0));

  docket_test_keys_focus (window);
  gtk_widget_activate_action (GTK_WIDGET (find_page (window)), "ticket.delete", NULL);
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW) == NULL);
  docket_test_ui_wait_for (tells (fixture->view));
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/ticket-window/show-all", test_show_all);
  list_fixture_add ("/ticket-window/related", test_related);
  list_fixture_add ("/ticket-window/menu", test_menu);
  list_fixture_add ("/ticket-window/no-more", test_no_more);
  list_fixture_add ("/ticket-window/timer", test_timer);
  list_fixture_add ("/ticket-window/single-keys", test_single_keys);
  list_fixture_add ("/ticket-window/undo", test_undo);
  list_fixture_add ("/ticket-window/delete", test_delete);

  return list_fixture_run ();
}
