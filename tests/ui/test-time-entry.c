/* Entering time, and the bar of the timer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-instant-row.h"
#include "docket-store-timer.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-time-dialog.h"
#include "docket-time-list.h"
#include "docket-timer-bar.h"
#include "docket-ui-resources.h"

#define MINUTE G_TIME_SPAN_MINUTE

typedef struct
{
  DocketWorkspace *workspace;
  gint64 ticket;
  gint64 other;
  DocketTimeDialog *dialog;
} Fixture;

static gpointer
child (gpointer widget, const char *name)
{
  GObject *object =
    gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (object);

  return object;
}

static gboolean
can_save (Fixture *fixture)
{
  return gtk_widget_get_sensitive (child (fixture->dialog, "save_button"));
}

static void
present (Fixture *fixture, GtkWidget *dialog)
{
  fixture->dialog = DOCKET_TIME_DIALOG (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (can_save (fixture));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "Here");
  fixture->other = docket_test_workspace_add_ticket (fixture->workspace, "There");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->dialog != NULL)
    gtk_window_close (GTK_WINDOW (fixture->dialog));

  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static gint64
get (Fixture *fixture, const char *row)
{
  return docket_instant_row_get_instant (child (fixture->dialog, row));
}

static void
type_time (Fixture *fixture, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (docket_instant_row_get_entry (child (fixture->dialog, row))),
                         text);
}

static void
type_duration (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (child (fixture->dialog, "duration"), text);
}

static const char *
get_duration (Fixture *fixture)
{
  return gtk_editable_get_text (child (fixture->dialog, "duration"));
}

static GtkWidget *
find_warning (Fixture *fixture, const char *words)
{
  GtkWidget *line = gtk_widget_get_first_child (child (fixture->dialog, "warnings"));

  for (; line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      GtkWidget *label = docket_test_ui_find (line, GTK_TYPE_LABEL, NULL);

      if (strstr (gtk_label_get_text (GTK_LABEL (label)), words) != NULL)
        return line;
    }

  return NULL;
}

static void
put_right (GtkWidget *warning)
{
  GtkWidget *button = docket_test_ui_find (warning, GTK_TYPE_BUTTON, NULL);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static GPtrArray *
list_entries (Fixture *fixture, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (fixture->workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return g_ptr_array_ref (details->time_entries);
}

/* A day ago, where nothing else was worked. */
static gint64
add_entry (Fixture *fixture, gint64 minutes_ago, gint64 minutes)
{
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  entry->technician = docket_workspace_get_me (fixture->workspace);
  entry->start_at = g_get_real_time () / MINUTE * MINUTE - minutes_ago * MINUTE;
  entry->end_at = entry->start_at + minutes * MINUTE;
  entry->billable = TRUE;
  docket_edit_add_time (edit, fixture->other, entry);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);

  return entry->start_at;
}

static void
test_in_step (Fixture *fixture, gconstpointer data)
{
  gint64 end;

  present (fixture, docket_time_dialog_new (NULL, fixture->workspace, fixture->ticket));
  end = get (fixture, "end_row");

  /* Who types a duration alone has just finished. */
  type_duration (fixture, "45");
  g_assert_cmpint (get (fixture, "end_row"), ==, end);
  g_assert_cmpint (get (fixture, "start_row"), ==, end - 45 * MINUTE);

  type_duration (fixture, "nonsense");
  g_assert_false (can_save (fixture));
  g_assert_cmpint (get (fixture, "start_row"), ==, end - 45 * MINUTE);

  /* Who types a start means it. */
  type_time (fixture, "start_row", "8.30");
  type_time (fixture, "end_row", "10");
  g_assert_cmpstr (get_duration (fixture), ==, "1:30");
  type_duration (fixture, "1h");
  g_assert_cmpint (get (fixture, "end_row") - get (fixture, "start_row"), ==, 60 * MINUTE);
  g_assert_true (can_save (fixture));

  type_time (fixture, "end_row", "25:00");
  g_assert_false (can_save (fixture));
  type_time (fixture, "end_row", "9:15");
  g_assert_cmpstr (get_duration (fixture), ==, "0:45");

  docket_time_dialog_save (fixture->dialog);
  docket_test_ui_wait_for (fixture->dialog == NULL);

  {
    g_autoptr (GPtrArray) entries = list_entries (fixture, fixture->ticket);
    const DocketTimeEntry *entry = g_ptr_array_index (entries, 0);

    g_assert_cmpuint (entries->len, ==, 1);
    g_assert_cmpint (entry->end_at - entry->start_at, ==, 45 * MINUTE);
    g_assert_cmpint (entry->technician, ==, docket_workspace_get_me (fixture->workspace));
  }
}

