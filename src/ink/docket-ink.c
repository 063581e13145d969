/* Strokes: what was written by hand, and what of it can be taken back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-private.h"

#include <math.h>

/* No screen is larger; what comes from outside of it is held at its edge. */
#define MAX_POSITION 32768.0
#define MAX_STROKES 2000
#define MAX_TIME (24 * 60 * 60 * 1000)

/* Points nearer than this say nothing, and the more a stroke has, the less they say. No two points
 * in hundredths of a pixel are just as far from each other: what was taken once is taken again. */
#define MIN_DISTANCE 0.6951
#define POINTS_A_DOUBLING 2000.0

/* The pen, in pixels at scale 1. */
#define MIN_WIDTH 1.4
#define MAX_WIDTH 4.8
#define FIRST_WIDTH 2.6
#define MAX_PRESSED_WIDTH 5.4

/* In pixels a millisecond: as quick, a line is half as wide. */
#define HALVING_SPEED 1.6

/* How quickly the width follows the hand: a share of the difference a point. */
#define WIDTH_INERTIA 0.25

struct _DocketInk
{
  GObject parent_instance;

  double width;
  double height;
  GPtrArray *strokes; /* (element-type GArray of DocketInkPoint) */
  gboolean drawing;
  gboolean has_start;
  gint64 start;
  guint n_removals;
};

G_DEFINE_FINAL_TYPE (DocketInk, docket_ink, G_TYPE_OBJECT)

static GArray *
get_points (DocketInk *self, guint stroke)
{
  return g_ptr_array_index (self->strokes, stroke);
}

static GArray *
get_last (DocketInk *self)
{
  return get_points (self, self->strokes->len - 1);
}

static double
round_to (double value, double steps)
{
  return round (value * steps) / steps;
}

static double
place (double position)
{
  return isfinite (position) ? round_to (CLAMP (position, -MAX_POSITION, MAX_POSITION), 100) : 0;
}

/* Hurried lines are thin, slow and pressed ones wide; never from one point to the next at once. */
static double
get_pen_width (const DocketInkPoint *before, const DocketInkPoint *point)
{
  const double distance = before != NULL ? hypot (point->x - before->x, point->y - before->y) : 0;
  const double time = before != NULL ? MAX ((double) (point->t - before->t), 1) : 1;
  double target = MAX_WIDTH / (1 + distance / time / HALVING_SPEED);

  if (point->pressure >= 0)
    target = MIN_WIDTH + (MAX_PRESSED_WIDTH - MIN_WIDTH) * point->pressure;
  else if (before == NULL)
    target = FIRST_WIDTH;

  target = MAX (target, MIN_WIDTH);

  return before != NULL ? before->width + (target - before->width) * WIDTH_INERTIA : target;
}

static DocketInkPoint
make_point (DocketInk *self, double x, double y, gint64 time, double pressure)
{
  return (DocketInkPoint){
    .x = place (x),
    .y = place (y),
    .t = CLAMP (time - self->start, 0, MAX_TIME),
    .pressure = pressure >= 0 ? round_to (MIN (pressure, 1), 1000) : DOCKET_INK_NO_PRESSURE,
  };
}

/* Strokes that were read go on in time where they ended. */
static void
go_on_from (DocketInk *self, gint64 time)
{
  if (self->has_start)
    return;

  self->has_start = TRUE;
  self->start = time;

  if (self->strokes->len > 0)
    {
      const GArray *points = get_last (self);

      self->start -= g_array_index (points, DocketInkPoint, points->len - 1).t;
    }
}

static void
docket_ink_finalize (GObject *object)
{
  g_ptr_array_unref (DOCKET_INK (object)->strokes);

  G_OBJECT_CLASS (docket_ink_parent_class)->finalize (object);
}

static void
docket_ink_class_init (DocketInkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_ink_finalize;
}

