/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-mark.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_MARKUP_CANVAS (docket_markup_canvas_get_type ())

G_DECLARE_FINAL_TYPE (DocketMarkupCanvas, docket_markup_canvas, DOCKET, MARKUP_CANVAS, GtkWidget)

void docket_markup_canvas_set_texture (DocketMarkupCanvas *self, GdkTexture *texture);
void docket_markup_canvas_set_kind (DocketMarkupCanvas *self, DocketMarkKind kind);
void docket_markup_canvas_set_colour (DocketMarkupCanvas *self, guint32 colour);
void docket_markup_canvas_add_text (DocketMarkupCanvas *self, const char *text);
void docket_markup_canvas_undo (DocketMarkupCanvas *self);
GPtrArray *docket_markup_canvas_get_marks (DocketMarkupCanvas *self);

G_END_DECLS