static void
test_end_before_start (Fixture *fixture, gconstpointer data)
{
  GtkWidget *warning;

  present (fixture, docket_time_dialog_new (NULL, fixture->workspace, fixture->ticket));
  type_time (fixture, "start_row", "22:00");
  type_time (fixture, "end_row", "1:30");
  g_assert_false (can_save (fixture));
  warning = find_warning (fixture, "not after the start");
  g_assert_nonnull (warning);

  put_right (warning);
  g_assert_cmpstr (get_duration (fixture), ==, "3:30");
  g_assert_true (can_save (fixture));
}

/* Pointed out by the other's ticket, with a way out, and not in the way. */
static void
test_overlap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  const gint64 start = add_entry (fixture, 3 * 24 * 60, 60);

  entry->ticket = fixture->ticket;
  entry->technician = docket_workspace_get_me (fixture->workspace);
  entry->start_at = start + 30 * MINUTE;
  entry->end_at = start + 120 * MINUTE;
  present (fixture, docket_time_dialog_new_for_entry (NULL, fixture->workspace, entry));
  docket_test_ui_wait_for (find_warning (fixture, "Overlaps the entry on #") != NULL);
  g_assert_true (can_save (fixture));

  put_right (find_warning (fixture, "Overlaps"));
  docket_test_ui_wait_for (find_warning (fixture, "Overlaps") == NULL);
  g_assert_cmpint (get (fixture, "start_row"), ==, start + 60 * MINUTE);
}

/* Failure 8: an entry that overlaps is as right as it was while its text alone is edited. */
static void
test_text_alone (Fixture *fixture, gconstpointer data)
{
  const gint64 start = add_entry (fixture, 3 * 24 * 60, 60);
  g_autoptr (GPtrArray) entries = NULL;
  const DocketTimeEntry *entry;
  GtkTextBuffer *buffer;

  add_entry (fixture, 3 * 24 * 60 - 30, 60);
  entries = list_entries (fixture, fixture->other);
  g_assert_cmpuint (entries->len, ==, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->start_at, ==, start);
  present (fixture, docket_time_dialog_new_for_entry (NULL, fixture->workspace, entry));
  buffer = gtk_text_view_get_buffer (child (fixture->dialog, "description"));
  gtk_text_buffer_set_text (buffer, "The relay", -1);
  docket_test_ui_settle (GTK_WIDGET (fixture->dialog));
  g_assert_null (find_warning (fixture, "Overlaps"));

  /* Moved, it is pointed out. */
  type_duration (fixture, "1h05");
  docket_test_ui_wait_for (find_warning (fixture, "Overlaps") != NULL);
  type_duration (fixture, "1h");
  docket_test_ui_wait_for (find_warning (fixture, "Overlaps") == NULL);
  docket_time_dialog_save (fixture->dialog);
  docket_test_ui_wait_for (fixture->dialog == NULL);
}

