/* Files that came in part: kept beside the bytes of attachments, to be gone on with.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "part-"

/* So many are kept; the oldest goes first. What is older than a day is swept with what is unused.
 */
#define MAX_PARTS 8

static char *
make_path (DocketStore *store, gint64 attachment)
{
  g_autofree char *name = g_strdup_printf (PREFIX "%" G_GINT64_FORMAT, attachment);

  return g_build_filename (docket_store_get_folder (store), "blobs", name, NULL);
}

/* Finds the oldest, and counts. */
static char *
find_oldest (const char *folder, guint *n_parts)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *oldest = NULL;
  gint64 oldest_at = G_MAXINT64;
  const char *name;

  *n_parts = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = NULL;
      GStatBuf info;

      if (!g_str_has_prefix (name, PREFIX))
        continue;

      path = g_build_filename (folder, name, NULL);
      (*n_parts)++;

      if (g_lstat (path, &info) != 0 || (gint64) info.st_mtime >= oldest_at)
        continue;

      oldest_at = (gint64) info.st_mtime;
      g_free (oldest);
      oldest = g_steal_pointer (&path);
    }

  return g_steal_pointer (&oldest);
}

static void
make_room (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  guint n_parts;

  for (guint i = 0; i < MAX_PARTS; i++)
    {
      g_autofree char *oldest = find_oldest (folder, &n_parts);

      if (n_parts < MAX_PARTS || oldest == NULL || g_unlink (oldest) != 0)
        return;
    }
}

/**
 * docket_blob_parts_keep:
 * @store: a store
 * @attachment: local id of an attachment
 * @bytes: the first bytes of its file
 * @validator: which state of the file they are of, in the server's words
 *
 * Keeps the beginning of a file. That it can't be kept is no fault: it is fetched anew then.
 */
void
docket_blob_parts_keep (DocketStore *store, gint64 attachment, GBytes *bytes, const char *validator)
{
  g_autofree char *path = NULL, *folder = NULL;
  g_autoptr (GByteArray) array = g_byte_array_new ();

  g_return_if_fail (DOCKET_IS_STORE (store));
  g_return_if_fail (bytes != NULL && validator != NULL);

  path = make_path (store, attachment);
  folder = g_path_get_dirname (path);
  g_byte_array_append (array, (const guint8 *) validator, (guint) strlen (validator));
  g_byte_array_append (array, (const guint8 *) "\n", 1);
  g_byte_array_append (array, g_bytes_get_data (bytes, NULL), (guint) g_bytes_get_size (bytes));

  if (g_mkdir (folder, 0700) != 0 && !g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;

  make_room (path);

  if (!g_file_set_contents_full (path,
                                 (const char *) array->data,
                                 array->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600,
                                 NULL))
    g_debug ("The beginning of a file is not kept");
}

/**
 * docket_blob_parts_take:
 * @store: a store
 * @attachment: local id of an attachment
 * @validator: (out): which state of the file they are of
 *
 * Takes the beginning of a file out of the store: whoever asked keeps it again when the rest does
 * not come.
 *
 * Returns: (transfer full) (nullable): its first bytes
 */
GBytes *
docket_blob_parts_take (DocketStore *store, gint64 attachment, char **validator)
{
  g_autofree char *path = NULL, *data = NULL;
  const char *end;
  gsize size;
  GBytes *bytes;

  g_return_val_if_fail (DOCKET_IS_STORE (store), NULL);

  path = make_path (store, attachment);

  if (!g_file_get_contents (path, &data, &size, NULL))
    return NULL;

  g_unlink (path);
  end = memchr (data, '\n', size);

  if (end == NULL)
    return NULL;

  bytes = g_bytes_new (end + 1, size - (gsize) (end + 1 - data));
  *validator = g_strndup (data, (gsize) (end - data));

  return bytes;
}
