/* Sees when the person goes away: the computer sleeps, the screen is locked, nobody touches it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-away-watch.h"

/* Untouched for so long, nobody is there. */
#define IDLE_MS (15 * 60 * 1000)

#define LOGIN_NAME "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define MANAGER_INTERFACE "org.freedesktop.login1.Manager"
#define SESSION_INTERFACE "org.freedesktop.login1.Session"
#define IDLE_NAME "org.gnome.Mutter.IdleMonitor"
#define IDLE_PATH "/org/gnome/Mutter/IdleMonitor/Core"
#define IDLE_INTERFACE "org.gnome.Mutter.IdleMonitor"

/**
 * DocketAwayWatch:
 *
 * Asks logind on the system bus and GNOME's idle monitor on the session bus. Where one of them is
 * missing, less is seen; sleep is also seen by the clocks (docket_workspace_beat_timer()).
 */
struct _DocketAwayWatch
{
  GObject parent_instance;

  DocketClock *clock;
  GCancellable *cancellable;
  GDBusConnection *system;
  GDBusConnection *session;
  guint sleep_subscription;
  guint lock_subscription;
  guint unlock_subscription;
  guint hint_subscription;
  guint idle_subscription;
  guint idle_name_watch;
  guint idle_watch; /* of the idle monitor */
  guint active_watch;

  /* By boottime; 0: not away in this way. */
  gint64 asleep_since;
  gint64 locked_since;
  gint64 idle_since;
};

G_DEFINE_FINAL_TYPE (DocketAwayWatch, docket_away_watch, G_TYPE_OBJECT)

enum
{
  SIGNAL_AWAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
go (DocketAwayWatch *self, gint64 *since, gint64 ago_us)
{
  if (*since == 0)
    *since = MAX (docket_clock_get_boottime (self->clock) - ago_us, 1);
}

static void
come_back (DocketAwayWatch *self, gint64 *since, DocketTimerAway why)
{
  const gint64 from = *since;

  *since = 0;

  if (from != 0)
    g_signal_emit (self,
                   signals[SIGNAL_AWAY],
                   0,
                   from,
                   docket_clock_get_boottime (self->clock),
                   (guint) why);
}

static guint
subscribe (DocketAwayWatch *self,
           GDBusConnection *connection,
           const char *name,
           const char *interface,
           const char *signal,
           const char *path,
           const char *first_argument,
           GDBusSignalCallback callback)
{
  return g_dbus_connection_signal_subscribe (connection,
                                             name,
                                             interface,
                                             signal,
                                             path,
                                             first_argument,
                                             G_DBUS_SIGNAL_FLAGS_NONE,
                                             callback,
                                             self,
                                             NULL);
}

static void
sleep_cb (GDBusConnection *connection,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  DocketAwayWatch *self = user_data;
  gboolean begins = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;

  g_variant_get (parameters, "(b)", &begins);

  if (begins)
    go (self, &self->asleep_since, 0);
  else
    come_back (self, &self->asleep_since, DOCKET_TIMER_AWAY_SLEEP);
}

static void
lock_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *parameters,
         gpointer user_data)
{
  DocketAwayWatch *self = user_data;

  if (g_str_equal (signal, "Lock"))
    go (self, &self->locked_since, 0);
  else
    come_back (self, &self->locked_since, DOCKET_TIMER_AWAY_LOCK);
}

/* A shell that locks its screen by itself says so by a property alone. */
static void
hint_cb (GDBusConnection *connection,
         const char *sender,
         const char *path,
         const char *interface,
         const char *signal,
         GVariant *parameters,
         gpointer user_data)
{
  DocketAwayWatch *self = user_data;
  g_autoptr (GVariant) changed = NULL;
  gboolean locked = FALSE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;

  changed = g_variant_get_child_value (parameters, 1);

  if (!g_variant_lookup (changed, "LockedHint", "b", &locked))
    return;

  if (locked)
    go (self, &self->locked_since, 0);
  else
    come_back (self, &self->locked_since, DOCKET_TIMER_AWAY_LOCK);
}

static void
session_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAwayWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *path = NULL;

  if (reply == NULL)
    {
      g_debug ("No session to watch for the lock: %s", error->message);
      return;
    }

  if (self->system == NULL)
    return;

  g_variant_get (reply, "(&o)", &path);
  self->lock_subscription =
    subscribe (self, self->system, LOGIN_NAME, SESSION_INTERFACE, "Lock", path, NULL, lock_cb);
  self->unlock_subscription =
    subscribe (self, self->system, LOGIN_NAME, SESSION_INTERFACE, "Unlock", path, NULL, lock_cb);
  self->hint_subscription = subscribe (self,
                                       self->system,
                                       LOGIN_NAME,
                                       "org.freedesktop.DBus.Properties",
                                       "PropertiesChanged",
                                       path,
                                       SESSION_INTERFACE,
                                       hint_cb);
}

static void
system_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAwayWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusConnection *system = g_bus_get_finish (result, &error);

  if (system == NULL)
    {
      g_debug ("No system bus to watch for sleep: %s", error->message);
      return;
    }

  self->system = system;
  self->sleep_subscription = subscribe (self,
                                        system,
                                        LOGIN_NAME,
                                        MANAGER_INTERFACE,
                                        "PrepareForSleep",
                                        LOGIN_PATH,
                                        NULL,
                                        sleep_cb);
  g_dbus_connection_call (system,
                          LOGIN_NAME,
                          LOGIN_PATH,
                          MANAGER_INTERFACE,
                          "GetSession",
                          g_variant_new ("(s)", "auto"),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          self->cancellable,
                          session_found_cb,
                          g_object_ref (self));
}

