/* Reads the next pages of a feed while somebody works on this one.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-page-ahead.h"

/* sync.md §4: two to four requests ahead. */
#define N_THREADS 3

/**
 * DocketPageAhead:
 *
 * Pages on the way, by a text that names them. Wanted, taken and dropped by one thread; the pages
 * are read by a few of its own.
 */
struct _DocketPageAhead
{
  GObject parent_instance;

  DocketPageFunc func;
  gpointer user_data;
  GThreadPool *pool;

  GMutex mutex; /* of the jobs and what is in them */
  GCond cond;
  GHashTable *jobs; /* (element-type utf8 Job) */
};

G_DEFINE_FINAL_TYPE (DocketPageAhead, docket_page_ahead, G_TYPE_OBJECT)

/* A page that is read, or was. */
typedef struct
{
  char *key;
  GCancellable *cancellable;
  gboolean is_done;
  DocketRemotePage *page;
  GError *error;
} Job;

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->key);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->page, docket_remote_page_free);
  g_clear_error (&job->error);
}

static void
job_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, job_clear);
}

static Job *
add_job (DocketPageAhead *self, const char *key)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->key = g_strdup (key);
  job->cancellable = g_cancellable_new ();
  g_hash_table_insert (self->jobs, g_strdup (key), job);

  return job;
}

/* Runs on a thread of the pool. */
static void
read_page (gpointer data, gpointer user_data)
{
  DocketPageAhead *self = user_data;
  Job *job = data;
  GError *error = NULL;
  DocketRemotePage *page = NULL;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &error))
    page = self->func (job->key, self->user_data, job->cancellable, &error);

  g_mutex_lock (&self->mutex);
  job->page = page;
  job->error = error;
  job->is_done = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  job_unref (job);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  DocketPageAhead *self = user_data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Waits until the job is done or the caller has enough; returns whether it is done. */
static gboolean
wait_for_job (DocketPageAhead *self, Job *job, GCancellable *cancellable, GError **error)
{
  gulong id = 0;
  gboolean done;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL);

  g_mutex_lock (&self->mutex);

  while (!job->is_done && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->cond, &self->mutex);

  done = job->is_done;
  g_mutex_unlock (&self->mutex);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, id);

  return done || !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
docket_page_ahead_dispose (GObject *object)
{
  DocketPageAhead *self = DOCKET_PAGE_AHEAD (object);

  docket_page_ahead_drop (self);

  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);

  G_OBJECT_CLASS (docket_page_ahead_parent_class)->dispose (object);
}

static void
docket_page_ahead_finalize (GObject *object)
{
  DocketPageAhead *self = DOCKET_PAGE_AHEAD (object);

  g_hash_table_unref (self->jobs);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (docket_page_ahead_parent_class)->finalize (object);
}

static void
docket_page_ahead_class_init (DocketPageAheadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = docket_page_ahead_dispose;
  object_class->finalize = docket_page_ahead_finalize;
}

static void
docket_page_ahead_init (DocketPageAhead *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->jobs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, job_unref);
  self->pool = g_thread_pool_new (read_page, self, N_THREADS, FALSE, NULL);
}

/**
 * docket_page_ahead_new:
 * @func: (scope forever) (closure user_data): reads a page; it may be called until the last
 * reference is gone
 * @user_data: handed to @func
 *
 * Returns: (transfer full): nothing wanted yet
 */
DocketPageAhead *
docket_page_ahead_new (DocketPageFunc func, gpointer user_data)
{
  DocketPageAhead *self;

  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_PAGE_AHEAD, NULL);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * docket_page_ahead_want:
 * @self: pages on the way
 * @key: a page that will be taken soon
 */
void
docket_page_ahead_want (DocketPageAhead *self, const char *key)
{
  g_return_if_fail (DOCKET_IS_PAGE_AHEAD (self));
  g_return_if_fail (key != NULL);

  if (!g_hash_table_contains (self->jobs, key))
    g_thread_pool_push (self->pool, g_atomic_rc_box_acquire (add_job (self, key)), NULL);
}

/**
 * docket_page_ahead_put:
 * @self: pages on the way
 * @key: a page that was not wanted
 * @page: (transfer full): it, read already
 */
void
docket_page_ahead_put (DocketPageAhead *self, const char *key, DocketRemotePage *page)
{
  Job *job;

  g_return_if_fail (DOCKET_IS_PAGE_AHEAD (self));
  g_return_if_fail (key != NULL && page != NULL);

  job = add_job (self, key);
  job->page = page;
  job->is_done = TRUE;
}

/**
 * docket_page_ahead_take:
 * @self: pages on the way
 * @key: a page
 * @cancellable: (nullable): a cancellable
 * @error: return location for a #DocketRemoteError
 *
 * Waits for a page that was wanted; one that was not is read now.
 *
 * Returns: (transfer full) (nullable): the page
 */
DocketRemotePage *
docket_page_ahead_take (DocketPageAhead *self,
                        const char *key,
                        GCancellable *cancellable,
                        GError **error)
{
  Job *job;
  DocketRemotePage *page;

  g_return_val_if_fail (DOCKET_IS_PAGE_AHEAD (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  job = g_hash_table_lookup (self->jobs, key);

  if (job == NULL)
    return self->func (key, self->user_data, cancellable, error);

  if (!wait_for_job (self, job, cancellable, error))
    return NULL;

  page = g_steal_pointer (&job->page);

  if (page == NULL)
    g_propagate_error (error, g_steal_pointer (&job->error));

  g_hash_table_remove (self->jobs, key);

  return page;
}

/**
 * docket_page_ahead_drop:
 * @self: pages on the way
 *
 * Wants none of them any more, those that have come neither. Does not wait.
 */
void
docket_page_ahead_drop (DocketPageAhead *self)
{
  GHashTableIter iter;
  gpointer job;

  g_return_if_fail (DOCKET_IS_PAGE_AHEAD (self));

  g_hash_table_iter_init (&iter, self->jobs);

  while (g_hash_table_iter_next (&iter, NULL, &job))
    {
      g_cancellable_cancel (((Job *) job)->cancellable);
      g_hash_table_iter_remove (&iter);
    }
}
