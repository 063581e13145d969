/* The timesheet: what was logged, and gaps that a click fills; time whose ticket is gone.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-chooser.h"
#include "docket-time-dialog.h"
#include "docket-timesheet-print.h"
#include "docket-timesheet-window.h"
#include "docket-ui-resources.h"
#include "docket-workspace-timesheet.h"

typedef struct
{
  DocketWorkspace *workspace;
  gint64 ticket;
  gint64 other;
  GtkWidget *window;
  GtkWidget *dialog;
  gboolean forgot;
} Fixture;

static gpointer
child (gpointer widget, const char *name)
{
  GObject *object =
    gtk_widget_get_template_child (GTK_WIDGET (widget), G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (object);

  return object;
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

static gint64
today_at (int hour, int minute)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_local (g_date_time_get_year (now),
                                                      g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now),
                                                      hour,
                                                      minute,
                                                      0);

  return g_date_time_to_unix (then) * G_USEC_PER_SEC;
}

static void
add_entry (Fixture *fixture, gint64 start_at, gint64 end_at)
{
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  entry->technician = docket_workspace_get_me (fixture->workspace);
  entry->start_at = start_at;
  entry->end_at = end_at;
  docket_edit_add_time (edit, fixture->ticket, entry);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);
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

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->workspace = docket_test_workspace_new ();
  fixture->ticket = docket_test_workspace_add_ticket (fixture->workspace, "Router");
  fixture->other = docket_test_workspace_add_ticket (fixture->workspace, "Xylophone");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));

  docket_test_ui_wait_for (fixture->window == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static GtkWidget *
watch (GtkWidget *window, GtkWidget **place)
{
  *place = window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) place);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static AdwActionRow *
find_row (GtkWidget *root, const char *subtitle)
{
  if (ADW_IS_ACTION_ROW (root) && adw_action_row_get_subtitle (ADW_ACTION_ROW (root)) != NULL &&
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (root)), subtitle) != NULL)
    return ADW_ACTION_ROW (root);

  for (GtkWidget *at = gtk_widget_get_first_child (root); at != NULL;
       at = gtk_widget_get_next_sibling (at))
    {
      AdwActionRow *row = find_row (at, subtitle);

      if (row != NULL)
        return row;
    }

  return NULL;
}

static gboolean
can_save (Fixture *fixture)
{
  return gtk_widget_get_sensitive (child (fixture->dialog, "save_button"));
}

static GtkListBoxRow *
get_first_row (GtkWidget *chooser)
{
  return gtk_list_box_get_row_at_index (child (chooser, "list"), 0);
}

static gboolean
offers (GtkWidget *chooser, const char *title)
{
  GtkListBoxRow *row = get_first_row (chooser);

  return row != NULL &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title);
}

/* Types a title into the window that asks for a ticket, and presses Enter. */
static void
choose (Fixture *fixture, const char *title)
{
  GtkWidget *chooser = NULL;

  adw_action_row_activate (child (fixture->dialog, "ticket_row"));
  g_assert_nonnull (find_toplevel (DOCKET_TYPE_TICKET_CHOOSER));
  watch (find_toplevel (DOCKET_TYPE_TICKET_CHOOSER), &chooser);
  g_assert_nonnull (chooser);
  gtk_editable_set_text (child (chooser, "search"), title);
  docket_test_ui_wait_for (offers (chooser, title));
  docket_test_ui_settle (chooser);
  docket_test_ui_shot (chooser, "ticket-chooser");
  g_signal_emit_by_name (child (chooser, "search"), "activate");
  docket_test_ui_wait_for (chooser == NULL);
}

static void
forget_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTimesheet) timesheet =
    docket_workspace_load_timesheet_finish (DOCKET_WORKSPACE (source), result, &error);
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  g_assert_no_error (error);

  for (guint i = 0; i < timesheet->lines->len; i++)
    {
      const DocketTimesheetLine *line = g_ptr_array_index (timesheet->lines, i);

      docket_edit_delete_time (edit, line->ticket, line->time_entry);
    }

  docket_workspace_apply (fixture->workspace, edit, NULL, &error);
  g_assert_no_error (error);
  fixture->forgot = TRUE;
}

/* What the sample data tell of today lies before the hour at which a test runs. */
static void
forget_today (Fixture *fixture)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  docket_workspace_load_timesheet_async (fixture->workspace,
                                         docket_workspace_get_me (fixture->workspace),
                                         today,
                                         today,
                                         NULL,
                                         forget_cb,
                                         fixture);
  docket_test_ui_wait_for (fixture->forgot);
}

