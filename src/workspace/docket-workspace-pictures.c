/* Pictures of a person: where they were taken, from a camera, in the photo library.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-pictures.h"

#include <glib/gi18n.h>

#include "docket-photo-folder.h"
#include "docket-photo-position.h"
#include "docket-picture-file.h"
#include "docket-file-type.h"
#include "docket-file-name.h"
#include "docket-marks.h"
#include "docket-store-originals.h"
#include "docket-store-parts.h"
#include "docket-workspace-private.h"

/* More than these nobody looks through. */
#define MAX_PHOTOS 2000

/* A picture that is drawn on keeps its size up to this, in pixels. */
#define MAX_MARKED_SIDE 4096

/* What is worked on: each use has its part. */
typedef struct
{
  DocketEditFile *edit_file;
  DocketPicture *picture;
  GPtrArray *marks; /* (element-type DocketMark) */
  char *name;
  GFile *file;
  int max_side;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->edit_file, docket_edit_file_free);
  g_clear_pointer (&work->picture, docket_picture_free);
  g_clear_pointer (&work->marks, g_ptr_array_unref);
  g_clear_object (&work->file);
  g_free (work->name);
  g_free (work);
}

static void
run (DocketWorkspace *self,
     Work *work,
     gpointer tag,
     GTaskThreadFunc thread,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  GTask *task = docket_workspace_task (self, tag, cancellable, callback, user_data);

  g_task_set_task_data (task, work, work_free);
  docket_workspace_run_read (self, task, thread);
}

static void
return_file (GTask *task, DocketEditFile *file, GError *error)
{
  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) docket_edit_file_free);
  else
    g_task_return_error (task, error);
}

static void
find_position_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = docket_blobs_read (self->store, work->edit_file->sha256, &error);

  if (bytes != NULL)
    g_task_return_boolean (task, docket_photo_position_find (bytes));
  else
    g_task_return_error (task, error);
}

static void
remove_position_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  DocketWorkspace *self = source;
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = docket_blobs_read (self->store, work->edit_file->sha256, &error);
  g_autoptr (GBytes) without = bytes != NULL ? docket_photo_position_remove (bytes, &error) : NULL;
  DocketEditFile *file = NULL;

  if (without != NULL)
    file = docket_workspace_stage_bytes (self, without, work->edit_file->name, cancellable, &error);

  return_file (task, file, error);
}

static void
stage_picture_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = docket_picture_encode_photo (work->picture, &error);
  DocketEditFile *file = NULL;

  if (bytes != NULL)
    file = docket_workspace_stage_bytes (source, bytes, work->name, cancellable, &error);

  return_file (task, file, error);
}

static gboolean
burn (DocketPicture *picture, GPtrArray *marks)
{
  gsize size;
  guint8 *pixels = g_bytes_unref_to_data (g_steal_pointer (&picture->pixels), &size);
  const gboolean burnt = docket_marks_burn (marks,
                                            pixels,
                                            picture->width,
                                            picture->height,
                                            picture->stride,
                                            picture->has_alpha);

  picture->pixels = g_bytes_new_take (pixels, size);

  return burnt;
}

/* What is no JPEG becomes a PNG. */
static char *
make_marked_name (const DocketEditFile *file, gboolean jpeg)
{
  const char *ending = docket_file_name_get_ending (file->name);

  if (jpeg || ending == NULL)
    return g_strdup (file->name);

  return g_strdup_printf ("%.*s.png", (int) (ending - 1 - file->name), file->name);
}

static gboolean
keep_original (DocketWorkspace *self,
               const DocketEditFile *marked,
               const DocketEditFile *original,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (DocketTransaction) txn = docket_store_begin_write (self->store, cancellable, error);

  return txn != NULL && docket_originals_keep (txn, marked->sha256, original->sha256, error) &&
         docket_transaction_commit (txn, error);
}

static DocketEditFile *
mark_up (DocketWorkspace *self, const Work *work, GCancellable *cancellable, GError **error)
{
  const gboolean jpeg = g_str_equal (work->edit_file->content_type, "image/jpeg");
  g_autofree char *name = make_marked_name (work->edit_file, jpeg);
  g_autoptr (GBytes) bytes = docket_blobs_read (self->store, work->edit_file->sha256, error);
  g_autoptr (DocketPicture) picture =
    bytes != NULL ? docket_picture_decode (bytes, MAX_MARKED_SIDE, error) : NULL;
  g_autoptr (GBytes) marked = NULL;
  g_autoptr (DocketEditFile) file = NULL;

  if (picture == NULL)
    return NULL;

  if (!burn (picture, work->marks))
    {
      g_set_error_literal (error,
                           DOCKET_MEDIA_ERROR,
                           DOCKET_MEDIA_ERROR_PICTURE,
                           _ ("This computer has no memory left for the picture. Close some "
                              "programs, then try again."));
      return NULL;
    }

  marked = docket_picture_encode (picture, jpeg, error);

  if (marked != NULL)
    file = docket_workspace_stage_bytes (self, marked, name, cancellable, error);

  return file != NULL && keep_original (self, file, work->edit_file, cancellable, error)
           ? g_steal_pointer (&file)
           : NULL;
}

static void
mark_up_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  DocketEditFile *file = mark_up (source, task_data, cancellable, &error);

  return_file (task, file, error);
}

