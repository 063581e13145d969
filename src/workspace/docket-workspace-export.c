/* Files of tickets shown, opened and saved: pictures for a window, copies for other programs.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "docket-file-name.h"
#include "docket-file-type.h"
#include "docket-picture-file.h"
#include "docket-store-parts.h"
#include "docket-workspace-files.h"
#include "docket-workspace-private.h"

/* A copy that was opened is thrown away when it is older, by the next one. */
#define COPY_US (24 * 60 * 60 * (gint64) G_USEC_PER_SEC)

/* A picture that is to be shown. */
typedef struct
{
  char *sha256;
  int max_side;
} Shown;

/* A file that is to be copied. @target: where to; %NULL: to be opened. @original: the picture
 * before somebody drew on it. */
typedef struct
{
  gint64 ticket;
  gint64 attachment;
  gboolean original;
  GFile *target;
  DocketTransfer *transfer;
} Export;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_free (shown->sha256);
  g_free (shown);
}

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_object (&export->target);
  g_clear_pointer (&export->transfer, docket_transfer_unref);
  g_free (export);
}

static void
picture_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  const Shown *shown = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = docket_blobs_read (self->store, shown->sha256, &error);
  DocketPicture *picture =
    bytes != NULL ? docket_picture_decode (bytes, shown->max_side, &error) : NULL;

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) docket_picture_free);
  else
    g_task_return_error (task, error);
}

static void
remove_old_copies (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const gint64 before = g_get_real_time () - COPY_US;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      GStatBuf info;

      if (g_lstat (path, &info) == 0 && (gint64) info.st_mtime * G_USEC_PER_SEC < before &&
          !docket_workspaces_remove_tree (file, NULL))
        g_debug ("An old copy can't be removed");
    }
}

/* In a folder of its own, for the owner alone: two files of one name don't meet. */
static GFile *
make_copy_place (const char *name)
{
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "docket", "opened", NULL);
  g_autofree char *own = g_build_filename (folder, "XXXXXX", NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return NULL;

  remove_old_copies (folder);

  return g_mkdtemp_full (own, 0700) != NULL ? g_file_new_build_filename (own, name, NULL) : NULL;
}

static gboolean
fail_to_write (const char *name, GError **error)
{
  g_set_error (error,
               DOCKET_WORKSPACE_ERROR,
               DOCKET_WORKSPACE_ERROR_INVALID,
               /* Translators: %s is a file's name */
               _ ("“%s” can't be saved there. Choose another folder, or free some space."),
               name);

  return FALSE;
}

static DocketAttachment *
find_attachment (DocketWorkspace *self, const Export *export)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_read (self->store, NULL, NULL);
  g_autoptr (GPtrArray) attachments =
    txn != NULL ? docket_attachments_list (txn, export->ticket, NULL) : NULL;

  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    {
      DocketAttachment *attachment = g_ptr_array_index (attachments, i);

      if (attachment->id == export->attachment)
        return g_object_ref (attachment);
    }

  return NULL;
}

/* What was drawn on may be of another type than what it was drawn on. */
static char *
make_name (const Export *export, const DocketAttachment *attachment, GBytes *bytes)
{
  g_autofree char *name = docket_file_name_make_safe (attachment != NULL ? attachment->name : NULL);
  const char *ending = docket_file_name_get_ending (name);
  const char *found = docket_file_type_find_ending (bytes);
  g_autofree char *stem = NULL;
  g_autofree char *whole = NULL;

  if (!export->original || ending == NULL)
    return g_steal_pointer (&name);

  stem = g_strndup (name, (gsize) (ending - 1 - name));
  /* Translators: the name of a copy of a picture; the first %s is its name, the second how it ends
   */
  whole = g_strdup_printf (_ ("%s (original).%s"), stem, found != NULL ? found : ending);

  return docket_file_name_make_safe (whole);
}

static GBytes *
read_original (DocketWorkspace *self, const DocketAttachment *attachment, GError **error)
{
  if (attachment != NULL && attachment->original != NULL)
    return docket_blobs_read (self->store, attachment->original, error);

  g_set_error_literal (error,
                       DOCKET_WORKSPACE_ERROR,
                       DOCKET_WORKSPACE_ERROR_NOT_FOUND,
                       _ ("The original is not on this computer any more."));

  return NULL;
}

