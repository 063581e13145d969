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
#include <utime.h>

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
    is_full ? _ ("There is no room left on the disk for this file. Free some space and try again.")
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
 * docket_blobs_write:
 * @store: a store
 * @bytes: the content of a file
 * @error: return location for a #DocketStoreError
 *
 * Brings bytes to the disk, without a transaction: nothing waits for a slow disk. One that is there
 * already is hashed again before it counts. docket_blobs_note() has to follow; what nothing refers
 * to a day later is collected.
 *
 * Returns: (transfer full) (nullable): its name: the SHA-256 of the bytes, in hexadecimal
 */
char *
docket_blobs_write (DocketStore *store, GBytes *bytes, GError **error)
{
  g_autofree char *name = NULL, *folder = NULL, *path = NULL;

  g_return_val_if_fail (DOCKET_IS_STORE (store), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  folder = make_folder (store, error);

  if (folder == NULL)
    return NULL;

  name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  path = g_build_filename (folder, name, NULL);

  /* Used again: not to be taken for a leftover before it is noted. */
  if (!(is_whole (path, name) && g_utime (path, NULL) == 0) &&
      !write_file (folder, path, bytes, error))
    return NULL;

  return g_steal_pointer (&name);
}

/**
 * docket_blobs_note:
 * @txn: a writing transaction
 * @sha256: what docket_blobs_write() gave
 * @content_type: (nullable): its type
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND when the bytes are
 * not there any more
 *
 * From now on others may refer to the bytes.
 *
 * Returns: whether they are there
 */
gboolean
docket_blobs_note (DocketTransaction *txn,
                   const char *sha256,
                   const char *content_type,
                   GError **error)
{
  g_autofree char *path = NULL;
  GStatBuf info;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (sha256 != NULL, FALSE);

  path = docket_blobs_get_path (txn->store, sha256);

  if (path == NULL || g_stat (path, &info) != 0)
    return docket_set_not_found (error);

  return docket_tell (txn,
                      error,
                      "INSERT INTO blob (sha256, size, type, added_at) "
                      "VALUES (?, ?, ?, unixepoch () * 1000000) "
                      "ON CONFLICT (sha256) DO UPDATE SET added_at = excluded.added_at",
                      "sxs",
                      sha256,
                      (gint64) info.st_size,
                      content_type);
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
 * is there already is hashed again before it counts. What no committed transaction names is
 * collected a day later, see docket_blobs_collect().
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
  g_autofree char *name = NULL;

  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);
  g_return_val_if_fail (bytes != NULL, FALSE);

  name = docket_blobs_write (txn->store, bytes, error);

  if (name == NULL || !docket_blobs_note (txn, name, content_type, error))
    return FALSE;

  if (sha256 != NULL)
    *sha256 = g_steal_pointer (&name);

  return TRUE;
}

/**
 * docket_blobs_read:
 * @store: a store
 * @sha256: the name of the bytes
 * @error: return location for a #DocketStoreError; %DOCKET_STORE_ERROR_NOT_FOUND when they are not
 * here, %DOCKET_STORE_ERROR_DAMAGED when they are others than they were
 *
 * Bytes, hashed again before they are used.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
docket_blobs_read (DocketStore *store, const char *sha256, GError **error)
{
  g_autofree char *path = docket_blobs_get_path (store, sha256);
  g_autofree char *found = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *data;
  gsize size;

  if (path == NULL)
    {
      docket_set_not_found (error);
      return NULL;
    }

  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      fail_errno (error);
      return NULL;
    }

  bytes = g_bytes_new_take (data, size);
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (g_str_equal (found, sha256))
    return g_steal_pointer (&bytes);

  g_set_error_literal (error,
                       DOCKET_STORE_ERROR,
                       DOCKET_STORE_ERROR_DAMAGED,
                       _ ("The file was changed on the disk and can't be used. Add it again."));

  return NULL;
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

/* Whether the file may go: nothing knows it, and nobody is about to. */
static gboolean
is_unknown (DocketTransaction *txn, const char *path, const char *name, gint64 before_us)
{
  gint64 known = 1;
  GStatBuf info;

  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode) ||
      (gint64) info.st_mtime * G_USEC_PER_SEC >= before_us)
    return FALSE;

  return docket_ask_int64 (txn,
                           &known,
                           NULL,
                           "SELECT count (*) FROM blob WHERE sha256 = ?",
                           "s",
                           name) &&
         known == 0;
}

/**
 * docket_blobs_forget_unused:
 * @txn: a writing transaction
 * @before_us: what was added before this instant may go, microseconds UTC
 * @error: return location for a #DocketStoreError
 *
 * Forgets the bytes that no attachment (a signature's too), no draft and no marked picture refers
 * to; an operation that waits names them by its attachment. Their files go with
 * docket_blobs_sweep().
 *
 * Returns: whether it could be done
 */
gboolean
docket_blobs_forget_unused (DocketTransaction *txn, gint64 before_us, GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);

  return docket_tell (txn,
                      error,
                      "DELETE FROM blob WHERE added_at < ? "
                      "AND NOT EXISTS (SELECT 1 FROM attachment WHERE sha256 = blob.sha256) "
                      "AND NOT EXISTS (SELECT 1 FROM draft_file WHERE sha256 = blob.sha256) "
                      "AND NOT EXISTS (SELECT 1 FROM original WHERE original = blob.sha256)",
                      "x",
                      before_us);
}

/**
 * docket_blobs_let_go:
 * @txn: a writing transaction
 * @budget: how many bytes of the server's files may be kept here
 * @error: return location for a #DocketStoreError
 *
 * Lets go of the oldest bytes that can be fetched from the server again, down to the budget. What
 * was added here never goes: the server may not have it.
 *
 * Returns: whether it could be done
 */
gboolean
docket_blobs_let_go (DocketTransaction *txn, gint64 budget, GError **error)
{
  g_return_val_if_fail (txn != NULL && txn->writes, FALSE);

  return docket_tell (txn,
                      error,
                      "WITH fetched AS (SELECT sha256, sum (size) OVER "
                      "(ORDER BY added_at DESC, sha256) AS total FROM blob "
                      "WHERE EXISTS (SELECT 1 FROM attachment WHERE sha256 = blob.sha256) "
                      "AND NOT EXISTS (SELECT 1 FROM attachment "
                      "WHERE sha256 = blob.sha256 AND url IS NULL) "
                      "AND NOT EXISTS (SELECT 1 FROM original WHERE sha256 = blob.sha256) "
                      "AND NOT EXISTS (SELECT 1 FROM draft_file WHERE sha256 = blob.sha256)) "
                      "UPDATE attachment SET sha256 = NULL "
                      "WHERE sha256 IN (SELECT sha256 FROM fetched WHERE total > ?)",
                      "x",
                      budget);
}

/**
 * docket_blobs_sweep:
 * @txn: a writing transaction: nobody refers to bytes meanwhile
 * @before_us: what was written before this instant may go, microseconds UTC
 *
 * Removes the files that the database does not know: those of bytes that were forgotten by a
 * committed transaction, and what a crash left half written.
 */
void
docket_blobs_sweep (DocketTransaction *txn, gint64 before_us)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_if_fail (txn != NULL && txn->writes);

  folder = g_build_filename (docket_store_get_folder (txn->store), "blobs", NULL);
  dir = g_dir_open (folder, 0, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (is_unknown (txn, path, name, before_us) && g_unlink (path) != 0)
        g_debug ("An unused file can't be removed: %s", g_strerror (errno));
    }
}
