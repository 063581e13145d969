/* Timers on the disk: crashes, sleep, restarts, clocks set by hand, two who ask at once.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-billing.h"
#include "docket-workspace-time.h"
#include "docket-workspace-timer.h"
#include "workspace-fixture.h"

#define SECOND G_USEC_PER_SEC
#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR

/* 2026-11-23, 08:00 UTC */
#define MORNING (G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC)

/* A workspace that is opened again and again, as after crashes. */
typedef struct
{
  char *id;
  DocketClock *clock;
  DocketWorkspace *workspace;
  gint64 a;
  gint64 b;
} Desk;

static void
desk_open (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->workspace = docket_workspace_open (desk->id, NULL, desk->clock, NULL, &error);
  g_assert_no_error (error);
}

static void
desk_close (Desk *desk)
{
  if (desk->workspace != NULL)
    workspace_fixture_close (desk->workspace);

  desk->workspace = NULL;
}

static void
desk_reopen (Desk *desk)
{
  desk_close (desk);
  desk_open (desk);
}

static gint64
add_ticket (Desk *desk, const char *title)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, title);
  docket_edit_create_ticket (edit, values, 0);
  g_assert_true (docket_workspace_apply (desk->workspace, edit, NULL, &error));
  g_assert_no_error (error);

  return docket_edit_get_result_ticket (edit);
}

static void
desk_init (Desk *desk, gint64 wall_us)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .name = (char *) "Here" };
  g_autoptr (GError) error = NULL;

  desk->id = docket_workspaces_create (&setup, NULL, NULL, &error);
  g_assert_no_error (error);
  desk->clock = docket_clock_new_manual (wall_us);
  desk_open (desk);
  desk->a = add_ticket (desk, "A");
  desk->b = add_ticket (desk, "B");
}

static void
desk_clear (Desk *desk)
{
  desk_close (desk);
  g_clear_pointer (&desk->id, g_free);
  g_clear_object (&desk->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
act (Desk *desk, DocketTimerAct what, gint64 ticket)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_act_on_timer (desk->workspace, what, ticket, &error));
  g_assert_no_error (error);
}

static void
beat (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_beat_timer (desk->workspace, &error));
  g_assert_no_error (error);
}

/* As a window does: a beat each second, with the clock. */
static void
work_for (Desk *desk, gint64 us)
{
  for (; us >= SECOND; us -= SECOND)
    {
      docket_clock_advance (desk->clock, SECOND);
      beat (desk);
    }

  docket_clock_advance (desk->clock, us);
}

static GPtrArray *
list (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *timers = docket_workspace_list_timers (desk->workspace, &error);

  g_assert_no_error (error);

  return timers;
}

static gint64
elapsed (Desk *desk, gint64 ticket)
{
  g_autoptr (GPtrArray) timers = list (desk);

  for (guint i = 0; i < timers->len; i++)
    {
      const DocketTimer *timer = g_ptr_array_index (timers, i);

      if (timer->ticket == ticket)
        return docket_workspace_get_timer_elapsed (desk->workspace, timer);
    }

  return -1;
}

static gint64
asked (Desk *desk, gint64 ticket)
{
  g_autoptr (GPtrArray) timers = list (desk);

  for (guint i = 0; i < timers->len; i++)
    {
      const DocketTimer *timer = g_ptr_array_index (timers, i);

      if (timer->ticket == ticket)
        return docket_workspace_get_timer_away (desk->workspace, timer);
    }

  return -1;
}

static gboolean
try_stop (Desk *desk, const DocketTimer *timer, GError **error)
{
  g_autoptr (DocketTimeEntry) entry =
    docket_workspace_fill_timer_entry (desk->workspace, timer, FALSE, 0);
  g_autoptr (DocketEdit) edit = docket_edit_new ();

  docket_timer_add_to_edit (timer, FALSE, edit, entry);

  return docket_workspace_apply (desk->workspace, edit, NULL, error);
}

