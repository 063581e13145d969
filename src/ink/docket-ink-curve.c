/* Smooth curves through a hand's points.
 *
 * From the middle between two points to the next middle, with the point between them as what the
 * curve leans to: it is smooth where pieces meet, never leaves the triangle of its points, and a
 * new point changes nothing of what was drawn before.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-curve.h"

#include <math.h>

/* A piece of which the width changes by more is drawn in parts. */
#define WIDTH_STEP 0.25
#define MAX_PARTS 8

/* A dot is as wide as a point of the pen that rests. */
#define DOT_WIDTH 4.2

static void
set_line (DocketInkSegment *segment, double x0, double y0, double x1, double y1)
{
  segment->x0 = segment->ax = x0;
  segment->y0 = segment->ay = y0;
  segment->x1 = segment->bx = x1;
  segment->y1 = segment->by = y1;
}

static void
set_curve (DocketInkSegment *segment,
           const DocketInkPoint *before,
           const DocketInkPoint *point,
           const DocketInkPoint *after)
{
  segment->x0 = (before->x + point->x) / 2;
  segment->y0 = (before->y + point->y) / 2;
  segment->x1 = (point->x + after->x) / 2;
  segment->y1 = (point->y + after->y) / 2;
  /* A curve of the second degree, as one of the third. */
  segment->ax = segment->x0 + (point->x - segment->x0) * 2 / 3;
  segment->ay = segment->y0 + (point->y - segment->y0) * 2 / 3;
  segment->bx = segment->x1 + (point->x - segment->x1) * 2 / 3;
  segment->by = segment->y1 + (point->y - segment->y1) * 2 / 3;
  segment->w0 = (before->width + point->width) / 2;
  segment->w1 = (point->width + after->width) / 2;
}

static void
set_dot (DocketInkSegment *segment, const DocketInkPoint *point)
{
  set_line (segment, point->x, point->y, point->x, point->y);
  segment->w0 = segment->w1 = point->pressure >= 0 ? point->width : DOT_WIDTH;
}

static void
set_start (DocketInkSegment *segment, const DocketInkPoint *first, const DocketInkPoint *second)
{
  set_line (segment, first->x, first->y, (first->x + second->x) / 2, (first->y + second->y) / 2);
  segment->w0 = first->width;
  segment->w1 = (first->width + second->width) / 2;
}

static void
set_end (DocketInkSegment *segment, const DocketInkPoint *before, const DocketInkPoint *last)
{
  set_line (segment, (before->x + last->x) / 2, (before->y + last->y) / 2, last->x, last->y);
  segment->w0 = (before->width + last->width) / 2;
  segment->w1 = last->width;
}

static double
mix (double a, double b, double at)
{
  return a + (b - a) * at;
}

/* The part from @from to @to of a curve, by de Casteljau's construction. */
static void
cut (const DocketInkSegment *whole, double from, double to, DocketInkSegment *part)
{
  const double xs[4] = { whole->x0, whole->ax, whole->bx, whole->x1 };
  const double ys[4] = { whole->y0, whole->ay, whole->by, whole->y1 };
  double out[2][4];

  for (guint axis = 0; axis < 2; axis++)
    for (guint i = 0; i < 4; i++)
      {
        const double *c = axis == 0 ? xs : ys;
        const double t1 = i > 2 ? to : from;
        const double t2 = i > 1 ? to : from;
        const double t3 = i > 0 ? to : from;
        const double a = mix (mix (c[0], c[1], t1), mix (c[1], c[2], t1), t2);
        const double b = mix (mix (c[1], c[2], t1), mix (c[2], c[3], t1), t2);

        out[axis][i] = mix (a, b, t3);
      }

  *part = (DocketInkSegment){
    out[0][0],
    out[1][0],
    out[0][1],
    out[1][1],
    out[0][2],
    out[1][2],
    out[0][3],
    out[1][3],
    mix (whole->w0, whole->w1, from),
    mix (whole->w0, whole->w1, to),
  };
}

static gboolean
is_running (DocketInk *ink, guint stroke)
{
  return docket_ink_is_drawing (ink) && stroke == docket_ink_get_n_strokes (ink) - 1;
}

