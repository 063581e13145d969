/* The window in which a time entry is made or corrected.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-time-dialog.h"

#include <glib/gi18n.h>

#include "docket-done-key.h"
#include "docket-instant-row.h"
#include "docket-ticket-choice-row.h"
#include "docket-time-rows.h"
#include "docket-time-warnings.h"
#include "docket-toast.h"
#include "docket-undo-stack.h"
#include "docket-workspace-time.h"

/* How long a new entry is, if nobody knows when the last one ended. */
#define DEFAULT_LENGTH_US (30 * G_TIME_SPAN_MINUTE)

/* How long a new entry is kept from the server, while undo is offered. */
#define UNDO_US (5 * G_USEC_PER_SEC)

/**
 * DocketTimeDialog:
 *
 * Start, end and duration are kept in step. What is odd is pointed out with a way to put it right;
 * only an end that is not after the start can't be saved. A timer stays paused until its entry is
 * saved or thrown away.
 */
struct _DocketTimeDialog
{
  AdwWindow parent_instance;

  DocketWorkspace *workspace;
  DocketUndoStack *undo_stack; /* NULL where nothing can be undone */
  gint64 ticket;               /* 0: it is yet to be chosen */
  DocketTimeEntry *entry;      /* what it began with */
  DocketTimer *timer;          /* NULL: not of a timer */
  gboolean only_away;
  DocketTimeChoices *choices;
  GPtrArray *others; /* (element-type DocketTimeEntry): NULL until they are read */
  GCancellable *cancellable;
  GCancellable *near_cancellable;
  gboolean start_typed;
  gboolean touched;
  gboolean showing;
  gboolean duration_valid;
  gboolean saving;
  guint rounding;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkWidget *save_button;
  DocketInstantRow *start_row;
  DocketInstantRow *end_row;
  GtkEditable *duration;
  GtkBox *warnings;
  DocketTicketChoiceRow *ticket_row;
  AdwComboRow *technician_row;
  AdwComboRow *rate_row;
  GtkSwitch *billable;
  GtkSwitch *on_site;
  AdwActionRow *contract_row;
  GtkLabel *hours_left;
  GtkTextView *description;
  GtkWidget *throw_away_button;
};

G_DEFINE_FINAL_TYPE (DocketTimeDialog, docket_time_dialog, ADW_TYPE_WINDOW)

static void
show_toast (DocketTimeDialog *self, const char *sentence)
{
  adw_toast_overlay_add_toast (self->toasts, docket_toast_new (sentence));
}

static gint64
get_start (DocketTimeDialog *self)
{
  return docket_instant_row_get_instant (self->start_row);
}

static gint64
get_end (DocketTimeDialog *self)
{
  return docket_instant_row_get_instant (self->end_row);
}

static char *
dup_description (DocketTimeDialog *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->description);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_strstrip (text);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static DocketTimeEntry *
collect (DocketTimeDialog *self)
{
  DocketTimeEntry *entry = docket_time_entry_copy (self->entry);

  entry->ticket = self->ticket;
  entry->start_at = get_start (self);
  entry->end_at = get_end (self);
  entry->technician =
    docket_time_rows_get_chosen (self->technician_row, self->choices->technicians);
  entry->rate = docket_time_rows_get_chosen (self->rate_row, self->choices->rates);
  entry->billable = gtk_switch_get_active (self->billable);
  entry->on_site = gtk_switch_get_active (self->on_site);
  g_free (entry->description);
  entry->description = dup_description (self);

  return entry;
}

static gboolean
is_valid (DocketTimeDialog *self)
{
  return self->choices != NULL && self->ticket != 0 &&
         docket_instant_row_is_valid (self->start_row) &&
         docket_instant_row_is_valid (self->end_row) && self->duration_valid;
}

static gboolean
is_moved (DocketTimeDialog *self, const DocketTimeEntry *entry)
{
  return entry->start_at != self->entry->start_at || entry->end_at != self->entry->end_at ||
         entry->technician != self->entry->technician;
}

/* When a timer really ran; nothing once somebody typed other times. */
static GArray *
list_spans (DocketTimeDialog *self, const DocketTimeEntry *entry)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (DocketTimeSpan));

  if (self->timer == NULL || is_moved (self, entry))
    return spans;

  for (guint i = 0; i < self->timer->segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (self->timer->segments, i);
      const DocketTimeSpan span = { segment->started_at, segment->ended_at };

      if (segment->ended_at != 0 &&
          (!self->only_away || segment->question != DOCKET_TIMER_AWAY_NONE))
        g_array_append_val (spans, span);
    }

  return spans;
}

