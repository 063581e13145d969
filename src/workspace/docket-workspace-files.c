/* Files of a person, taken in before a message refers to them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-files.h"

#include "docket-file-type.h"
#include "docket-picture-file.h"
#include "docket-store-parts.h"
#include "docket-workspace-private.h"

/* What is to be taken in: a file, or bytes with a name. */
typedef struct
{
  GFile *file;
  GBytes *bytes;
  char *name;
  gboolean photo;
} Staging;

static void
staging_free (gpointer data)
{
  Staging *staging = data;

  g_clear_object (&staging->file);
  g_clear_pointer (&staging->bytes, g_bytes_unref);
  g_free (staging->name);
  g_free (staging);
}

static char *
make_file_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : NULL;

  return docket_file_name_make_safe (shown);
}

/* A photo becomes another file: smaller, upright, without where it was taken. */
static DocketEditFile *
stage_photo (DocketWorkspace *self, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = make_file_name (file);
  g_autoptr (GBytes) bytes = docket_file_type_read (file, name, cancellable, error);
  g_autoptr (GBytes) photo = NULL;
  g_autofree char *renamed = NULL;
  const char *ending = docket_file_name_get_ending (name);

  if (bytes == NULL || docket_file_type_check (name, bytes, error) == NULL)
    return NULL;

  photo = docket_picture_prepare_photo (bytes, error);

  if (photo == NULL)
    return NULL;

  renamed = g_strdup_printf ("%.*s.jpg", (int) (ending - 1 - name), name);

  return docket_workspace_stage_bytes (self, photo, renamed, cancellable, error);
}

static void
stage_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Staging *staging = task_data;
  GError *error = NULL;
  DocketEditFile *file =
    staging->photo ? stage_photo (source, staging->file, cancellable, &error)
    : staging->file != NULL
      ? docket_workspace_stage_file (source, staging->file, cancellable, &error)
      : docket_workspace_stage_bytes (source, staging->bytes, staging->name, cancellable, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) docket_edit_file_free);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_stage_bytes:
 * @self: a workspace
 * @bytes: the content of a file
 * @name: (nullable): what it is called; made harmless
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketMediaError or #DocketStoreError
 *
 * Takes a file in: its type by name and content, its size; its bytes are on the disk when this
 * returns, and may be named by docket_edit_add_message_file() or a draft. What nothing names is
 * collected a day later.
 *
 * Returns: (transfer full) (nullable): the file
 */
DocketEditFile *
docket_workspace_stage_bytes (DocketWorkspace *self,
                              GBytes *bytes,
                              const char *name,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autofree char *safe = docket_file_name_make_safe (name);
  g_autofree char *sha256 = NULL;
  g_autoptr (DocketTransaction) txn = NULL;
  const char *content_type;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  content_type = docket_file_type_check (safe, bytes, error);

  if (content_type == NULL)
    return NULL;

  sha256 = docket_blobs_write (self->store, bytes, error);
  txn = sha256 != NULL ? docket_store_begin_write (self->store, cancellable, error) : NULL;

  if (txn == NULL || !docket_blobs_note (txn, sha256, content_type, error) ||
      !docket_transaction_commit (txn, error))
    return NULL;

  return docket_edit_file_new (safe, content_type, sha256, (gint64) g_bytes_get_size (bytes));
}

/**
 * docket_workspace_stage_file:
 * @self: a workspace
 * @file: a file of a person
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketMediaError or #DocketStoreError
 *
 * Like docket_workspace_stage_bytes() with the bytes and the name of a file.
 *
 * Returns: (transfer full) (nullable): the file
 */
DocketEditFile *
docket_workspace_stage_file (DocketWorkspace *self,
                             GFile *file,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (DOCKET_IS_WORKSPACE (self), NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  name = make_file_name (file);
  bytes = docket_file_type_read (file, name, cancellable, error);

  return bytes != NULL ? docket_workspace_stage_bytes (self, bytes, name, cancellable, error)
                       : NULL;
}

static void
stage_async (DocketWorkspace *self,
             Staging *staging,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  GTask *task = docket_workspace_task (self,
                                       docket_workspace_stage_file_async,
                                       cancellable,
                                       callback,
                                       user_data);

  g_task_set_task_data (task, staging, staging_free);
  docket_workspace_run_read (self, task, stage_thread);
}

/**
 * docket_workspace_stage_file_async:
 * @self: a workspace
 * @file: a file of a person
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is taken in or refused
 * @user_data: for @callback
 *
 * Like docket_workspace_stage_file() on a worker, beside other reads and writes.
 */
void
docket_workspace_stage_file_async (DocketWorkspace *self,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Staging *staging;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  staging = g_new0 (Staging, 1);
  staging->file = g_object_ref (file);
  stage_async (self, staging, cancellable, callback, user_data);
}

/**
 * docket_workspace_stage_photo_async:
 * @self: a workspace
 * @file: a photo of the person's library
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is taken in or refused
 * @user_data: for @callback
 *
 * Like docket_workspace_stage_file_async(), but what is taken in is a JPEG, upright, at most 2560
 * pixels long and without the place where it was taken.
 */
void
docket_workspace_stage_photo_async (DocketWorkspace *self,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Staging *staging;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  staging = g_new0 (Staging, 1);
  staging->file = g_object_ref (file);
  staging->photo = TRUE;
  stage_async (self, staging, cancellable, callback, user_data);
}

/**
 * docket_workspace_stage_bytes_async:
 * @self: a workspace
 * @bytes: the content of a file
 * @name: what it is called
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is taken in or refused
 * @user_data: for @callback
 *
 * Like docket_workspace_stage_bytes() on a worker. Ends with docket_workspace_stage_file_finish().
 */
void
docket_workspace_stage_bytes_async (DocketWorkspace *self,
                                    GBytes *bytes,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Staging *staging;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (bytes != NULL);

  staging = g_new0 (Staging, 1);
  staging->bytes = g_bytes_ref (bytes);
  staging->name = g_strdup (name);
  stage_async (self, staging, cancellable, callback, user_data);
}

/**
 * docket_workspace_stage_file_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_stage_bytes()
 *
 * Returns: (transfer full) (nullable): the file
 */
DocketEditFile *
docket_workspace_stage_file_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
