/* docketctl time start, stop, pause, resume, status: the timers that the window shows too.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <inttypes.h>

#include "docket-ctl-json.h"
#include "docket-ctl-table.h"
#include "docket-ctl-time.h"
#include "docket-workspace-timer.h"

static void
add_segments (JsonBuilder *builder, const DocketTimer *timer)
{
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);

  for (guint i = 0; i < timer->segments->len; i++)
    {
      const DocketTimerSegment *segment = g_ptr_array_index (timer->segments, i);

      json_builder_begin_object (builder);
      docket_ctl_json_time (builder, "start", segment->started_at);
      docket_ctl_json_time (builder, "end", segment->ended_at);
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
}

static gint64
get_seconds (DocketCtl *ctl, const DocketTimer *timer)
{
  return docket_workspace_get_timer_elapsed (ctl->workspace, timer) / G_USEC_PER_SEC;
}

static void
add_running (JsonBuilder *builder, DocketCtl *ctl, const DocketTimer *running)
{
  json_builder_set_member_name (builder, "running");
  json_builder_add_boolean_value (builder, running != NULL);

  if (running != NULL)
    {
      docket_ctl_json_ticket_id (builder, "ticket", running->ticket);
      docket_ctl_json_int (builder, "elapsed_seconds", get_seconds (ctl, running));
      return;
    }

  docket_ctl_json_text (builder, "ticket", NULL);
  docket_ctl_json_text (builder, "elapsed_seconds", NULL);
}

static void
print_json (DocketCtl *ctl, GPtrArray *timers)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const DocketTimer *first = timers->len > 0 ? g_ptr_array_index (timers, 0) : NULL;

  json_builder_begin_object (builder);
  add_running (builder, ctl, first != NULL && first->running ? first : NULL);
  json_builder_set_member_name (builder, "timers");
  json_builder_begin_array (builder);

  for (guint i = 0; i < timers->len; i++)
    {
      const DocketTimer *timer = g_ptr_array_index (timers, i);

      json_builder_begin_object (builder);
      docket_ctl_json_ticket_id (builder, "ticket", timer->ticket);
      docket_ctl_json_text (builder, "state", timer->running ? "running" : "paused");
      add_segments (builder, timer);
      docket_ctl_json_int (builder, "elapsed_seconds", get_seconds (ctl, timer));
      json_builder_end_object (builder);
    }

  json_builder_end_array (builder);
  json_builder_end_object (builder);
  docket_ctl_json_print (builder);
}

static void
print_table (DocketCtl *ctl, GPtrArray *timers)
{
  const char *headings[] = { _ ("TICKET"), _ ("STATE"), _ ("TIME"), _ ("TITLE"), NULL };
  g_autoptr (DocketCtlTable) table = docket_ctl_table_new (headings);

  for (guint i = 0; i < timers->len; i++)
    {
      const DocketTimer *timer = g_ptr_array_index (timers, i);
      g_autofree char *id = timer->ticket_number != NULL
                              ? g_strdup_printf ("#%s", timer->ticket_number)
                              : g_strdup_printf ("L%" PRId64, timer->ticket);
      g_autofree char *time =
        docket_ctl_format_duration (docket_workspace_get_timer_elapsed (ctl->workspace, timer));
      const char *cells[] = { id,
                              timer->running ? C_ ("timer", "running") : C_ ("timer", "paused"),
                              time,
                              timer->ticket_title != NULL ? timer->ticket_title : "",
                              NULL };

      docket_ctl_table_add (table, cells);
    }

  docket_ctl_table_print (table);
}

static gboolean
print_timers (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) timers = docket_workspace_list_timers (ctl->workspace, error);

  if (timers == NULL)
    return FALSE;

  if (ctl->json)
    print_json (ctl, timers);
  else if (timers->len == 0)
    g_print ("%s\n", _ ("There is no timer."));
  else
    print_table (ctl, timers);

  return TRUE;
}

/* That of the ticket named; without a name, the first one in the state that is wanted. */
static const DocketTimer *
find_timer (DocketCtl *ctl, GPtrArray *timers, gboolean want_paused, GError **error)
{
  const char *name = docket_ctl_get_word (ctl, 0);
  const gint64 ticket = name != NULL ? docket_ctl_find_ticket (ctl, name, error) : 0;

  if (name != NULL && ticket == 0)
    return NULL;

  for (guint i = 0; i < timers->len; i++)
    {
      const DocketTimer *timer = g_ptr_array_index (timers, i);

      if (name != NULL ? timer->ticket == ticket : !want_paused || !timer->running)
        return timer;
    }

  docket_ctl_refuse (error,
                     "%s",
                     name != NULL ? _ ("This ticket has no timer.") : _ ("There is no timer."));

  return NULL;
}

/**
 * docket_ctl_time_status:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Tells the timers.
 *
 * Returns: whether they could be read
 */
gboolean
docket_ctl_time_status (DocketCtl *ctl, GError **error)
{
  return docket_ctl_parse (ctl, NULL, 0, 0, error) && docket_ctl_open (ctl, error) != NULL &&
         print_timers (ctl, error);
}