static void
show_warnings (DocketTimeDialog *self)
{
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GArray) spans = NULL;
  const DocketTimeEntry *with = NULL;
  gint64 away = 0;
  guint problems = 0;

  if (self->choices == NULL)
    return;

  entry = collect (self);
  spans = list_spans (self, entry);

  /* An entry whose text alone is changed is as right as it was. */
  if (self->entry->id == 0 || is_moved (self, entry))
    problems = docket_time_check (entry,
                                  &g_array_index (spans, DocketTimeSpan, 0),
                                  spans->len,
                                  self->others != NULL ? self->others : none,
                                  self->rounding,
                                  &with);

  if (self->timer != NULL && !self->only_away && !is_moved (self, entry))
    away = docket_workspace_get_timer_away (self->workspace, self->timer);

  docket_time_warnings_show (self->warnings, entry, problems, with, away);
  gtk_widget_set_sensitive (self->save_button,
                            is_valid (self) && !self->saving &&
                              (problems & DOCKET_TIME_ENDS_BEFORE_START) == 0);
}

static void
near_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) others =
    docket_workspace_list_time_near_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (others == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  g_clear_pointer (&self->others, g_ptr_array_unref);
  self->others = g_steal_pointer (&others);
  show_warnings (self);
}

/* Points out at once what is known, and asks for what else was worked then. */
static void
check (DocketTimeDialog *self)
{
  gint64 technician;

  g_cancellable_cancel (self->near_cancellable);
  g_clear_object (&self->near_cancellable);
  show_warnings (self);

  if (self->choices == NULL || get_end (self) <= get_start (self))
    return;

  technician = docket_time_rows_get_chosen (self->technician_row, self->choices->technicians);

  if (technician == 0)
    return;

  self->near_cancellable = g_cancellable_new ();
  docket_workspace_list_time_near_async (self->workspace,
                                         technician,
                                         get_start (self),
                                         get_end (self),
                                         self->near_cancellable,
                                         near_listed_cb,
                                         g_object_ref (self));
}

static void
set_duration_valid (DocketTimeDialog *self, gboolean valid)
{
  self->duration_valid = valid;

  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->duration), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->duration), "error");
}

static void
show_duration (DocketTimeDialog *self)
{
  g_autofree char *text = docket_duration_format (get_end (self) - get_start (self));

  self->showing = TRUE;
  gtk_editable_set_text (self->duration, text);
  self->showing = FALSE;
  set_duration_valid (self, TRUE);
}

static void
set_times (DocketTimeDialog *self, gint64 start_at, gint64 end_at)
{
  self->showing = TRUE;
  docket_instant_row_set_instant (self->start_row, start_at);
  docket_instant_row_set_instant (self->end_row, end_at);
  self->showing = FALSE;
  show_duration (self);
  check (self);
}

static void
start_changed_cb (DocketTimeDialog *self)
{
  if (self->showing)
    return;

  self->start_typed = TRUE;
  self->touched = TRUE;
  show_duration (self);
  check (self);
}

static void
end_changed_cb (DocketTimeDialog *self)
{
  if (self->showing)
    return;

  self->touched = TRUE;
  show_duration (self);
  check (self);
}

/* Who types a duration alone has just finished: the end stays. Who typed a start, meant it. */
static void
duration_changed_cb (DocketTimeDialog *self)
{
  gint64 us = 0;

  if (self->showing)
    return;

  self->touched = TRUE;
  set_duration_valid (self, docket_duration_parse (gtk_editable_get_text (self->duration), &us));
  self->showing = TRUE;

  if (self->duration_valid && self->start_typed)
    docket_instant_row_set_instant (self->end_row, get_start (self) + us);
  else if (self->duration_valid)
    docket_instant_row_set_instant (self->start_row, get_end (self) - us);

  self->showing = FALSE;
  check (self);
}

static void
duration_left_cb (DocketTimeDialog *self)
{
  if (self->duration_valid)
    show_duration (self);
}

