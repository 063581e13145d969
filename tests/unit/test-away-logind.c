/* Going away as logind tells it: dbusmock's logind on a system bus of the test's own, down to the
 * question about the timer.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-away-watch.h"
#include "docket-workspace-time.h"
#include "docket-workspace-timer.h"
#include "workspace-fixture.h"

#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_USEC_PER_SEC

/* 2026-11-23, 08:00 UTC */
#define MORNING (G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC)

#define MOCK "org.freedesktop.DBus.Mock"
#define LOGIN "org.freedesktop.login1"
#define MANAGER_PATH "/org/freedesktop/login1"
#define SESSION_PATH "/org/freedesktop/login1/session/auto"

static GTestDBus *bus;
static GSubprocess *logind;
static GDBusConnection *system_bus;

typedef struct
{
  DocketClock *clock;
  DocketWorkspace *workspace;
  DocketAwayWatch *watch;
  gint64 ticket;
  guint n_away;
} Desk;

static void
appeared_cb (GDBusConnection *connection, const char *name, const char *owner, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
call (const char *path, const char *interface, const char *method, GVariant *parameters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (system_bus,
                                                            LOGIN,
                                                            path,
                                                            interface,
                                                            method,
                                                            parameters,
                                                            NULL,
                                                            G_DBUS_CALL_FLAGS_NONE,
                                                            -1,
                                                            NULL,
                                                            &error);

  g_assert_no_error (error);
}

static void
call_session (const char *method, GVariant *parameters)
{
  call (SESSION_PATH, LOGIN ".Session", method, parameters);
}

static void
tell_sleep (gboolean begins)
{
  GVariant *arguments[] = { g_variant_new_variant (g_variant_new_boolean (begins)) };

  call (MANAGER_PATH,
        MOCK,
        "EmitSignal",
        g_variant_new ("(sss@av)",
                       LOGIN ".Manager",
                       "PrepareForSleep",
                       "b",
                       g_variant_new_array (G_VARIANT_TYPE_VARIANT, arguments, 1)));
}

/* Where there is no dbusmock there is no bus. */
static void
start_logind (void)
{
  g_autoptr (GError) error = NULL;
  gboolean there = FALSE;
  guint watch;

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (bus), TRUE);
  system_bus = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, &error);
  g_assert_no_error (error);
  logind = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                             &error,
                             "/usr/bin/python3",
                             "-m",
                             "dbusmock",
                             "--system",
                             "--template",
                             "logind",
                             NULL);
  g_assert_no_error (error);
  watch = g_bus_watch_name_on_connection (system_bus,
                                          LOGIN,
                                          G_BUS_NAME_WATCHER_FLAGS_NONE,
                                          appeared_cb,
                                          NULL,
                                          &there,
                                          NULL);
  wait_until (there);
  g_bus_unwatch_name (watch);
  call (MANAGER_PATH,
        MOCK,
        "AddSession",
        g_variant_new ("(ssusb)", "auto", "seat0", 1000, "technician", TRUE));
}

static void
stop_logind (void)
{
  g_subprocess_force_exit (logind);
  g_subprocess_wait (logind, NULL, NULL);
  g_clear_object (&logind);
  g_clear_object (&system_bus);
  g_test_dbus_stop (bus);
  g_clear_object (&bus);
}

static gboolean
has_dbusmock (void)
{
  const char *const argv[] = { "/usr/bin/python3", "-c", "import dbusmock", NULL };
  int status = 1;

  return g_spawn_sync (NULL,
                       (char **) argv,
                       NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL,
                       NULL,
                       NULL,
                       NULL,
                       &status,
                       NULL) &&
         status == 0;
}

/* --- The desk ------------------------------------------------------------------------------ */

/* As the bar of the timer does it. */
static void
away_cb (Desk *desk, gint64 from, gint64 to, guint why)
{
  g_autoptr (GError) error = NULL;

  desk->n_away++;
  g_assert_true (
    docket_workspace_mark_away (desk->workspace, from, to, (DocketTimerAway) why, &error));
  g_assert_no_error (error);
}

static void
desk_init (Desk *desk)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .name = (char *) "Here" };
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);
  desk->clock = docket_clock_new_manual (MORNING);
  docket_clock_advance (desk->clock, HOUR);
  desk->workspace = docket_workspace_open (id, NULL, desk->clock, NULL, &error);
  g_assert_no_error (error);
  docket_values_set (values, DOCKET_FIELD_ID_TITLE, "Server room");
  docket_edit_create_ticket (edit, values, 0);
  g_assert_true (docket_workspace_apply (desk->workspace, edit, NULL, &error));
  desk->ticket = docket_edit_get_result_ticket (edit);
  g_assert_true (
    docket_workspace_act_on_timer (desk->workspace, DOCKET_TIMER_START, desk->ticket, &error));
  g_assert_no_error (error);
  desk->watch = docket_away_watch_new (desk->clock);
  g_signal_connect_swapped (desk->watch, "away", G_CALLBACK (away_cb), desk);
}

