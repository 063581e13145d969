/* Keeps requests under a server's limit, and leaves it alone when it asks for that.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-limiter.h"

#define US_PER_MINUTE (60 * G_USEC_PER_SEC)

/* Halving again and again ends here: a part of the rate, so that it grows back in good time. */
#define SMALLEST_PART 20

/**
 * DocketLimiter:
 *
 * A token bucket whose rate is halved each time the server says that it is too much, and grows back
 * by a tenth of the full rate a minute (sync.md §4). Beside it the pause for which the server wants
 * no request at all. Any thread.
 *
 * A manual clock moves only by hand, so that nobody can wait for a token: on one, only the pause
 * counts.
 */
struct _DocketLimiter
{
  GObject parent_instance;

  GMutex mutex;
  DocketClock *clock;

  guint full_rate;
  guint rate;
  guint burst;

  /* Times of the clock's boottime: a suspended computer does not lengthen a pause. */
  gint64 full_at_us;
  gint64 grown_at_us;
  gint64 held_until_us;
};

G_DEFINE_FINAL_TYPE (DocketLimiter, docket_limiter, G_TYPE_OBJECT)

static void
grow (DocketLimiter *self, gint64 now_us)
{
  gint64 minutes = (now_us - self->grown_at_us) / US_PER_MINUTE;
  gint64 rate;

  if (minutes <= 0)
    return;

  rate = self->rate + MIN (minutes, 10) * MAX (self->full_rate / 10, 1);
  self->rate = (guint) MIN (rate, self->full_rate);
  self->grown_at_us += minutes * US_PER_MINUTE;
}

static void
docket_limiter_finalize (GObject *object)
{
  DocketLimiter *self = DOCKET_LIMITER (object);

  g_clear_object (&self->clock);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (docket_limiter_parent_class)->finalize (object);
}

static void
docket_limiter_class_init (DocketLimiterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_limiter_finalize;
}

static void
docket_limiter_init (DocketLimiter *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * docket_limiter_new:
 * @rate_per_minute: requests a minute, from 1
 * @burst: requests that may go at once after a rest, from 1
 * @clock: the clock to go by
 *
 * Returns: (transfer full): a limiter with a full bucket
 */
DocketLimiter *
docket_limiter_new (guint rate_per_minute, guint burst, DocketClock *clock)
{
  DocketLimiter *self;

  g_return_val_if_fail (rate_per_minute > 0 && burst > 0, NULL);
  g_return_val_if_fail (DOCKET_IS_CLOCK (clock), NULL);

  self = g_object_new (DOCKET_TYPE_LIMITER, NULL);
  self->clock = g_object_ref (clock);
  self->full_rate = rate_per_minute;
  self->rate = rate_per_minute;
  self->burst = burst;
  self->grown_at_us = docket_clock_get_boottime (clock);

  return self;
}

/**
 * docket_limiter_take:
 * @self: a limiter
 *
 * Takes a token if there is one. If there is none, nothing is taken: wait as long as told, then ask
 * again. The pause is not looked at.
 *
 * Returns: 0 when a token was taken, else the time to wait, in microseconds
 */
gint64
docket_limiter_take (DocketLimiter *self)
{
  gint64 now_us, per_token_us, full_at_us, wait_us;

  g_return_val_if_fail (DOCKET_IS_LIMITER (self), 0);

  if (docket_clock_is_manual (self->clock))
    return 0;

  g_mutex_lock (&self->mutex);
  now_us = docket_clock_get_boottime (self->clock);
  grow (self, now_us);
  per_token_us = US_PER_MINUTE / self->rate;
  full_at_us = MAX (self->full_at_us, now_us) + per_token_us;
  wait_us = MAX (full_at_us - now_us - self->burst * per_token_us, 0);

  if (wait_us == 0)
    self->full_at_us = full_at_us;

  g_mutex_unlock (&self->mutex);

  return wait_us;
}

/**
 * docket_limiter_get_pause:
 * @self: a limiter
 *
 * Returns: for how long the server wants no request, in microseconds; 0: it takes them
 */
gint64
docket_limiter_get_pause (DocketLimiter *self)
{
  gint64 pause_us;

  g_return_val_if_fail (DOCKET_IS_LIMITER (self), 0);

  g_mutex_lock (&self->mutex);
  pause_us = MAX (self->held_until_us - docket_clock_get_boottime (self->clock), 0);
  g_mutex_unlock (&self->mutex);

  return pause_us;
}

/**
 * docket_limiter_get_rate:
 * @self: a limiter
 *
 * Returns: the requests a minute that it allows now
 */
guint
docket_limiter_get_rate (DocketLimiter *self)
{
  guint rate;

  g_return_val_if_fail (DOCKET_IS_LIMITER (self), 0);

  g_mutex_lock (&self->mutex);
  grow (self, docket_clock_get_boottime (self->clock));
  rate = self->rate;
  g_mutex_unlock (&self->mutex);

  return rate;
}

/**
 * docket_limiter_hold:
 * @self: a limiter
 * @pause_us: how long the server wants no request, in microseconds
 *
 * The server said that it was too much: halves the rate and keeps the pause. Of several such
 * answers in one pause (their requests were on the way together) only the first halves.
 */
void
docket_limiter_hold (DocketLimiter *self, gint64 pause_us)
{
  gint64 now_us;

  g_return_if_fail (DOCKET_IS_LIMITER (self));
  g_return_if_fail (pause_us >= 0);

  g_mutex_lock (&self->mutex);
  now_us = docket_clock_get_boottime (self->clock);
  grow (self, now_us);

  if (self->held_until_us <= now_us)
    {
      self->rate = MAX (self->rate / 2, MAX (self->full_rate / SMALLEST_PART, 1));
      self->grown_at_us = now_us;
    }

  self->held_until_us = MAX (self->held_until_us, now_us + pause_us);
  g_mutex_unlock (&self->mutex);
}