static void
technician_changed_cb (DocketTimeDialog *self)
{
  if (!self->showing && self->choices != NULL)
    check (self);
}

static void
set_times_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gint64 start_at = 0;
  gint64 end_at = 0;

  g_variant_get (parameter, "(xx)", &start_at, &end_at);
  set_times (DOCKET_TIME_DIALOG (widget), start_at, end_at);
}

/* End: now; start: the end of the last one, if that was today. */
static void
choose_times (DocketTimeDialog *self)
{
  const gint64 now = docket_clock_get_wall (docket_workspace_get_clock (self->workspace)) /
                     G_TIME_SPAN_MINUTE * G_TIME_SPAN_MINUTE;
  /* What stands there is to the minute: the next one is after the end. */
  const gint64 last = docket_duration_round_up (self->choices->last_end, 1);

  self->entry->end_at = now;
  self->entry->start_at =
    last != 0 && last + G_TIME_SPAN_MINUTE <= now ? last : now - DEFAULT_LENGTH_US;
}

/* What was chosen stays when it turns out to be for another ticket. */
static void
fill_choices (DocketTimeDialog *self, DocketTimeChoices *choices)
{
  const gboolean again = self->choices != NULL;
  const gint64 technician =
    again ? docket_time_rows_get_chosen (self->technician_row, self->choices->technicians)
          : self->entry->technician;
  const gint64 rate =
    again ? docket_time_rows_get_chosen (self->rate_row, self->choices->rates) : 0;
  const gboolean rate_chosen = again && rate != self->entry->rate;

  g_clear_pointer (&self->choices, docket_time_choices_free);
  self->choices = choices;

  if (self->entry->id == 0)
    self->entry->rate = choices->rate;

  self->showing = TRUE;
  docket_time_rows_fill (self->technician_row,
                         choices->technicians,
                         _ ("Unassigned"),
                         technician,
                         self->entry->technician_name);
  docket_time_rows_fill (self->rate_row,
                         choices->rates,
                         C_ ("rate", "None"),
                         rate_chosen ? rate : self->entry->rate,
                         self->entry->rate_name);
  self->showing = FALSE;
  docket_time_rows_show_contract (self->contract_row, self->hours_left, choices);
}

static void
choices_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  DocketTimeChoices *choices =
    docket_workspace_load_time_choices_finish (DOCKET_WORKSPACE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (choices == NULL)
    {
      show_toast (self, error->message);
      return;
    }

  fill_choices (self, choices);

  if (self->entry->start_at == 0)
    choose_times (self);

  if (!self->touched)
    set_times (self, self->entry->start_at, self->entry->end_at);
  else
    check (self);

  gtk_window_set_focus (GTK_WINDOW (self),
                        self->ticket != 0 ? GTK_WIDGET (self->duration)
                                          : GTK_WIDGET (self->ticket_row));
}

static void
load_choices (DocketTimeDialog *self)
{
  docket_workspace_load_time_choices_async (self->workspace,
                                            self->ticket,
                                            self->cancellable,
                                            choices_loaded_cb,
                                            g_object_ref (self));
}

static void
ticket_chosen_cb (DocketTimeDialog *self, gint64 ticket)
{
  self->ticket = ticket;
  load_choices (self);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketEdit) edit = user_data;
  g_autoptr (DocketTimeDialog) self = g_object_steal_data (G_OBJECT (edit), "dialog");
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;

  if (!docket_workspace_apply_finish (DOCKET_WORKSPACE (source), result, &error))
    {
      docket_undo_stack_forget (self->undo_stack, edit);
      show_toast (self, error->message);
      show_warnings (self);
      return;
    }

  docket_undo_stack_push (self->undo_stack, DOCKET_WORKSPACE (source), edit, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
thrown_away_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimeDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_workspace_act_on_timer_finish (DOCKET_WORKSPACE (source), result, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    show_toast (self, error->message);
}

static void
throw_away_answered_cb (DocketTimeDialog *self, const char *response)
{
  if (g_str_equal (response, "throw-away"))
    docket_workspace_act_on_timer_async (self->workspace,
                                         self->only_away ? DOCKET_TIMER_DISCARD_AWAY
                                                         : DOCKET_TIMER_THROW_AWAY,
                                         self->timer->ticket,
                                         NULL,
                                         thrown_away_cb,
                                         g_object_ref (self));
}

static void
throw_away_cb (DocketTimeDialog *self)
{
  GtkWidget *dialog =
    docket_time_rows_ask_to_throw_away (GTK_WINDOW (self),
                                        self->entry->end_at - self->entry->start_at);

  g_signal_connect_object (dialog,
                           "response",
                           G_CALLBACK (throw_away_answered_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  docket_time_dialog_save (DOCKET_TIME_DIALOG (widget));

  return GDK_EVENT_STOP;
}

static void
docket_time_dialog_dispose (GObject *object)
{
  DocketTimeDialog *self = DOCKET_TIME_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->near_cancellable);
  g_clear_object (&self->near_cancellable);
  g_clear_object (&self->entry);
  g_clear_object (&self->undo_stack);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_time_dialog_parent_class)->dispose (object);
}

static void
docket_time_dialog_finalize (GObject *object)
{
  DocketTimeDialog *self = DOCKET_TIME_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->timer, docket_timer_free);
  g_clear_pointer (&self->choices, docket_time_choices_free);
  g_clear_pointer (&self->others, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_time_dialog_parent_class)->finalize (object);
}