static void
list_photos_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;

  g_task_return_pointer (task,
                         docket_photo_folder_list (work->file, MAX_PHOTOS, cancellable),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
load_photo_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Work *work = task_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = docket_file_type_read (work->file, work->name, cancellable, &error);
  DocketPicture *picture =
    bytes != NULL ? docket_picture_decode (bytes, work->max_side, &error) : NULL;

  if (picture != NULL)
    g_task_return_pointer (task, picture, (GDestroyNotify) docket_picture_free);
  else
    g_task_return_error (task, error);
}

/**
 * docket_workspace_find_position_async:
 * @self: a workspace
 * @file: a picture that was taken in
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks whether a picture says where it was taken. On a worker.
 */
void
docket_workspace_find_position_async (DocketWorkspace *self,
                                      const DocketEditFile *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Work *work;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (file != NULL);

  work = g_new0 (Work, 1);
  work->edit_file = docket_edit_file_copy (file);
  run (self,
       work,
       docket_workspace_find_position_async,
       find_position_thread,
       cancellable,
       callback,
       user_data);
}

/**
 * docket_workspace_find_position_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for a #DocketStoreError
 *
 * Returns: whether it says where it was taken
 */
gboolean
docket_workspace_find_position_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * docket_workspace_remove_position_async:
 * @self: a workspace
 * @file: a picture that was taken in
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the new file is taken in
 * @user_data: for @callback
 *
 * Takes in the same picture, byte for byte but without where it was taken. Ends with
 * docket_workspace_stage_file_finish().
 */
void
docket_workspace_remove_position_async (DocketWorkspace *self,
                                        const DocketEditFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  Work *work;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (file != NULL);

  work = g_new0 (Work, 1);
  work->edit_file = docket_edit_file_copy (file);
  run (self,
       work,
       docket_workspace_stage_file_async,
       remove_position_thread,
       cancellable,
       callback,
       user_data);
}

/**
 * docket_workspace_stage_picture_async:
 * @self: a workspace
 * @picture: a picture of a camera
 * @name: what the file is called; it is a JPEG
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is taken in
 * @user_data: for @callback
 *
 * Takes in a picture, at most 2560 pixels long. Ends with docket_workspace_stage_file_finish().
 */
void
docket_workspace_stage_picture_async (DocketWorkspace *self,
                                      const DocketPicture *picture,
                                      const char *name,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  Work *work;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (picture != NULL);

  work = g_new0 (Work, 1);
  work->picture = docket_picture_copy (picture);
  work->name = g_strdup (name);
  run (self,
       work,
       docket_workspace_stage_file_async,
       stage_picture_thread,
       cancellable,
       callback,
       user_data);
}

/**
 * docket_workspace_mark_up_async:
 * @self: a workspace
 * @file: a picture that was taken in
 * @marks: (element-type DocketMark): what was drawn on it
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when the new picture is taken in
 * @user_data: for @callback
 *
 * Takes in a new picture of which the marks are part, without what cameras write beside a picture.
 * The one before stays on this computer as long as the new one does. Ends with
 * docket_workspace_stage_file_finish().
 */
void
docket_workspace_mark_up_async (DocketWorkspace *self,
                                const DocketEditFile *file,
                                GPtrArray *marks,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Work *work;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (file != NULL && marks != NULL);

  work = g_new0 (Work, 1);
  work->edit_file = docket_edit_file_copy (file);
  work->marks = docket_marks_copy (marks);
  run (self,
       work,
       docket_workspace_stage_file_async,
       mark_up_thread,
       cancellable,
       callback,
       user_data);
}

/**
 * docket_workspace_list_photos_async:
 * @self: a workspace
 * @folder: a folder of the person
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when they are found
 * @user_data: for @callback
 *
 * Finds the newest pictures in a folder and the folders in it. On a worker.
 */
void
docket_workspace_list_photos_async (DocketWorkspace *self,
                                    GFile *folder,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Work *work;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (folder));

  work = g_new0 (Work, 1);
  work->file = g_object_ref (folder);
  run (self,
       work,
       docket_workspace_list_photos_async,
       list_photos_thread,
       cancellable,
       callback,
       user_data);
}

/**
 * docket_workspace_list_photos_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type GFile): the pictures, the newest first
 */
GPtrArray *
docket_workspace_list_photos_finish (DocketWorkspace *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * docket_workspace_load_photo_async:
 * @self: a workspace
 * @file: a picture of the person
 * @max_side: the longer side at most, in pixels
 * @cancellable: (nullable): a #GCancellable
 * @callback: called when it is decoded, or can't be
 * @user_data: for @callback
 *
 * Like docket_workspace_load_picture_async() with a file that was not taken in. Ends with
 * docket_workspace_load_picture_finish().
 */
void
docket_workspace_load_photo_async (DocketWorkspace *self,
                                   GFile *file,
                                   int max_side,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Work *work;

  g_return_if_fail (DOCKET_IS_WORKSPACE (self));
  g_return_if_fail (G_IS_FILE (file));

  work = g_new0 (Work, 1);
  work->file = g_object_ref (file);
  work->name = g_file_get_basename (file);
  work->max_side = max_side;
  run (self,
       work,
       docket_workspace_load_picture_async,
       load_photo_thread,
       cancellable,
       callback,
       user_data);
}
