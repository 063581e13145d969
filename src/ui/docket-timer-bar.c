/* The bar along the foot of the window while there is a timer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timer-bar.h"

#include <glib/gi18n.h>

#include "docket-away-watch.h"
#include "docket-format.h"
#include "docket-time-dialog.h"
#include "docket-timer-acts.h"
#include "docket-timers.h"
#include "docket-toast-place.h"
#include "docket-workspace-preferences.h"

/* A ticket that is shown for so long was opened, not passed by. */
#define AUTOSTART_MS 3000

/**
 * DocketTimerBar:
 *
 * Shows the timer that runs, or else the one that was paused last, and keeps its heart beating.
 */
struct _DocketTimerBar
{
  AdwBin parent_instance;

  DocketWorkspace *workspace;
  DocketTimers *timers; /* not owned: the workspace has them */
  GSimpleAction *stop_action;
  guint tick;
  guint autostart;
  gint64 ticket; /* what the window shows */
  DocketAwayWatch *away_watch;

  GtkWidget *question;
  GtkLabel *question_label;
  GtkLabel *time_label;
  GtkLabel *ticket_label;
  GtkWidget *ticket_button;
  GtkMenuButton *paused_button;
  GMenu *paused_menu;
  GtkButton *pause_button;
};

G_DEFINE_FINAL_TYPE (DocketTimerBar, docket_timer_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GtkWindow *
window_of (DocketTimerBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
tell_problem (DocketTimerBar *self, const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, sentence);
}

/* The one that the bar is about. */
static const DocketTimer *
get_first (DocketTimerBar *self)
{
  GPtrArray *timers = docket_timers_list (self->timers);

  return timers != NULL && timers->len > 0 ? g_ptr_array_index (timers, 0) : NULL;
}

static void
show_time (DocketTimerBar *self)
{
  const DocketTimer *timer = get_first (self);
  g_autofree char *text = NULL;

  if (timer == NULL)
    return;

  text = docket_format_running (docket_workspace_get_timer_elapsed (self->workspace, timer));
  gtk_label_set_text (self->time_label, text);
}

static void
show_pause (DocketTimerBar *self, const DocketTimer *timer)
{
  const char *label =
    timer->running ? C_ ("timer", "Pause the timer") : C_ ("timer", "Go on with the timer");

  gtk_button_set_icon_name (self->pause_button,
                            timer->running ? "media-playback-pause-symbolic"
                                           : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pause_button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->pause_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

static void
show_paused (DocketTimerBar *self)
{
  GPtrArray *timers = docket_timers_list (self->timers);
  const guint n_others = timers->len > 0 ? timers->len - 1 : 0;
  g_autofree char *label = NULL;

  g_menu_remove_all (self->paused_menu);
  gtk_widget_set_visible (GTK_WIDGET (self->paused_button), n_others > 0);

  for (guint i = 1; i < timers->len; i++)
    {
      const DocketTimer *timer = g_ptr_array_index (timers, i);
      g_autofree char *name = docket_timer_dup_name (timer);
      g_autofree char *time =
        docket_format_running (docket_workspace_get_timer_elapsed (self->workspace, timer));
      g_autofree char *text = g_strdup_printf ("%s  %s", time, name);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      g_menu_item_set_action_and_target (item, "workspace.switch-timer", "x", timer->ticket);
      g_menu_append_item (self->paused_menu, item);
    }

  /* Translators: on a small button: how many timers are paused */
  label = g_strdup_printf (_ ("+%u"), n_others);
  gtk_menu_button_set_label (self->paused_button, label);
}

static void
show_question (DocketTimerBar *self, const DocketTimer *timer)
{
  const gint64 away = docket_workspace_get_timer_away (self->workspace, timer);
  g_autofree char *length = docket_format_hours (away);
  g_autofree char *text = NULL;

  /* Translators: %s is a duration, such as "14 h 02" */
  text =
    g_strdup_printf (_ ("You were away for %s while the timer ran. What becomes of it?"), length);
  gtk_label_set_text (self->question_label, text);
  gtk_widget_set_visible (self->question, away > 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  DocketTimerBar *self = user_data;

  show_time (self);
  docket_workspace_beat_timer_async (self->workspace);

  return G_SOURCE_CONTINUE;
}

static void
show (DocketTimerBar *self)
{
  const DocketTimer *timer = get_first (self);
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), timer != NULL);

  if ((timer == NULL || !timer->running) && self->tick != 0)
    g_clear_handle_id (&self->tick, g_source_remove);

  if (timer == NULL)
    return;

  name = docket_timer_dup_name (timer);
  gtk_label_set_text (self->ticket_label, name);
  show_time (self);
  show_pause (self, timer);
  show_paused (self);
  show_question (self, timer);

  if (timer->running)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "paused");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "paused");

  /* The first beat at once: it tells what happened while nobody looked. */
  if (timer->running && self->tick == 0)
    {
      docket_workspace_beat_timer_async (self->workspace);
      self->tick = g_timeout_add_seconds (1, tick_cb, self);
    }
}

