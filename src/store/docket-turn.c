/* A lock that keeps the order of those who wait.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-turn-private.h"

static void
cancelled_cb (GCancellable *cancellable, DocketTurn *self)
{
  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_turn_init:
 * @self: a turn that is not in use
 */
void
docket_turn_init (DocketTurn *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->waiting);
}

/**
 * docket_turn_clear:
 * @self: a turn that nobody holds or waits for
 */
void
docket_turn_clear (DocketTurn *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_queue_clear (&self->waiting);
}

/**
 * docket_turn_take:
 * @self: a turn that this thread does not hold
 * @cancellable: (nullable): ends the waiting
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Waits until all who asked before have had their turn.
 *
 * Returns: whether it is this thread's turn now
 */
gboolean
docket_turn_take (DocketTurn *self, GCancellable *cancellable, GError **error)
{
  GThread *me = g_thread_self ();
  gulong handler = 0;
  gboolean is_mine;

  g_return_val_if_fail (self->holder != me, FALSE);

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->waiting, me);

  while ((self->holder != NULL || g_queue_peek_head (&self->waiting) != me) &&
         !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->cond, &self->mutex);

  is_mine = !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_queue_remove (&self->waiting, me);

  if (is_mine)
    self->holder = me;
  else
    g_cond_broadcast (&self->cond);

  g_mutex_unlock (&self->mutex);
  g_cancellable_disconnect (cancellable, handler);

  return is_mine;
}

/**
 * docket_turn_give:
 * @self: a turn that this thread holds
 *
 * Lets the next one go on.
 */
void
docket_turn_give (DocketTurn *self)
{
  g_mutex_lock (&self->mutex);
  self->holder = NULL;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_turn_is_wanted:
 * @self: a turn
 *
 * Returns: whether another thread waits for it
 */
gboolean
docket_turn_is_wanted (DocketTurn *self)
{
  gboolean is_wanted;

  g_mutex_lock (&self->mutex);
  is_wanted = !g_queue_is_empty (&self->waiting);
  g_mutex_unlock (&self->mutex);

  return is_wanted;
}
