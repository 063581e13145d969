/* My week or month: what was worked, by day, ticket or customer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timesheet-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-format.h"
#include "docket-time-dialog.h"
#include "docket-timesheet-print.h"
#include "docket-toast.h"
#include "docket-undo-key.h"
#include "docket-undo-stack.h"
#include "docket-workspace-timesheet.h"

struct _DocketTimesheetWindow
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  GCancellable *cancellable; /* of the reading under way */
  GCancellable *closing;
  GSimpleActionGroup *actions;
  GDateTime *first; /* a noon of the first day */
  gboolean is_month;
  DocketTimesheetBy by;
  DocketTimesheet *timesheet;
  GPtrArray *groups; /* (element-type GtkWidget): in the page, which owns them */
  GtkFileChooserNative *chooser;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwPreferencesPage *page;
};

G_DEFINE_FINAL_TYPE (DocketTimesheetWindow, docket_timesheet_window, ADW_TYPE_WINDOW)

static void
tell (DocketTimesheetWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_toast_overlay_add_toast (self->toasts, docket_toast_new (error->message));
}

static char *
format_day (const char *day, const char *format)
{
  g_autofree char *noon = g_strconcat (day, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (noon, NULL);

  return time != NULL ? g_date_time_format (time, format) : g_strdup (day);
}

static AdwPreferencesGroup *
add_group (DocketTimesheetWindow *self, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  /* A group's title is markup. */
  if (title != NULL)
    {
      g_autofree char *escaped = g_markup_escape_text (title, -1);

      adw_preferences_group_set_title (group, escaped);
    }

  adw_preferences_group_set_description (group, description);
  adw_preferences_page_add (self->page, group);
  g_ptr_array_add (self->groups, group);

  return group;
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, gint64 duration_us)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autofree char *duration = docket_format_hours (duration_us);
  GtkWidget *label = gtk_label_new (duration);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (row, 2);
  adw_action_row_set_subtitle (row, subtitle != NULL ? subtitle : "");
  adw_action_row_set_subtitle_lines (row, 2);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  adw_preferences_group_add (group, GTK_WIDGET (row));

  return row;
}

static char *
describe_billable (gint64 billable_us)
{
  g_autofree char *billable = docket_format_hours (billable_us);

  /* Translators: %s is a duration, such as "2 h 15" */
  return g_strdup_printf (_ ("%s billable"), billable);
}

static void
add_line (DocketTimesheetWindow *self, AdwPreferencesGroup *group, const DocketTimesheetLine *line)
{
  g_autofree char *from = docket_timesheet_format (self->timesheet, line->start_at, "%H:%M");
  g_autofree char *to = docket_timesheet_format (self->timesheet, line->end_at, "%H:%M");
  g_autofree char *title = line->ticket_number != NULL
                             ? g_strdup_printf ("#%s %s", line->ticket_number, line->ticket_title)
                             : g_strdup (line->ticket_title);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  AdwActionRow *row;

  g_string_append_printf (subtitle, "%s – %s", from, to);

  if (line->customer_name != NULL)
    g_string_append_printf (subtitle, " · %s", line->customer_name);

  if (!line->billable)
    g_string_append_printf (subtitle, " · %s", _ ("not billable"));

  if (line->overlaps)
    g_string_append_printf (subtitle, " · %s", _ ("overlaps the work before it"));

  row = add_row (group, title, subtitle->str, line->end_at - line->start_at);

  if (line->overlaps)
    adw_action_row_add_prefix (row, gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
}

static void
gap_activated_cb (AdwActionRow *row, DocketTimesheetWindow *self)
{
  const DocketTimesheetGap *gap = g_object_get_data (G_OBJECT (row), "gap");

  gtk_window_present (GTK_WINDOW (docket_time_dialog_new_for_gap (GTK_WINDOW (self),
                                                                  self->workspace,
                                                                  gap->start_at,
                                                                  gap->end_at)));
}

static void
add_gap (DocketTimesheetWindow *self, AdwPreferencesGroup *group, const DocketTimesheetGap *gap)
{
  g_autofree char *from = docket_timesheet_format (self->timesheet, gap->start_at, "%H:%M");
  g_autofree char *to = docket_timesheet_format (self->timesheet, gap->end_at, "%H:%M");
  g_autofree char *span = g_strdup_printf ("%s – %s", from, to);
  AdwActionRow *row =
    add_row (group, C_ ("timesheet", "Nothing logged"), span, gap->end_at - gap->start_at);

  adw_action_row_add_prefix (row, gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Add a time entry for it"));
  g_object_set_data_full (G_OBJECT (row), "gap", g_memdup2 (gap, sizeof *gap), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (gap_activated_cb), self);
}

/* The lines of a day, and the gaps between them, from a line on; gives the first of the next. */
static guint
fill_day (DocketTimesheetWindow *self, AdwPreferencesGroup *group, const char *day, guint first)
{
  const GPtrArray *lines = self->timesheet->lines;
  const GArray *gaps = self->timesheet->gaps;
  guint i;

  for (i = first; i < lines->len; i++)
    {
      const DocketTimesheetLine *line = g_ptr_array_index (lines, i);
      g_autofree char *its_day = docket_timesheet_get_day (self->timesheet, line->start_at);

      if (!g_str_equal (its_day, day))
        break;

      for (guint j = 0; j < gaps->len; j++)
        if (g_array_index (gaps, DocketTimesheetGap, j).end_at == line->start_at)
          add_gap (self, group, &g_array_index (gaps, DocketTimesheetGap, j));

      add_line (self, group, line);
    }

  return i;
}

static void
fill_days (DocketTimesheetWindow *self)
{
  g_autoptr (GPtrArray) days = docket_timesheet_add_up (self->timesheet, DOCKET_TIMESHEET_BY_DAY);
  guint next = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const DocketTimesheetTotal *total = g_ptr_array_index (days, i);
      g_autofree char *title = format_day (total->name, "%A %x");
      g_autofree char *duration = docket_format_hours (total->duration_us);
      g_autofree char *billable = describe_billable (total->billable_us);
      g_autofree char *description = g_strdup_printf (_ ("%s · %s"), duration, billable);

      next = fill_day (self, add_group (self, title, description), total->name, next);
    }
}

static void
fill_totals (DocketTimesheetWindow *self)
{
  g_autoptr (GPtrArray) totals = docket_timesheet_add_up (self->timesheet, self->by);
  AdwPreferencesGroup *group = add_group (self, NULL, NULL);

  for (guint i = 0; i < totals->len; i++)
    {
      const DocketTimesheetTotal *total = g_ptr_array_index (totals, i);
      g_autofree char *billable = describe_billable (total->billable_us);

      add_row (group,
               total->name != NULL ? total->name : C_ ("timesheet", "None"),
               billable,
               total->duration_us);
    }
}

static void
fill (DocketTimesheetWindow *self)
{
  g_autofree char *billable = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));

  g_ptr_array_set_size (self->groups, 0);

  if (self->timesheet->lines->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }

  billable = describe_billable (self->timesheet->billable_us);
  add_row (add_group (self, NULL, NULL),
           C_ ("timesheet", "Total"),
           billable,
           self->timesheet->duration_us);

  if (self->by == DOCKET_TIMESHEET_BY_DAY)
    fill_days (self);
  else
    fill_totals (self);

  gtk_stack_set_visible_child_name (self->stack, "lines");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimesheetWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTimesheet) timesheet =
    docket_workspace_load_timesheet_finish (DOCKET_WORKSPACE (source), result, &error);

  if (timesheet == NULL)
    {
      tell (self, error);
      return;
    }

  g_set_object (&self->timesheet, timesheet);
  fill (self);
}