/**
 * docket_ctl_time_start:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Starts a ticket's timer; one that runs is paused.
 *
 * Returns: whether it runs
 */
gboolean
docket_ctl_time_start (DocketCtl *ctl, GError **error)
{
  gint64 ticket;

  if (!docket_ctl_parse (ctl, NULL, 1, 1, error))
    return FALSE;

  ticket = docket_ctl_find_ticket (ctl, docket_ctl_get_word (ctl, 0), error);

  return ticket != 0 &&
         docket_workspace_act_on_timer (ctl->workspace, DOCKET_TIMER_START, ticket, error) &&
         print_timers (ctl, error);
}

/**
 * docket_ctl_time_pause:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Pauses the timer that runs.
 *
 * Returns: whether none runs
 */
gboolean
docket_ctl_time_pause (DocketCtl *ctl, GError **error)
{
  return docket_ctl_parse (ctl, NULL, 0, 0, error) && docket_ctl_open (ctl, error) != NULL &&
         docket_workspace_act_on_timer (ctl->workspace, DOCKET_TIMER_PAUSE, 0, error) &&
         print_timers (ctl, error);
}

/**
 * docket_ctl_time_resume:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Goes on with a paused timer: that of a ticket, or the one paused last.
 *
 * Returns: whether it runs
 */
gboolean
docket_ctl_time_resume (DocketCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) timers = NULL;
  const DocketTimer *timer = NULL;

  if (!docket_ctl_parse (ctl, NULL, 0, 1, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  timers = docket_workspace_list_timers (ctl->workspace, error);
  timer = timers != NULL ? find_timer (ctl, timers, TRUE, error) : NULL;

  return timer != NULL &&
         docket_workspace_act_on_timer (ctl->workspace, DOCKET_TIMER_START, timer->ticket, error) &&
         print_timers (ctl, error);
}

static DocketTimer *
pause_and_find (DocketCtl *ctl, gint64 ticket, GError **error)
{
  g_autoptr (GPtrArray) timers = NULL;

  if (!docket_workspace_act_on_timer (ctl->workspace, DOCKET_TIMER_PAUSE, ticket, error))
    return NULL;

  timers = docket_workspace_list_timers (ctl->workspace, error);

  for (guint i = 0; timers != NULL && i < timers->len; i++)
    if (((DocketTimer *) g_ptr_array_index (timers, i))->ticket == ticket)
      {
        g_ptr_array_set_free_func (timers, NULL);

        for (guint j = 0; j < timers->len; j++)
          if (j != i)
            docket_timer_free (g_ptr_array_index (timers, j));

        return g_ptr_array_index (timers, i);
      }

  if (timers != NULL)
    docket_ctl_refuse (error, "%s", _ ("The timer was stopped elsewhere meanwhile."));

  return NULL;
}

/* On which ticket the time is booked: on that of the timer unless another one was named. */
static gint64
find_booked (DocketCtl *ctl, const DocketTimer *timer, const char *on, GError **error)
{
  if (on != NULL)
    return docket_ctl_find_ticket (ctl, on, error);

  if (timer->ticket_title != NULL)
    return timer->ticket;

  docket_ctl_refuse (error,
                     "%s",
                     _ ("The timer is paused, but its ticket was deleted. Book its time on another "
                        "one with --on TICKET."));

  return 0;
}

/**
 * docket_ctl_time_stop:
 * @ctl: a run
 * @error: return location for what went wrong
 *
 * Makes a time entry of a timer: that of a ticket, or the one that runs, or was paused last.
 *
 * Returns: whether it is on the disk
 */
gboolean
docket_ctl_time_stop (DocketCtl *ctl, GError **error)
{
  g_autofree char *on = NULL;
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &on, N_ ("Book the time on another ticket"), "TICKET" },
    { NULL },
  };
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (DocketTimer) paused = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  const DocketTimer *timer = NULL;

  if (!docket_ctl_parse (ctl, entries, 0, 1, error) || docket_ctl_open (ctl, error) == NULL)
    return FALSE;

  timers = docket_workspace_list_timers (ctl->workspace, error);
  timer = timers != NULL ? find_timer (ctl, timers, FALSE, error) : NULL;
  paused = timer != NULL ? pause_and_find (ctl, timer->ticket, error) : NULL;

  if (paused == NULL)
    return FALSE;

  entry = docket_workspace_fill_timer_entry (ctl->workspace,
                                             paused,
                                             FALSE,
                                             docket_workspace_get_timer_rounding (ctl->workspace));
  entry->ticket = find_booked (ctl, paused, on, error);

  if (entry->ticket == 0)
    return FALSE;

  if (entry->end_at - entry->start_at > DOCKET_TIME_LONG_US)
    g_printerr ("docketctl: %s\n", _ ("The entry is longer than a day. Correct it if need be."));

  docket_timer_add_to_edit (paused, FALSE, edit, entry);

  return docket_workspace_apply (ctl->workspace, edit, NULL, error) &&
         docket_ctl_print_time_entry (ctl, docket_edit_get_result_part (edit), FALSE, error);
}
