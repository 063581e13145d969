/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ink.h"

G_BEGIN_DECLS

/* The side of a tile, in pixels of the screen. */
#define DOCKET_INK_TILE 128

/**
 * DocketInkTiles:
 *
 * The picture of ink as it is written, in square tiles: a new piece of a stroke is drawn into the
 * few that it touches, and only they have to be shown anew. The tiles hold premultiplied pixels as
 * cairo has them, transparent where there is no ink.
 */
typedef struct _DocketInkTiles DocketInkTiles;

DocketInkTiles *docket_ink_tiles_new (guint width, guint height, double scale, double x, double y);
void docket_ink_tiles_free (DocketInkTiles *tiles);
guint docket_ink_tiles_draw (DocketInkTiles *tiles, DocketInk *ink);
guint docket_ink_tiles_get_n_columns (const DocketInkTiles *tiles);
guint docket_ink_tiles_get_n_rows (const DocketInkTiles *tiles);
guint docket_ink_tiles_get_serial (const DocketInkTiles *tiles, guint column, guint row);
GBytes *docket_ink_tiles_copy (const DocketInkTiles *tiles, guint column, guint row, gsize *stride);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketInkTiles, docket_ink_tiles_free)

G_END_DECLS
