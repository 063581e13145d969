/* The bytes of attachments: files beside the database.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-parts.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "docket-statement-private.h"

static gboolean
fail_errno (GError **error)
{
  const int code = errno;
  const gboolean is_full = code == ENOSPC || code == EDQUOT;

  g_debug ("A file can't be kept: %s", g_strerror (code));
  g_set_error_literal (
    error,
    DOCKET_STORE_ERROR,
    is_full ? DOCKET_STORE_ERROR_FULL : DOCKET_STORE_ERROR_FAILED,
    is_full
    ? _ ("There is no room left on the disk for this file. Free some space and try again.")
    : _ ("The file can't be kept. Check the permissions of the workspace's folder."));

  return FALSE;
}

static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    fail_errno (error);

  if (fd >= 0)
    close (fd);

  return done;
}

static char *
make_folder (DocketStore *store, GError **error)
{
  g_autofree char *folder = g_build_filename (docket_store_get_folder (store), "blobs", NULL);

  if (g_mkdir (folder, 0700) == 0)
    return sync_folder (docket_store_get_folder (store), error) ? g_steal_pointer (&folder) : NULL;

  if (errno != EEXIST || g_chmod (folder, 0700) != 0)
    {
      fail_errno (error);
      return NULL;
    }

  return g_steal_pointer (&folder);
}

static gboolean
write_all (int fd, const char *data, gsize size)
{
  while (size > 0)
    {
      gssize written = write (fd, data, size);

      if (written < 0 && errno == EINTR)
        continue;

      if (written < 0)
        return FALSE;

      data += written;
      size -= written;
    }

  return fchmod (fd, 0600) == 0 && fsync (fd) == 0;
}

/* On the disk whole under its name, or not at all (sync.md, rule 22). */
static gboolean
write_file (const char *folder, const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *temporary = g_build_filename (folder, "new-XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    return fail_errno (error);

  written = write_all (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  if (!written)
    fail_errno (error);

  close (fd);

  if (written && g_rename (temporary, path) != 0)
    written = fail_errno (error);

  if (!written)
    g_unlink (temporary);

  return written && sync_folder (folder, error);
}

/* Whether the file holds what its name says. */
static gboolean
is_whole (const char *path, const char *sha256)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  g_autofree char *found =
    bytes != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes) : NULL;

  return g_strcmp0 (found, sha256) == 0;
}

static gboolean
is_sha256 (const char *text)
{
  return strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

/**
 * docket_blobs_add:
 * @txn: a writing transaction
 * @bytes: the content of a file
 * @content_type: (nullable): its type
 * @sha256: (out): its name: the SHA-256 of the bytes, in hexadecimal
 * @error: return location for a #DocketStoreError
 *
 * Keeps bytes: once, however often they are added. They are on the disk when this returns; one that
 * is there already is hashed again before it counts. A file that no committed transaction names
 * stays: nothing collects it.
 *
 * Returns: whether they are kept
 */
gboolean
docket_blobs_add (DocketTransaction *txn,
                  GBytes *bytes,
                  const char *content_type,
                  char **sha256,
                  GError **error)
{
  g_autofree char *name = NULL, *folder = NULL, *path = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  folder = make_folder (txn->store, error);

  if (folder == NULL)
    return FALSE;

  name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  path = g_build_filename (folder, name, NULL);

  if (!is_whole (path, name) && !write_file (folder, path, bytes, error))
    return FALSE;

  if (!docket_tell (txn,
                    error,
                    "INSERT INTO blob (sha256, size, type, added_at) "
                    "VALUES (?, ?, ?, unixepoch () * 1000000) "
                    "ON CONFLICT (sha256) DO UPDATE SET added_at = excluded.added_at",
                    "sxs",
                    name,
                    (gint64) g_bytes_get_size (bytes),
                    content_type))
    return FALSE;

  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&name);

  return TRUE;
}

/**
 * docket_blobs_get_path:
 * @store: a store
 * @sha256: a name that docket_blobs_add() gave
 *
 * Returns: (transfer full) (nullable) (type filename): where the bytes are; %NULL when they are not
 * here
 */
char *
docket_blobs_get_path (DocketStore *store, const char *sha256)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (DOCKET_IS_STORE (store), NULL);
  g_return_val_if_fail (sha256 != NULL, NULL);

  if (!is_sha256 (sha256))
    return NULL;

  path = g_build_filename (docket_store_get_folder (store), "blobs", sha256, NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path) : NULL;
}
