/* The context menu of the list, its keys, and tickets in windows of their own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-composer.h"
#include "docket-ticket-page.h"
#include "docket-ticket-window.h"
#include "docket-timers.h"
#include "docket-undo-stack.h"
#include "list-fixture.h"

static GtkPopoverMenu *
get_popover (ListFixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (fixture->pane); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return GTK_POPOVER_MENU (child);

  g_assert_not_reached ();
}

/* Whoever waits for this button is told. */
static void
tell_pressed (ListFixture *fixture, guint button, double x, double y)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->list_view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (controller) &&
          gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == button)
        g_signal_emit_by_name (controller, "pressed", 1, x, y);
    }
}

static void
get_middle (ListFixture *fixture, guint position, double *x, double *y)
{
  graphene_rect_t bounds;

  docket_test_ui_settle (fixture->window);
  g_assert_true (gtk_widget_compute_bounds (list_fixture_get_row (fixture, position),
                                            GTK_WIDGET (fixture->list_view),
                                            &bounds));
  *x = bounds.origin.x + bounds.size.width / 2;
  *y = bounds.origin.y + bounds.size.height / 2;
}

static void
click (ListFixture *fixture, guint position, guint button)
{
  double x, y;

  get_middle (fixture, position, &x, &y);
  tell_pressed (fixture, button, x, y);
}

/* Presses a key of the list's own, as its controller would. */
static gboolean
press (ListFixture *fixture, const char *accel)
{
  g_autoptr (GListModel) controllers =
    gtk_widget_observe_controllers (GTK_WIDGET (fixture->list_view));
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string (accel);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;

      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);

          if (gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut),
                                                 0,
                                                 GTK_WIDGET (fixture->list_view),
                                                 NULL);
        }
    }

  g_assert_not_reached ();
}

static void
focus_row (ListFixture *fixture, guint position)
{
  gtk_widget_grab_focus (gtk_widget_get_parent (list_fixture_get_row (fixture, position)));
}

static gboolean
is_up (ListFixture *fixture)
{
  return gtk_widget_get_visible (GTK_WIDGET (get_popover (fixture)));
}

static void
act (ListFixture *fixture, const char *action, const char *target)
{
  g_autofree char *name = g_strconcat ("row.", action, NULL);

  if (target != NULL)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), name, "s", target));
  else
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), name, NULL));
}

static char *
dup_value (ListFixture *fixture, gint64 ticket, const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return g_strdup (docket_values_get (details->values, field));
}

static gboolean
has_value (ListFixture *fixture, gint64 ticket, const char *field, const char *expected)
{
  g_autofree char *value = dup_value (fixture, ticket, field);

  return g_strcmp0 (value, expected) == 0;
}

static guint
count_items (GMenuModel *menu)
{
  guint n = 0;

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      n += section != NULL ? (guint) g_menu_model_get_n_items (section) : 1;
    }

  return n;
}

static void
test_single (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 2);
  const gint64 other = docket_ticket_list_get_id (fixture->list, 3);
  const char *const status = list_fixture_get_ticket (fixture, 3)->status;

  click (fixture, 2, GDK_BUTTON_SECONDARY);
  docket_test_ui_wait_for (is_up (fixture));
  docket_test_ui_settle (fixture->window);
  g_assert_cmpuint (count_items (gtk_popover_menu_get_menu_model (get_popover (fixture))), ==, 10);
  /* Nothing is selected or opened by it. */
  g_assert_cmpint (docket_selection_get_single (fixture->selection), ==, 0);

  act (fixture, "priority", "low");
  docket_test_ui_wait_for (has_value (fixture, ticket, DOCKET_FIELD_ID_PRIORITY, "low"));
  act (fixture, "assign", "");
  docket_test_ui_wait_for (has_value (fixture, ticket, DOCKET_FIELD_ID_ASSIGNEE, NULL));
  act (fixture, "status", "resolved");
  docket_test_ui_wait_for (has_value (fixture, ticket, DOCKET_FIELD_ID_STATUS, "resolved"));
  g_assert_true (has_value (fixture, other, DOCKET_FIELD_ID_STATUS, status));

  /* Resolved, it is in this view no more: the menu went with its row. */
  docket_test_ui_wait_for (!docket_ticket_list_find (fixture->list, ticket, NULL));
  docket_test_ui_wait_for (!is_up (fixture));
}

