/* Pictures in files: decoded within bounds, upright, scaled.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-picture-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "docket-file-type.h"
#include "docket-gif-frame-private.h"

/* A small file can promise a huge picture: more is not decoded. */
#define MAX_PIXELS ((gint64) 60 * 1000 * 1000)

/* So much is decoded before it is looked at what the header says. */
#define CHUNK ((gsize) 16 * 1024)

/* The longer side of a photo that is sent, and how much it is compressed. */
#define PHOTO_SIDE 2560
#define PHOTO_QUALITY "85"

/* What the header says; decided before a pixel is made. */
typedef struct
{
  int max_side;
  gboolean too_large;
} Limits;

static gboolean
refuse (GError **error)
{
  g_set_error_literal (
    error,
    DOCKET_MEDIA_ERROR,
    DOCKET_MEDIA_ERROR_PICTURE,
    _ ("This picture can't be shown: it is damaged, too large, or of a kind that "
       "this computer has no decoder for."));

  return FALSE;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Limits *limits = user_data;
  const int longer = MAX (width, height);

  if (width < 1 || height < 1 || (gint64) width * height > MAX_PIXELS)
    {
      limits->too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 0, 0);
    }
  else if (longer > limits->max_side)
    {
      gdk_pixbuf_loader_set_size (loader,
                                  MAX (1, (int) ((gint64) width * limits->max_side / longer)),
                                  MAX (1, (int) ((gint64) height * limits->max_side / longer)));
    }
}

/* No further than it takes to see that it is too large. */
static gboolean
feed (GdkPixbufLoader *loader, GBytes *bytes, const Limits *limits)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  gboolean whole = TRUE;

  for (gsize at = 0; at < size && whole && !limits->too_large; at += CHUNK)
    whole = gdk_pixbuf_loader_write (loader, data + at, MIN (CHUNK, size - at), NULL);

  return gdk_pixbuf_loader_close (loader, NULL) && whole && !limits->too_large;
}

/* There are decoders for more kinds than are taken: drawings with a program in them, say. */
static GdkPixbuf *
decode (GBytes *bytes, int max_side, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GBytes) first = docket_gif_cut_to_first_frame (bytes);
  Limits limits = { .max_side = max_side };
  GdkPixbuf *pixbuf = NULL;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &limits);

  if (!docket_file_type_is_picture_content (bytes))
    gdk_pixbuf_loader_close (loader, NULL);
  else if (feed (loader, first, &limits))
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);

  if (pixbuf == NULL)
    {
      refuse (error);
      return NULL;
    }

  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * docket_picture_decode:
 * @bytes: the content of a file, of anybody
 * @max_side: the longer side at most, in pixels
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Decodes a picture, upright and no larger than asked for. On a worker.
 *
 * Returns: (transfer full) (nullable): the picture
 */
DocketPicture *
docket_picture_decode (GBytes *bytes, int max_side, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, max_side, error);
  DocketPicture *picture;

  if (pixbuf == NULL)
    return NULL;

  picture = g_new0 (DocketPicture, 1);
  picture->width = gdk_pixbuf_get_width (pixbuf);
  picture->height = gdk_pixbuf_get_height (pixbuf);
  picture->stride = gdk_pixbuf_get_rowstride (pixbuf);
  picture->has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);
  picture->pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);

  return picture;
}

/* What can be seen through is white in a JPEG. */
static GdkPixbuf *
make_opaque (GdkPixbuf *pixbuf)
{
  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);

  return gdk_pixbuf_composite_color_simple (pixbuf,
                                            gdk_pixbuf_get_width (pixbuf),
                                            gdk_pixbuf_get_height (pixbuf),
                                            GDK_INTERP_NEAREST,
                                            255,
                                            8,
                                            0xffffffff,
                                            0xffffffff);
}

static GBytes *
encode_png (GdkPixbuf *pixbuf, GError **error)
{
  char *data = NULL;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL))
    {
      refuse (error);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}

static GBytes *
encode_jpeg (GdkPixbuf *pixbuf, GError **error)
{
  g_autoptr (GdkPixbuf) opaque = make_opaque (pixbuf);
  char *data = NULL;
  gsize size;

  if (opaque == NULL || !gdk_pixbuf_save_to_buffer (opaque,
                                                    &data,
                                                    &size,
                                                    "jpeg",
                                                    NULL,
                                                    "quality",
                                                    PHOTO_QUALITY,
                                                    NULL))
    {
      refuse (error);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}

static GdkPixbuf *
scale_down (GdkPixbuf *pixbuf, int max_side)
{
  const int width = gdk_pixbuf_get_width (pixbuf);
  const int height = gdk_pixbuf_get_height (pixbuf);
  const int longer = MAX (width, height);

  if (longer <= max_side)
    return g_object_ref (pixbuf);

  return gdk_pixbuf_scale_simple (pixbuf,
                                  MAX (1, (int) ((gint64) width * max_side / longer)),
                                  MAX (1, (int) ((gint64) height * max_side / longer)),
                                  GDK_INTERP_BILINEAR);
}

/**
 * docket_picture_prepare_photo:
 * @bytes: the content of a photo's file
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Makes a photo fit to be sent: a JPEG, upright, at most 2560 pixels long, without what cameras
 * write beside the picture, such as where it was taken. On a worker.
 *
 * Returns: (transfer full) (nullable): the content of the new file
 */
GBytes *
docket_picture_prepare_photo (GBytes *bytes, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes, PHOTO_SIDE, error);

  return pixbuf != NULL ? encode_jpeg (pixbuf, error) : NULL;
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

/**
 * docket_picture_encode:
 * @picture: a picture
 * @jpeg: whether the file is a JPEG, instead of a PNG that keeps every pixel
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Makes a file of a picture, with nothing beside its pixels. On a worker.
 *
 * Returns: (transfer full) (nullable): the content of the file
 */
GBytes *
docket_picture_encode (const DocketPicture *picture, gboolean jpeg, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;

  g_return_val_if_fail (picture != NULL, NULL);

  pixbuf = make_pixbuf (picture);

  return jpeg ? encode_jpeg (pixbuf, error) : encode_png (pixbuf, error);
}

/**
 * docket_picture_encode_photo:
 * @picture: a picture of a camera
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Like docket_picture_prepare_photo() with a picture that is in memory.
 *
 * Returns: (transfer full) (nullable): the content of the new file
 */
GBytes *
docket_picture_encode_photo (const DocketPicture *picture, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) scaled = NULL;

  g_return_val_if_fail (picture != NULL, NULL);

  pixbuf = make_pixbuf (picture);
  scaled = scale_down (pixbuf, PHOTO_SIDE);

  if (scaled == NULL)
    {
      refuse (error);
      return NULL;
    }

  return encode_jpeg (scaled, error);
}
