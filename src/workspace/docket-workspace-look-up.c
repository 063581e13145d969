/* Finds by a few letters whatever can be opened.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-look-up.h"

#include "docket-fold.h"
#include "docket-store-directory.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

typedef struct
{
  char *text;
  guint limit;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->text);
  g_free (question);
}

static void
look_up_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Question *question = task_data;
  GError *error = NULL;
  DocketLookUp *look_up =
    docket_workspace_look_up (source, question->text, question->limit, cancellable, &error);

  if (look_up != NULL)
    g_task_return_pointer (task, look_up, (GDestroyNotify) docket_look_up_free);
  else
    g_task_return_error (task, error);
}

static void
add_once (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;

  g_array_append_val (ids, id);
}

/* A number is looked for as it stands: the search finds it among many others. */
static gboolean
add_by_number (DocketTransaction *txn, const char *text, GArray *ids, GError **error)
{
  g_autofree char *number = g_strstrip (g_strdup (text[0] == '#' ? text + 1 : text));
  g_autoptr (GError) local_error = NULL;
  gint64 id;

  if (*number == '\0')
    return TRUE;

  id = docket_tickets_find_by_number (txn, number, &local_error);

  if (id != 0)
    add_once (ids, id);

  if (local_error == NULL ||
      g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static GPtrArray *
find_tickets (DocketWorkspace *self,
              DocketTransaction *txn,
              const char *text,
              guint limit,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DocketFilter) filter = docket_filter_new ();
  g_autofree char *match = docket_search_to_fts (text);
  g_autoptr (GArray) hits = NULL;

  /* Nothing that a word could begin with: a search for it finds everything. */
  if (match == NULL)
    return g_ptr_array_new ();

  filter->search = g_strdup (text);

  if (!add_by_number (txn, text, ids, error))
    return NULL;

  hits = docket_tickets_list_ids (txn,
                                  filter,
                                  docket_workspace_get_me (self),
                                  DOCKET_SORT_UPDATED,
                                  FALSE,
                                  DOCKET_GROUP_NONE,
                                  limit,
                                  NULL,
                                  cancellable,
                                  error);

  if (hits == NULL)
    return NULL;

  for (guint i = 0; i < hits->len && ids->len < limit; i++)
    add_once (ids, g_array_index (hits, gint64, i));

  return docket_tickets_load_rows (txn, (const gint64 *) (const void *) ids->data, ids->len, error);
}

/**
 * docket_look_up_free:
 * @look_up: (transfer full): what was found
 */
void
docket_look_up_free (DocketLookUp *look_up)
{
  g_clear_pointer (&look_up->tickets, g_ptr_array_unref);
  g_clear_pointer (&look_up->customers, g_ptr_array_unref);
  g_clear_pointer (&look_up->views, g_ptr_array_unref);
  g_free (look_up);
}

/**
 * docket_workspace_look_up:
 * @self: a workspace
 * @text: what a person typed; any text is safe. Nothing: no tickets and customers
 * @limit: at most so many of each
 * @cancellable: (nullable): ends it early
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what it may mean
 */
DocketLookUp *
docket_workspace_look_up (DocketWorkspace *self,
                          const char *text,
                          guint limit,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (DocketLookUp) look_up = g_new0 (DocketLookUp, 1);
  g_autoptr (DocketTransaction) txn = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  txn = docket_store_begin_read (self->store, cancellable, error);

  if (txn == NULL)
    return NULL;

  look_up->views = docket_views_list (txn, error);

  if (look_up->views == NULL)
    return NULL;

  if (*text == '\0')
    {
      look_up->tickets = g_ptr_array_new ();
      look_up->customers = g_ptr_array_new ();

      return g_steal_pointer (&look_up);
    }

  look_up->tickets = find_tickets (self, txn, text, limit, cancellable, error);

  if (look_up->tickets != NULL)
    look_up->customers = docket_directory_list (txn, DOCKET_ENTITY_CUSTOMER, text, 0, limit, error);

  return look_up->customers != NULL ? g_steal_pointer (&look_up) : NULL;
}

/**
 * docket_workspace_look_up_async:
 * @self: a workspace
 * @text: what a person typed
 * @limit: at most so many of each
 * @cancellable: (nullable): ends it early
 * @callback: called when it is found
 * @user_data: for @callback
 *
 * Like docket_workspace_look_up() on a worker.
 */
void
docket_workspace_look_up_async (DocketWorkspace *self,
                                const char *text,
                                guint limit,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = NULL;
  Question *question = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (text != NULL);

  question = g_new0 (Question, 1);
  question->text = g_strdup (text);
  question->limit = limit;
  task =
    docket_workspace_task (self, docket_workspace_look_up_async, cancellable, callback, user_data);
  g_task_set_task_data (task, question, question_free);
  docket_workspace_run_read (self, task, look_up_thread);
}

/**
 * docket_workspace_look_up_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what it may mean
 */
DocketLookUp *
docket_workspace_look_up_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
