/* Keys that a person presses one right after the other, wherever the focus is.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-new-ticket-dialog.h"
#include "docket-palette.h"
#include "docket-search-bar.h"
#include "docket-test-keys.h"
#include "docket-undo-stack.h"
#include "list-fixture.h"

static gboolean
accel_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return gtk_widget_activate_action (widget, user_data, NULL);
}

/* As the application has them, which is none of this window. */
static void
add_accels (ListFixture *fixture)
{
  static const char *const accels[][2] = { { "<Control>f", "workspace.search" },
                                           { "<Control>k", "workspace.palette" },
                                           { "<Control>n", "workspace.new-ticket" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (accels[i][0]),
                        gtk_callback_action_new (accel_cb, (gpointer) accels[i][1], NULL)));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (fixture->window, controller);
  gtk_widget_insert_action_group (
    fixture->window,
    "workspace",
    docket_workspace_view_get_actions (DOCKET_WORKSPACE_VIEW (fixture->view)));
}

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  list_fixture_set_up (fixture, data);
  add_accels (fixture);
  docket_test_keys_focus (fixture->window);
}

static guint
count (ListFixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->list));
}

static const char *
get_search (ListFixture *fixture)
{
  return docket_search_bar_get_text (
    DOCKET_SEARCH_BAR (docket_test_ui_find (fixture->pane, DOCKET_TYPE_SEARCH_BAR, NULL)));
}

static DocketUndoStack *
get_stack (ListFixture *fixture)
{
  return docket_undo_stack_find (fixture->pane);
}

static gboolean
has_focus_in (ListFixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_search (ListFixture *fixture, gconstpointer data)
{
  docket_test_keys_press ("ctrl+f p r i n");
  docket_test_ui_wait_for (g_str_equal (get_search (fixture), "prin"));
}

static void
test_typing_searches (ListFixture *fixture, gconstpointer data)
{
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press ("p r i n");
  docket_test_ui_wait_for (g_str_equal (get_search (fixture), "prin"));
}

static GtkEditable *
wait_for_entry (GType window_type, GType entry_type)
{
  GtkWidget *window;

  docket_test_ui_wait_for ((window = list_fixture_find_window (window_type)) != NULL);

  return GTK_EDITABLE (docket_test_ui_find (window, entry_type, NULL));
}

static void
test_palette (ListFixture *fixture, gconstpointer data)
{
  GtkEditable *entry;

  docket_test_keys_press ("ctrl+k l i n");
  entry = wait_for_entry (DOCKET_TYPE_PALETTE, GTK_TYPE_SEARCH_ENTRY);
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (entry), "lin"));
  docket_test_ui_wait_for (
    docket_palette_is_finished (list_fixture_find_window (DOCKET_TYPE_PALETTE)));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_PALETTE) == NULL);
}

/* All of it before the first window has been drawn. */
static void
test_palette_to_form (ListFixture *fixture, gconstpointer data)
{
  GtkEditable *entry;

  docket_test_keys_press ("ctrl+k n e w space t i Return");
  entry = wait_for_entry (DOCKET_TYPE_NEW_TICKET_DIALOG, ADW_TYPE_ENTRY_ROW);
  docket_test_ui_wait_for (gtk_widget_get_mapped (GTK_WIDGET (entry)));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG) == NULL);
}

static void
test_new_ticket (ListFixture *fixture, gconstpointer data)
{
  GtkEditable *entry;

  docket_test_keys_press ("ctrl+n n o space i n k");
  entry = wait_for_entry (DOCKET_TYPE_NEW_TICKET_DIALOG, ADW_TYPE_ENTRY_ROW);
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (entry), "no ink"));
  docket_test_keys_press ("Escape");
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG) == NULL);
}

/* Out of the text of the message, where Enter alone begins a line. */
static void
test_create (ListFixture *fixture, gconstpointer data)
{
  DocketNewTicketDialog *dialog;
  GtkWidget *message;
  guint n;

  docket_test_keys_press ("ctrl+n n o space i n k");
  wait_for_entry (DOCKET_TYPE_NEW_TICKET_DIALOG, ADW_TYPE_ENTRY_ROW);
  dialog = list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG);
  docket_test_ui_wait_for (gtk_window_is_active (GTK_WINDOW (dialog)));
  message = docket_test_ui_find (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW, NULL);
  gtk_widget_grab_focus (message);
  n = count (fixture);
  docket_test_keys_press ("a Return b ctrl+Return");
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG) == NULL);
  docket_test_ui_wait_for (count (fixture) == n + 1);
}

static GtkWidget *
open_form (DocketFieldRow **row)
{
  DocketNewTicketDialog *dialog;

  docket_test_keys_press ("ctrl+n");
  wait_for_entry (DOCKET_TYPE_NEW_TICKET_DIALOG, ADW_TYPE_ENTRY_ROW);
  dialog = list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG);
  docket_test_ui_wait_for (gtk_window_is_active (GTK_WINDOW (dialog)));
  docket_test_ui_wait_for (
    (*row = docket_ticket_form_get_row (docket_new_ticket_dialog_get_form (dialog),
                                        "field.People affected")) != NULL);

  return GTK_WIDGET (dialog);
}

static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child, label);

      if (button != NULL)
        return button;
    }

  return NULL;
}