static void
docket_time_dialog_class_init (DocketTimeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_time_dialog_dispose;
  object_class->finalize = docket_time_dialog_finalize;

  gtk_widget_class_install_action (widget_class, "time.set-times", "(xx)", set_times_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  g_type_ensure (DOCKET_TYPE_INSTANT_ROW);
  g_type_ensure (DOCKET_TYPE_TICKET_CHOICE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-time-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, start_row);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, end_row);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, duration);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, warnings);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, ticket_row);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, technician_row);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, rate_row);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, billable);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, on_site);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, contract_row);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, hours_left);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, description);
  gtk_widget_class_bind_template_child (widget_class, DocketTimeDialog, throw_away_button);
  gtk_widget_class_bind_template_callback (widget_class, start_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, end_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, duration_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, duration_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, ticket_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, technician_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, throw_away_cb);
  gtk_widget_class_bind_template_callback (widget_class, docket_time_dialog_save);
}

static void
docket_time_dialog_init (DocketTimeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->duration_valid = TRUE;

  gtk_widget_init_template (GTK_WIDGET (self));
  docket_done_key_attach (GTK_WIDGET (self), save_shortcut_cb);
}

static void
show_ticket (DocketTimeDialog *self, const char *number, const char *title, const char *problem)
{
  docket_ticket_choice_row_set (self->ticket_row, self->workspace, number, title, problem);
  gtk_widget_show (GTK_WIDGET (self->ticket_row));
}

/* Takes the entry. */
static DocketTimeDialog *
make (GtkWindow *parent, DocketWorkspace *workspace, DocketTimeEntry *entry)
{
  DocketTimeDialog *self = g_object_new (DOCKET_TYPE_TIME_DIALOG, "transient-for", parent, NULL);

  self->workspace = g_object_ref (workspace);
  g_set_object (&self->undo_stack, docket_undo_stack_find (GTK_WIDGET (self)));
  self->entry = entry;
  self->ticket = entry->ticket;
  self->rounding = docket_workspace_get_timer_rounding (workspace);
  gtk_switch_set_active (self->billable, entry->billable);
  gtk_switch_set_active (self->on_site, entry->on_site);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->description),
                            entry->description != NULL ? entry->description : "",
                            -1);
  load_choices (self);

  return self;
}

static void
set_title (DocketTimeDialog *self, const char *title)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
  adw_window_title_set_title (self->window_title, title);
}

static DocketTimeEntry *
begin_entry (DocketWorkspace *workspace, gint64 ticket)
{
  DocketTimeEntry *entry = docket_time_entry_new ();

  entry->ticket = ticket;
  entry->technician = docket_workspace_get_me (workspace);
  entry->technician_name = g_strdup (docket_workspace_get_me_name (workspace));
  entry->billable = TRUE;

  return entry;
}

/**
 * docket_time_dialog_new:
 * @parent: (nullable): the window that it belongs to
 * @workspace: a workspace
 * @ticket: local id
 *
 * Returns: (transfer none): a window for a new time entry; present it
 */
GtkWidget *
docket_time_dialog_new (GtkWindow *parent, DocketWorkspace *workspace, gint64 ticket)
{
  DocketTimeDialog *self = make (parent, workspace, begin_entry (workspace, ticket));

  set_title (self, _ ("Add time entry"));

  return GTK_WIDGET (self);
}

