/* What a person does with timers, in whatever window: starting asks about another one, stopping
 * leads to a time entry.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timer-acts.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "docket-format.h"
#include "docket-time-dialog.h"
#include "docket-timers.h"

typedef struct
{
  GtkWidget *widget;
  DocketWorkspace *workspace;
  gint64 ticket;
  gint64 other; /* whose timer runs meanwhile */
  gboolean only_away;
  DocketTimerTell tell;
} Request;

static Request *
request_new (GtkWidget *widget, DocketWorkspace *workspace, gint64 ticket, DocketTimerTell tell)
{
  Request *request = g_new0 (Request, 1);

  request->widget = g_object_ref (widget);
  request->workspace = g_object_ref (workspace);
  request->ticket = ticket;
  request->tell = tell;

  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->widget);
  g_object_unref (request->workspace);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
request_closure_free (gpointer data, GClosure *closure)
{
  request_free (data);
}

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done =
    docket_workspace_act_on_timer_finish (DOCKET_WORKSPACE (source), result, &error);

  request->tell (request->widget, done ? NULL : error->message);
  docket_timers_reload (docket_timers_get (request->workspace));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timers =
    docket_workspace_list_timers_finish (DOCKET_WORKSPACE (source), result, &error);

  if (timers == NULL)
    {
      request->tell (request->widget, error->message);
      return;
    }

  for (guint i = 0; i < timers->len; i++)
    {
      DocketTimer *timer = g_ptr_array_index (timers, i);
      GtkWidget *dialog;

      if (timer->ticket != request->ticket)
        continue;

      g_ptr_array_set_free_func (timers, NULL);
      g_ptr_array_steal_index (timers, i);
      g_ptr_array_set_free_func (timers, (GDestroyNotify) docket_timer_free);
      dialog = docket_time_dialog_new_for_timer (window_of (request->widget),
                                                 request->workspace,
                                                 timer,
                                                 request->only_away);
      gtk_window_present (GTK_WINDOW (dialog));
      return;
    }
}

static void
paused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;

  if (docket_workspace_act_on_timer_finish (DOCKET_WORKSPACE (source), result, &error))
    docket_timer_enter (request->widget, request->workspace, request->ticket, FALSE, request->tell);
  else
    request->tell (request->widget, error->message);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  const Request *request = user_data;

  if (g_str_equal (response, "cancel"))
    return;

  docket_timer_act (request->widget,
                    request->workspace,
                    DOCKET_TIMER_START,
                    request->ticket,
                    request->tell);

  if (g_str_equal (response, "stop"))
    docket_timer_enter (request->widget, request->workspace, request->other, FALSE, request->tell);
}

static void
ask_about_other (Request *request, const DocketTimer *other)
{
  GtkWidget *dialog = adw_message_dialog_new (window_of (request->widget), NULL, NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *name = docket_timer_dup_name (other);
  g_autofree char *time =
    docket_format_running (docket_workspace_get_timer_elapsed (request->workspace, other));

  request->other = other->ticket;
  adw_message_dialog_set_heading (message, _ ("Another timer runs"));
  /* Translators: a ticket, then a time such as 0:47:12 */
  adw_message_dialog_format_body (message, _ ("%s: %s"), name, time);
  adw_message_dialog_add_responses (message,
                                    "cancel",
                                    C_ ("button", "Cancel"),
                                    "stop",
                                    C_ ("timer", "Stop It"),
                                    "pause",
                                    C_ ("timer", "Pause It"),
                                    NULL);
  adw_message_dialog_set_response_appearance (message, "pause", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, "pause");
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (answered_cb),
                         request,
                         request_closure_free,
                         0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* It is known now what runs. */
static void
known_cb (DocketTimers *timers, gpointer user_data)
{
  const Request *request = user_data;

  docket_timer_start (request->widget, request->workspace, request->ticket, request->tell);
  g_signal_handlers_disconnect_by_func (timers, known_cb, user_data);
}

/**
 * docket_timer_dup_name:
 * @timer: a timer
 *
 * Returns: (transfer full): what its ticket is called
 */
char *
docket_timer_dup_name (const DocketTimer *timer)
{
  const char *title = timer->ticket_title != NULL ? timer->ticket_title : _ ("Deleted ticket");

  return timer->ticket_number != NULL ? g_strdup_printf ("#%s %s", timer->ticket_number, title)
                                      : g_strdup (title);
}

/**
 * docket_timer_act:
 * @widget: where it is asked for
 * @workspace: whose timers
 * @act: what to do
 * @ticket: local id
 * @tell: called when it is done, or could not be
 *
 * Does it without a question.
 */
void
docket_timer_act (GtkWidget *widget,
                  DocketWorkspace *workspace,
                  DocketTimerAct act,
                  gint64 ticket,
                  DocketTimerTell tell)
{
  docket_workspace_act_on_timer_async (workspace,
                                       act,
                                       ticket,
                                       NULL,
                                       acted_cb,
                                       request_new (widget, workspace, ticket, tell));
}

/**
 * docket_timer_start:
 * @widget: where it is asked for; the question comes over its window
 * @workspace: whose timers
 * @ticket: local id
 * @tell: called when it is done, or could not be
 *
 * Starts a ticket's timer; what becomes of another one that runs is asked first.
 */
void
docket_timer_start (GtkWidget *widget,
                    DocketWorkspace *workspace,
                    gint64 ticket,
                    DocketTimerTell tell)
{
  DocketTimers *timers = docket_timers_get (workspace);
  const DocketTimer *running = docket_timers_get_running (timers);

  if (docket_timers_list (timers) == NULL)
    g_signal_connect_data (timers,
                           "changed",
                           G_CALLBACK (known_cb),
                           request_new (widget, workspace, ticket, tell),
                           request_closure_free,
                           0);
  else if (running != NULL && running->ticket != ticket)
    ask_about_other (request_new (widget, workspace, ticket, tell), running);
  else
    docket_timer_act (widget, workspace, DOCKET_TIMER_START, ticket, tell);
}

/**
 * docket_timer_stop:
 * @widget: where it is asked for; the time entry comes over its window
 * @workspace: whose timers
 * @ticket: local id
 * @tell: called when it could not be done
 *
 * Stops a ticket's timer: its time ends now and is on the disk before anybody is asked anything.
 */
void
docket_timer_stop (GtkWidget *widget,
                   DocketWorkspace *workspace,
                   gint64 ticket,
                   DocketTimerTell tell)
{
  docket_workspace_act_on_timer_async (workspace,
                                       DOCKET_TIMER_PAUSE,
                                       ticket,
                                       NULL,
                                       paused_cb,
                                       request_new (widget, workspace, ticket, tell));
}

/**
 * docket_timer_enter:
 * @widget: where it is asked for
 * @workspace: whose timers
 * @ticket: local id
 * @only_away: whether only the time away is to become an entry
 * @tell: called when it could not be done
 *
 * Opens a time entry with what a ticket's timer comes to.
 */
void
docket_timer_enter (GtkWidget *widget,
                    DocketWorkspace *workspace,
                    gint64 ticket,
                    gboolean only_away,
                    DocketTimerTell tell)
{
  Request *request = request_new (widget, workspace, ticket, tell);

  request->only_away = only_away;
  docket_workspace_list_timers_async (workspace, NULL, listed_cb, request);
}
