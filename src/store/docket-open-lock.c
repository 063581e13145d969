/* Who has a workspace open: a file of our own, locked by everyone who has.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-open-lock-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "docket-file-system-private.h"
#include "docket-store.h"

/* How long a process waits for another one that brings the database up to date. */
#define OPEN_TIMEOUT_US (5 * G_USEC_PER_SEC)
#define OPEN_RETRY_US (10 * G_TIME_SPAN_MILLISECOND)

/* On a network file system the lock stays with one process (sync.md, rule 20): what it opens once
 * more shares the lock of what it has open. */
typedef struct
{
  int fd; /* its own: the lock ends with the last one of a descriptor's copies */
  dev_t device;
  ino_t inode;
  guint n_users;
} Held;

static GMutex held_mutex;
static GArray *held; /* (element-type Held); NULL for none */

static int
fail (int fd, GError **error)
{
  const int code = errno;

  if (fd >= 0)
    close (fd);

  g_debug ("The file of a workspace's lock: %s", g_strerror (code));
  g_set_error_literal (error,
                       DOCKET_STORE_ERROR,
                       code == ENOSPC || code == EDQUOT ? DOCKET_STORE_ERROR_FULL
                                                        : DOCKET_STORE_ERROR_FAILED,
                       _ ("This workspace can't be opened. Check the permissions of "
                          "its folder."));

  return -1;
}

/* With the mutex held. */
static Held *
find_held (int fd)
{
  struct stat info;

  if (held == NULL || fstat (fd, &info) != 0)
    return NULL;

  for (guint i = 0; i < held->len; i++)
    {
      Held *one = &g_array_index (held, Held, i);

      if (one->device == info.st_dev && one->inode == info.st_ino)
        return one;
    }

  return NULL;
}

static gboolean
join_held (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&held_mutex);
  Held *one = find_held (fd);

  if (one == NULL)
    return FALSE;

  one->n_users++;

  return TRUE;
}

static gboolean
hold (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&held_mutex);
  struct stat info;
  Held one = { .n_users = 1 };

  if (fstat (fd, &info) != 0)
    return FALSE;

  one.fd = fcntl (fd, F_DUPFD_CLOEXEC, 0);
  one.device = info.st_dev;
  one.inode = info.st_ino;

  if (one.fd < 0)
    return FALSE;

  if (held == NULL)
    held = g_array_new (FALSE, FALSE, sizeof (Held));

  g_array_append_val (held, one);

  return TRUE;
}

static void
leave_held (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&held_mutex);
  Held *one = find_held (fd);

  if (one == NULL || --one->n_users > 0)
    return;

  close (one->fd);
  g_array_remove_index_fast (held, one - &g_array_index (held, Held, 0));

  if (held->len == 0)
    g_clear_pointer (&held, g_array_unref);
}

/* Until whoever has it for itself alone lets it be shared. */
static gboolean
wait_to_share (int fd, gboolean network, GError **error)
{
  const gint64 until = g_get_monotonic_time () + OPEN_TIMEOUT_US;

  while (flock (fd, (network ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0)
    {
      if (g_get_monotonic_time () >= until)
        {
          g_set_error_literal (
            error,
            DOCKET_STORE_ERROR,
            DOCKET_STORE_ERROR_BUSY,
            network ? _ ("This workspace lies on a network drive, where only one Docket at a time "
                         "can have it open. Close the other one, then try again.")
                    : _ ("Another Docket is bringing this workspace up to date. Try "
                         "again in a moment."));
          return FALSE;
        }

      g_usleep (OPEN_RETRY_US);
    }

  return TRUE;
}

/**
 * docket_open_lock_take:
 * @folder: a workspace's folder
 * @is_alone: (out): whether nobody else has it open
 * @error: return location for a #DocketStoreError
 *
 * Takes the lock for this process alone when nobody else has the workspace open, else waits until
 * it can be shared. On a network file system it is never shared with another process: SQLite's log
 * can't be there (sync.md, rule 20). Any thread.
 *
 * Returns: what docket_open_lock_give() takes; -1 on error
 */
int
docket_open_lock_take (const char *folder, gboolean *is_alone, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "open", NULL);
  const int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean network;

  if (fd < 0 || fchmod (fd, 0600) != 0)
    return fail (fd, error);

  network = docket_file_system_is_network (fd);
  *is_alone = FALSE;

  if (network && join_held (fd))
    return fd;

  *is_alone = flock (fd, LOCK_EX | LOCK_NB) == 0;

  if (!*is_alone && !wait_to_share (fd, network, error))
    {
      close (fd);
      return -1;
    }

  if (network && !hold (fd))
    return fail (fd, error);

  return fd;
}

/**
 * docket_open_lock_share:
 * @fd: what docket_open_lock_take() gave to this process alone
 * @error: return location for a #DocketStoreError
 *
 * Lets others in, where others can be let in.
 *
 * Returns: whether it did not fail
 */
gboolean
docket_open_lock_share (int fd, GError **error)
{
  if (docket_file_system_is_network (fd) || flock (fd, LOCK_SH) == 0)
    return TRUE;

  fail (-1, error);

  return FALSE;
}

/**
 * docket_open_lock_give:
 * @fd: (inout): what docket_open_lock_take() gave; -1 afterwards
 *
 * Gives the lock back. Nothing happens when there is none.
 */
void
docket_open_lock_give (int *fd)
{
  if (*fd >= 0)
    {
      leave_held (*fd);
      close (*fd);
    }

  *fd = -1;
}
