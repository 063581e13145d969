/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "docket-mark.h"

G_BEGIN_DECLS

void docket_marks_draw (GPtrArray *marks, cairo_t *cr, double width, double height);
gboolean docket_marks_burn (GPtrArray *marks,
                            guint8 *pixels,
                            int width,
                            int height,
                            int stride,
                            gboolean has_alpha);

G_END_DECLS