/* A number that is none is no value; what was typed comes back with the draft. */
static void
test_refused_number (ListFixture *fixture, gconstpointer data)
{
  DocketFieldRow *row;
  GtkWidget *dialog = open_form (&row);
  GtkEditable *entry = GTK_EDITABLE (docket_test_ui_find (GTK_WIDGET (row), GTK_TYPE_ENTRY, NULL));
  GtkWidget *button;

  docket_test_keys_press ("n o space i n k");
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  docket_test_keys_press ("f i v e Tab");
  docket_test_ui_wait_for (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "five");
  gtk_window_close (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG) == NULL);

  dialog = open_form (&row);
  entry = GTK_EDITABLE (docket_test_ui_find (GTK_WIDGET (row), GTK_TYPE_ENTRY, NULL));
  docket_test_ui_wait_for ((button = find_button (dialog, "Continue")) != NULL &&
                           gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (g_str_equal (gtk_editable_get_text (entry), "five"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  gtk_window_close (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (list_fixture_find_window (DOCKET_TYPE_NEW_TICKET_DIALOG) == NULL);
}

static void
count_undone_cb (guint *n_undone)
{
  (*n_undone)++;
}

static void
watch_undo (ListFixture *fixture, guint *n_undone)
{
  g_signal_connect_swapped (get_stack (fixture), "undone", G_CALLBACK (count_undone_cb), n_undone);
}

/* The key comes while the edit before is still being written. */
static void
test_undo_at_once (ListFixture *fixture, gconstpointer data)
{
  const guint n = count (fixture);
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 0);
  guint n_undone = 0;

  watch_undo (fixture, &n_undone);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press ("Home Delete ctrl+z");
  docket_test_ui_wait_for (n_undone == 1);
  docket_test_ui_wait_for (count (fixture) == n);
  g_assert_true (docket_ticket_list_find (fixture->list, ticket, NULL));
  g_assert_false (docket_undo_stack_can_undo (get_stack (fixture)));
}

static void
delete_first (ListFixture *fixture)
{
  const guint n = count (fixture);

  gtk_widget_grab_focus (GTK_WIDGET (fixture->list_view));
  docket_test_keys_press ("Home Delete");
  docket_test_ui_wait_for (count (fixture) == n - 1);
}

/* An entry without anything to undo takes the key all the same. */
static void
test_undo_in_search (ListFixture *fixture, gconstpointer data)
{
  guint n_undone = 0;

  watch_undo (fixture, &n_undone);
  delete_first (fixture);
  docket_test_keys_press ("ctrl+f ctrl+z");
  docket_test_ui_wait_for (n_undone == 1);
}

/* What is being typed goes first. */
static void
test_undo_typed (ListFixture *fixture, gconstpointer data)
{
  guint n_undone = 0;

  watch_undo (fixture, &n_undone);
  delete_first (fixture);
  docket_test_keys_press ("ctrl+f i n");
  docket_test_ui_wait_for (g_str_equal (get_search (fixture), "in"));
  docket_test_keys_press ("ctrl+z");
  docket_test_ui_wait_for (!g_str_equal (get_search (fixture), "in"));
  g_assert_cmpuint (n_undone, ==, 0);

  while (*get_search (fixture) != '\0')
    docket_test_keys_press ("ctrl+z");

  docket_test_keys_press ("ctrl+z");
  docket_test_ui_wait_for (n_undone == 1);
}

/* The only one found: the list goes, and the focus stays out of the search. */
static void
test_undo_last_found (ListFixture *fixture, gconstpointer data)
{
  guint n_undone = 0;

  watch_undo (fixture, &n_undone);
  docket_test_keys_press ("ctrl+f p l o t t e r");
  docket_test_ui_wait_for (count (fixture) == 1 && docket_ticket_list_is_arranged (fixture->list));
  docket_test_keys_press ("Down Delete");
  docket_test_ui_wait_for (count (fixture) == 0);
  docket_test_keys_press ("ctrl+z");
  docket_test_ui_wait_for (n_undone == 1);
  docket_test_ui_wait_for (count (fixture) == 1);
  docket_test_ui_wait_for (has_focus_in (fixture, GTK_WIDGET (fixture->list_view)));
  g_assert_cmpstr (get_search (fixture), ==, "plotter");
}

static void
test_undo_in_composer (ListFixture *fixture, gconstpointer data)
{
  GtkWidget *text;
  guint n_undone = 0;

  watch_undo (fixture, &n_undone);
  delete_first (fixture);
  docket_test_ui_wait_for ((text = docket_test_ui_find (fixture->view, GTK_TYPE_TEXT_VIEW, NULL)) !=
                           NULL);
  gtk_widget_grab_focus (text);
  docket_test_keys_press ("ctrl+z");
  docket_test_ui_wait_for (n_undone == 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/keys/" name, ListFixture, NULL, set_up, func, list_fixture_tear_down)

int
main (int argc, char *argv[])
{
  list_fixture_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
  ADD ("search", test_search);
  ADD ("typing-searches", test_typing_searches);
  ADD ("palette", test_palette);
  ADD ("palette-to-form", test_palette_to_form);
  ADD ("new-ticket", test_new_ticket);
  ADD ("create", test_create);
  ADD ("refused-number", test_refused_number);
  ADD ("undo/at-once", test_undo_at_once);
  ADD ("undo/in-search", test_undo_in_search);
  ADD ("undo/typed", test_undo_typed);
  ADD ("undo/last-found", test_undo_last_found);
  ADD ("undo/in-composer", test_undo_in_composer);

  return list_fixture_run ();
}
