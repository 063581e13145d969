/* Ink as a picture, cut to what was written.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-curve.h"
#include "docket-ink-file.h"

#include <cairo-svg.h>
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

static gboolean
get_page (DocketInk *ink, DocketInkRect *page, GError **error)
{
  if (!docket_ink_get_bounds (ink, page))
    {
      g_set_error_literal (error,
                           DOCKET_INK_ERROR,
                           DOCKET_INK_ERROR_FAILED,
                           _ ("Nothing was written. Sign first."));
      return FALSE;
    }

  page->x0 -= MARGIN;
  page->y0 -= MARGIN;
  page->x1 += MARGIN;
  page->y1 += MARGIN;

  return TRUE;
}

/* All that was written, on white. */
static void
draw_page (DocketInk *ink, const DocketInkRect *page, cairo_surface_t *surface, double scale)
{
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -page->x0, -page->y0);
  docket_ink_draw (ink, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
}

static GBytes *
take_bytes (GByteArray *bytes, cairo_status_t status, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);

  g_byte_array_unref (bytes);
  g_set_error (error,
               DOCKET_INK_ERROR,
               DOCKET_INK_ERROR_FAILED,
               /* Translators: %s says why, in the words of a library */
               _ ("The picture of the signature could not be made (%s). Try again."),
               cairo_status_to_string (status));

  return NULL;
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
  GByteArray *png;
  DocketInkRect page;
  cairo_surface_t *surface;
  cairo_status_t status;
  double width, height, scale;

  g_return_val_if_fail (DOCKET_IS_INK (ink), NULL);

  if (!get_page (ink, &page, error))
    return NULL;

  width = page.x1 - page.x0;
  height = page.y1 - page.y0;
  scale = get_scale (width, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                        (int) MAX (ceil (width * scale), 1),
                                        (int) MAX (ceil (height * scale), 1));
  draw_page (ink, &page, surface, scale);
  png = g_byte_array_new ();
  status = cairo_surface_write_to_png_stream (surface, write_cb, png);
  cairo_surface_destroy (surface);

  return take_bytes (png, status, error);
}

/**
 * docket_ink_to_svg:
 * @ink: ink
 * @error: return location for a %DOCKET_INK_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): all that was written as curves, on white, in pixels at
 * scale 1
 */
GBytes *
docket_ink_to_svg (DocketInk *ink, GError **error)
{
  GByteArray *svg;
  DocketInkRect page;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (DOCKET_IS_INK (ink), NULL);

  if (!get_page (ink, &page, error))
    return NULL;

  svg = g_byte_array_new ();
  surface =
    cairo_svg_surface_create_for_stream (write_cb, svg, page.x1 - page.x0, page.y1 - page.y0);
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  draw_page (ink, &page, surface, 1);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return take_bytes (svg, status, error);
}