static void
docket_ink_init (DocketInk *self)
{
  self->strokes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

/**
 * docket_ink_new:
 * @width: of the page, in pixels at scale 1
 * @height: of the page
 *
 * Returns: (transfer full): an empty page
 */
DocketInk *
docket_ink_new (double width, double height)
{
  DocketInk *self = g_object_new (DOCKET_TYPE_INK, NULL);

  docket_ink_set_size (self, width, height);

  return self;
}

/**
 * docket_ink_copy:
 * @self: ink
 *
 * Returns: (transfer full): the same ink, for another thread
 */
DocketInk *
docket_ink_copy (DocketInk *self)
{
  DocketInk *copy;

  g_return_val_if_fail (DOCKET_IS_INK (self), NULL);

  copy = docket_ink_new (self->width, self->height);
  docket_ink_append (copy, self);

  return copy;
}

/**
 * docket_ink_get_width:
 * @self: ink
 *
 * Returns: the page's, in pixels at scale 1
 */
double
docket_ink_get_width (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), 0);

  return self->width;
}

/**
 * docket_ink_get_height:
 * @self: ink
 *
 * Returns: the page's, in pixels at scale 1
 */
double
docket_ink_get_height (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), 0);

  return self->height;
}

/**
 * docket_ink_set_size:
 * @self: ink
 * @width: of the page, in pixels at scale 1
 * @height: of the page
 *
 * The strokes stay where they are.
 */
void
docket_ink_set_size (DocketInk *self, double width, double height)
{
  g_return_if_fail (DOCKET_IS_INK (self));

  self->width = CLAMP (place (width), 1, MAX_POSITION);
  self->height = CLAMP (place (height), 1, MAX_POSITION);
}

void
docket_ink_start_clock (DocketInk *self)
{
  self->has_start = TRUE;
  self->start = 0;
}

void
docket_ink_stop_clock (DocketInk *self)
{
  self->has_start = FALSE;
}

/**
 * docket_ink_begin_stroke:
 * @self: ink
 * @x: pixels at scale 1
 * @y: pixels at scale 1
 * @time: milliseconds on any clock that the other points use too
 * @pressure: 0 to 1, or %DOCKET_INK_NO_PRESSURE
 *
 * The pen comes down. A stroke that was being drawn ends.
 *
 * Returns: whether there is a new stroke; no hand makes as many as are too many
 */
gboolean
docket_ink_begin_stroke (DocketInk *self, double x, double y, gint64 time, double pressure)
{
  DocketInkPoint point;

  g_return_val_if_fail (DOCKET_IS_INK (self), FALSE);

  self->drawing = FALSE;

  if (self->strokes->len >= MAX_STROKES)
    return FALSE;

  go_on_from (self, time);
  point = make_point (self, x, y, time, pressure);
  point.width = get_pen_width (NULL, &point);
  g_ptr_array_add (self->strokes, g_array_new (FALSE, FALSE, sizeof (DocketInkPoint)));
  g_array_append_val (get_last (self), point);
  self->drawing = TRUE;

  return TRUE;
}

/**
 * docket_ink_add_point:
 * @self: ink with a stroke that is being drawn
 * @x: pixels at scale 1
 * @y: pixels at scale 1
 * @time: milliseconds
 * @pressure: 0 to 1, or %DOCKET_INK_NO_PRESSURE
 *
 * The pen moves.
 *
 * Returns: whether the stroke has a point more; those too near to the one before are left out
 */
gboolean
docket_ink_add_point (DocketInk *self, double x, double y, gint64 time, double pressure)
{
  DocketInkPoint point;
  const DocketInkPoint *before;
  GArray *points;

  g_return_val_if_fail (DOCKET_IS_INK (self), FALSE);
  g_return_val_if_fail (self->drawing, FALSE);

  points = get_last (self);
  point = make_point (self, x, y, time, pressure);
  before = &g_array_index (points, DocketInkPoint, points->len - 1);

  if (hypot (point.x - before->x, point.y - before->y) <
      MIN_DISTANCE * exp2 (floor (points->len / POINTS_A_DOUBLING)))
    return FALSE;

  point.t = MAX (point.t, before->t);
  point.width = get_pen_width (before, &point);
  g_array_append_val (points, point);

  return TRUE;
}