/* Stops the first one; returns its entry. */
static DocketTimeEntry *
stop (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;
  const DocketTimer *timer;

  act (desk, DOCKET_TIMER_PAUSE, 0);
  timers = list (desk);
  timer = g_ptr_array_index (timers, 0);
  g_assert_true (try_stop (desk, timer, &error));
  g_assert_no_error (error);
  details = docket_workspace_load_ticket (desk->workspace, timer->ticket, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (details->time_entries->len, ==, 1);

  return g_object_ref (g_ptr_array_index (details->time_entries, 0));
}

static void
test_pause_and_switch (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 30 * SECOND);

  /* A call: B runs, A is paused; one runs at a time. */
  act (&desk, DOCKET_TIMER_START, desk.b);
  act (&desk, DOCKET_TIMER_START, desk.b);
  work_for (&desk, 20 * SECOND);
  timers = list (&desk);
  g_assert_cmpuint (timers->len, ==, 2);
  g_assert_cmpint (((DocketTimer *) g_ptr_array_index (timers, 0))->ticket, ==, desk.b);
  g_assert_true (((DocketTimer *) g_ptr_array_index (timers, 0))->running);
  g_assert_false (((DocketTimer *) g_ptr_array_index (timers, 1))->running);

  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 10 * SECOND);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 40 * SECOND);
  g_assert_cmpint (elapsed (&desk, desk.b), ==, 20 * SECOND);

  entry = stop (&desk);
  g_assert_cmpint (entry->start_at, ==, MORNING);
  g_assert_cmpint (entry->end_at - entry->start_at, ==, 40 * SECOND);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, -1);
  g_assert_cmpint (elapsed (&desk, desk.b), ==, 20 * SECOND);

  act (&desk, DOCKET_TIMER_THROW_AWAY, desk.b);
  g_assert_cmpint (elapsed (&desk, desk.b), ==, -1);
}

/* The process dies at any moment, the computer goes on or is switched off; then the person says
 * that they had gone: at most a second of what they did before is lost. */
static void
test_crash_at_any_moment (void)
{
  for (guint i = 0; i < 12; i++)
    {
      const gint64 worked = 20 * SECOND + i * 137 * 1000;
      g_auto (Desk) desk = { 0 };

      desk_init (&desk, MORNING);
      act (&desk, DOCKET_TIMER_START, desk.a);
      work_for (&desk, worked);
      desk_close (&desk);

      if (i % 2 == 0)
        docket_clock_sleep (desk.clock, 9 * HOUR);
      else
        docket_clock_restart (desk.clock, 9 * HOUR);

      desk_open (&desk);
      beat (&desk);
      g_assert_cmpint (elapsed (&desk, desk.a), ==, worked + 9 * HOUR);
      act (&desk, DOCKET_TIMER_DISCARD_AWAY, desk.a);
      g_assert_cmpint (elapsed (&desk, desk.a), <=, worked);
      g_assert_cmpint (elapsed (&desk, desk.a), >, worked - SECOND);
    }
}

/* A program that is started again at once asks nothing and loses nothing. */
static void
test_start_again (void)
{
  g_auto (Desk) desk = { 0 };

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 10 * SECOND);
  desk_close (&desk);
  docket_clock_advance (desk.clock, 40 * MINUTE);
  desk_open (&desk);
  beat (&desk);
  g_assert_cmpint (asked (&desk, desk.a), ==, 0);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 40 * MINUTE + 10 * SECOND);

  /* A short restart of the computer as well. */
  desk_close (&desk);
  docket_clock_restart (desk.clock, 2 * MINUTE);
  desk_open (&desk);
  beat (&desk);
  docket_clock_advance (desk.clock, MINUTE);
  beat (&desk);
  g_assert_cmpint (asked (&desk, desk.a), ==, 0);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 43 * MINUTE + 10 * SECOND);
}

/* Failure 6: sleep, another network, the clock an hour forward and back, another zone, a question
 * answered twice: the minutes are those of a monotonic clock, and there is one entry. */