/**
 * docket_time_dialog_new_for_gap:
 * @parent: (nullable): the window that it belongs to
 * @workspace: a workspace
 * @start_at: when the time began that nobody logged
 * @end_at: when it ended
 *
 * Returns: (transfer none): a window for a time entry that fills it, which asks for the ticket;
 * present it
 */
GtkWidget *
docket_time_dialog_new_for_gap (GtkWindow *parent,
                                DocketWorkspace *workspace,
                                gint64 start_at,
                                gint64 end_at)
{
  DocketTimeEntry *entry = begin_entry (workspace, 0);
  DocketTimeDialog *self;

  entry->start_at = start_at;
  entry->end_at = end_at;
  self = make (parent, workspace, entry);
  self->start_typed = TRUE;
  set_title (self, _ ("Add time entry"));
  show_ticket (self, NULL, NULL, _ ("Choose the ticket that you worked on"));

  return GTK_WIDGET (self);
}

/**
 * docket_time_dialog_new_for_entry:
 * @parent: (nullable): the window that it belongs to
 * @workspace: a workspace
 * @entry: a time entry that the server has not got
 *
 * Returns: (transfer none): a window in which it is corrected; present it
 */
GtkWidget *
docket_time_dialog_new_for_entry (GtkWindow *parent,
                                  DocketWorkspace *workspace,
                                  const DocketTimeEntry *entry)
{
  DocketTimeDialog *self = make (parent, workspace, docket_time_entry_copy (entry));

  self->start_typed = TRUE;
  set_title (self, _ ("Edit time entry"));
  gtk_button_set_label (GTK_BUTTON (self->save_button), C_ ("button", "Save"));

  return GTK_WIDGET (self);
}

/**
 * docket_time_dialog_new_for_timer:
 * @parent: (nullable): the window that it belongs to
 * @workspace: a workspace
 * @timer: (transfer full): a timer that is paused, or of which the time away is asked about
 * @only_away: of that time alone
 *
 * Returns: (transfer none): a window with the entry that it comes to; present it
 */
GtkWidget *
docket_time_dialog_new_for_timer (GtkWindow *parent,
                                  DocketWorkspace *workspace,
                                  DocketTimer *timer,
                                  gboolean only_away)
{
  const guint rounding = docket_workspace_get_timer_rounding (workspace);
  DocketTimeEntry *entry =
    docket_workspace_fill_timer_entry (workspace, timer, only_away, rounding);
  DocketTimeDialog *self;

  /* Time can't be booked on a ticket that is gone; it was worked all the same. */
  if (timer->ticket_title == NULL)
    entry->ticket = 0;

  self = make (parent, workspace, entry);
  self->timer = timer;
  self->only_away = only_away;
  self->start_typed = TRUE;
  set_title (self, _ ("Add time entry"));
  gtk_widget_show (self->throw_away_button);
  show_ticket (self,
               timer->ticket_number,
               timer->ticket_title,
               _ ("The ticket was deleted. Choose another one for this time."));

  return GTK_WIDGET (self);
}

/**
 * docket_time_dialog_save:
 * @self: a window
 *
 * Saves what stands there, if it can be saved.
 */
void
docket_time_dialog_save (DocketTimeDialog *self)
{
  g_autoptr (DocketTimeEntry) entry = NULL;
  DocketEdit *edit;

  g_return_if_fail (DOCKET_IS_TIME_DIALOG (self));

  if (self->saving || !gtk_widget_get_sensitive (self->save_button))
    return;

  entry = collect (self);
  edit = docket_edit_new ();

  if (self->timer != NULL)
    docket_timer_add_to_edit (self->timer, self->only_away, edit, entry);
  else if (entry->id != 0)
    docket_edit_change_time (edit, self->ticket, entry);
  else
    docket_edit_add_time (edit, self->ticket, entry);

  self->saving = TRUE;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  docket_edit_offer_undo (edit, UNDO_US);
  docket_undo_stack_expect (self->undo_stack, edit);
  g_object_set_data_full (G_OBJECT (edit), "dialog", g_object_ref (self), g_object_unref);
  docket_workspace_apply_async (self->workspace, edit, NULL, saved_cb, edit);
}