/**
 * docket_ink_end_stroke:
 * @self: ink
 *
 * The pen goes up.
 */
void
docket_ink_end_stroke (DocketInk *self)
{
  g_return_if_fail (DOCKET_IS_INK (self));

  self->drawing = FALSE;
}

/**
 * docket_ink_is_drawing:
 * @self: ink
 *
 * Returns: whether the last stroke has not ended
 */
gboolean
docket_ink_is_drawing (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), FALSE);

  return self->drawing;
}

/**
 * docket_ink_drop_last:
 * @self: ink
 *
 * Takes the last stroke away, also one that is being drawn.
 *
 * Returns: whether there was one
 */
gboolean
docket_ink_drop_last (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), FALSE);

  self->drawing = FALSE;

  if (self->strokes->len == 0)
    return FALSE;

  g_ptr_array_set_size (self->strokes, (int) self->strokes->len - 1);
  self->n_removals++;

  return TRUE;
}

/**
 * docket_ink_clear:
 * @self: ink
 *
 * Takes all strokes away.
 */
void
docket_ink_clear (DocketInk *self)
{
  g_return_if_fail (DOCKET_IS_INK (self));

  g_ptr_array_set_size (self->strokes, 0);
  self->drawing = FALSE;
  self->has_start = FALSE;
  self->n_removals++;
}

static double
get_distance (const DocketInkPoint *a, const DocketInkPoint *b, double x, double y)
{
  const double dx = b->x - a->x;
  const double dy = b->y - a->y;
  const double square = dx * dx + dy * dy;
  const double share = square > 0 ? ((x - a->x) * dx + (y - a->y) * dy) / square : 0;
  const double at = CLAMP (share, 0, 1);

  return hypot (x - a->x - at * dx, y - a->y - at * dy);
}

static gboolean
is_hit (const GArray *points, double x, double y, double radius)
{
  for (guint i = 0; i < points->len; i++)
    {
      const DocketInkPoint *point = &g_array_index (points, DocketInkPoint, i);

      if (get_distance (i > 0 ? point - 1 : point, point, x, y) <= radius + point->width / 2)
        return TRUE;
    }

  return FALSE;
}

/**
 * docket_ink_erase:
 * @self: ink
 * @x: where the eraser is
 * @y: where the eraser is
 * @radius: how large it is
 *
 * Takes away the strokes that the eraser touches.
 *
 * Returns: whether there was one
 */
gboolean
docket_ink_erase (DocketInk *self, double x, double y, double radius)
{
  gboolean hit = FALSE;

  g_return_val_if_fail (DOCKET_IS_INK (self), FALSE);

  self->drawing = FALSE;

  for (guint i = self->strokes->len; i > 0; i--)
    if (is_hit (get_points (self, i - 1), x, y, radius))
      {
        g_ptr_array_remove_index (self->strokes, i - 1);
        hit = TRUE;
      }

  if (hit)
    self->n_removals++;

  return hit;
}

/**
 * docket_ink_append:
 * @self: ink
 * @other: ink of the same page
 *
 * Adds the strokes of @other after its own.
 */
void
docket_ink_append (DocketInk *self, DocketInk *other)
{
  g_return_if_fail (DOCKET_IS_INK (self));
  g_return_if_fail (DOCKET_IS_INK (other));

  self->drawing = FALSE;

  for (guint i = 0; i < other->strokes->len && self->strokes->len < MAX_STROKES; i++)
    g_ptr_array_add (self->strokes, g_array_copy (get_points (other, i)));
}

/**
 * docket_ink_fit_page:
 * @self: ink
 *
 * Makes the page as large as the ink needs, where the hand went over its edge. Ink that is inside
 * stays where it is.
 */
