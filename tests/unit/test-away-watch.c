/* Going away, as logind and the idle monitor tell it: mocked on a bus of the test's own.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-away-watch.h"
#include "workspace-fixture.h"

static const char introspection[] =
  "<node>"
  "<interface name='org.freedesktop.login1.Manager'>"
  "<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/>"
  "</method></interface>"
  "<interface name='org.gnome.Mutter.IdleMonitor'>"
  "<method name='AddIdleWatch'><arg type='t' direction='in'/><arg type='u' direction='out'/>"
  "</method>"
  "<method name='AddUserActiveWatch'><arg type='u' direction='out'/></method></interface>"
  "</node>";

typedef struct
{
  GTestDBus *bus;
  GDBusConnection *server;
  DocketClock *clock;
  guint n_sessions;
  guint n_idle_watches;
  guint n_active_watches;
  guint n_names;
  guint n_away;
  gint64 away_us;
  guint why;
} Fixture;

static void
called_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  Fixture *fixture = user_data;

  if (g_str_equal (method, "GetSession"))
    {
      fixture->n_sessions++;
      g_dbus_method_invocation_return_value (
        invocation,
        g_variant_new ("(o)", "/org/freedesktop/login1/session/_1"));
    }
  else if (g_str_equal (method, "AddIdleWatch"))
    {
      fixture->n_idle_watches++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 7));
    }
  else
    {
      fixture->n_active_watches++;
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", 8));
    }
}

static void
named_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  ((Fixture *) user_data)->n_names++;
}

static void export(Fixture *fixture, GDBusNodeInfo *node, const char *interface, const char *path)
{
  static const GDBusInterfaceVTable vtable = { .method_call = called_cb };
  g_autoptr (GError) error = NULL;

  g_dbus_connection_register_object (fixture->server,
                                     path,
                                     g_dbus_node_info_lookup_interface (node, interface),
                                     &vtable,
                                     fixture,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, NULL);
  g_autoptr (GError) error = NULL;

  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus);
  g_setenv ("DBUS_SYSTEM_BUS_ADDRESS", g_test_dbus_get_bus_address (fixture->bus), TRUE);
  fixture->server = g_dbus_connection_new_for_address_sync (
    g_test_dbus_get_bus_address (fixture->bus),
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL,
    NULL,
    &error);
  g_assert_no_error (error);
  export(fixture, node, "org.freedesktop.login1.Manager", "/org/freedesktop/login1");
  export(fixture, node, "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core");
  g_bus_own_name_on_connection (fixture->server,
                                "org.freedesktop.login1",
                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                named_cb,
                                NULL,
                                fixture,
                                NULL);
  g_bus_own_name_on_connection (fixture->server,
                                "org.gnome.Mutter.IdleMonitor",
                                G_BUS_NAME_OWNER_FLAGS_NONE,
                                named_cb,
                                NULL,
                                fixture,
                                NULL);
  wait_until (fixture->n_names == 2);
  fixture->clock = docket_clock_new_manual (G_GINT64_CONSTANT (1795420800) * G_USEC_PER_SEC);
  docket_clock_advance (fixture->clock, G_TIME_SPAN_DAY);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->clock);
  g_clear_object (&fixture->server);
  g_test_dbus_stop (fixture->bus);
  g_clear_object (&fixture->bus);
}

static void
away_cb (Fixture *fixture, gint64 from, gint64 to, guint why)
{
  fixture->n_away++;
  fixture->away_us = to - from;
  fixture->why = why;
}

static void
tell (Fixture *fixture,
      const char *path,
      const char *interface,
      const char *signal,
      GVariant *parameters)
{
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (fixture->server,
                                 NULL,
                                 path,
                                 interface,
                                 signal,
                                 parameters,
                                 &error);
  g_assert_no_error (error);
  g_dbus_connection_flush_sync (fixture->server, NULL, NULL);
}

static void
tell_sleep (Fixture *fixture, gboolean begins)
{
  tell (fixture,
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
        "PrepareForSleep",
        g_variant_new ("(b)", begins));
}

static void
tell_idle (Fixture *fixture, guint watch)
{
  tell (fixture,
        "/org/gnome/Mutter/IdleMonitor/Core",
        "org.gnome.Mutter.IdleMonitor",
        "WatchFired",
        g_variant_new ("(u)", watch));
}

/* Signals of one sender come in order: when its answer to a later call is here, they are. */
static void
settle (Fixture *fixture)
{
  const guint n_sessions = fixture->n_sessions;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SYSTEM, NULL, NULL);

  g_dbus_connection_call (connection,
                          "org.freedesktop.login1",
                          "/org/freedesktop/login1",
                          "org.freedesktop.login1.Manager",
                          "GetSession",
                          g_variant_new ("(s)", "auto"),
                          NULL,
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          NULL,
                          NULL);
  wait_until (fixture->n_sessions > n_sessions);
}

static void
test_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketAwayWatch) watch = docket_away_watch_new (fixture->clock);

  g_signal_connect_swapped (watch, "away", G_CALLBACK (away_cb), fixture);
  wait_until (fixture->n_sessions == 1 && fixture->n_idle_watches == 1);

  tell_sleep (fixture, TRUE);
  settle (fixture);
  docket_clock_sleep (fixture->clock, 9 * G_TIME_SPAN_HOUR);
  tell_sleep (fixture, FALSE);
  wait_until (fixture->n_away == 1);
  g_assert_cmpint (fixture->away_us, ==, 9 * G_TIME_SPAN_HOUR);
  g_assert_cmpuint (fixture->why, ==, DOCKET_TIMER_AWAY_SLEEP);

  /* A quarter of an hour is over when the monitor tells of it. */
  tell_idle (fixture, 7);
  wait_until (fixture->n_active_watches == 1);
  docket_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
  settle (fixture);
  tell_idle (fixture, 99);
  tell_idle (fixture, 8);
  wait_until (fixture->n_away == 2);
  g_assert_cmpint (fixture->away_us, ==, G_TIME_SPAN_HOUR + 15 * G_TIME_SPAN_MINUTE);
  g_assert_cmpuint (fixture->why, ==, DOCKET_TIMER_AWAY_IDLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/away-watch/away", Fixture, NULL, set_up, test_away, tear_down);

  return g_test_run ();
}
