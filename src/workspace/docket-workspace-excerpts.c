/* Where tickets have what was searched for.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-excerpts.h"

#include "docket-hits.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-workspace-private.h"

typedef struct
{
  GArray *tickets;
  char *search;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_array_unref (question->tickets);
  g_free (question->search);
  g_free (question);
}

static const char *
or_nothing (const char *text)
{
  return text != NULL ? text : "";
}

/* What the index of tickets has of it. */
static gboolean
has_itself (const DocketTicketRow *row, const char *search)
{
  g_autofree char *own = g_strjoin ("\n",
                                    or_nothing (row->number),
                                    or_nothing (row->title),
                                    or_nothing (row->customer_name),
                                    or_nothing (row->contact_name),
                                    NULL);

  return docket_search_matches (own, search);
}

/* Returns %NULL without an error when there is no such ticket any more. */
static DocketExcerpt *
find_excerpt (DocketTransaction *txn, gint64 ticket, const char *search, GError **error)
{
  g_autoptr (GPtrArray) rows = docket_tickets_load_rows (txn, &ticket, 1, error);
  const DocketTicketRow *row = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  g_autoptr (DocketExcerpt) excerpt = NULL;
  GError *local_error = NULL;

  if (row == NULL)
    return NULL;

  excerpt = g_new0 (DocketExcerpt, 1);
  excerpt->ticket = ticket;

  if (!has_itself (row, search))
    excerpt->text = docket_messages_dup_excerpt (txn, ticket, search, &excerpt->kind, &local_error);

  if (local_error == NULL)
    return g_steal_pointer (&excerpt);

  g_propagate_error (error, local_error);

  return NULL;
}

/* Each ticket has a transaction of its own: a long one would hold up checkpoints. */
static GPtrArray *
load_excerpts (DocketWorkspace *self,
               const Question *question,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) excerpts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) docket_excerpt_free);

  for (guint i = 0; i < question->tickets->len; i++)
    {
      const gint64 ticket = g_array_index (question->tickets, gint64, i);
      g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, cancellable, error);
      GError *local_error = NULL;
      DocketExcerpt *excerpt;

      if (txn == NULL)
        return NULL;

      excerpt = find_excerpt (txn, ticket, question->search, &local_error);

      if (excerpt != NULL)
        g_ptr_array_add (excerpts, excerpt);

      if (local_error != NULL)
        {
          g_propagate_error (error, local_error);
          return NULL;
        }
    }

  return g_steal_pointer (&excerpts);
}

static void
load_excerpts_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *excerpts = load_excerpts (source, task_data, cancellable, &error);

  if (excerpts != NULL)
    g_task_return_pointer (task, excerpts, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
docket_excerpt_free (DocketExcerpt *excerpt)
{
  g_free (excerpt->text);
  g_free (excerpt);
}

/**
 * docket_workspace_load_excerpts_async:
 * @self: a workspace
 * @tickets: (element-type gint64): local ids of tickets that a search found: few, their messages
 * are read
 * @search: what a person typed
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are there
 * @user_data: for @callback
 */
void
docket_workspace_load_excerpts_async (DocketWorkspace *self,
                                      GArray *tickets,
                                      const char *search,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task = NULL;
  Question *question = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (search != NULL);

  question = g_new0 (Question, 1);
  question->tickets = g_array_copy (tickets);
  question->search = g_strdup (search);
  task = docket_workspace_task (self,
                                docket_workspace_load_excerpts_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, question, question_free);
  docket_workspace_run_read (self, task, load_excerpts_thread);
}

/**
 * docket_workspace_load_excerpts_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type DocketExcerpt): one for each of the tickets
 * that is there
 */
GPtrArray *
docket_workspace_load_excerpts_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