static GDateTime *
get_last (DocketTimesheetWindow *self)
{
  g_autoptr (GDateTime) next = self->is_month ? g_date_time_add_months (self->first, 1)
                                              : g_date_time_add_days (self->first, 7);

  return g_date_time_add_days (next, -1);
}

static void
reload (DocketTimesheetWindow *self)
{
  g_autoptr (GDateTime) last = get_last (self);
  g_autofree char *from = g_date_time_format (self->first, "%Y-%m-%d");
  g_autofree char *to = g_date_time_format (last, "%Y-%m-%d");
  g_autofree char *from_shown = g_date_time_format (self->first, "%x");
  g_autofree char *to_shown = g_date_time_format (last, "%x");
  g_autofree char *period = g_strdup_printf ("%s – %s", from_shown, to_shown);

  adw_window_title_set_subtitle (self->title, period);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  docket_workspace_load_timesheet_async (self->workspace,
                                         docket_workspace_get_me (self->workspace),
                                         from,
                                         to,
                                         self->cancellable,
                                         loaded_cb,
                                         g_object_ref (self));
}

/* The week or month of a day. */
static void
begin_with (DocketTimesheetWindow *self, GDateTime *day)
{
  const int back =
    self->is_month ? g_date_time_get_day_of_month (day) - 1 : g_date_time_get_day_of_week (day) - 1;

  g_clear_pointer (&self->first, g_date_time_unref);
  self->first = g_date_time_add_days (day, -back);
  reload (self);
}

static void
move (DocketTimesheetWindow *self, int direction)
{
  GDateTime *first = self->is_month ? g_date_time_add_months (self->first, direction)
                                    : g_date_time_add_days (self->first, 7 * direction);

  g_date_time_unref (self->first);
  self->first = first;
  reload (self);
}

static void
changed_cb (DocketTimesheetWindow *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, DocketChange, i).entity == DOCKET_ENTITY_TICKET)
      {
        reload (self);
        return;
      }
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, -1);
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, 1);
}

static void
span_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimesheetWindow *self = user_data;
  g_autoptr (GDateTime) day = g_date_time_ref (self->first);

  self->is_month = g_str_equal (g_variant_get_string (parameter, NULL), "month");
  g_simple_action_set_state (action, parameter);
  begin_with (self, day);
}