static void
test_selected (ListFixture *fixture, gconstpointer data)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  gint64 tickets[3];

  for (guint i = 0; i < 3; i++)
    tickets[i] = docket_ticket_list_get_id (fixture->list, i + 1);

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->selection), 1, 3, TRUE);
  focus_row (fixture, 2);
  g_assert_true (press (fixture, "Menu|<Shift>F10"));
  docket_test_ui_wait_for (is_up (fixture));
  g_assert_cmpuint (count_items (gtk_popover_menu_get_menu_model (get_popover (fixture))), ==, 5);
  act (fixture, "close", NULL);
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == n - 3);

  for (guint i = 0; i < 3; i++)
    g_assert_true (has_value (fixture, tickets[i], DOCKET_FIELD_ID_STATUS, "closed"));

  docket_test_ui_wait_for (docket_undo_stack_can_undo (docket_undo_stack_find (fixture->view)));
  docket_undo_stack_undo (docket_undo_stack_find (fixture->view));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == n);
}

/* A row outside the selection is acted on alone. */
static void
test_beside_selection (ListFixture *fixture, gconstpointer data)
{
  const gint64 selected = docket_ticket_list_get_id (fixture->list, 1);
  g_autofree char *before = dup_value (fixture, selected, DOCKET_FIELD_ID_PRIORITY);
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 4);

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->selection), 0, 3, TRUE);
  click (fixture, 4, GDK_BUTTON_SECONDARY);
  docket_test_ui_wait_for (is_up (fixture));
  act (fixture, "priority", "critical");
  docket_test_ui_wait_for (has_value (fixture, ticket, DOCKET_FIELD_ID_PRIORITY, "critical"));
  g_assert_true (has_value (fixture, selected, DOCKET_FIELD_ID_PRIORITY, before));
  g_assert_cmpuint (docket_selection_get_size (fixture->selection), ==, 3);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static char *
read_clipboard (ListFixture *fixture)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, text_cb, &text);
  docket_test_ui_wait_for (text != NULL);

  return text;
}

static void
test_copy (ListFixture *fixture, gconstpointer data)
{
  const char *number = list_fixture_get_ticket (fixture, 1)->number;
  g_autofree char *link =
    g_strdup_printf ("docket://%s/ticket/%s", docket_workspace_get_id (fixture->workspace), number);
  g_autofree char *hash = g_strconcat ("#", number, NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  click (fixture, 1, GDK_BUTTON_SECONDARY);
  docket_test_ui_wait_for (is_up (fixture));
  act (fixture, "copy-number", NULL);
  first = read_clipboard (fixture);
  g_assert_cmpstr (first, ==, hash);
  act (fixture, "copy-link", NULL);
  second = read_clipboard (fixture);
  g_assert_cmpstr (second, ==, link);
}

static void
test_delete_key (ListFixture *fixture, gconstpointer data)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 1);
  const gint64 next = docket_ticket_list_get_id (fixture->list, 2);
  GtkWidget *page = docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL);

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->selection), 1, TRUE);
  docket_test_ui_wait_for (docket_ticket_page_get_ticket (DOCKET_TICKET_PAGE (page)) == ticket);
  focus_row (fixture, 1);
  g_assert_true (press (fixture, "Delete|KP_Delete"));
  docket_test_ui_wait_for (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)) == n - 1);
  g_assert_false (docket_ticket_list_find (fixture->list, ticket, NULL));
  g_assert_cmpint (docket_ticket_page_get_ticket (DOCKET_TICKET_PAGE (page)), ==, next);

  docket_test_ui_wait_for (docket_undo_stack_can_undo (docket_undo_stack_find (fixture->view)));
  docket_undo_stack_undo (docket_undo_stack_find (fixture->view));
  docket_test_ui_wait_for (docket_ticket_list_find (fixture->list, ticket, NULL));
}

/* News that moves the row takes the menu away. */
static void
test_news_close_it (ListFixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  click (fixture, 1, GDK_BUTTON_SECONDARY);
  docket_test_ui_wait_for (is_up (fixture));
  docket_edit_set_field (edit,
                         docket_ticket_list_get_id (fixture->list, 0),
                         DOCKET_FIELD_ID_STATUS,
                         "closed");
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);
  docket_test_ui_wait_for (!is_up (fixture));
}

static gboolean
offers (ListFixture *fixture, const char *action)
{
  GMenuModel *menu = gtk_popover_menu_get_menu_model (get_popover (fixture));

  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);

      for (int j = 0; section != NULL && j < g_menu_model_get_n_items (section); j++)
        {
          g_autofree char *name = NULL;

          if (g_menu_model_get_item_attribute (section, j, G_MENU_ATTRIBUTE_ACTION, "s", &name) &&
              g_str_equal (name, action))
            return TRUE;
        }
    }

  return FALSE;
}