static void
changed_cb (DocketTimerBar *self)
{
  show (self);
  g_simple_action_set_enabled (self->stop_action, get_first (self) != NULL);
}

static void
tell (GtkWidget *widget, const char *problem)
{
  if (problem != NULL)
    tell_problem (DOCKET_TIMER_BAR (widget), problem);
}

static void
act (DocketTimerBar *self, DocketTimerAct what, gint64 ticket)
{
  docket_timer_act (GTK_WIDGET (self), self->workspace, what, ticket, tell);
}

static void
start_timer (DocketTimerBar *self, gint64 ticket)
{
  docket_timer_start (GTK_WIDGET (self), self->workspace, ticket, tell);
}

static gboolean
autostart_cb (gpointer user_data)
{
  DocketTimerBar *self = user_data;

  self->autostart = 0;

  /* It never takes the place of another. */
  if (self->ticket != 0 && docket_timers_get_running (self->timers) == NULL)
    act (self, DOCKET_TIMER_START, self->ticket);

  return G_SOURCE_REMOVE;
}

/* --- Actions ------------------------------------------------------------------------------- */

static void
start_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_timer (user_data, g_variant_get_int64 (parameter));
}

/* A click on a paused one is the answer already: what runs is paused. */
static void
switch_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  act (user_data, DOCKET_TIMER_START, g_variant_get_int64 (parameter));
}

/* The key: starts for the ticket shown, pauses it when it runs. */
static void
toggle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimerBar *self = user_data;
  const DocketTimer *running = docket_timers_get_running (self->timers);
  const gint64 ticket = self->ticket;

  if (running != NULL && (ticket == 0 || running->ticket == ticket))
    act (self, DOCKET_TIMER_PAUSE, running->ticket);
  else if (ticket != 0)
    start_timer (self, ticket);
}

static void
pause_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimerBar *self = user_data;
  const DocketTimer *timer = get_first (self);

  if (timer != NULL)
    act (self, timer->running ? DOCKET_TIMER_PAUSE : DOCKET_TIMER_START, timer->ticket);
}

/* The button does not hang on the action: one that is disabled as the bar goes stays there, to a
 * screen reader. */
static void
stop (DocketTimerBar *self)
{
  const DocketTimer *timer = get_first (self);

  if (timer != NULL)
    docket_timer_stop (GTK_WIDGET (self), self->workspace, timer->ticket, tell);
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  stop (user_data);
}

static void
keep_away_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const DocketTimer *timer = get_first (user_data);

  if (timer != NULL)
    act (user_data, DOCKET_TIMER_KEEP_AWAY, timer->ticket);
}

static void
discard_away_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const DocketTimer *timer = get_first (user_data);

  if (timer != NULL)
    act (user_data, DOCKET_TIMER_DISCARD_AWAY, timer->ticket);
}

static void
enter_away_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimerBar *self = user_data;
  const DocketTimer *timer = get_first (self);

  if (timer != NULL)
    docket_timer_enter (GTK_WIDGET (self), self->workspace, timer->ticket, TRUE, tell);
}