static void
by_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimesheetWindow *self = user_data;
  const char *by = g_variant_get_string (parameter, NULL);

  self->by = g_str_equal (by, "ticket")     ? DOCKET_TIMESHEET_BY_TICKET
             : g_str_equal (by, "customer") ? DOCKET_TIMESHEET_BY_CUSTOMER
                                            : DOCKET_TIMESHEET_BY_DAY;
  g_simple_action_set_state (action, parameter);

  if (self->timesheet != NULL)
    fill (self);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimesheetWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_utf8_make_valid (name, -1);

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      tell (self, error);
      return;
    }

  sentence = g_strdup_printf (_ ("Saved as “%s”"), shown);
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static void
chosen_cb (DocketTimesheetWindow *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                             ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                             : NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *csv;

  g_clear_object (&self->chooser);

  if (file == NULL || self->timesheet == NULL)
    return;

  csv = docket_timesheet_to_csv (self->timesheet, docket_workspace_get_wording (self->workspace));
  bytes = g_bytes_new_take (csv, strlen (csv));
  g_file_replace_contents_bytes_async (file,
                                       bytes,
                                       NULL,
                                       FALSE,
                                       G_FILE_CREATE_PRIVATE,
                                       self->closing,
                                       written_cb,
                                       g_object_ref (self));
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimesheetWindow *self = user_data;
  g_autofree char *name = NULL;

  if (self->timesheet == NULL || self->chooser != NULL)
    return;

  name = g_date_time_format (self->first, "%Y-%m-%d.csv");
  self->chooser = gtk_file_chooser_native_new (_ ("Export the timesheet"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               C_ ("button", "_Save"),
                                               C_ ("button", "_Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser,
                           "response",
                           G_CALLBACK (chosen_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
printed_cb (DocketTimesheetWindow *self, GtkPrintOperationResult result, GtkPrintOperation *print)
{
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;

  gtk_print_operation_get_error (print, &error);
  tell (self, error);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimesheetWindow *self = user_data;
  g_autoptr (GtkPrintOperation) print = NULL;

  if (self->timesheet == NULL)
    return;

  print = docket_timesheet_print_new (self->timesheet,
                                      docket_workspace_get_me_name (self->workspace),
                                      adw_window_title_get_subtitle (self->title));
  gtk_print_operation_set_allow_async (print, TRUE);
  g_signal_connect_object (print, "done", G_CALLBACK (printed_cb), self, G_CONNECT_SWAPPED);
  gtk_print_operation_run (print, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), NULL);
}

static const GActionEntry entries[] = {
  { "previous", previous_cb },
  { "next", next_cb },
  { "span", NULL, "s", "'week'", span_cb },
  { "by", NULL, "s", "'day'", by_cb },
  { "export", export_cb },
  { "print", print_cb },
};

static gboolean
docket_timesheet_window_close_request (GtkWindow *window)
{
  DocketTimesheetWindow *self = DOCKET_TIMESHEET_WINDOW (window);

  /* What runs holds the window: let go of it. */
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->closing);

  return GTK_WINDOW_CLASS (docket_timesheet_window_parent_class)->close_request (window);
}

static void
docket_timesheet_window_dispose (GObject *object)
{
  DocketTimesheetWindow *self = DOCKET_TIMESHEET_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->timesheet);
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->first, g_date_time_unref);

  G_OBJECT_CLASS (docket_timesheet_window_parent_class)->dispose (object);
}

static void
docket_timesheet_window_finalize (GObject *object)
{
  DocketTimesheetWindow *self = DOCKET_TIMESHEET_WINDOW (object);

  g_object_unref (self->closing);
  g_ptr_array_unref (self->groups);

  G_OBJECT_CLASS (docket_timesheet_window_parent_class)->finalize (object);
}

static void
docket_timesheet_window_class_init (DocketTimesheetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_timesheet_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_timesheet_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = docket_timesheet_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-timesheet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTimesheetWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketTimesheetWindow, title);
  gtk_widget_class_bind_template_child (widget_class, DocketTimesheetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DocketTimesheetWindow, page);
}

static void
docket_timesheet_window_init (DocketTimesheetWindow *self)
{
  self->closing = g_cancellable_new ();
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "timesheet", G_ACTION_GROUP (self->actions));
  docket_undo_key_attach (GTK_WIDGET (self));
}

/**
 * docket_timesheet_window_new:
 * @parent: (nullable): the workspace's window
 * @workspace: a workspace
 *
 * Returns: (transfer none): a window with the week of today, to be presented
 */
GtkWidget *
docket_timesheet_window_new (GtkWindow *parent, DocketWorkspace *workspace)
{
  DocketTimesheetWindow *self;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) noon = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (DOCKET_TYPE_TIMESHEET_WINDOW, "transient-for", parent, NULL);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  now = g_date_time_new_from_unix_local (
    docket_clock_get_wall (docket_workspace_get_clock (workspace)) / G_USEC_PER_SEC);
  noon = g_date_time_new_local (g_date_time_get_year (now),
                                g_date_time_get_month (now),
                                g_date_time_get_day_of_month (now),
                                12,
                                0,
                                0);
  docket_undo_stack_lend (docket_undo_stack_find (GTK_WIDGET (self)), self->toasts);
  begin_with (self, noon);

  return GTK_WIDGET (self);
}