static void
test_failure_6 (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketTimeEntry) entry = NULL;
  gint64 reference = 0;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);

  work_for (&desk, 60 * SECOND);
  docket_clock_set_wall (desk.clock, docket_clock_get_wall (desk.clock) + HOUR);
  work_for (&desk, 60 * SECOND);
  docket_clock_set_wall (desk.clock, docket_clock_get_wall (desk.clock) - 2 * HOUR);
  work_for (&desk, 60 * SECOND);
  reference += 180 * SECOND;
  g_assert_cmpint (asked (&desk, desk.a), ==, 0);

  g_setenv ("TZ", "Pacific/Auckland", TRUE);
  desk_reopen (&desk);
  work_for (&desk, 60 * SECOND);
  reference += 60 * SECOND;
  g_unsetenv ("TZ");

  docket_clock_sleep (desk.clock, 3 * HOUR);
  beat (&desk);
  g_assert_cmpint (asked (&desk, desk.a), ==, 3 * HOUR);
  act (&desk, DOCKET_TIMER_KEEP_AWAY, desk.a);
  act (&desk, DOCKET_TIMER_KEEP_AWAY, desk.a);
  act (&desk, DOCKET_TIMER_DISCARD_AWAY, desk.a); /* too late: it was answered */
  reference += 3 * HOUR;
  g_assert_cmpint (elapsed (&desk, desk.a), ==, reference);

  entry = stop (&desk);
  g_assert_cmpint (entry->end_at - entry->start_at, ==, reference);
  g_assert_cmpint (entry->start_at, ==, MORNING);
}

/* Two stop the same timer: one entry. */
static void
test_stopped_twice (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 5 * SECOND);
  act (&desk, DOCKET_TIMER_PAUSE, desk.a);
  timers = list (&desk);

  g_assert_true (try_stop (&desk, g_ptr_array_index (timers, 0), &error));
  g_assert_no_error (error);
  g_assert_false (try_stop (&desk, g_ptr_array_index (timers, 0), &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_REFUSED);
  g_clear_error (&error);

  details = docket_workspace_load_ticket (desk.workspace, desk.a, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (details->time_entries->len, ==, 1);
}

/* Failure 7: the lid is shut overnight: it asks once and waits; stop always works, over 24 h is
 * pointed out; discard touches what runs alone. */
static void
test_failure_7 (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketTimeEntry) stopped = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.b);
  work_for (&desk, 30 * SECOND);
  stopped = stop (&desk);

  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 30 * SECOND);
  docket_clock_sleep (desk.clock, 14 * HOUR);
  work_for (&desk, 3 * SECOND);
  desk_reopen (&desk);
  work_for (&desk, 3 * SECOND);
  g_assert_cmpint (asked (&desk, desk.a), ==, 14 * HOUR + SECOND);

  act (&desk, DOCKET_TIMER_DISCARD_AWAY, desk.a);
  g_assert_cmpint (asked (&desk, desk.a), ==, 0);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 35 * SECOND);
  details = docket_workspace_load_ticket (desk.workspace, desk.b, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (details->total_us, ==, 30 * SECOND);

  /* Forty days later, unanswered. */
  docket_clock_sleep (desk.clock, 40 * 24 * HOUR);
  beat (&desk);
  g_assert_cmpint (asked (&desk, desk.a), >=, 40 * 24 * HOUR);
  entry = stop (&desk);
  g_assert_cmpint (entry->end_at - entry->start_at, >, 40 * 24 * HOUR);
  g_assert_cmpuint (docket_time_check (entry, NULL, 0, none, 0, NULL), ==, DOCKET_TIME_IS_LONG);
}

/* Forty days by the second hand of a computer that is never off; the nights on which the clocks
 * change are within. */
