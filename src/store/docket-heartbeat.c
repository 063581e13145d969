/* When somebody last saw timers run: a line in a file, written every second while one does.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-store-timer.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

/* Always as long, so that a new line takes the whole place of the old one. */
#define LINE_FORMAT                                                                                \
  "%020" G_GINT64_FORMAT " %020" G_GINT64_FORMAT " %020" G_GINT64_FORMAT " %-36.36s\n"
#define LINE_LENGTH (3 * (20 + 1) + 36 + 1)

static char *
make_path (const char *folder)
{
  return g_build_filename (folder, "timer.seen", NULL);
}

/**
 * docket_heartbeat_write:
 * @folder: the workspace's folder
 * @moment: this moment
 *
 * One write, without waiting for the disk: a program that dies loses nothing of it, and a disk
 * written to every second would be a pity.
 *
 * Returns: whether it was written
 */
gboolean
docket_heartbeat_write (const char *folder, const DocketMoment *moment)
{
  g_autofree char *path = make_path (folder);
  char line[LINE_LENGTH + 1];
  gboolean written = FALSE;
  int fd;

  g_snprintf (line,
              sizeof line,
              LINE_FORMAT,
              moment->wall_us,
              moment->boottime_us,
              MAX (moment->slept_us, 0),
              moment->boot_id != NULL ? moment->boot_id : "");
  fd = open (path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    return FALSE;

  written = pwrite (fd, line, LINE_LENGTH, 0) == LINE_LENGTH;
  close (fd);

  return written;
}

/**
 * docket_heartbeat_read:
 * @folder: the workspace's folder
 * @moment: (out): the moment; its boot id is @boot_id
 * @boot_id: (out) (transfer full): of which start of the computer
 *
 * Returns: whether there is one
 */
gboolean
docket_heartbeat_read (const char *folder, DocketMoment *moment, char **boot_id)
{
  g_autofree char *path = make_path (folder);
  char line[LINE_LENGTH + 1] = { 0 };
  g_auto (GStrv) words = NULL;
  gssize length;
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    return FALSE;

  length = pread (fd, line, LINE_LENGTH, 0);
  close (fd);

  if (length != LINE_LENGTH)
    return FALSE;

  words = g_strsplit (g_strstrip (line), " ", 4);

  if (g_strv_length (words) != 4 ||
      !g_ascii_string_to_signed (words[0], 10, 0, G_MAXINT64, &moment->wall_us, NULL) ||
      !g_ascii_string_to_signed (words[1], 10, 0, G_MAXINT64, &moment->boottime_us, NULL) ||
      !g_ascii_string_to_signed (words[2], 10, 0, G_MAXINT64, &moment->slept_us, NULL))
    return FALSE;

  *boot_id = g_strdup (g_strstrip (words[3]));
  moment->boot_id = *boot_id;

  return TRUE;
}
