/* What kind of file system something lies on.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-file-system-private.h"

#include <linux/magic.h>
#include <sys/vfs.h>

/* Those that linux/magic.h has no name for. */
#define LUSTRE_MAGIC 0x0bd00bd0
#define GPFS_MAGIC 0x47504653

/* Whether other computers may see it too. File systems in user space count as local ones: most are,
 * and no number tells them apart. When nobody can say, it is none. */
gboolean
docket_file_system_is_network (int fd)
{
  struct statfs info;

  if (fstatfs (fd, &info) != 0)
    return FALSE;

  switch ((guint32) info.f_type)
    {
    case NFS_SUPER_MAGIC:
    case SMB_SUPER_MAGIC:
    case SMB2_SUPER_MAGIC:
    case CIFS_SUPER_MAGIC:
    case AFS_SUPER_MAGIC:
    case AFS_FS_MAGIC:
    case CODA_SUPER_MAGIC:
    case OCFS2_SUPER_MAGIC:
    case CEPH_SUPER_MAGIC:
    case LUSTRE_MAGIC:
    case GPFS_MAGIC:
      return TRUE;

    default:
      return FALSE;
    }
}