static GFile *
write_copy (const Export *export,
            const DocketAttachment *attachment,
            GBytes *bytes,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *name = make_name (export, attachment, bytes);
  g_autoptr (GFile) target =
    export->target != NULL ? g_object_ref (export->target) : make_copy_place (name);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (target == NULL ||
      !g_file_replace_contents (target,
                                data,
                                size,
                                NULL,
                                FALSE,
                                export->target == NULL ? G_FILE_CREATE_PRIVATE
                                                       : G_FILE_CREATE_REPLACE_DESTINATION,
                                NULL,
                                cancellable,
                                NULL))
    {
      fail_to_write (name, error);
      return NULL;
    }

  return g_steal_pointer (&target);
}

static GBytes *
read_export (DocketWorkspace *self,
             const Export *export,
             const DocketAttachment *attachment,
             GCancellable *cancellable,
             GError **error)
{
  if (export->original)
    return read_original (self, attachment, error);

  return docket_workspace_fetch_attachment (self,
                                            export->ticket,
                                            export->attachment,
                                            export->transfer,
                                            cancellable,
                                            error);
}

static void
export_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Export *export = task_data;
  GError *error = NULL;
  g_autoptr (DocketAttachment) attachment = find_attachment (source, export);
  g_autoptr (GBytes) bytes = read_export (source, export, attachment, cancellable, &error);
  GFile *file = bytes != NULL ? write_copy (export, attachment, bytes, cancellable, &error) : NULL;

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
run_export (DocketWorkspace *self,
            Export *export,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = docket_workspace_task (self,
                                       docket_workspace_export_attachment_async,
                                       cancellable,
                                       callback,
                                       user_data);

  g_task_set_task_data (task, export, export_free);
  docket_workspace_run_read (self, task, export_thread);
}

/**
 * docket_workspace_load_picture_async:
 * @self: a workspace
 * @sha256: the name of bytes that are here
 * @max_side: the longer side at most, in pixels
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is decoded, or can't be
 * @user_data: for @callback
 *
 * Decodes a picture on a worker: upright, scaled, within bounds.
 */
void
docket_workspace_load_picture_async (DocketWorkspace *self,
                                     const char *sha256,
                                     int max_side,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task = NULL;
  Shown *shown;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (sha256 != NULL);

  shown = g_new0 (Shown, 1);
  shown->sha256 = g_strdup (sha256);
  shown->max_side = max_side;
  task = docket_workspace_task (self,
                                docket_workspace_load_picture_async,
                                cancellable,
                                callback,
                                user_data);
  g_task_set_task_data (task, shown, shown_free);
  docket_workspace_run_read (self, task, picture_thread);
}

/**
 * docket_workspace_load_picture_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketMediaError or #DocketStoreError
 *
 * Returns: (transfer full) (nullable): the picture
 */
DocketPicture *
docket_workspace_load_picture_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_export_attachment_async:
 * @self: a workspace
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files
 * @target: (nullable): where to write it; %NULL: a copy under a harmless name in a private folder,
 * to be opened
 * @transfer: (nullable): is told how far it is
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Writes a file of a ticket to a file of its own, fetched from the server where it is not here. On
 * a worker.
 */
void
docket_workspace_export_attachment_async (DocketWorkspace *self,
                                          gint64 ticket,
                                          gint64 attachment,
                                          GFile *target,
                                          DocketTransfer *transfer,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  Export *export;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  export = g_new0 (Export, 1);
  export->ticket = ticket;
  export->attachment = attachment;
  export->target = target != NULL ? g_object_ref (target) : NULL;
  export->transfer = transfer != NULL ? docket_transfer_ref (transfer) : NULL;
  run_export (self, export, cancellable, callback, user_data);
}

/**
 * docket_workspace_export_original_async:
 * @self: a workspace
 * @ticket: local id of a ticket
 * @attachment: local id of one of its files: a picture that was drawn on here
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is written
 * @user_data: for @callback
 *
 * Like docket_workspace_export_attachment_async() with a copy, to be opened, of the picture as it
 * was before. Ends with docket_workspace_export_attachment_finish().
 */
void
docket_workspace_export_original_async (DocketWorkspace *self,
                                        gint64 ticket,
                                        gint64 attachment,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  Export *export;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));

  export = g_new0 (Export, 1);
  export->ticket = ticket;
  export->attachment = attachment;
  export->original = TRUE;
  run_export (self, export, cancellable, callback, user_data);
}

/**
 * docket_workspace_export_attachment_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for an error, see docket_workspace_fetch_attachment()
 *
 * Returns: (transfer full) (nullable): the file that was written
 */
GFile *
docket_workspace_export_attachment_finish (DocketWorkspace *self,
                                           GAsyncResult *result,
                                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
