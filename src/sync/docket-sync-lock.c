/* The sync lock: of all processes that have a workspace open, its holder alone speaks to the
 * server.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sync-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "docket-outbox.h"

/**
 * docket_sync_lock_take:
 * @folder: a workspace's folder
 * @error: return location for %DOCKET_SYNC_ERROR_BUSY when another one holds it, or %G_FILE_ERROR
 *
 * Takes the lock without waiting: `flock` on a file of its own, which ends with the process
 * (sync.md, rule 20). It is not handed on to programs that are started.
 *
 * Returns: what docket_sync_lock_give() takes; -1 on error
 */
int
docket_sync_lock_take (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  int saved_errno;

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  saved_errno = errno;

  if (fd >= 0)
    close (fd);

  if (fd >= 0 && saved_errno == EWOULDBLOCK)
    g_set_error_literal (error,
                         DOCKET_SYNC_ERROR,
                         DOCKET_SYNC_ERROR_BUSY,
                         _ ("Another Docket on this computer speaks to the server."));
  else
    g_set_error (error,
                 G_FILE_ERROR,
                 g_file_error_from_errno (saved_errno),
                 _ ("The sync lock can't be taken: %s"),
                 g_strerror (saved_errno));

  return -1;
}

/**
 * docket_sync_lock_give:
 * @fd: (inout): what docket_sync_lock_take() gave; -1 afterwards
 *
 * Gives the lock back. Nothing happens when there is none.
 */
void
docket_sync_lock_give (int *fd)
{
  if (*fd >= 0)
    close (*fd);

  *fd = -1;
}