/* Of a ticket whose timer runs, it is stopped. */
static void
test_timer (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 1);
  DocketTimers *timers = docket_timers_get (fixture->workspace);
  g_autoptr (GError) error = NULL;

  g_assert_true (
    docket_workspace_act_on_timer (fixture->workspace, DOCKET_TIMER_START, ticket, &error));
  g_assert_no_error (error);
  docket_test_ui_wait_for (docket_timers_runs (timers, ticket));

  click (fixture, 1, GDK_BUTTON_SECONDARY);
  docket_test_ui_wait_for (is_up (fixture));
  g_assert_true (offers (fixture, "workspace.stop-timer"));
  g_assert_false (offers (fixture, "workspace.start-timer"));

  click (fixture, 2, GDK_BUTTON_SECONDARY);
  docket_test_ui_wait_for (offers (fixture, "workspace.start-timer"));
  g_assert_false (offers (fixture, "workspace.stop-timer"));
}

static void
test_window (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 1);
  GtkWidget *page = docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL);
  g_autofree char *title = g_strdup_printf ("#%s %s",
                                            list_fixture_get_ticket (fixture, 1)->number,
                                            list_fixture_get_ticket (fixture, 1)->title);
  DocketTicketWindow *window;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->selection), 1, TRUE);
  docket_test_ui_wait_for (docket_ticket_page_get_ticket (DOCKET_TICKET_PAGE (page)) == ticket);

  click (fixture, 1, GDK_BUTTON_PRIMARY);
  g_assert_null (list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW));
  click (fixture, 1, GDK_BUTTON_PRIMARY);
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW) != NULL);
  window = list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW);
  g_assert_cmpint (docket_ticket_window_get_ticket (window), ==, ticket);
  g_assert_cmpint (docket_ticket_page_get_ticket (DOCKET_TICKET_PAGE (page)), ==, 0);
  docket_test_ui_wait_for (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (window)), title) == 0);
  docket_test_ui_settle (GTK_WIDGET (window));
  docket_test_ui_shot (GTK_WIDGET (window), "ticket-window");

  /* There is one of it. */
  focus_row (fixture, 1);
  g_assert_true (press (fixture, "<Control>Return|<Control>KP_Enter|<Control>ISO_Enter"));
  g_assert_true (window == list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW));

  gtk_window_close (GTK_WINDOW (window));
  docket_test_ui_wait_for (docket_ticket_page_get_ticket (DOCKET_TICKET_PAGE (page)) == ticket);
  g_assert_null (list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW));
}

static GtkTextBuffer *
get_buffer (gpointer root)
{
  GtkWidget *composer = docket_test_ui_find (root, DOCKET_TYPE_COMPOSER, NULL);
  GtkWidget *text =
    composer != NULL ? docket_test_ui_find (composer, GTK_TYPE_TEXT_VIEW, NULL) : NULL;

  return text != NULL ? gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)) : NULL;
}

static gboolean
has_text (gpointer root, const char *expected)
{
  GtkTextBuffer *buffer = get_buffer (root);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (buffer == NULL)
    return FALSE;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  return g_str_equal (text, expected);
}

/* What was typed goes along into the window, and back. */
static void
test_draft (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *page = docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL);
  GtkTextIter end;
  gpointer window;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->selection), 1, TRUE);
  docket_test_ui_wait_for (docket_ticket_page_get_details (DOCKET_TICKET_PAGE (page)) != NULL &&
                           get_buffer (page) != NULL);
  gtk_text_buffer_insert_at_cursor (get_buffer (page), "On my way", -1);
  click (fixture, 1, GDK_BUTTON_PRIMARY);
  g_assert_null (list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW));
  click (fixture, 1, GDK_BUTTON_PRIMARY);
  docket_test_ui_wait_for ((window = list_fixture_find_window (DOCKET_TYPE_TICKET_WINDOW)) != NULL);
  docket_test_ui_wait_for (has_text (window, "On my way"));
  gtk_text_buffer_get_end_iter (get_buffer (window), &end);
  gtk_text_buffer_insert (get_buffer (window), &end, ", soon", -1);
  gtk_window_close (GTK_WINDOW (window));
  docket_test_ui_wait_for (has_text (page, "On my way, soon"));
}

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);

  list_fixture_add ("/list-menu/single", test_single);
  list_fixture_add ("/list-menu/selected", test_selected);
  list_fixture_add ("/list-menu/beside-selection", test_beside_selection);
  list_fixture_add ("/list-menu/copy", test_copy);
  list_fixture_add ("/list-menu/delete-key", test_delete_key);
  list_fixture_add ("/list-menu/news-close-it", test_news_close_it);
  list_fixture_add ("/list-menu/timer", test_timer);
  list_fixture_add ("/list-menu/window", test_window);
  list_fixture_add ("/list-menu/draft", test_draft);

  return list_fixture_run ();
}