void
docket_ink_fit_page (DocketInk *self)
{
  DocketInkRect bounds;
  double dx, dy;

  g_return_if_fail (DOCKET_IS_INK (self));

  if (!docket_ink_get_bounds (self, &bounds))
    return;

  dx = ceil (MAX (-bounds.x0, 0));
  dy = ceil (MAX (-bounds.y0, 0));

  for (guint i = 0; i < self->strokes->len; i++)
    for (guint j = 0; j < get_points (self, i)->len; j++)
      {
        DocketInkPoint *point = &g_array_index (get_points (self, i), DocketInkPoint, j);

        point->x = place (point->x + dx);
        point->y = place (point->y + dy);
      }

  docket_ink_set_size (self,
                       MAX (self->width + dx, ceil (bounds.x1 + dx)),
                       MAX (self->height + dy, ceil (bounds.y1 + dy)));

  if (dx > 0 || dy > 0)
    self->n_removals++;
}

/**
 * docket_ink_get_n_strokes:
 * @self: ink
 *
 * Returns: how many, with the one that is being drawn
 */
guint
docket_ink_get_n_strokes (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), 0);

  return self->strokes->len;
}

/**
 * docket_ink_get_stroke:
 * @self: ink
 * @stroke: which
 * @n_points: (out): how many points, at least one
 *
 * Returns: (transfer none) (array length=n_points): its points, until the ink changes
 */
const DocketInkPoint *
docket_ink_get_stroke (DocketInk *self, guint stroke, guint *n_points)
{
  const GArray *points;

  g_return_val_if_fail (DOCKET_IS_INK (self), NULL);
  g_return_val_if_fail (stroke < self->strokes->len, NULL);

  points = get_points (self, stroke);
  *n_points = points->len;

  return (const DocketInkPoint *) (const void *) points->data;
}

/**
 * docket_ink_get_n_removals:
 * @self: ink
 *
 * Returns: a number that changes when what was drawn has to be drawn anew
 */
guint
docket_ink_get_n_removals (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), 0);

  return self->n_removals;
}

/**
 * docket_ink_get_bounds:
 * @self: ink
 * @bounds: (out): where there is ink, with the width of the pen
 *
 * The curves stay within the points, so that nothing sticks out of it.
 *
 * Returns: whether there is ink
 */
gboolean
docket_ink_get_bounds (DocketInk *self, DocketInkRect *bounds)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), FALSE);

  *bounds = (DocketInkRect){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < self->strokes->len; i++)
    for (guint j = 0; j < get_points (self, i)->len; j++)
      {
        const DocketInkPoint *point = &g_array_index (get_points (self, i), DocketInkPoint, j);

        docket_ink_rect_include (bounds, point->x, point->y, point->width / 2);
      }

  return self->strokes->len > 0;
}

/**
 * docket_ink_is_blank:
 * @self: ink
 *
 * Returns: whether nothing of it is on its page
 */
gboolean
docket_ink_is_blank (DocketInk *self)
{
  g_return_val_if_fail (DOCKET_IS_INK (self), TRUE);

  for (guint i = 0; i < self->strokes->len; i++)
    for (guint j = 0; j < get_points (self, i)->len; j++)
      {
        const DocketInkPoint *point = &g_array_index (get_points (self, i), DocketInkPoint, j);

        if (point->x >= 0 && point->x <= self->width && point->y >= 0 && point->y <= self->height)
          return FALSE;
      }

  return TRUE;
}

/**
 * docket_ink_rect_include:
 * @rect: a rectangle
 * @x: the middle of a circle
 * @y: the middle of a circle
 * @radius: of the circle
 *
 * Makes it so large that the circle is in it.
 */
void
docket_ink_rect_include (DocketInkRect *rect, double x, double y, double radius)
{
  rect->x0 = MIN (rect->x0, x - radius);
  rect->y0 = MIN (rect->y0, y - radius);
  rect->x1 = MAX (rect->x1, x + radius);
  rect->y1 = MAX (rect->y1, y + radius);
}