static void
enter_time_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  DocketTimerBar *self = user_data;
  GtkWidget *dialog;

  if (self->ticket == 0)
    return;

  dialog = docket_time_dialog_new (window_of (self), self->workspace, self->ticket);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const GActionEntry entries[] = {
  { "start-timer", start_cb, "x" },    { "switch-timer", switch_cb, "x" },
  { "toggle-timer", toggle_cb },       { "pause-timer", pause_cb },
  { "stop-timer", stop_cb },           { "keep-away", keep_away_cb },
  { "discard-away", discard_away_cb }, { "enter-away", enter_away_cb },
  { "enter-time", enter_time_cb },
};

static void
ticket_clicked_cb (DocketTimerBar *self)
{
  const DocketTimer *timer = get_first (self);

  if (timer != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, timer->ticket);
}

static void
away_cb (DocketTimerBar *self, gint64 from, gint64 to, guint why)
{
  docket_workspace_mark_away_async (self->workspace, from, to, why);
}

static void
docket_timer_bar_dispose (GObject *object)
{
  DocketTimerBar *self = DOCKET_TIMER_BAR (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_handle_id (&self->autostart, g_source_remove);
  g_clear_object (&self->away_watch);
  g_clear_object (&self->stop_action);
  g_clear_object (&self->paused_menu);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (docket_timer_bar_parent_class)->dispose (object);
}

static void
docket_timer_bar_class_init (DocketTimerBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = docket_timer_bar_dispose;

  /**
   * DocketTimerBar::open:
   * @ticket: local id
   *
   * The person wants to see the timer's ticket.
   */
  signals[SIGNAL_OPEN] = g_signal_new ("open",
                                       DOCKET_TYPE_TIMER_BAR,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_INT64);

  /**
   * DocketTimerBar::problem:
   * @sentence: what went wrong and what to do
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_TIMER_BAR,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-timer-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, question);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, question_label);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, time_label);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, ticket_label);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, ticket_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, paused_button);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, paused_menu);
  gtk_widget_class_bind_template_child (widget_class, DocketTimerBar, pause_button);
  gtk_widget_class_bind_template_callback (widget_class, stop);
  gtk_widget_class_bind_template_callback (widget_class, ticket_clicked_cb);
}

static void
docket_timer_bar_init (DocketTimerBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  docket_toast_place_avoid (GTK_WIDGET (self));
  g_object_ref (self->paused_menu);
}

/**
 * docket_timer_bar_set_workspace:
 * @self: a bar without a workspace
 * @workspace: whose timers it shows
 * @actions: the window's actions of the workspace: those of time are added
 */
void
docket_timer_bar_set_workspace (DocketTimerBar *self,
                                DocketWorkspace *workspace,
                                GActionMap *actions)
{
  g_return_if_fail (DOCKET_IS_TIMER_BAR (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  self->stop_action =
    g_object_ref (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, "stop-timer")));
  g_simple_action_set_enabled (self->stop_action, FALSE);
  self->timers = docket_timers_get (workspace);
  g_signal_connect_object (self->timers,
                           "changed",
                           G_CALLBACK (changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->timers,
                           "problem",
                           G_CALLBACK (tell_problem),
                           self,
                           G_CONNECT_SWAPPED);
  self->away_watch = docket_away_watch_new (docket_workspace_get_clock (workspace));
  g_signal_connect_object (self->away_watch, "away", G_CALLBACK (away_cb), self, G_CONNECT_SWAPPED);

  if (docket_timers_list (self->timers) != NULL)
    changed_cb (self);
}

/**
 * docket_timer_bar_set_ticket:
 * @self: a bar with a workspace
 * @ticket: local id of the ticket that the window shows now; 0 for none
 *
 * The ticket of the key; when the person wants it so, its timer starts by itself.
 */
void
docket_timer_bar_set_ticket (DocketTimerBar *self, gint64 ticket)
{
  g_return_if_fail (DOCKET_IS_TIMER_BAR (self));

  if (self->ticket == ticket)
    return;

  self->ticket = ticket;
  g_clear_handle_id (&self->autostart, g_source_remove);

  if (ticket != 0 && docket_workspace_get_preference_boolean (self->workspace,
                                                              DOCKET_PREFERENCE_TIMER_AUTOSTART,
                                                              FALSE))
    self->autostart = g_timeout_add (AUTOSTART_MS, autostart_cb, self);
}
