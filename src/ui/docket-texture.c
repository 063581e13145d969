/* A decoded picture, to be shown.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-texture.h"

/**
 * docket_texture_new:
 * @picture: a picture
 *
 * Returns: (transfer full): the same; the pixels are shared
 */
GdkTexture *
docket_texture_new (const DocketPicture *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return gdk_memory_texture_new (picture->width,
                                 picture->height,
                                 picture->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 picture->pixels,
                                 (gsize) picture->stride);
}
