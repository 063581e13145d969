/* A file that a person adds to a message.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-edit-file.h"

G_DEFINE_BOXED_TYPE (DocketEditFile, docket_edit_file, docket_edit_file_copy, docket_edit_file_free)

/**
 * docket_edit_file_new:
 * @name: a harmless name
 * @content_type: its MIME type
 * @sha256: the name of its bytes
 * @size: in bytes
 *
 * Returns: (transfer full): a file
 */
DocketEditFile *
docket_edit_file_new (const char *name, const char *content_type, const char *sha256, gint64 size)
{
  DocketEditFile *file = g_new0 (DocketEditFile, 1);

  file->name = g_strdup (name);
  file->content_type = g_strdup (content_type);
  file->sha256 = g_strdup (sha256);
  file->size = size;

  return file;
}

/**
 * docket_edit_file_copy:
 * @file: a file
 *
 * Returns: (transfer full): the same
 */
DocketEditFile *
docket_edit_file_copy (const DocketEditFile *file)
{
  g_return_val_if_fail (file != NULL, NULL);

  return docket_edit_file_new (file->name, file->content_type, file->sha256, file->size);
}

/**
 * docket_edit_file_free:
 * @file: (transfer full): a file
 */
void
docket_edit_file_free (DocketEditFile *file)
{
  g_free (file->name);
  g_free (file->content_type);
  g_free (file->sha256);
  g_free (file);
}

/**
 * docket_edit_file_equal:
 * @a: a file
 * @b: another
 *
 * Returns: whether they have the same name and the same bytes
 */
gboolean
docket_edit_file_equal (const DocketEditFile *a, const DocketEditFile *b)
{
  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->sha256, b->sha256) == 0;
}

/**
 * docket_edit_files_copy:
 * @files: (nullable) (element-type DocketEditFile): files
 *
 * Returns: (transfer full) (element-type DocketEditFile): the same; empty for none
 */
GPtrArray *
docket_edit_files_copy (GPtrArray *files)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) docket_edit_file_free);

  for (guint i = 0; files != NULL && i < files->len; i++)
    g_ptr_array_add (copy, docket_edit_file_copy (g_ptr_array_index (files, i)));

  return copy;
}

/**
 * docket_edit_files_equal:
 * @a: (element-type DocketEditFile): files
 * @b: (element-type DocketEditFile): others
 *
 * Returns: whether they are the same files in the same order
 */
gboolean
docket_edit_files_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!docket_edit_file_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}