static gboolean
has_text (GtkWidget *list, const char *text)
{
  GtkWidget *row = gtk_widget_get_first_child (child (list, "list"));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ADW_IS_ACTION_ROW (row) &&
        strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), text) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const DocketTimeEntry *entry;

  add_entry (fixture, 600, 60);
  entries = list_entries (fixture, fixture->other);
  entry = g_ptr_array_index (entries, 0);

  list = docket_time_list_new (NULL, fixture->workspace, fixture->other);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  gtk_window_present (GTK_WINDOW (list));
  docket_test_ui_wait_for (has_text (list, docket_workspace_get_me_name (fixture->workspace)));

  gtk_widget_activate_action (list, "time.delete", "x", entry->id);
  docket_test_ui_wait_for (
    g_str_equal (gtk_stack_get_visible_child_name (child (list, "stack")), "empty"));
  none = list_entries (fixture, fixture->other);
  g_assert_cmpuint (none->len, ==, 0);

  gtk_window_close (GTK_WINDOW (list));
  docket_test_ui_wait_for (list == NULL);
}

/* --- The bar ------------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *window;
  GSimpleActionGroup *actions;
  DocketTimerBar *bar;
} Bar;

static void
open_bar (Fixture *fixture, Bar *bar)
{
  bar->actions = g_simple_action_group_new ();
  bar->bar = g_object_new (DOCKET_TYPE_TIMER_BAR, NULL);
  bar->window = adw_window_new ();
  gtk_widget_insert_action_group (bar->window, "workspace", G_ACTION_GROUP (bar->actions));
  adw_window_set_content (ADW_WINDOW (bar->window), GTK_WIDGET (bar->bar));
  docket_timer_bar_set_workspace (bar->bar, fixture->workspace, G_ACTION_MAP (bar->actions));
  gtk_window_set_default_size (GTK_WINDOW (bar->window), 360, 100);
  gtk_window_present (GTK_WINDOW (bar->window));
}

static void
close_bar (Bar *bar)
{
  gtk_window_destroy (GTK_WINDOW (bar->window));
  g_clear_object (&bar->actions);
}

static void
activate (Bar *bar, const char *name, gint64 ticket)
{
  g_action_group_activate_action (G_ACTION_GROUP (bar->actions),
                                  name,
                                  ticket != 0 ? g_variant_new_int64 (ticket) : NULL);
}

static const char *
get_ticket_label (Bar *bar)
{
  return gtk_label_get_text (child (bar->bar, "ticket_label"));
}

static gboolean
shows (Bar *bar, const char *title)
{
  return gtk_widget_get_visible (GTK_WIDGET (bar->bar)) &&
         strstr (get_ticket_label (bar), title) != NULL;
}

static GtkWidget *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }

  return NULL;
}

static void
test_bar (Fixture *fixture, gconstpointer data)
{
  Bar bar = { 0 };
  GtkWidget *dialog;

  open_bar (fixture, &bar);
  activate (&bar, "start-timer", fixture->ticket);
  docket_test_ui_wait_for (shows (&bar, "Here"));
  g_assert_false (gtk_widget_get_visible (child (bar.bar, "question")));
  docket_test_ui_wait_for (
    !g_str_equal (gtk_label_get_text (child (bar.bar, "time_label")), "0:00:00"));

  /* A second one asks first. */
  activate (&bar, "start-timer", fixture->other);
  dialog = find_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "pause");
  docket_test_ui_wait_for (shows (&bar, "There"));
  g_assert_true (gtk_widget_get_visible (child (bar.bar, "paused_button")));

  activate (&bar, "switch-timer", fixture->ticket);
  docket_test_ui_wait_for (shows (&bar, "Here"));
  activate (&bar, "pause-timer", 0);
  docket_test_ui_wait_for (gtk_widget_has_css_class (GTK_WIDGET (bar.bar), "paused"));

  /* Stop gives an entry; closing its window loses nothing. */
  activate (&bar, "stop-timer", 0);
  docket_test_ui_wait_for (find_toplevel (DOCKET_TYPE_TIME_DIALOG) != NULL);
  gtk_window_close (GTK_WINDOW (find_toplevel (DOCKET_TYPE_TIME_DIALOG)));
  docket_test_ui_wait_for (find_toplevel (DOCKET_TYPE_TIME_DIALOG) == NULL);
  g_assert_true (shows (&bar, "Here"));

  activate (&bar, "stop-timer", 0);
  docket_test_ui_wait_for (find_toplevel (DOCKET_TYPE_TIME_DIALOG) != NULL);
  fixture->dialog = DOCKET_TIME_DIALOG (find_toplevel (DOCKET_TYPE_TIME_DIALOG));
  g_object_add_weak_pointer (G_OBJECT (fixture->dialog), (gpointer *) &fixture->dialog);
  docket_test_ui_wait_for (can_save (fixture));
  docket_time_dialog_save (fixture->dialog);
  docket_test_ui_wait_for (fixture->dialog == NULL);
  docket_test_ui_wait_for (shows (&bar, "There"));

  {
    g_autoptr (GPtrArray) entries = list_entries (fixture, fixture->ticket);

    g_assert_cmpuint (entries->len, ==, 1);
  }

  close_bar (&bar);
}