static void
test_forty_days (void)
{
  static const gint64 mornings[] = {
    G_GINT64_CONSTANT (1773129600) * G_USEC_PER_SEC, /* 2026-03-10: forward on the 29th */
    G_GINT64_CONSTANT (1791273600) * G_USEC_PER_SEC, /* 2026-10-06: back on the 25th */
  };

  for (guint i = 0; i < G_N_ELEMENTS (mornings); i++)
    {
      g_auto (Desk) desk = { 0 };
      g_autoptr (DocketTimeEntry) entry = NULL;

      desk_init (&desk, mornings[i]);
      act (&desk, DOCKET_TIMER_START, desk.a);

      for (guint day = 0; day < 40; day++)
        {
          docket_clock_advance (desk.clock, 24 * HOUR);
          beat (&desk);
        }

      g_assert_cmpint (asked (&desk, desk.a), ==, 0);
      entry = stop (&desk);
      g_assert_cmpint (entry->end_at - entry->start_at, ==, 40 * 24 * HOUR);
    }
}

/* Locked, then asleep, then unlocked: one stretch, asked about once, that may become an entry of
 * its own. */
static void
test_entry_of_its_own (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;
  const DocketTimer *timer;
  gint64 locked_at;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 10 * SECOND);
  locked_at = docket_clock_get_boottime (desk.clock);
  work_for (&desk, 60 * SECOND);
  docket_clock_sleep (desk.clock, HOUR);
  work_for (&desk, 60 * SECOND);
  g_assert_true (docket_workspace_mark_away (desk.workspace,
                                             locked_at,
                                             docket_clock_get_boottime (desk.clock),
                                             DOCKET_TIMER_AWAY_LOCK,
                                             &error));
  g_assert_no_error (error);
  g_assert_cmpint (asked (&desk, desk.a), ==, HOUR + 120 * SECOND);

  timers = list (&desk);
  timer = g_ptr_array_index (timers, 0);
  entry = docket_workspace_fill_timer_entry (desk.workspace, timer, TRUE, 0);
  docket_timer_add_to_edit (timer, TRUE, edit, entry);
  g_assert_true (docket_workspace_apply (desk.workspace, edit, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (entry->start_at, ==, MORNING + 10 * SECOND);
  g_assert_cmpint (entry->end_at - entry->start_at, ==, HOUR + 120 * SECOND);
  g_assert_cmpint (asked (&desk, desk.a), ==, 0);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 10 * SECOND);
}

static void
set_status (Desk *desk, const char *status)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, desk->a, DOCKET_FIELD_ID_STATUS, status);
  g_assert_true (docket_workspace_apply (desk->workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static DocketBatch *
make_batch (Desk *desk, GError **error)
{
  return docket_workspace_create_batch (desk->workspace,
                                        "2026-11-01",
                                        "2026-11-30",
                                        NULL,
                                        NULL,
                                        error);
}

/* The help page's rule: closing leaves the timer running; a batch made meanwhile has not what the
 * timer comes to later. Once the batch is deleted and the ticket reopened, it is billable again. */
static void
test_batch_meanwhile (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketTimeEntry) before = NULL;
  g_autoptr (DocketBatch) first = NULL;
  g_autoptr (DocketBatch) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timers = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 60 * SECOND);
  before = stop (&desk);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 60 * SECOND);
  set_status (&desk, "closed");
  work_for (&desk, 60 * SECOND);
  first = make_batch (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (first->duration_us, ==, 60 * SECOND);
  work_for (&desk, 60 * SECOND);

  act (&desk, DOCKET_TIMER_PAUSE, 0);
  timers = list (&desk);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 180 * SECOND);
  g_assert_true (try_stop (&desk, g_ptr_array_index (timers, 0), &error));
  g_assert_no_error (error);
  g_assert_null (make_batch (&desk, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_true (docket_workspace_delete_batch (desk.workspace, first->id, NULL, &error));
  set_status (&desk, "open");
  set_status (&desk, "closed");
  second = make_batch (&desk, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->duration_us, ==, 240 * SECOND);
}

/* Resolving and closing leave it running. */
static void
test_closing_the_ticket (void)
{
  g_auto (Desk) desk = { 0 };

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  set_status (&desk, "closed");
  work_for (&desk, 5 * SECOND);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 5 * SECOND);
}

/* Stop always works: time whose ticket was deleted is booked on another one, or thrown away; until
 * then it is there. */