static void
desk_clear (Desk *desk)
{
  g_clear_object (&desk->watch);
  workspace_fixture_close (desk->workspace);
  g_clear_object (&desk->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static void
work_for (Desk *desk, gint64 us)
{
  g_autoptr (GError) error = NULL;

  docket_clock_advance (desk->clock, us);
  g_assert_true (docket_workspace_beat_timer (desk->workspace, &error));
  g_assert_no_error (error);
}

static DocketTimer *
steal_timer (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) timers = docket_workspace_list_timers (desk->workspace, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (timers->len, ==, 1);
  g_ptr_array_set_free_func (timers, NULL);

  return g_ptr_array_index (timers, 0);
}

static gint64
get_asked (Desk *desk)
{
  g_autoptr (DocketTimer) timer = steal_timer (desk);

  return docket_workspace_get_timer_away (desk->workspace, timer);
}

static gint64
get_elapsed (Desk *desk)
{
  g_autoptr (DocketTimer) timer = steal_timer (desk);

  return docket_workspace_get_timer_elapsed (desk->workspace, timer);
}

static void
answer (Desk *desk, DocketTimerAct act)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (docket_workspace_act_on_timer (desk->workspace, act, desk->ticket, &error));
  g_assert_no_error (error);
}

/* The watch has to have found the session: a lock of no time is seen as soon as it has. */
static void
wait_for_watch (Desk *desk)
{
  const guint before = desk->n_away;
  guint n_times = 0;

  while (desk->n_away == before)
    {
      n_times++;
      g_assert_cmpuint (n_times, <, 10000);
      call_session ("SetLockedHint", g_variant_new ("(b)", TRUE));
      call_session ("SetLockedHint", g_variant_new ("(b)", FALSE));

      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }

  g_assert_cmpint (get_asked (desk), ==, 0);
}

/* Locked, as a shell tells it: by the hint, not by the signal. */
static void
lock_by_hint (Desk *desk, gint64 us)
{
  const guint before = desk->n_away;

  call_session ("SetLockedHint", g_variant_new ("(b)", TRUE));

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  work_for (desk, us);
  call_session ("SetLockedHint", g_variant_new ("(b)", FALSE));
  wait_until (desk->n_away > before);
}

static void
test_keep (void)
{
  g_auto (Desk) desk = { 0 };

  desk_init (&desk);
  wait_for_watch (&desk);
  lock_by_hint (&desk, HOUR);
  g_assert_cmpint (get_asked (&desk), ==, HOUR);

  /* It waits, however long. */
  work_for (&desk, 3 * HOUR);
  g_assert_cmpint (get_asked (&desk), ==, HOUR);
  answer (&desk, DOCKET_TIMER_KEEP_AWAY);
  answer (&desk, DOCKET_TIMER_DISCARD_AWAY); /* twice: the first one counts */
  g_assert_cmpint (get_asked (&desk), ==, 0);
  g_assert_cmpint (get_elapsed (&desk), ==, 4 * HOUR);
}

static void
test_discard (void)
{
  g_auto (Desk) desk = { 0 };

  desk_init (&desk);
  wait_for_watch (&desk);
  work_for (&desk, 20 * SECOND);
  lock_by_hint (&desk, HOUR);
  work_for (&desk, 20 * SECOND);
  answer (&desk, DOCKET_TIMER_DISCARD_AWAY);
  answer (&desk, DOCKET_TIMER_DISCARD_AWAY);
  answer (&desk, DOCKET_TIMER_KEEP_AWAY);
  g_assert_cmpint (get_elapsed (&desk), ==, 40 * SECOND);
}

/* Locked by the signal, asleep meanwhile: asked once, of all of it; it becomes one entry. */
static void
test_entry_of_its_own (void)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (DocketTimer) timer = NULL;
  g_autoptr (DocketTimeEntry) entry = NULL;
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketEdit) again = docket_edit_new ();
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  desk_init (&desk);
  wait_for_watch (&desk);
  work_for (&desk, 20 * SECOND);
  before = desk.n_away;
  call_session ("Lock", NULL);
  tell_sleep (TRUE);
  call_session ("SetLockedHint", g_variant_new ("(b)", TRUE));

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  docket_clock_sleep (desk.clock, 9 * HOUR);
  tell_sleep (FALSE);
  wait_until (desk.n_away > before);
  before = desk.n_away;
  call_session ("Unlock", NULL);
  wait_until (desk.n_away > before);
  g_assert_cmpint (get_asked (&desk), ==, 9 * HOUR);

  timer = steal_timer (&desk);
  entry = docket_workspace_fill_timer_entry (desk.workspace, timer, TRUE, 0);
  docket_timer_add_to_edit (timer, TRUE, edit, entry);
  g_assert_true (docket_workspace_apply (desk.workspace, edit, NULL, &error));
  g_assert_no_error (error);
  docket_timer_add_to_edit (timer, TRUE, again, entry);
  g_assert_false (docket_workspace_apply (desk.workspace, again, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  entries = docket_workspace_list_time (desk.workspace, desk.ticket, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpint (((DocketTimeEntry *) g_ptr_array_index (entries, 0))->end_at -
                     ((DocketTimeEntry *) g_ptr_array_index (entries, 0))->start_at,
                   ==,
                   9 * HOUR);
  g_assert_cmpint (get_elapsed (&desk), ==, 20 * SECOND);
}

int
main (int argc, char **argv)
{
  int status;

  workspace_fixture_init ();
  g_test_init (&argc, &argv, NULL);

  if (!has_dbusmock ())
    {
      g_print ("1..0 # SKIP there is no dbusmock\n");
      return 0;
    }

  start_logind ();
  workspace_fixture_add ("/away-logind/keep", test_keep);
  workspace_fixture_add ("/away-logind/discard", test_discard);
  workspace_fixture_add ("/away-logind/entry-of-its-own", test_entry_of_its_own);
  status = g_test_run ();
  workspace_fixture_end ();
  stop_logind ();

  return status;
}