/**
 * docket_ink_count_segments:
 * @ink: ink
 * @stroke: which
 *
 * Returns: how many pieces of it no point to come will change
 */
guint
docket_ink_count_segments (DocketInk *ink, guint stroke)
{
  guint n_points;

  docket_ink_get_stroke (ink, stroke, &n_points);

  return is_running (ink, stroke) ? n_points - 1 : n_points;
}

/**
 * docket_ink_get_segment:
 * @ink: ink
 * @stroke: which
 * @nth: of its pieces
 * @segment: (out): the piece
 */
void
docket_ink_get_segment (DocketInk *ink, guint stroke, guint nth, DocketInkSegment *segment)
{
  guint n_points;
  const DocketInkPoint *points = docket_ink_get_stroke (ink, stroke, &n_points);

  g_return_if_fail (nth < n_points);

  if (n_points == 1)
    set_dot (segment, &points[0]);
  else if (nth == 0)
    set_start (segment, &points[0], &points[1]);
  else if (nth == n_points - 1)
    set_end (segment, &points[nth - 1], &points[nth]);
  else
    set_curve (segment, &points[nth - 1], &points[nth], &points[nth + 1]);
}

/**
 * docket_ink_get_tail:
 * @ink: ink
 * @segment: (out): the end of the stroke that is being drawn, which the next point will change
 *
 * Returns: whether there is one
 */
gboolean
docket_ink_get_tail (DocketInk *ink, DocketInkSegment *segment)
{
  guint n_points;
  guint stroke;

  if (!docket_ink_is_drawing (ink))
    return FALSE;

  stroke = docket_ink_get_n_strokes (ink) - 1;
  docket_ink_get_stroke (ink, stroke, &n_points);
  docket_ink_get_segment (ink, stroke, n_points - 1, segment);

  return TRUE;
}

/**
 * docket_ink_segment_get_bounds:
 * @segment: a piece
 * @bounds: (out): where it draws
 */
void
docket_ink_segment_get_bounds (const DocketInkSegment *segment, DocketInkRect *bounds)
{
  const double radius = MAX (segment->w0, segment->w1) / 2;

  *bounds = (DocketInkRect){ segment->x0, segment->y0, segment->x0, segment->y0 };
  docket_ink_rect_include (bounds, segment->x0, segment->y0, radius);
  docket_ink_rect_include (bounds, segment->ax, segment->ay, radius);
  docket_ink_rect_include (bounds, segment->bx, segment->by, radius);
  docket_ink_rect_include (bounds, segment->x1, segment->y1, radius);
}

/**
 * docket_ink_segment_draw:
 * @segment: a piece
 * @cr: with its source set and round caps
 */
void
docket_ink_segment_draw (const DocketInkSegment *segment, cairo_t *cr)
{
  const int parts =
    (int) CLAMP (ceil (fabs (segment->w1 - segment->w0) / WIDTH_STEP), 1, MAX_PARTS);

  for (int i = 0; i < parts; i++)
    {
      DocketInkSegment part;

      cut (segment, (double) i / parts, (double) (i + 1) / parts, &part);
      cairo_set_line_width (cr, (part.w0 + part.w1) / 2);
      cairo_move_to (cr, part.x0, part.y0);
      cairo_curve_to (cr, part.ax, part.ay, part.bx, part.by, part.x1, part.y1);
      cairo_stroke (cr);
    }
}

/**
 * docket_ink_draw:
 * @ink: ink
 * @cr: where its page begins at 0, 0
 *
 * Draws all that was written, on any surface.
 */
void
docket_ink_draw (DocketInk *ink, cairo_t *cr)
{
  DocketInkSegment segment;

  g_return_if_fail (DOCKET_IS_INK (ink));

  cairo_set_source_rgb (cr, DOCKET_INK_RED, DOCKET_INK_GREEN, DOCKET_INK_BLUE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);

  for (guint i = 0; i < docket_ink_get_n_strokes (ink); i++)
    for (guint j = 0; j < docket_ink_count_segments (ink, i); j++)
      {
        docket_ink_get_segment (ink, i, j, &segment);
        docket_ink_segment_draw (&segment, cr);
      }

  if (docket_ink_get_tail (ink, &segment))
    docket_ink_segment_draw (&segment, cr);
}
