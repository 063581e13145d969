/* The pictures of a folder, newest first.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-photo-folder.h"

#include "docket-file-type.h"

#define ATTRIBUTES                                                                                 \
  G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE                                \
                                 "," G_FILE_ATTRIBUTE_STANDARD_IS_HIDDEN                           \
                                 "," G_FILE_ATTRIBUTE_TIME_MODIFIED

/* A folder in a folder, and so on; and so many files of any kind are looked at. */
#define MAX_DEPTH 5
#define MAX_VISITS 50000

typedef struct
{
  GFile *file;
  guint64 changed_at;
} Photo;

typedef struct
{
  GArray *photos;
  guint n_visits;
  GCancellable *cancellable;
} Walk;

static void
photo_clear (gpointer data)
{
  g_clear_object (&((Photo *) data)->file);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const Photo *one = a;
  const Photo *two = b;

  return one->changed_at > two->changed_at ? -1 : one->changed_at < two->changed_at;
}

static void walk_folder (Walk *walk, GFile *folder, guint depth);

static void
visit (Walk *walk, GFile *folder, GFileInfo *info, guint depth)
{
  g_autoptr (GFile) child = g_file_get_child (folder, g_file_info_get_name (info));
  const GFileType type = g_file_info_get_file_type (info);

  if (g_file_info_get_is_hidden (info))
    return;

  if (type == G_FILE_TYPE_DIRECTORY && depth < MAX_DEPTH)
    {
      walk_folder (walk, child, depth + 1);
    }
  else if (type == G_FILE_TYPE_REGULAR &&
           docket_file_type_is_picture_name (g_file_info_get_name (info)))
    {
      const Photo photo = { g_object_ref (child),
                            g_file_info_get_attribute_uint64 (info,
                                                              G_FILE_ATTRIBUTE_TIME_MODIFIED) };

      g_array_append_val (walk->photos, photo);
    }
}

/* What can't be read is passed over. */
static void
walk_folder (Walk *walk, GFile *folder, guint depth)
{
  g_autoptr (GFileEnumerator) children =
    g_file_enumerate_children (folder,
                               ATTRIBUTES,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                               walk->cancellable,
                               NULL);

  while (children != NULL && walk->n_visits++ < MAX_VISITS)
    {
      g_autoptr (GFileInfo) info = g_file_enumerator_next_file (children, walk->cancellable, NULL);

      if (info == NULL)
        return;

      visit (walk, folder, info, depth);
    }
}

/**
 * docket_photo_folder_list:
 * @folder: a folder of the person
 * @most: so many at most
 * @cancellable: (nullable): a #GCancellable
 *
 * Finds the pictures in a folder and the folders in it, the newest first. Links are not followed.
 * On a worker.
 *
 * Returns: (transfer full) (element-type GFile): the pictures
 */
GPtrArray *
docket_photo_folder_list (GFile *folder, guint most, GCancellable *cancellable)
{
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (Photo));
  Walk walk = { .photos = photos, .cancellable = cancellable };
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (G_IS_FILE (folder), files);

  g_array_set_clear_func (photos, photo_clear);
  walk_folder (&walk, folder, 0);
  g_array_sort (photos, compare);

  for (guint i = 0; i < MIN (photos->len, most); i++)
    g_ptr_array_add (files, g_object_ref (g_array_index (photos, Photo, i).file));

  return files;
}
