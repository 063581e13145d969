/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "docket-ink.h"

G_BEGIN_DECLS

/**
 * DocketInkSegment:
 *
 * A piece of a stroke: a cubic Bézier curve from (@x0, @y0) by way of (@ax, @ay) and (@bx, @by) to
 * (@x1, @y1), and the pen's width at both ends.
 */
typedef struct
{
  double x0, y0;
  double ax, ay;
  double bx, by;
  double x1, y1;
  double w0, w1;
} DocketInkSegment;

/* Blue-black, as a pen's. */
#define DOCKET_INK_RED 0.055
#define DOCKET_INK_GREEN 0.118
#define DOCKET_INK_BLUE 0.325

guint docket_ink_count_segments (DocketInk *ink, guint stroke);
void docket_ink_get_segment (DocketInk *ink, guint stroke, guint nth, DocketInkSegment *segment);
gboolean docket_ink_get_tail (DocketInk *ink, DocketInkSegment *segment);
void docket_ink_segment_get_bounds (const DocketInkSegment *segment, DocketInkRect *bounds);
void docket_ink_segment_draw (const DocketInkSegment *segment, cairo_t *cr);
void docket_ink_draw (DocketInk *ink, cairo_t *cr);

G_END_DECLS