/* One that began some time ago. */
static void
start_timer (Fixture *fixture, gint64 ago_us)
{
  DocketClock *clock = docket_workspace_get_clock (fixture->workspace);
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder =
    g_build_filename (root, docket_workspace_get_id (fixture->workspace), NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketStore) store = docket_store_open (folder, NULL, &error);
  g_autoptr (DocketTransaction) txn = NULL;
  g_autoptr (DocketTimerSegment) segment = docket_timer_segment_new ();

  g_assert_no_error (error);
  segment->ticket = fixture->ticket;
  segment->technician = docket_workspace_get_me (fixture->workspace);
  segment->started_at = docket_clock_get_wall (clock) - ago_us;
  segment->boottime_us = docket_clock_get_boottime (clock) - ago_us;
  segment->boot_id = g_strdup (docket_clock_get_boot_id (clock));
  txn = docket_store_begin_write (store, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (docket_timer_segments_save (txn, segment, &error));
  g_assert_true (docket_transaction_commit (txn, &error));
  g_clear_pointer (&txn, docket_transaction_free);
  docket_store_close (store);
}

/* The question stands in the bar until it is answered. */
static void
test_question (Fixture *fixture, gconstpointer data)
{
  const gint64 now = docket_clock_get_boottime (docket_workspace_get_clock (fixture->workspace));
  Bar bar = { 0 };
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (GError) error = NULL;

  /* It began an hour ago; nobody was there for half of it. */
  start_timer (fixture, 60 * MINUTE);
  g_assert_true (docket_workspace_mark_away (fixture->workspace,
                                             now - 40 * MINUTE,
                                             now - 10 * MINUTE,
                                             DOCKET_TIMER_AWAY_LOCK,
                                             &error));
  g_assert_no_error (error);

  open_bar (fixture, &bar);
  docket_test_ui_wait_for (shows (&bar, "Here"));
  g_assert_true (gtk_widget_get_visible (child (bar.bar, "question")));
  g_assert_nonnull (strstr (gtk_label_get_text (child (bar.bar, "question_label")), "0 h 30"));

  activate (&bar, "discard-away", 0);
  docket_test_ui_wait_for (!gtk_widget_get_visible (child (bar.bar, "question")));
  timers = docket_workspace_list_timers (fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
    docket_workspace_get_timer_elapsed (fixture->workspace, g_ptr_array_index (timers, 0)) /
      (10 * MINUTE),
    ==,
    3);

  close_bar (&bar);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

  add ("/time-entry/in-step", test_in_step);
  add ("/time-entry/end-before-start", test_end_before_start);
  add ("/time-entry/overlap", test_overlap);
  add ("/time-entry/text-alone", test_text_alone);
  add ("/time-entry/list", test_list);
  add ("/timer-bar/bar", test_bar);
  add ("/timer-bar/question", test_question);

  return g_test_run ();
}
