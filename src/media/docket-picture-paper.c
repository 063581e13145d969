/* Pictures that stand on paper: photos as small as print needs them, and a company's logo.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-picture-paper.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "docket-picture-file.h"

/* Half the width of a page at 300 dots an inch. */
#define PHOTO_SIDE 1200
#define PHOTO_QUALITY "82"

/* A logo is at most 60 mm wide. The smaller one is for those that don't compress. */
#define LOGO_SIDE 800
#define SMALL_LOGO_SIDE 300
#define MAX_LOGO_BYTES (512 * 1024)

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_MEDIA_ERROR, DOCKET_MEDIA_ERROR_PICTURE, sentence);

  return FALSE;
}

static GdkPixbuf *
make_pixbuf (const DocketPicture *picture)
{
  return gdk_pixbuf_new_from_bytes (picture->pixels,
                                    GDK_COLORSPACE_RGB,
                                    picture->has_alpha,
                                    8,
                                    picture->width,
                                    picture->height,
                                    picture->stride);
}

/* What can be seen through is white on paper. */
static GdkPixbuf *
make_opaque (const DocketPicture *picture)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (picture);

  if (!picture->has_alpha)
    return g_steal_pointer (&pixbuf);

  return gdk_pixbuf_composite_color_simple (pixbuf,
                                            picture->width,
                                            picture->height,
                                            GDK_INTERP_NEAREST,
                                            255,
                                            8,
                                            0xffffffff,
                                            0xffffffff);
}

static GBytes *
encode_png (const DocketPicture *picture)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (picture);
  char *data = NULL;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, "compression", "9", NULL))
    return NULL;

  return g_bytes_new_take (data, size);
}

/**
 * docket_picture_decode_for_paper:
 * @bytes: the content of a file, of anybody
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Decodes a photo, upright and as large as print needs it. On a worker.
 *
 * Returns: (transfer full) (nullable): the photo, as a JPEG without what cameras write beside it
 */
DocketPicture *
docket_picture_decode_for_paper (GBytes *bytes, GError **error)
{
  g_autoptr (DocketPicture) picture = docket_picture_decode (bytes, PHOTO_SIDE, error);
  g_autoptr (GdkPixbuf) opaque = picture != NULL ? make_opaque (picture) : NULL;
  char *data = NULL;
  gsize size;

  if (picture == NULL)
    return NULL;

  if (opaque == NULL || !gdk_pixbuf_save_to_buffer (opaque,
                                                    &data,
                                                    &size,
                                                    "jpeg",
                                                    NULL,
                                                    "quality",
                                                    PHOTO_QUALITY,
                                                    NULL))
    {
      refuse (error, _ ("This picture can't be set on paper. Choose another."));
      return NULL;
    }

  g_clear_pointer (&picture->pixels, g_bytes_unref);
  picture->has_alpha = FALSE;
  picture->jpeg = g_bytes_new_take (data, size);

  return g_steal_pointer (&picture);
}

/**
 * docket_picture_prepare_logo:
 * @bytes: the content of a file, of anybody
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Makes a picture fit to be a company's logo: a PNG of at most half a megabyte. On a worker.
 *
 * Returns: (transfer full) (nullable): the content of the new file
 */
GBytes *
docket_picture_prepare_logo (GBytes *bytes, GError **error)
{
  const int sides[] = { LOGO_SIDE, SMALL_LOGO_SIDE };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autoptr (DocketPicture) picture = docket_picture_decode (bytes, sides[i], error);
      g_autoptr (GBytes) png = NULL;

      if (picture == NULL)
        return NULL;

      png = encode_png (picture);

      if (png != NULL && g_bytes_get_size (png) <= MAX_LOGO_BYTES)
        return g_steal_pointer (&png);
    }

  refuse (error, _ ("This picture is too large for a logo. Choose a smaller one."));

  return NULL;
}
