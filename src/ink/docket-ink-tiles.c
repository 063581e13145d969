/* Ink on the screen: only what is new is drawn, only what was touched is shown anew.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-tiles.h"

#include <math.h>

#include "docket-ink-curve.h"

typedef struct
{
  cairo_surface_t *surface; /* NULL until something was drawn */
  guint serial;             /* moves when its picture does; 0: empty */
} Tile;

struct _DocketInkTiles
{
  guint n_columns;
  guint n_rows;
  Tile *tiles;
  double scale;
  double x; /* where the page begins, in pixels of the screen */
  double y;

  guint next_serial;
  guint n_removals;
  guint n_strokes;  /* drawn to their end */
  guint n_segments; /* of the stroke after them */
};

static Tile *
get_tile (const DocketInkTiles *tiles, guint column, guint row)
{
  return &tiles->tiles[row * tiles->n_columns + column];
}

static void
tile_clear (Tile *tile)
{
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  tile->serial = 0;
}

static void
draw_into (DocketInkTiles *tiles, guint column, guint row, const DocketInkSegment *segment)
{
  Tile *tile = get_tile (tiles, column, row);
  cairo_t *cr;

  if (tile->surface == NULL)
    tile->surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, DOCKET_INK_TILE, DOCKET_INK_TILE);

  cr = cairo_create (tile->surface);
  cairo_translate (cr,
                   tiles->x - (double) column * DOCKET_INK_TILE,
                   tiles->y - (double) row * DOCKET_INK_TILE);
  cairo_scale (cr, tiles->scale, tiles->scale);
  cairo_set_source_rgb (cr, DOCKET_INK_RED, DOCKET_INK_GREEN, DOCKET_INK_BLUE);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  docket_ink_segment_draw (segment, cr);
  cairo_destroy (cr);
  tile->serial = ++tiles->next_serial;
}

/* The first and the last tile of an extent; beyond the last when there is none. */
static void
get_range (double from, double to, guint n, guint *first, guint *end)
{
  const double low = floor ((from - 1) / DOCKET_INK_TILE);
  const double high = floor ((to + 1) / DOCKET_INK_TILE) + 1;

  *first = (guint) CLAMP (low, 0, (double) n);
  *end = (guint) CLAMP (high, 0, (double) n);
}

static void
draw_segment (DocketInkTiles *tiles, const DocketInkSegment *segment)
{
  DocketInkRect bounds;
  guint first_column, end_column, first_row, end_row;

  docket_ink_segment_get_bounds (segment, &bounds);
  get_range (bounds.x0 * tiles->scale + tiles->x,
             bounds.x1 * tiles->scale + tiles->x,
             tiles->n_columns,
             &first_column,
             &end_column);
  get_range (bounds.y0 * tiles->scale + tiles->y,
             bounds.y1 * tiles->scale + tiles->y,
             tiles->n_rows,
             &first_row,
             &end_row);

  for (guint row = first_row; row < end_row; row++)
    for (guint column = first_column; column < end_column; column++)
      draw_into (tiles, column, row, segment);
}

static void
clear (DocketInkTiles *tiles)
{
  for (guint i = 0; i < tiles->n_columns * tiles->n_rows; i++)
    tile_clear (&tiles->tiles[i]);

  tiles->n_strokes = 0;
  tiles->n_segments = 0;
}

/**
 * docket_ink_tiles_new:
 * @width: of what is shown, in pixels of the screen
 * @height: of what is shown
 * @scale: pixels of the screen for each of the page
 * @x: where the page begins on the screen
 * @y: where the page begins
 *
 * Returns: (transfer full): tiles without ink
 */
DocketInkTiles *
docket_ink_tiles_new (guint width, guint height, double scale, double x, double y)
{
  DocketInkTiles *tiles = g_new0 (DocketInkTiles, 1);

  tiles->n_columns = (width + DOCKET_INK_TILE - 1) / DOCKET_INK_TILE;
  tiles->n_rows = (height + DOCKET_INK_TILE - 1) / DOCKET_INK_TILE;
  tiles->tiles = g_new0 (Tile, (gsize) tiles->n_columns * tiles->n_rows);
  tiles->scale = scale;
  tiles->x = x;
  tiles->y = y;

  return tiles;
}

/**
 * docket_ink_tiles_free:
 * @tiles: (transfer full): tiles
 */
void
docket_ink_tiles_free (DocketInkTiles *tiles)
{
  clear (tiles);
  g_free (tiles->tiles);
  g_free (tiles);
}

/**
 * docket_ink_tiles_draw:
 * @tiles: tiles
 * @ink: always the same
 *
 * Draws what has come since the last time, however much there was before; all of it when something
 * was taken away. The end of a stroke that is being drawn is not settled and not drawn here.
 *
 * Returns: how many pieces were drawn
 */
guint
docket_ink_tiles_draw (DocketInkTiles *tiles, DocketInk *ink)
{
  guint n_drawn = 0;

  g_return_val_if_fail (DOCKET_IS_INK (ink), 0);

  if (tiles->n_removals != docket_ink_get_n_removals (ink))
    {
      clear (tiles);
      tiles->n_removals = docket_ink_get_n_removals (ink);
    }

  while (tiles->n_strokes < docket_ink_get_n_strokes (ink))
    {
      const guint n_segments = docket_ink_count_segments (ink, tiles->n_strokes);

      for (; tiles->n_segments < n_segments; tiles->n_segments++, n_drawn++)
        {
          DocketInkSegment segment;

          docket_ink_get_segment (ink, tiles->n_strokes, tiles->n_segments, &segment);
          draw_segment (tiles, &segment);
        }

      if (docket_ink_is_drawing (ink) && tiles->n_strokes == docket_ink_get_n_strokes (ink) - 1)
        break;

      tiles->n_strokes++;
      tiles->n_segments = 0;
    }

  return n_drawn;
}

/**
 * docket_ink_tiles_get_n_columns:
 * @tiles: tiles
 *
 * Returns: how many stand side by side
 */
guint
docket_ink_tiles_get_n_columns (const DocketInkTiles *tiles)
{
  return tiles->n_columns;
}

/**
 * docket_ink_tiles_get_n_rows:
 * @tiles: tiles
 *
 * Returns: how many stand below each other
 */
guint
docket_ink_tiles_get_n_rows (const DocketInkTiles *tiles)
{
  return tiles->n_rows;
}

/**
 * docket_ink_tiles_get_serial:
 * @tiles: tiles
 * @column: which
 * @row: which
 *
 * Returns: a number that changes with the tile's picture; 0: it is empty
 */
guint
docket_ink_tiles_get_serial (const DocketInkTiles *tiles, guint column, guint row)
{
  return get_tile (tiles, column, row)->serial;
}

/**
 * docket_ink_tiles_copy:
 * @tiles: tiles
 * @column: which
 * @row: which
 * @stride: (out): bytes from a line of pixels to the next
 *
 * Returns: (transfer full): the pixels of a tile that is not empty
 */
GBytes *
docket_ink_tiles_copy (const DocketInkTiles *tiles, guint column, guint row, gsize *stride)
{
  const Tile *tile = get_tile (tiles, column, row);

  g_return_val_if_fail (tile->surface != NULL, NULL);

  cairo_surface_flush (tile->surface);
  *stride = (gsize) cairo_image_surface_get_stride (tile->surface);

  return g_bytes_new (cairo_image_surface_get_data (tile->surface), *stride * DOCKET_INK_TILE);
}
