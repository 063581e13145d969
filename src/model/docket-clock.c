/* The one clock of undo windows, timers, backoff and due times; tests move it by hand.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-clock.h"

#include <time.h>

/**
 * DocketClock:
 *
 * Wall time, boottime and boot id together tell what no single clock does: monotonic time stands
 * still in suspend, wall time is set by people, boottime starts anew. Any thread.
 */
struct _DocketClock
{
  GObject parent_instance;

  GMutex mutex;
  gboolean manual;
  gint64 wall_us;
  gint64 monotonic_us;
  gint64 boottime_us;
  char *boot_id;
};

G_DEFINE_FINAL_TYPE (DocketClock, docket_clock, G_TYPE_OBJECT)

static gint64
manual_time (DocketClock *self, const gint64 *clock)
{
  gint64 us;

  g_mutex_lock (&self->mutex);
  us = *clock;
  g_mutex_unlock (&self->mutex);

  return us;
}

static void
docket_clock_finalize (GObject *object)
{
  DocketClock *self = DOCKET_CLOCK (object);

  g_mutex_clear (&self->mutex);
  g_free (self->boot_id);

  G_OBJECT_CLASS (docket_clock_parent_class)->finalize (object);
}

static void
docket_clock_class_init (DocketClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_clock_finalize;
}

static void
docket_clock_init (DocketClock *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * docket_clock_new_system:
 *
 * Returns: (transfer full): the computer's clock
 */
DocketClock *
docket_clock_new_system (void)
{
  DocketClock *self = g_object_new (DOCKET_TYPE_CLOCK, NULL);

  if (g_file_get_contents ("/proc/sys/kernel/random/boot_id", &self->boot_id, NULL, NULL))
    g_strstrip (self->boot_id);
  else
    self->boot_id = g_uuid_string_random ();

  return self;
}

/**
 * docket_clock_new_manual:
 * @wall_us: the time at first, in microseconds UTC
 *
 * Returns: (transfer full): a clock that a test moves
 */
DocketClock *
docket_clock_new_manual (gint64 wall_us)
{
  DocketClock *self = g_object_new (DOCKET_TYPE_CLOCK, NULL);

  self->manual = TRUE;
  self->wall_us = wall_us;
  self->boot_id = g_strdup ("manual");

  return self;
}

/**
 * docket_clock_is_manual:
 * @self: a clock
 *
 * Returns: whether a test moves it: then nobody may wait for it to move by itself
 */
gboolean
docket_clock_is_manual (DocketClock *self)
{
  g_return_val_if_fail (DOCKET_IS_CLOCK (self), FALSE);

  return self->manual;
}

/**
 * docket_clock_get_wall:
 * @self: a clock
 *
 * Returns: the time in microseconds UTC; people and servers may set it
 */
gint64
docket_clock_get_wall (DocketClock *self)
{
  g_return_val_if_fail (DOCKET_IS_CLOCK (self), 0);

  return self->manual ? manual_time (self, &self->wall_us) : g_get_real_time ();
}

/**
 * docket_clock_get_boottime:
 * @self: a clock
 *
 * Returns: microseconds since the computer started, those of suspend counted
 */
gint64
docket_clock_get_boottime (DocketClock *self)
{
  struct timespec now;

  g_return_val_if_fail (DOCKET_IS_CLOCK (self), 0);

  if (self->manual)
    return manual_time (self, &self->boottime_us);

  clock_gettime (CLOCK_BOOTTIME, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/**
 * docket_clock_get_monotonic:
 * @self: a clock
 *
 * Returns: microseconds since some moment, those of suspend not counted
 */
gint64
docket_clock_get_monotonic (DocketClock *self)
{
  g_return_val_if_fail (DOCKET_IS_CLOCK (self), 0);

  return self->manual ? manual_time (self, &self->monotonic_us) : g_get_monotonic_time ();
}

/**
 * docket_clock_get_boot_id:
 * @self: a clock
 *
 * Returns: (transfer none): what tells one run of the computer from another
 */
const char *
docket_clock_get_boot_id (DocketClock *self)
{
  g_return_val_if_fail (DOCKET_IS_CLOCK (self), NULL);

  return self->boot_id;
}

/**
 * docket_clock_advance:
 * @self: a manual clock
 * @us: how long passes, in microseconds
 */
void
docket_clock_advance (DocketClock *self, gint64 us)
{
  g_return_if_fail (DOCKET_IS_CLOCK (self) && self->manual);

  g_mutex_lock (&self->mutex);
  self->wall_us += us;
  self->monotonic_us += us;
  self->boottime_us += us;
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_clock_sleep:
 * @self: a manual clock
 * @us: how long the computer sleeps, in microseconds
 */
void
docket_clock_sleep (DocketClock *self, gint64 us)
{
  g_return_if_fail (DOCKET_IS_CLOCK (self) && self->manual);

  g_mutex_lock (&self->mutex);
  self->wall_us += us;
  self->boottime_us += us;
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_clock_restart:
 * @self: a manual clock that nobody else uses
 * @us: how long the computer is off, in microseconds
 *
 * The computer starts anew: its other clocks begin at nothing.
 */
void
docket_clock_restart (DocketClock *self, gint64 us)
{
  g_return_if_fail (DOCKET_IS_CLOCK (self) && self->manual);

  g_mutex_lock (&self->mutex);
  self->wall_us += us;
  self->monotonic_us = 0;
  self->boottime_us = 0;
  g_free (self->boot_id);
  self->boot_id = g_uuid_string_random ();
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_clock_set_wall:
 * @self: a manual clock
 * @wall_us: what somebody set the wall clock to, in microseconds UTC; the other clocks go on
 */
void
docket_clock_set_wall (DocketClock *self, gint64 wall_us)
{
  g_return_if_fail (DOCKET_IS_CLOCK (self) && self->manual);

  g_mutex_lock (&self->mutex);
  self->wall_us = wall_us;
  g_mutex_unlock (&self->mutex);
}
