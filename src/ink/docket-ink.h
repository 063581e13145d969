/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A pressure that the device does not tell. */
#define DOCKET_INK_NO_PRESSURE (-1.0)

/**
 * DocketInkPoint:
 * @x: pixels at scale 1, in hundredths
 * @y: pixels at scale 1, in hundredths
 * @t: milliseconds since the first point of the ink
 * @pressure: 0 to 1 in thousandths, or %DOCKET_INK_NO_PRESSURE
 * @width: how wide the pen is here; follows from the points before
 *
 * Where the pen was.
 */
typedef struct
{
  double x;
  double y;
  gint64 t;
  double pressure;
  double width;
} DocketInkPoint;

/**
 * DocketInkRect:
 *
 * An upright rectangle; empty when @x1 is not more than @x0.
 */
typedef struct
{
  double x0;
  double y0;
  double x1;
  double y1;
} DocketInkRect;

/**
 * DocketInk:
 *
 * What was written by hand on a page: strokes of points. What comes in is rounded at once, so that
 * ink which was saved and read again draws the same bytes. Bounded: the longer a stroke, the
 * farther from each other its points. One thread at a time.
 */
#define DOCKET_TYPE_INK (docket_ink_get_type ())

G_DECLARE_FINAL_TYPE (DocketInk, docket_ink, DOCKET, INK, GObject)

DocketInk *docket_ink_new (double width, double height);
DocketInk *docket_ink_copy (DocketInk *self);
double docket_ink_get_width (DocketInk *self);
double docket_ink_get_height (DocketInk *self);
void docket_ink_set_size (DocketInk *self, double width, double height);

gboolean
docket_ink_begin_stroke (DocketInk *self, double x, double y, gint64 time, double pressure);
gboolean docket_ink_add_point (DocketInk *self, double x, double y, gint64 time, double pressure);
void docket_ink_end_stroke (DocketInk *self);
gboolean docket_ink_is_drawing (DocketInk *self);

gboolean docket_ink_drop_last (DocketInk *self);
void docket_ink_clear (DocketInk *self);
gboolean docket_ink_erase (DocketInk *self, double x, double y, double radius);
void docket_ink_append (DocketInk *self, DocketInk *other);
void docket_ink_fit_page (DocketInk *self);

guint docket_ink_get_n_strokes (DocketInk *self);
const DocketInkPoint *docket_ink_get_stroke (DocketInk *self, guint stroke, guint *n_points);
guint docket_ink_get_n_removals (DocketInk *self);
gboolean docket_ink_get_bounds (DocketInk *self, DocketInkRect *bounds);
gboolean docket_ink_is_blank (DocketInk *self);

void docket_ink_rect_include (DocketInkRect *rect, double x, double y, double radius);

G_END_DECLS