static void
test_deleted_ticket (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketEdit) delete = docket_edit_new ();
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GPtrArray) timers = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketTicketDetails) details = NULL;
  g_autoptr (GError) error = NULL;
  const DocketTimer *timer;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 30 * SECOND);
  docket_edit_delete_ticket (delete, desk.a, 0);
  g_assert_true (docket_workspace_apply (desk.workspace, delete, NULL, &error));
  g_assert_no_error (error);
  work_for (&desk, 10 * SECOND);
  act (&desk, DOCKET_TIMER_PAUSE, 0);
  desk_reopen (&desk);
  timers = list (&desk);
  timer = g_ptr_array_index (timers, 0);
  g_assert_null (timer->ticket_title);
  g_assert_false (try_stop (&desk, timer, &error));
  g_assert_error (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 40 * SECOND);

  entry = docket_workspace_fill_timer_entry (desk.workspace, timer, FALSE, 0);
  entry->ticket = desk.b;
  docket_timer_add_to_edit (timer, FALSE, edit, entry);
  g_assert_true (docket_workspace_apply (desk.workspace, edit, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, -1);
  details = docket_workspace_load_ticket (desk.workspace, desk.b, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (details->total_us, ==, 40 * SECOND);
}

static void
apply (Desk *desk, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_apply (desk->workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static void
undo (Desk *desk, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_undo (desk->workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_too_late (Desk *desk, DocketEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (docket_workspace_undo (desk->workspace, edit, NULL, &error));
  g_assert_error (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_TOO_LATE);
}

static gint64
logged (Desk *desk, gint64 ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (desk->workspace, ticket, NULL, &error);

  g_assert_no_error (error);

  return details->total_us;
}

/* The first timer becomes an entry of a ticket. */
static DocketEdit *
stop_on (Desk *desk, gint64 ticket, gboolean only_away)
{
  g_autoptr (GPtrArray) timers = list (desk);
  const DocketTimer *timer = g_ptr_array_index (timers, 0);
  g_autoptr (DocketTimeEntry) entry =
    docket_workspace_fill_timer_entry (desk->workspace, timer, only_away, 0);
  DocketEdit *edit = docket_edit_new ();

  entry->ticket = ticket;
  docket_timer_add_to_edit (timer, only_away, edit, entry);
  apply (desk, edit);

  return edit;
}

/* The entry of a timer is added, changed and deleted, and all is taken back: the timer is there
 * again, paused, while another one runs on. */
static void
test_undo_all (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketEdit) add = NULL;
  g_autoptr (DocketEdit) change = docket_edit_new ();
  g_autoptr (DocketEdit) delete = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 5 * SECOND);
  act (&desk, DOCKET_TIMER_PAUSE, 0);
  work_for (&desk, 7 * SECOND);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 3 * SECOND);
  act (&desk, DOCKET_TIMER_PAUSE, 0);
  add = stop_on (&desk, desk.a, FALSE);
  act (&desk, DOCKET_TIMER_START, desk.b);
  work_for (&desk, 2 * SECOND);

  entry = docket_workspace_get_time_entry (desk.workspace, docket_edit_get_result_part (add), NULL);
  entry->end_at += HOUR;
  docket_edit_change_time (change, desk.a, entry);
  apply (&desk, change);
  docket_edit_delete_time (delete, desk.a, entry->id);
  apply (&desk, delete);
  g_assert_cmpint (logged (&desk, desk.a), ==, 0);

  assert_too_late (&desk, change);
  undo (&desk, delete);
  assert_too_late (&desk, delete);
  g_assert_cmpint (logged (&desk, desk.a), ==, HOUR + 8 * SECOND);
  assert_too_late (&desk, add);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, -1);
  undo (&desk, change);
  g_assert_cmpint (logged (&desk, desk.a), ==, 8 * SECOND);
  undo (&desk, add);
  assert_too_late (&desk, add);
  g_assert_cmpint (logged (&desk, desk.a), ==, 0);
  desk_reopen (&desk);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 8 * SECOND);
  work_for (&desk, SECOND);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 8 * SECOND);
  g_assert_cmpint (elapsed (&desk, desk.b), ==, 3 * SECOND);
}

