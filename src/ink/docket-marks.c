/* Marks on a picture: drawn for whoever looks, and burnt in for whoever gets it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-marks.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

/* In parts of the longer side: a line, an arrow's head, the height of letters. */
#define LINE 0.006
#define HEAD 0.035
#define LETTERS 0.035

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr,
                        (colour >> 16 & 255) / 255.,
                        (colour >> 8 & 255) / 255.,
                        (colour & 255) / 255.);
}

/* A rim of white or black makes a mark stand out on every ground. */
static void
stroke (cairo_t *cr, guint32 colour, double side)
{
  const guint light = (colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255);

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, LINE * side * 1.8);
  set_colour (cr, light > 500 ? 0 : 0xffffff);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, LINE * side);
  set_colour (cr, colour);
  cairo_stroke (cr);
}

static void
draw_arrow (const DocketMark *mark, cairo_t *cr, double side)
{
  const double x = mark->x1 * side;
  const double y = mark->y1 * side;
  const double angle = atan2 (mark->y0 - mark->y1, mark->x0 - mark->x1);

  cairo_move_to (cr, mark->x0 * side, mark->y0 * side);
  cairo_line_to (cr, x, y);

  for (int i = -1; i < 2; i += 2)
    {
      cairo_move_to (cr, x, y);
      cairo_rel_line_to (cr,
                         cos (angle + i * 0.5) * HEAD * side,
                         sin (angle + i * 0.5) * HEAD * side);
    }

  stroke (cr, mark->colour, side);
}

static void
draw_circle (const DocketMark *mark, cairo_t *cr, double side)
{
  const double width = MAX (fabs (mark->x1 - mark->x0) * side, 1);
  const double height = MAX (fabs (mark->y1 - mark->y0) * side, 1);

  cairo_save (cr);
  cairo_translate (cr, (mark->x0 + mark->x1) / 2 * side, (mark->y0 + mark->y1) / 2 * side);
  cairo_scale (cr, width / 2, height / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  stroke (cr, mark->colour, side);
}

static void
draw_text (const DocketMark *mark, cairo_t *cr, double side)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string ("Sans Bold");

  pango_font_description_set_absolute_size (font, LETTERS * side * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, mark->text != NULL ? mark->text : "", -1);
  pango_font_description_free (font);
  cairo_move_to (cr, mark->x0 * side, mark->y0 * side);
  pango_cairo_layout_path (cr, layout);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, LINE * side * 0.8);
  set_colour (cr, (mark->colour >> 8 & 255) > 150 ? 0 : 0xffffff);
  cairo_stroke_preserve (cr);
  set_colour (cr, mark->colour);
  cairo_fill (cr);
}

/* Whole pixels, and nothing shines through. */
static void
draw_box (const DocketMark *mark, cairo_t *cr, double side)
{
  const double left = floor (MIN (mark->x0, mark->x1) * side);
  const double top = floor (MIN (mark->y0, mark->y1) * side);
  const double right = ceil (MAX (mark->x0, mark->x1) * side);
  const double bottom = ceil (MAX (mark->y0, mark->y1) * side);

  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rectangle (cr, left, top, right - left, bottom - top);
  cairo_fill (cr);
  cairo_restore (cr);
}

/**
 * docket_marks_draw:
 * @marks: (element-type DocketMark): marks, the later over the earlier
 * @cr: where to draw; the picture's corner is at its origin
 * @width: of the picture, in units of @cr
 * @height: of the picture
 *
 * Draws marks as they look on a picture of this size.
 */
void
docket_marks_draw (GPtrArray *marks, cairo_t *cr, double width, double height)
{
  static void (*const functions[]) (const DocketMark *, cairo_t *, double) = {
    [DOCKET_MARK_KIND_ARROW] = draw_arrow,
    [DOCKET_MARK_KIND_CIRCLE] = draw_circle,
    [DOCKET_MARK_KIND_TEXT] = draw_text,
    [DOCKET_MARK_KIND_BOX] = draw_box,
  };
  const double side = MAX (width, height);

  g_return_if_fail (marks != NULL);

  for (guint i = 0; i < marks->len; i++)
    {
      const DocketMark *mark = g_ptr_array_index (marks, i);

      g_return_if_fail (mark->kind < G_N_ELEMENTS (functions));
      cairo_new_path (cr);
      functions[mark->kind](mark, cr, side);
    }
}

/* cairo's pixels are words with the alpha multiplied in, a picture's are bytes without. */
static void
copy_to (cairo_surface_t *surface, const guint8 *pixels, int stride, int channels)
{
  const int width = cairo_image_surface_get_width (surface);

  cairo_surface_flush (surface);

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint8 *from = pixels + (gsize) y * (gsize) stride;
      guint8 *row = cairo_image_surface_get_data (surface) +
                    (gsize) y * (gsize) cairo_image_surface_get_stride (surface);

      for (int x = 0; x < width; x++, from += channels)
        {
          const guint32 alpha = channels == 4 ? from[3] : 255;
          const guint32 word = alpha << 24 | (from[0] * alpha + 127) / 255 << 16 |
                               (from[1] * alpha + 127) / 255 << 8 | (from[2] * alpha + 127) / 255;

          memcpy (row + (gsize) x * 4, &word, sizeof word);
        }
    }

  cairo_surface_mark_dirty (surface);
}

static void
copy_back (cairo_surface_t *surface, guint8 *pixels, int stride, int channels)
{
  const int width = cairo_image_surface_get_width (surface);

  cairo_surface_flush (surface);

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint8 *row = cairo_image_surface_get_data (surface) +
                          (gsize) y * (gsize) cairo_image_surface_get_stride (surface);
      guint8 *to = pixels + (gsize) y * (gsize) stride;

      for (int x = 0; x < width; x++, to += channels)
        {
          guint32 word, alpha;

          memcpy (&word, row + (gsize) x * 4, sizeof word);
          alpha = MAX (word >> 24, 1);

          for (int i = 0; i < 3; i++)
            to[i] = (guint8) MIN (255, ((word >> (16 - 8 * i) & 255) * 255 + alpha / 2) / alpha);

          if (channels == 4)
            to[3] = (guint8) (word >> 24);
        }
    }
}

/**
 * docket_marks_burn:
 * @marks: (element-type DocketMark): marks
 * @pixels: of a picture, three or four bytes each
 * @width: of the picture
 * @height: of the picture
 * @stride: bytes from one row to the next
 * @has_alpha: whether each has four
 *
 * Makes marks part of a picture: what was under a black box is nowhere in it. On a worker.
 *
 * Returns: whether there was memory for it
 */
gboolean
docket_marks_burn (GPtrArray *marks,
                   guint8 *pixels,
                   int width,
                   int height,
                   int stride,
                   gboolean has_alpha)
{
  const int channels = has_alpha ? 4 : 3;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;

  g_return_val_if_fail (marks != NULL && pixels != NULL, FALSE);

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  drawn = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;

  if (drawn)
    {
      copy_to (surface, pixels, stride, channels);
      cr = cairo_create (surface);
      docket_marks_draw (marks, cr, width, height);
      drawn = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
      cairo_destroy (cr);
    }

  if (drawn)
    copy_back (surface, pixels, stride, channels);

  cairo_surface_destroy (surface);

  return drawn;
}
