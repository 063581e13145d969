/* Files of tickets: their bytes on demand, and what is kept of them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "docket-remote.h"
#include "docket-store-parts.h"
#include "docket-workspace-files.h"
#include "docket-workspace-preferences.h"
#include "docket-workspace-private.h"

/* Of a server's file no more is read; others may add larger ones than Docket does. */
#define MAX_FETCH_BYTES ((gsize) 4 * DOCKET_MAX_FILE_BYTES)

/* What nothing refers to goes when it is older. */
#define UNUSED_US (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

#define DEFAULT_BUDGET_MB 500
#define MEGABYTE 1000000

/* One ticket's file. */
typedef struct
{
  gint64 ticket;
  gint64 attachment;
  DocketTransfer *transfer;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_clear_pointer (&wanted->transfer, docket_transfer_unref);
  g_free (wanted);
}

static DocketAttachment *
find_attachment (DocketWorkspace *self, gint64 ticket, gint64 id, GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, NULL, error);
  g_autoptr (GPtrArray) attachments =
    txn != NULL ? docket_attachments_list (txn, ticket, error) : NULL;

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->id == id)
        return g_object_ref (attachment);
    }

  if (attachments != NULL)
    g_set_error_literal (error,
                         DOCKET_WORKSPACE_ERROR,
                         DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                         _ ("The file is not there any more."));

  return NULL;
}

/* What was fetched is kept within the budget; that it can't be kept is no reason not to show it. */
static void
keep (DocketWorkspace *self, const DocketAttachment *attachment, GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *name = docket_file_name_make_safe (attachment->name);
  g_autofree char *guessed = g_content_type_guess (name, data, size, NULL);
  g_autofree char *type = g_content_type_get_mime_type (guessed);
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = docket_blobs_write (self->store, bytes, &error);
  g_autoptr (DocketTransaction) txn =
    sha256 != NULL ? docket_store_begin_write (self->store, NULL, &error) : NULL;

  if (txn == NULL || !docket_blobs_note (txn, sha256, type, &error) ||
      !docket_attachments_set_content (txn, attachment->id, sha256, (gint64) size, type, &error) ||
      !docket_workspace_commit (self, txn, &error))
    g_debug ("A file that was fetched is not kept: %s", error->message);
}

static void
progress_cb (gint64 done, gint64 total, gpointer user_data)
{
  docket_transfer_set (user_data, done, total);
}

/* What came before is gone on with; what comes and is not whole is kept for the next time. */
static GBytes *
fetch (DocketWorkspace *self,
       const DocketAttachment *attachment,
       DocketTransfer *transfer,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (DocketRemote) remote = docket_workspace_make_remote (self, cancellable, error);
  g_auto (DocketDownload) download = {
    .url = attachment->url,
    .max_bytes = MAX_FETCH_BYTES,
    .func = transfer != NULL ? progress_cb : NULL,
    .user_data = transfer,
  };
  g_autoptr (GBytes) bytes = NULL;

  if (remote == NULL)
    return NULL;

  download.have = docket_blob_parts_take (self->store, attachment->id, &download.validator);
  bytes = docket_remote_download (remote, &download, cancellable, error);

  if (bytes != NULL)
    keep (self, attachment, bytes);
  else if (download.have != NULL && download.validator != NULL)
    docket_blob_parts_keep (self->store, attachment->id, download.have, download.validator);

  return g_steal_pointer (&bytes);
}

static void
fetch_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Wanted *wanted = task_data;
  GError *error = NULL;
  GBytes *bytes = docket_workspace_fetch_attachment (source,
                                                     wanted->ticket,
                                                     wanted->attachment,
                                                     wanted->transfer,
                                                     cancellable,
                                                     &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* Housekeeping (sync.md, rule 22): never what a draft, an attachment, a signature or an operation
 * refers to. Two transactions: a file goes when the database that does not name it is on the disk.
 */
void
docket_workspace_collect_files (DocketWorkspace *self)
{
  const gint64 before = g_get_real_time () - UNUSED_US;
  const gint64 budget =
    docket_workspace_get_preference_int (self, DOCKET_PREFERENCE_FILES_BUDGET, DEFAULT_BUDGET_MB) *
    MEGABYTE;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, NULL, &error);

  if (txn == NULL || !docket_blobs_let_go (txn, MAX (0, budget), &error) ||
      !docket_blobs_forget_unused (txn, before, &error) || !docket_transaction_commit (txn, &error))
    {
      g_debug ("Unused files are not collected: %s", error->message);
      return;
    }

  g_clear_pointer (&txn, docket_transaction_free);
  txn = docket_store_begin_write (self->store, NULL, NULL);

  if (txn != NULL)
    docket_blobs_sweep (txn, before);
}

/**
 * docket_workspace_fetch_attachment:
 * @self: a workspace
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files
 * @transfer: (nullable): is told how far it is
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketStoreError, #DocketRemoteError or #DocketWorkspaceError
 *
 * The bytes of a file: those that are here, hashed again, else those of the server, which are kept
 * then; of a fetch that was cut or stopped the next one goes on. It reads one address and leaves
 * the outbox alone, so it does not wait for the sync.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
docket_workspace_fetch_attachment (DocketWorkspace *self,
                                   gint64 ticket,
                                   gint64 attachment,
                                   DocketTransfer *transfer,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_autoptr (DocketAttachment) found = NULL;
  g_autoptr (GError) local_error = NULL;
  GBytes *bytes = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);

  found = find_attachment (self, ticket, attachment, error);

  if (found == NULL)
    return NULL;

  if (found->sha256 != NULL)
    bytes = docket_blobs_read (self->store, found->sha256, &local_error);

  if (bytes != NULL)
    return bytes;

  if (found->url != NULL && self->kind != DOCKET_SERVER_KIND_LOCAL)
    return fetch (self, found, transfer, cancellable, error);

  if (local_error != NULL &&
      !g_error_matches (local_error, DOCKET_STORE_ERROR, DOCKET_STORE_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error_literal (error,
                         DOCKET_WORKSPACE_ERROR,
                         DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                         _ ("The content of this file is not on this computer."));

  return NULL;
}

/**
 * docket_workspace_fetch_attachment_async:
 * @self: a workspace
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files
 * @transfer: (nullable): is told how far it is
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the bytes are here, or can't be had
 * @user_data: for @callback
 *
 * Like docket_workspace_fetch_attachment() on a worker.
 */
void
docket_workspace_fetch_attachment_async (DocketWorkspace *self,
                                         gint64 ticket,
                                         gint64 attachment,
                                         DocketTransfer *transfer,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  Wanted *wanted = NULL;
  GTask *task = NULL;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  task = docket_workspace_task (self,
                                docket_workspace_fetch_attachment_async,
                                cancellable,
                                callback,
                                user_data);
  wanted = g_new0 (Wanted, 1);
  wanted->ticket = ticket;
  wanted->attachment = attachment;
  wanted->transfer = transfer != NULL ? docket_transfer_ref (transfer) : NULL;
  g_task_set_task_data (task, wanted, wanted_free);
  docket_workspace_run_read (self, task, fetch_thread);
}

/**
 * docket_workspace_fetch_attachment_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_fetch_attachment()
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
docket_workspace_fetch_attachment_finish (DocketWorkspace *self,
                                          GAsyncResult *result,
                                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
