/* Drafts that were written without having been read.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-drafts.h"

#include "docket-store-parts.h"
#include "docket-workspace-private.h"

static void
add_text (DocketDraft *draft, const char *text)
{
  char *both;

  if (text == NULL || *text == '\0')
    return;

  if (draft->text == NULL || *draft->text == '\0')
    both = g_strdup (text);
  else
    both = g_strconcat (draft->text, "\n\n", text, NULL);

  g_free (draft->text);
  draft->text = both;
}

static void
add_fields (DocketDraft *draft, DocketValues *fields)
{
  g_autoptr (GList) names = fields != NULL ? docket_values_list_fields (fields) : NULL;

  if (draft->fields == NULL && fields != NULL)
    draft->fields = docket_values_new ();

  for (GList *l = names; l != NULL; l = l->next)
    docket_values_set (draft->fields, l->data, docket_values_get (fields, l->data));
}

static gboolean
join (DocketTransaction *txn, DocketDraft *draft, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (DocketDraft) known =
    docket_drafts_find (txn, draft->ticket, draft->kind, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (known == NULL)
    return docket_drafts_save (txn, draft, error) != 0;

  add_text (known, draft->text);
  add_fields (known, draft->fields);

  for (guint i = 0; i < draft->files->len; i++)
    g_ptr_array_add (known->files, docket_edit_file_copy (g_ptr_array_index (draft->files, i)));

  known->saved_at = draft->saved_at;

  return docket_drafts_save (txn, known, error) != 0;
}

static void
join_draft_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  GError *error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, &error);

  if (txn != NULL && join (txn, task_data, &error) && docket_workspace_commit (self, txn, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_join_draft_async:
 * @self: a workspace
 * @draft: of a ticket; not to be touched until it is saved
 * @callback: called when it is on the disk
 * @user_data: for @callback
 *
 * Saves what was typed after what the ticket's draft of that kind says already.
 */
void
docket_workspace_join_draft_async (DocketWorkspace *self,
                                   DocketDraft *draft,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (draft != NULL && draft->ticket != 0);

  task = docket_workspace_task (self, docket_workspace_join_draft_async, NULL, callback, user_data);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  docket_workspace_run_write (self, task, join_draft_thread);
}

/**
 * docket_workspace_join_draft_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it is saved
 */
gboolean
docket_workspace_join_draft_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
