/* The timers of a workspace, for all who show or change them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-timers.h"

/**
 * DocketTimers:
 *
 * One for a workspace. What it knows it reads from the disk, where a terminal may change it too.
 */
struct _DocketTimers
{
  GObject parent_instance;

  DocketWorkspace *workspace; /* not owned: it has this */
  GPtrArray *timers;          /* (nullable) (element-type DocketTimer) */
  GCancellable *cancellable;
  gboolean loading;
  gboolean load_again;
};

G_DEFINE_FINAL_TYPE (DocketTimers, docket_timers, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_PROBLEM,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DocketTimers) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *timers =
    docket_workspace_list_timers_finish (DOCKET_WORKSPACE (source), result, &error);

  self->loading = FALSE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return;

  if (timers == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_PROBLEM], 0, error->message);
      return;
    }

  g_clear_pointer (&self->timers, g_ptr_array_unref);
  self->timers = timers;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  if (self->load_again)
    docket_timers_reload (self);
}

static void
changed_cb (DocketTimers *self, GArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const DocketChange *change = &g_array_index (changes, DocketChange, i);

      if (change->entity == DOCKET_ENTITY_TIMER ||
          (change->entity == DOCKET_ENTITY_TICKET && self->timers != NULL && self->timers->len > 0))
        {
          docket_timers_reload (self);
          return;
        }
    }
}

static void
docket_timers_dispose (GObject *object)
{
  g_cancellable_cancel (DOCKET_TIMERS (object)->cancellable);

  G_OBJECT_CLASS (docket_timers_parent_class)->dispose (object);
}

static void
docket_timers_finalize (GObject *object)
{
  DocketTimers *self = DOCKET_TIMERS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->timers, g_ptr_array_unref);

  G_OBJECT_CLASS (docket_timers_parent_class)->finalize (object);
}

static void
docket_timers_class_init (DocketTimersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = docket_timers_dispose;
  G_OBJECT_CLASS (klass)->finalize = docket_timers_finalize;

  /**
   * DocketTimers::changed:
   *
   * They were read anew.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_TIMERS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  /**
   * DocketTimers::problem:
   * @sentence: why they can't be read
   */
  signals[SIGNAL_PROBLEM] = g_signal_new ("problem",
                                          DOCKET_TYPE_TIMERS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          1,
                                          G_TYPE_STRING);
}

static void
docket_timers_init (DocketTimers *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * docket_timers_get:
 * @workspace: a workspace
 *
 * Returns: (transfer none): its timers, read for the first time as soon as somebody asks for them
 */
DocketTimers *
docket_timers_get (DocketWorkspace *workspace)
{
  static const char key[] = "docket-timers";
  DocketTimers *self;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (workspace), NULL);

  self = g_object_get_data (G_OBJECT (workspace), key);

  if (self == NULL)
    {
      self = g_object_new (DOCKET_TYPE_TIMERS, NULL);
      self->workspace = workspace;
      g_signal_connect_object (workspace,
                               "changed",
                               G_CALLBACK (changed_cb),
                               self,
                               G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (workspace), key, self, g_object_unref);
      docket_timers_reload (self);
    }

  return self;
}

/**
 * docket_timers_reload:
 * @self: the timers
 *
 * Reads them anew.
 */
void
docket_timers_reload (DocketTimers *self)
{
  g_return_if_fail (DOCKET_IS_TIMERS (self));

  self->load_again = self->loading;

  if (self->loading)
    return;

  self->loading = TRUE;
  docket_workspace_list_timers_async (self->workspace,
                                      self->cancellable,
                                      loaded_cb,
                                      g_object_ref (self));
}

/**
 * docket_timers_list:
 * @self: the timers
 *
 * Returns: (transfer none) (nullable) (element-type DocketTimer): first the one that runs, then
 * those paused, the last one first; %NULL: not read yet
 */
GPtrArray *
docket_timers_list (DocketTimers *self)
{
  g_return_val_if_fail (DOCKET_IS_TIMERS (self), NULL);

  return self->timers;
}

/**
 * docket_timers_get_running:
 * @self: the timers
 *
 * Returns: (transfer none) (nullable): the one that runs
 */
const DocketTimer *
docket_timers_get_running (DocketTimers *self)
{
  const DocketTimer *first;

  g_return_val_if_fail (DOCKET_IS_TIMERS (self), NULL);

  if (self->timers == NULL || self->timers->len == 0)
    return NULL;

  first = g_ptr_array_index (self->timers, 0);

  return first->running ? first : NULL;
}

/**
 * docket_timers_runs:
 * @self: the timers
 * @ticket: local id
 *
 * Returns: whether the timer of this ticket runs
 */
gboolean
docket_timers_runs (DocketTimers *self, gint64 ticket)
{
  const DocketTimer *running = docket_timers_get_running (self);

  return running != NULL && running->ticket == ticket;
}
