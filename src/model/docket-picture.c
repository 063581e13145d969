/* A picture that was decoded.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-picture.h"

/**
 * docket_picture_copy:
 * @picture: a picture
 *
 * Returns: (transfer full): the same; the pixels are shared
 */
DocketPicture *
docket_picture_copy (const DocketPicture *picture)
{
  DocketPicture *copy = g_memdup2 (picture, sizeof *picture);

  g_bytes_ref (copy->pixels);

  return copy;
}

/**
 * docket_picture_free:
 * @picture: (transfer full): a picture
 */
void
docket_picture_free (DocketPicture *picture)
{
  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_clear_pointer (&picture->jpeg, g_bytes_unref);
  g_free (picture);
}