static void
test_gap (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  const DocketTimeEntry *entry;

  forget_today (fixture);
  add_entry (fixture, today_at (1, 0), today_at (2, 0));
  add_entry (fixture, today_at (2, 45), today_at (4, 0));
  watch (docket_timesheet_window_new (NULL, fixture->workspace), &fixture->window);
  docket_test_ui_wait_for (find_row (fixture->window, "02:00 – 02:45") != NULL);
  docket_test_ui_settle (fixture->window);
  docket_test_ui_shot (fixture->window, "timesheet");

  adw_action_row_activate (find_row (fixture->window, "02:00 – 02:45"));
  g_assert_nonnull (find_toplevel (DOCKET_TYPE_TIME_DIALOG));
  watch (find_toplevel (DOCKET_TYPE_TIME_DIALOG), &fixture->dialog);
  docket_test_ui_wait_for (
    g_str_equal (gtk_editable_get_text (child (fixture->dialog, "duration")), "0:45"));

  /* Nothing can be saved on no ticket. */
  g_assert_false (can_save (fixture));
  docket_test_ui_settle (fixture->dialog);
  docket_test_ui_shot (fixture->dialog, "time-gap");
  choose (fixture, "Xylophone");
  docket_test_ui_wait_for (can_save (fixture));
  docket_time_dialog_save (DOCKET_TIME_DIALOG (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);

  entries = list_entries (fixture, fixture->other);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->start_at, ==, today_at (2, 0));
  g_assert_cmpint (entry->end_at, ==, today_at (2, 45));
  docket_test_ui_wait_for (find_row (fixture->window, "02:00 – 02:45") != NULL &&
                           !gtk_list_box_row_get_activatable (
                             GTK_LIST_BOX_ROW (find_row (fixture->window, "02:00 – 02:45"))));
}

static DocketTimesheet *
make_timesheet (guint n_lines)
{
  DocketTimesheet *timesheet = docket_timesheet_new ("UTC");
  const gint64 morning = G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC;

  for (guint i = 0; i < n_lines; i++)
    {
      DocketTimesheetLine *line = docket_timesheet_line_new ();

      line->ticket_title = g_strdup_printf ("Printer %u jams", i);
      line->customer_name = g_strdup ("Alder Dental");
      line->start_at = morning + i / 5 * G_TIME_SPAN_DAY + i % 5 * G_TIME_SPAN_HOUR;
      line->end_at = line->start_at + 45 * G_TIME_SPAN_MINUTE;
      line->billable = i % 2 == 0;
      docket_timesheet_take_line (timesheet, line);
    }

  return timesheet;
}

static char *
read_text (const char *pdf)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  const char *const argv[] = { program, "-layout", pdf, "-", NULL };
  char *text = NULL;

  if (program == NULL)
    return NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));

  return text;
}

/* Each line once, on as many pages as it takes. */
static void
test_print (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketTimesheet) timesheet = make_timesheet (120);
  g_autoptr (GtkPrintOperation) print =
    docket_timesheet_print_new (timesheet, "Ana Rossi", "November");
  g_autofree char *pdf = g_build_filename (g_get_user_cache_dir (), "timesheet.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  gtk_print_operation_set_export_filename (print, pdf);
  g_assert_cmpint (gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error),
                   ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  text = read_text (pdf);

  if (text == NULL)
    {
      g_test_skip ("there is no pdftotext");
      return;
    }

  g_assert_nonnull (strstr (text, "Ana Rossi"));
  g_assert_nonnull (strchr (text, '\f'));
  g_assert_nonnull (strstr (text, "90 h 00"));

  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *title = g_strdup_printf ("Printer %u jams", i);
      const char *found = strstr (text, title);

      g_assert_nonnull (found);
      g_assert_null (strstr (found + 1, title));
    }
}

/* What was worked on last is offered before anything is typed. */
static void
test_worked_lately (Fixture *fixture, gconstpointer data)
{
  add_entry (fixture, today_at (23, 58), today_at (23, 59));
  watch (docket_ticket_chooser_new (NULL, fixture->workspace), &fixture->window);
  docket_test_ui_wait_for (offers (fixture->window, "Router"));
}

/* The ticket of a timer is deleted: its time is not. */
static void
test_deleted_ticket (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_act_on_timer (fixture->workspace,
                                                DOCKET_TIMER_START,
                                                fixture->ticket,
                                                &error));
  docket_edit_delete_ticket (edit, fixture->ticket, 0);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_true (docket_workspace_act_on_timer (fixture->workspace, DOCKET_TIMER_PAUSE, 0, &error));
  g_assert_no_error (error);
  timers = docket_workspace_list_timers (fixture->workspace, &error);
  g_assert_cmpuint (timers->len, ==, 1);

  g_ptr_array_set_free_func (timers, NULL);
  watch (docket_time_dialog_new_for_timer (NULL,
                                           fixture->workspace,
                                           g_ptr_array_index (timers, 0),
                                           FALSE),
         &fixture->dialog);
  docket_test_ui_wait_for (*gtk_editable_get_text (child (fixture->dialog, "duration")) != '\0');
  g_assert_false (can_save (fixture));
  choose (fixture, "Xylophone");
  docket_test_ui_wait_for (can_save (fixture));
  docket_time_dialog_save (DOCKET_TIME_DIALOG (fixture->dialog));
  docket_test_ui_wait_for (fixture->dialog == NULL);

  entries = list_entries (fixture, fixture->other);
  g_assert_cmpuint (entries->len, ==, 1);
  after = docket_workspace_list_timers (fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->len, ==, 0);
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

  add ("/timesheet/gap", test_gap);
  add ("/timesheet/print", test_print);
  add ("/timesheet/worked-lately", test_worked_lately);
  add ("/timesheet/deleted-ticket", test_deleted_ticket);

  return g_test_run ();
}
