/* Ink as a picture, cut to what was written.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-curve.h"
#include "docket-ink-file.h"

#include <glib/gi18n.h>
#include <math.h>

/* White around the ink, in pixels at scale 1. */
#define MARGIN 16.0

/* Twice the pad's size at least; small writing is made larger so that it prints well. */
#define MIN_SCALE 2.0
#define MAX_SCALE 4.0
#define GOOD_WIDTH 600.0

/* No pad that a person signs on gives more pixels than this. */
#define MAX_SIDE 16384.0
#define MAX_PIXELS 40.0e6

static double
get_scale (double width, double height)
{
  double scale = CLAMP (GOOD_WIDTH / width, MIN_SCALE, MAX_SCALE);

  scale = MIN (scale, MAX_SIDE / MAX (width, height));

  return MIN (scale, sqrt (MAX_PIXELS / (width * height)));
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
draw_picture (DocketInk *ink, const DocketInkRect *bounds)
{
  const double width = bounds->x1 - bounds->x0 + 2 * MARGIN;
  const double height = bounds->y1 - bounds->y0 + 2 * MARGIN;
  const double scale = get_scale (width, height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                                         (int) MAX (ceil (width * scale), 1),
                                                         (int) MAX (ceil (height * scale), 1));
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, MARGIN - bounds->x0, MARGIN - bounds->y0);
  docket_ink_draw (ink, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/**
 * docket_ink_to_png:
 * @ink: ink
 * @error: return location for a %DOCKET_INK_ERROR_FAILED
 *
 * The same ink gives the same bytes.
 *
 * Returns: (transfer full) (nullable): a picture of all that was written, on white
 */
GBytes *
docket_ink_to_png (DocketInk *ink, GError **error)
{
  g_autoptr (GByteArray) png = g_byte_array_new ();
  DocketInkRect bounds;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (DOCKET_IS_INK (ink), NULL);

  if (!docket_ink_get_bounds (ink, &bounds))
    {
      g_set_error_literal (error,
                           DOCKET_INK_ERROR,
                           DOCKET_INK_ERROR_FAILED,
                           _ ("Nothing was written. Sign first."));
      return NULL;
    }

  surface = draw_picture (ink, &bounds);
  status = cairo_surface_write_to_png_stream (surface, write_cb, png);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error,
                   DOCKET_INK_ERROR,
                   DOCKET_INK_ERROR_FAILED,
                   /* Translators: %s says why, in the words of a library */
                   _ ("The picture of the signature could not be made (%s). Try again."),
                      cairo_status_to_string (status));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}