/* What goes on meanwhile counts: one timer, with all that was worked. */
static void
test_undo_while_it_runs_again (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketEdit) add = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 5 * SECOND);
  act (&desk, DOCKET_TIMER_PAUSE, 0);
  add = stop_on (&desk, desk.a, FALSE);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 2 * SECOND);
  undo (&desk, add);
  work_for (&desk, 2 * SECOND);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, 9 * SECOND);
}

/* The time of a timer whose ticket is gone stays with the ticket that was chosen for it; and what
 * was logged on a ticket that is gone since, stays there. */
static void
test_undo_without_ticket (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketEdit) delete = docket_edit_new ();
  g_autoptr (DocketEdit) add = NULL;
  g_autoptr (DocketEdit) again = NULL;
  g_autoptr (DocketEdit) last = docket_edit_new ();

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 5 * SECOND);
  act (&desk, DOCKET_TIMER_PAUSE, 0);
  docket_edit_delete_ticket (delete, desk.a, 0);
  apply (&desk, delete);
  add = stop_on (&desk, desk.b, FALSE);
  undo (&desk, add);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, -1);
  g_assert_cmpint (elapsed (&desk, desk.b), ==, 5 * SECOND);

  again = stop_on (&desk, desk.b, FALSE);
  docket_edit_delete_ticket (last, desk.b, 0);
  apply (&desk, last);
  assert_too_late (&desk, again);
  undo (&desk, last);
  g_assert_cmpint (logged (&desk, desk.b), ==, 5 * SECOND);
  undo (&desk, again);
  g_assert_cmpint (elapsed (&desk, desk.b), ==, 5 * SECOND);
}

/* Of a timer that runs, the time away alone became an entry: it is asked about again. */
static void
test_undo_of_time_away (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketEdit) add = NULL;

  desk_init (&desk, MORNING);
  act (&desk, DOCKET_TIMER_START, desk.a);
  work_for (&desk, 5 * SECOND);
  desk_close (&desk);
  docket_clock_sleep (desk.clock, HOUR);
  desk_open (&desk);
  beat (&desk);
  add = stop_on (&desk, desk.a, TRUE);
  g_assert_cmpint (asked (&desk, desk.a), ==, 0);
  work_for (&desk, 2 * SECOND);
  undo (&desk, add);
  g_assert_cmpint (asked (&desk, desk.a), >=, HOUR);
  g_assert_cmpint (elapsed (&desk, desk.a), ==, HOUR + 7 * SECOND);
}

int
main (int argc, char **argv)
{
  int status;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  workspace_fixture_add ("/timer/pause-and-switch", test_pause_and_switch);
  workspace_fixture_add ("/timer/crash-at-any-moment", test_crash_at_any_moment);
  workspace_fixture_add ("/timer/start-again", test_start_again);
  workspace_fixture_add ("/timer/failure-6", test_failure_6);
  workspace_fixture_add ("/timer/stopped-twice", test_stopped_twice);
  workspace_fixture_add ("/timer/failure-7", test_failure_7);
  workspace_fixture_add ("/timer/forty-days", test_forty_days);
  workspace_fixture_add ("/timer/entry-of-its-own", test_entry_of_its_own);
  workspace_fixture_add ("/timer/closing-the-ticket", test_closing_the_ticket);
  workspace_fixture_add ("/timer/batch-meanwhile", test_batch_meanwhile);
  workspace_fixture_add ("/timer/deleted-ticket", test_deleted_ticket);
  workspace_fixture_add ("/timer/undo-all", test_undo_all);
  workspace_fixture_add ("/timer/undo-while-it-runs-again", test_undo_while_it_runs_again);
  workspace_fixture_add ("/timer/undo-without-ticket", test_undo_without_ticket);
  workspace_fixture_add ("/timer/undo-of-time-away", test_undo_of_time_away);

  status = g_test_run ();
  workspace_fixture_end ();

  return status;
}
