/* One run of the engine, and what it shares with the thread: a session under the sync lock.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-engine-private.h"

#include <glib/gi18n.h>

#define TELL_EVERY_US (G_USEC_PER_SEC / 4)

/* A run waits for a server that wants a pause, or stumbles, no longer than this. */
#define MAX_PAUSE_US (60 * G_USEC_PER_SEC)
#define MAX_STUMBLES 3
#define MAX_ROUNDS 50

/* Details that one run reads all in all. */
#define BUDGET_RUN 60

static gboolean
progress_cb (guint done, guint total, gpointer user_data)
{
  DocketEngine *self = user_data;

  g_mutex_lock (&self->mutex);

  if (total > 0)
    {
      self->status.done = done;
      self->status.total = total;

      if (g_get_monotonic_time () - self->told_at > TELL_EVERY_US)
        docket_engine_tell (self);
    }

  g_mutex_unlock (&self->mutex);

  return g_atomic_int_compare_and_exchange (&self->woken, 1, 0);
}

/* With the sync lock held. */
gboolean
docket_engine_begin_session (DocketEngine *self,
                             DocketSync *sync,
                             GCancellable *cancellable,
                             GError **error)
{
  g_mutex_lock (&self->mutex);
  docket_sync_set_remote (sync, self->remote);
  sync->settle_us = self->settle_us;
  self->remote_is_new = FALSE;
  g_mutex_unlock (&self->mutex);

  g_set_object (&sync->cancellable, cancellable);
  sync->progress = progress_cb;
  sync->progress_data = self;
  sync->n_pulled = 0;
  sync->n_pushed = 0;

  return docket_sync_take_over (sync, error);
}

gboolean
docket_engine_check_remote (DocketSync *sync, GError **error)
{
  if (sync->remote != NULL)
    return TRUE;

  g_set_error_literal (error,
                       DOCKET_REMOTE_ERROR,
                       DOCKET_REMOTE_ERROR_SECRET,
                       _ ("The key of this account is missing. Enter it to sync."));

  return FALSE;
}

static const char *
sentence_strange (void)
{
  return _ ("The server shows other tickets than before under the same numbers. Nothing is sent "
            "until you have looked at the outbox.");
}

gboolean
docket_engine_check_strange (DocketSync *sync, GError **error)
{
  if (!sync->strange)
    return TRUE;

  g_set_error_literal (error, DOCKET_SYNC_ERROR, DOCKET_SYNC_ERROR_STRANGER, sentence_strange ());

  return FALSE;
}

/* How long a run may wait before it tries again; -1: it gives up. */
static gint64
get_patience (DocketEngine *self, DocketSync *sync, const GError *problem, guint n_stumbles)
{
  gint64 pause = docket_remote_get_pause (sync->remote);

  if (docket_clock_is_manual (self->clock) || n_stumbles > MAX_STUMBLES)
    return -1;

  if (g_error_matches (problem, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BUSY))
    return pause <= MAX_PAUSE_US ? pause : -1;

  if (g_error_matches (problem, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN))
    return docket_sync_backoff (n_stumbles);

  return -1;
}

static gboolean
run_until_quiet (DocketEngine *self, DocketSync *sync, gboolean full, GError **error)
{
  DocketCycle cycle = { .pull = TRUE, .full = full, .budget = BUDGET_RUN };
  guint n_stumbles = 0;

  g_hash_table_remove_all (sync->rests);

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      g_autoptr (GError) problem = NULL;
      gint64 wait;

      if (docket_cycle_run (sync, &cycle, &problem))
        {
          cycle.pull = FALSE;
          cycle.full = FALSE;
          cycle.budget = 0;
          wait = cycle.next;

          if (docket_cycle_is_quiet (sync, &cycle) || docket_clock_is_manual (self->clock))
            return docket_engine_check_strange (sync, error);
        }
      else
        {
          wait = get_patience (self, sync, problem, ++n_stumbles);

          if (wait < 0)
            {
              g_propagate_error (error, g_steal_pointer (&problem));
              return FALSE;
            }
        }

      if (!docket_wait (wait, sync->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
answer_wishes (DocketSync *sync, const GError *problem, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (sync->store, NULL, error);
  g_autofree char *report = NULL;
  gint64 last;

  if (txn == NULL)
    return FALSE;

  last = docket_wishes_get_last (txn, NULL, NULL);
  g_clear_pointer (&txn, docket_transaction_free);

  if (last == 0)
    return TRUE;

  report = docket_wish_make_report (sync->n_pulled, sync->n_pushed, problem);

  return docket_wish_fulfil (sync, last, report, error);
}

gboolean
docket_engine_run_session (DocketEngine *self,
                           gboolean full,
                           DocketSyncReport *report,
                           GCancellable *cancellable,
                           GError **error)
{
  DocketSync *sync;
  g_autoptr (GError) problem = NULL;
  gboolean done;

  if (self->runs == NULL)
    self->runs = docket_sync_new (self->store, self->clock);

  sync = self->runs;

  if (!docket_engine_begin_session (self, sync, cancellable, error))
    return FALSE;

  docket_engine_set_state (self, DOCKET_SYNC_STATE_SYNCING, NULL);
  done = docket_engine_check_remote (sync, &problem) &&
         docket_sync_check_account (sync, &problem) && run_until_quiet (self, sync, full, &problem);
  report->pulled = sync->n_pulled;
  report->pushed = sync->n_pushed;

  if (!answer_wishes (sync, problem, done ? error : NULL) && done)
    return FALSE;

  if (done)
    {
      docket_engine_set_last_sync (self, docket_clock_get_wall (self->clock));
      docket_engine_set_state (self, DOCKET_SYNC_STATE_IDLE, NULL);
      return TRUE;
    }

  docket_engine_show_problem (self, problem);
  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