static gboolean
take_watch (GObject *source, GAsyncResult *result, guint *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    {
      g_debug ("The idle monitor does not answer: %s", error->message);
      return FALSE;
    }

  g_variant_get (reply, "(u)", id);

  return TRUE;
}

static void
idle_watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAwayWatch) self = user_data;

  take_watch (source, result, &self->idle_watch);
}

static void
active_watched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAwayWatch) self = user_data;

  /* Nobody would say when they are back. */
  if (!take_watch (source, result, &self->active_watch))
    self->idle_since = 0;
}

static void
add_watch (DocketAwayWatch *self,
           const char *method,
           GVariant *parameters,
           GAsyncReadyCallback callback)
{
  g_dbus_connection_call (self->session,
                          IDLE_NAME,
                          IDLE_PATH,
                          IDLE_INTERFACE,
                          method,
                          parameters,
                          G_VARIANT_TYPE ("(u)"),
                          G_DBUS_CALL_FLAGS_NO_AUTO_START,
                          -1,
                          self->cancellable,
                          callback,
                          g_object_ref (self));
}

static void
watch_fired_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer user_data)
{
  DocketAwayWatch *self = user_data;
  guint id = 0;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(u)")))
    return;

  g_variant_get (parameters, "(u)", &id);

  if (id != 0 && id == self->idle_watch)
    {
      go (self, &self->idle_since, IDLE_MS * G_TIME_SPAN_MILLISECOND);
      add_watch (self, "AddUserActiveWatch", NULL, active_watched_cb);
    }
  else if (id != 0 && id == self->active_watch)
    {
      self->active_watch = 0;
      come_back (self, &self->idle_since, DOCKET_TIMER_AWAY_IDLE);
    }
}

/* A shell that starts anew has forgotten its watches. */
static void
idle_appeared_cb (GDBusConnection *connection,
                  const char *name,
                  const char *name_owner,
                  gpointer user_data)
{
  DocketAwayWatch *self = user_data;

  self->idle_watch = 0;
  self->active_watch = 0;
  self->idle_since = 0;
  add_watch (self, "AddIdleWatch", g_variant_new ("(t)", (guint64) IDLE_MS), idle_watched_cb);
}

static void
session_bus_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketAwayWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  GDBusConnection *session = g_bus_get_finish (result, &error);

  if (session == NULL)
    {
      g_debug ("No session bus to watch for idling: %s", error->message);
      return;
    }

  self->session = session;
  self->idle_subscription = subscribe (self,
                                       session,
                                       IDLE_NAME,
                                       IDLE_INTERFACE,
                                       "WatchFired",
                                       IDLE_PATH,
                                       NULL,
                                       watch_fired_cb);
  self->idle_name_watch = g_bus_watch_name_on_connection (session,
                                                          IDLE_NAME,
                                                          G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                          idle_appeared_cb,
                                                          NULL,
                                                          self,
                                                          NULL);
}

static void
unsubscribe (GDBusConnection *connection, guint *id)
{
  if (*id != 0)
    g_dbus_connection_signal_unsubscribe (connection, *id);

  *id = 0;
}

static void
docket_away_watch_dispose (GObject *object)
{
  DocketAwayWatch *self = DOCKET_AWAY_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_name_watch, g_bus_unwatch_name);
  unsubscribe (self->system, &self->sleep_subscription);
  unsubscribe (self->system, &self->lock_subscription);
  unsubscribe (self->system, &self->unlock_subscription);
  unsubscribe (self->system, &self->hint_subscription);
  unsubscribe (self->session, &self->idle_subscription);
  g_clear_object (&self->system);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);

  G_OBJECT_CLASS (docket_away_watch_parent_class)->dispose (object);
}

static void
docket_away_watch_finalize (GObject *object)
{
  g_object_unref (DOCKET_AWAY_WATCH (object)->cancellable);

  G_OBJECT_CLASS (docket_away_watch_parent_class)->finalize (object);
}

static void
docket_away_watch_class_init (DocketAwayWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_away_watch_dispose;
  object_class->finalize = docket_away_watch_finalize;

  /**
   * DocketAwayWatch::away:
   * @from: when the person went, by boottime
   * @to: when they came back
   * @why: a #DocketTimerAway
   *
   * The person is back.
   */
  signals[SIGNAL_AWAY] = g_signal_new ("away",
                                       DOCKET_TYPE_AWAY_WATCH,
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       3,
                                       G_TYPE_INT64,
                                       G_TYPE_INT64,
                                       G_TYPE_UINT);
}

static void
docket_away_watch_init (DocketAwayWatch *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * docket_away_watch_new:
 * @clock: the clock
 *
 * Returns: (transfer full): a watch, of the main context of this thread
 */
DocketAwayWatch *
docket_away_watch_new (DocketClock *clock)
{
  DocketAwayWatch *self = g_object_new (DOCKET_TYPE_AWAY_WATCH, NULL);

  self->clock = g_object_ref (clock);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, system_found_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, session_bus_found_cb, g_object_ref (self));

  return self;
}
