/* Ink: smooth, bounded, the same bytes each time; who may write.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>

#include "docket-ink-curve.h"
#include "docket-ink-file.h"
#include "docket-ink-input.h"
#include "docket-ink-tiles.h"

#define NONE DOCKET_INK_NO_PRESSURE

/* A hand's way: loops that go on, with quick and slow parts. */
static void
get_place (guint i, double *x, double *y)
{
  const double at = i * 0.09;

  *x = 60 + i * 0.35 + 40 * sin (at);
  *y = 150 + 70 * cos (at * 1.3) + 15 * sin (at * 5);
}

static void
write_loops (DocketInk *ink, guint n, gint64 time)
{
  for (guint i = 0; i < n; i++)
    {
      double x, y;

      get_place (i, &x, &y);

      if (i == 0)
        docket_ink_begin_stroke (ink, x, y, time, NONE);
      else
        docket_ink_add_point (ink, x, y, time + i * 8, NONE);
    }

  docket_ink_end_stroke (ink);
}

static void
write_dot (DocketInk *ink, double x, double y)
{
  g_assert_true (docket_ink_begin_stroke (ink, x, y, 0, NONE));
  docket_ink_end_stroke (ink);
}

static DocketInk *
read_json (GBytes *json)
{
  g_autoptr (GError) error = NULL;
  DocketInk *ink = docket_ink_new_from_json (json, &error);

  g_assert_no_error (error);

  return ink;
}

static GdkPixbuf *
read_png (DocketInk *ink)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = docket_ink_to_png (ink, &error);
  g_autoptr (GInputStream) stream = NULL;
  GdkPixbuf *pixbuf;

  g_assert_no_error (error);
  stream = g_memory_input_stream_new_from_bytes (png);
  pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (gdk_pixbuf_get_has_alpha (pixbuf));

  return pixbuf;
}

static gboolean
is_white (GdkPixbuf *picture, int x, int y)
{
  const guchar *pixel = gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture) +
                        x * gdk_pixbuf_get_n_channels (picture);

  return pixel[0] == 255 && pixel[1] == 255 && pixel[2] == 255;
}

static guint
count_ink (GdkPixbuf *picture, int x0, int y0, int x1, int y1)
{
  guint n = 0;

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      n += is_white (picture, x, y) ? 0 : 1;

  return n;
}

/* Where the page's 0, 0 is in a picture, and how many of its pixels one of the page has. */
static double
find_page (DocketInk *ink, GdkPixbuf *picture, double *x, double *y)
{
  DocketInkRect bounds;
  double scale;

  g_assert_true (docket_ink_get_bounds (ink, &bounds));
  scale = round (gdk_pixbuf_get_width (picture) / (bounds.x1 - bounds.x0 + 32) * 100) / 100;
  *x = (16 - bounds.x0) * scale;
  *y = (16 - bounds.y0) * scale;

  return scale;
}

/* --- Curves -------------------------------------------------------------------------------- */

static void
test_smooth (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  DocketInkSegment before = { 0 };

  write_loops (ink, 400, 0);

  for (guint i = 0; i < docket_ink_count_segments (ink, 0); i++)
    {
      DocketInkSegment segment;
      double out, in;

      docket_ink_get_segment (ink, 0, i, &segment);

      if (i > 0)
        {
          g_assert_cmpfloat_with_epsilon (segment.x0, before.x1, 1e-9);
          g_assert_cmpfloat_with_epsilon (segment.y0, before.y1, 1e-9);
          g_assert_cmpfloat_with_epsilon (segment.w0, before.w1, 1e-9);
          out = atan2 (before.y1 - before.by, before.x1 - before.bx);
          in = atan2 (segment.ay - segment.y0, segment.ax - segment.x0);

          /* The straight ends lean to nothing: their direction is their own. */
          if (i > 1 && i < docket_ink_count_segments (ink, 0) - 1)
            g_assert_cmpfloat_with_epsilon (cos (out - in), 1, 1e-6);
        }

      before = segment;
    }
}

static double
get_side (const DocketInkPoint *a, const DocketInkPoint *b, double x, double y)
{
  return (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
}

/* Within a triangle, whichever way it turns. */
static gboolean
is_within (const DocketInkPoint *points, double x, double y)
{
  const double a = get_side (&points[0], &points[1], x, y);
  const double b = get_side (&points[1], &points[2], x, y);
  const double c = get_side (&points[2], &points[0], x, y);

  return (a >= -1e-6 && b >= -1e-6 && c >= -1e-6) || (a <= 1e-6 && b <= 1e-6 && c <= 1e-6);
}

static void
test_no_overshoot (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  const DocketInkPoint *points;
  guint n_points;

  docket_ink_begin_stroke (ink, 400, 150, 0, NONE);

  for (guint i = 1; i < 1000; i++)
    docket_ink_add_point (ink,
                          g_rand_double_range (random, 0, 800),
                          g_rand_double_range (random, 0, 300),
                          i * 8,
                          NONE);

  docket_ink_end_stroke (ink);
  points = docket_ink_get_stroke (ink, 0, &n_points);
  g_assert_cmpuint (n_points, >, 900);

  for (guint i = 1; i + 1 < n_points; i++)
    {
      DocketInkSegment s;

      docket_ink_get_segment (ink, 0, i, &s);

      for (double t = 0; t <= 1; t += 0.125)
        {
          const double u = 1 - t;
          const double x =
            u * u * u * s.x0 + 3 * u * u * t * s.ax + 3 * u * t * t * s.bx + t * t * t * s.x1;
          const double y =
            u * u * u * s.y0 + 3 * u * u * t * s.ay + 3 * u * t * t * s.by + t * t * t * s.y1;

          g_assert_true (is_within (&points[i - 1], x, y));
        }
    }
}

static void
test_width (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  const DocketInkPoint *points;
  guint n_points;

  docket_ink_begin_stroke (ink, 10, 10, 0, NONE);

  for (guint i = 1; i < 30; i++)
    docket_ink_add_point (ink, 10 + i, 10, i * 50, NONE);

  for (guint i = 1; i < 30; i++)
    docket_ink_add_point (ink, 40 + i * 20, 10, 1450 + i * 5, NONE);

  points = docket_ink_get_stroke (ink, 0, &n_points);
  g_assert_cmpfloat (points[25].width, >, 1.8 * points[n_points - 1].width);

  for (guint i = 1; i < n_points; i++)
    g_assert_cmpfloat (fabs (points[i].width - points[i - 1].width), <, 1);

  docket_ink_begin_stroke (ink, 10, 50, 2000, 0.1);

  for (guint i = 1; i < 30; i++)
    docket_ink_add_point (ink, 10 + i, 50, 2000 + i * 8, i < 15 ? 0.1 : 1);

  points = docket_ink_get_stroke (ink, 1, &n_points);
  g_assert_cmpfloat (points[n_points - 1].width, >, 2 * points[10].width);
}

static void
test_incremental (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (900, 300);
  g_autoptr (DocketInkTiles) live = docket_ink_tiles_new (1800, 600, 2, 0, 0);
  g_autoptr (DocketInkTiles) once = docket_ink_tiles_new (1800, 600, 2, 0, 0);
  guint n_pieces = 0;
  guint n_drawn = 0;
  guint n_tiles = 0;

  for (guint i = 0; i < 2000; i++)
    {
      double x, y;

      get_place (i, &x, &y);

      if (i == 0)
        docket_ink_begin_stroke (ink, x, y, 0, NONE);
      else if (docket_ink_add_point (ink, x, y, i * 8, NONE))
        n_pieces++;

      /* The work of a point is the same, however many there were before it. */
      n_drawn += docket_ink_tiles_draw (live, ink);
      g_assert_cmpuint (n_drawn, ==, n_pieces);
    }

  docket_ink_end_stroke (ink);
  g_assert_cmpuint (n_pieces, >, 1900);
  g_assert_cmpuint (docket_ink_tiles_draw (live, ink), ==, 1);
  g_assert_cmpuint (docket_ink_tiles_draw (once, ink), ==, n_pieces + 1);

  for (guint row = 0; row < docket_ink_tiles_get_n_rows (live); row++)
    for (guint column = 0; column < docket_ink_tiles_get_n_columns (live); column++)
      {
        g_autoptr (GBytes) left = NULL;
        g_autoptr (GBytes) right = NULL;
        gsize stride;

        g_assert_cmpuint (docket_ink_tiles_get_serial (live, column, row) == 0,
                          ==,
                          docket_ink_tiles_get_serial (once, column, row) == 0);

        if (docket_ink_tiles_get_serial (live, column, row) == 0)
          continue;

        n_tiles++;
        left = docket_ink_tiles_copy (live, column, row, &stride);
        right = docket_ink_tiles_copy (once, column, row, &stride);
        g_assert_true (g_bytes_equal (left, right));
      }

  g_assert_cmpuint (n_tiles, >, 10);
}

static void
test_touched_tiles (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (900, 300);
  g_autoptr (DocketInkTiles) tiles = docket_ink_tiles_new (900, 300, 1, 0, 0);
  guint serial;

  write_dot (ink, 64, 64);
  docket_ink_tiles_draw (tiles, ink);
  serial = docket_ink_tiles_get_serial (tiles, 0, 0);
  g_assert_cmpuint (serial, >, 0);
  g_assert_cmpuint (docket_ink_tiles_get_serial (tiles, 1, 0), ==, 0);

  write_dot (ink, 200, 64);
  docket_ink_tiles_draw (tiles, ink);
  g_assert_cmpuint (docket_ink_tiles_get_serial (tiles, 0, 0), ==, serial);
  g_assert_cmpuint (docket_ink_tiles_get_serial (tiles, 1, 0), >, serial);

  /* Beyond the edge there is no tile. */
  write_dot (ink, -500, 20000);
  docket_ink_tiles_draw (tiles, ink);

  docket_ink_drop_last (ink);
  docket_ink_drop_last (ink);
  docket_ink_tiles_draw (tiles, ink);
  g_assert_cmpuint (docket_ink_tiles_get_serial (tiles, 0, 0), >, serial);
  g_assert_cmpuint (docket_ink_tiles_get_serial (tiles, 1, 0), ==, 0);
}

/* --- Pictures ------------------------------------------------------------------------------ */

static void
test_same_bytes (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (812.34, 300);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (DocketInk) again = NULL;
  g_autoptr (GBytes) json_again = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) png_again = NULL;

  write_loops (ink, 700, 1234567);
  docket_ink_begin_stroke (ink, 100.126, 20, 1300000, 0.33333);
  docket_ink_add_point (ink, 140, 60.5, 1300050, 0.7);
  docket_ink_end_stroke (ink);
  write_dot (ink, 300, 280);

  json = docket_ink_to_json (ink);
  again = read_json (json);
  json_again = docket_ink_to_json (again);
  g_assert_true (g_bytes_equal (json, json_again));

  png = docket_ink_to_png (ink, NULL);
  png_again = docket_ink_to_png (again, NULL);
  g_assert_true (g_bytes_equal (png, png_again));
  g_assert_true (
    g_str_has_prefix (g_bytes_get_data (json, NULL),
                      "{\"version\":1,\"width\":812.34,\"height\":300,\"strokes\":[[["));
}

/* The rest of an interrupted signature goes on in time where it ended. */
static void
test_strokes_apart (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  g_autoptr (DocketInk) joined = docket_ink_new (800, 300);
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GBytes) parts = NULL;
  const DocketInkPoint *points;
  guint n_points;

  write_loops (ink, 50, 1000);
  write_loops (ink, 60, 3000);
  write_loops (ink, 70, 9000);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GBytes) json = docket_ink_stroke_to_json (ink, i);
      g_autoptr (DocketInk) stroke = read_json (json);

      g_assert_cmpuint (docket_ink_get_n_strokes (stroke), ==, 1);
      docket_ink_append (joined, stroke);
    }

  whole = docket_ink_to_json (ink);
  parts = docket_ink_to_json (joined);
  g_assert_true (g_bytes_equal (whole, parts));

  write_dot (joined, 10, 10);
  points = docket_ink_get_stroke (joined, 3, &n_points);
  g_assert_cmpint (points[0].t, ==, 8000 + 69 * 8);
}

static void
test_dots_alone (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  g_autoptr (GdkPixbuf) picture = NULL;
  double x, y, scale;

  g_assert_true (docket_ink_is_blank (ink));
  write_dot (ink, 100, 100);
  write_dot (ink, 300, 100);
  g_assert_false (docket_ink_is_blank (ink));

  picture = read_png (ink);
  scale = find_page (ink, picture, &x, &y);
  g_assert_cmpfloat (scale, >=, 2);
  g_assert_false (is_white (picture, (int) (x + 100 * scale), (int) (y + 100 * scale)));
  g_assert_false (is_white (picture, (int) (x + 300 * scale), (int) (y + 100 * scale)));
  g_assert_true (is_white (picture, (int) (x + 200 * scale), (int) (y + 100 * scale)));
}

/* Strokes over the edge: all of them is in the picture, and round it all is white. */
static void
test_not_clipped (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (400, 200);
  g_autoptr (DocketInk) cut = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GdkPixbuf) fitted = NULL;
  double x, y, scale;
  int width, height;

  docket_ink_begin_stroke (ink, -50, 100, 0, NONE);

  for (int i = -49; i < 480; i++)
    docket_ink_add_point (ink, i, 100 + 140 * sin (i / 40.0), i * 5 + 500, NONE);

  docket_ink_end_stroke (ink);
  picture = read_png (ink);
  scale = find_page (ink, picture, &x, &y);
  width = gdk_pixbuf_get_width (picture);
  height = gdk_pixbuf_get_height (picture);
  g_assert_false (is_white (picture, (int) (x - 50 * scale), (int) (y + 100 * scale)));
  g_assert_false (is_white (picture, (int) (x + 479 * scale), (int) (y + 25 * scale)) &&
                  count_ink (picture, (int) (x + 470 * scale), 0, width, height) == 0);
  g_assert_cmpuint (count_ink (picture, 0, 0, width, (int) (15 * scale)), ==, 0);
  g_assert_cmpuint (count_ink (picture, 0, 0, (int) (15 * scale), height), ==, 0);
  g_assert_cmpuint (count_ink (picture, 0, height - (int) (15 * scale), width, height), ==, 0);
  g_assert_cmpuint (count_ink (picture, width - (int) (15 * scale), 0, width, height), ==, 0);
  g_assert_cmpuint (count_ink (picture, 0, 0, width, (int) (20 * scale)), >, 0);

  /* The page grows with it, and the file says the same. */
  docket_ink_fit_page (ink);
  g_assert_cmpfloat (docket_ink_get_width (ink), >, 520);
  json = docket_ink_to_json (ink);
  cut = read_json (json);
  fitted = read_png (cut);
  g_assert_cmpint (gdk_pixbuf_get_width (fitted), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (fitted), ==, height);
}

/* --- Bounds -------------------------------------------------------------------------------- */

/* As curves: all of it within the page, and none of it pixels. */
static void
test_curves (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_null (docket_ink_to_svg (ink, &error));
  g_assert_error (error, DOCKET_INK_ERROR, DOCKET_INK_ERROR_FAILED);
  g_clear_error (&error);

  docket_ink_begin_stroke (ink, 100, 100, 0, DOCKET_INK_NO_PRESSURE);

  for (int i = 1; i < 50; i++)
    docket_ink_add_point (ink, 100 + i * 4, 100 + i % 7, i * 8, DOCKET_INK_NO_PRESSURE);

  docket_ink_end_stroke (ink);
  svg = docket_ink_to_svg (ink, &error);
  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_nonnull (strstr (text, "<svg"));
  g_assert_nonnull (strstr (text, "<path"));
  g_assert_null (strstr (text, "<image"));
}

static void
test_blank (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (400, 200);
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_ink_to_png (ink, &error));
  g_assert_error (error, DOCKET_INK_ERROR, DOCKET_INK_ERROR_FAILED);

  docket_ink_begin_stroke (ink, 500, 100, 0, NONE);
  docket_ink_add_point (ink, 600, 100, 10, NONE);
  docket_ink_end_stroke (ink);
  g_assert_true (docket_ink_is_blank (ink));

  docket_ink_fit_page (ink);
  g_assert_false (docket_ink_is_blank (ink));
}

static void
test_many_points (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  g_autoptr (GString) text =
    g_string_new ("{\"version\":1,\"width\":800,\"height\":300,\"strokes\":[[");
  g_autoptr (GBytes) json = NULL;
  g_autoptr (GBytes) given = NULL;
  g_autoptr (DocketInk) again = NULL;
  guint n_points;
  guint n_again;

  docket_ink_begin_stroke (ink, 0, 0, 0, NONE);
  g_string_append (text, "[0,0,0,null]");

  for (int i = 1; i < 100000; i++)
    {
      const int x = (i * 37) % 800;
      const int y = (i * 91) % 300;

      docket_ink_add_point (ink, x, y, i, NONE);
      g_string_append_printf (text, ",[%d,%d,%d,null]", x, y, i);
    }

  docket_ink_end_stroke (ink);
  g_string_append (text, "]]}");
  docket_ink_get_stroke (ink, 0, &n_points);
  g_assert_cmpuint (n_points, >, 2000);
  g_assert_cmpuint (n_points, <, 25000);

  given = g_bytes_new (text->str, text->len);
  again = read_json (given);
  docket_ink_get_stroke (again, 0, &n_again);
  g_assert_cmpuint (n_again, ==, n_points);

  json = docket_ink_to_json (ink);
  g_assert_cmpuint (g_bytes_get_size (json), <, DOCKET_INK_MAX_BYTES);

  /* A finger that rests is a dot. */
  docket_ink_begin_stroke (ink, 5, 5, 100001, NONE);

  for (int i = 1; i < 100000; i++)
    docket_ink_add_point (ink, 5 + (i % 2) * 0.5, 5, 100001 + i, NONE);

  docket_ink_get_stroke (ink, 1, &n_points);
  g_assert_cmpuint (n_points, ==, 1);
}

static void
test_many_strokes (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (800, 300);
  guint n = 0;

  while (n < 1000000 && docket_ink_begin_stroke (ink, n % 800, n % 300, n, NONE))
    n++;

  g_assert_cmpuint (n, <, 10000);
  g_assert_false (docket_ink_is_drawing (ink));
}

static void
test_far_away (void)
{
  g_autoptr (DocketInk) ink = docket_ink_new (1e300, NAN);
  g_autoptr (GdkPixbuf) picture = NULL;
  g_autoptr (GBytes) json = NULL;
  g_autoptr (DocketInk) again = NULL;

  docket_ink_begin_stroke (ink, -1e300, 0, 0, NONE);
  docket_ink_add_point (ink, INFINITY, 1e18, G_MAXINT64, 77);
  docket_ink_add_point (ink, 1e9, 1e9, G_MININT64, 0.5);
  docket_ink_end_stroke (ink);
  picture = read_png (ink);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), <=, 16384);

  json = docket_ink_to_json (ink);
  again = read_json (json);
  g_assert_cmpuint (docket_ink_get_n_strokes (again), ==, 1);
}

static void
test_broken_files (void)
{
  const char *const files[] = {
    "",
    "[]",
    "{}",
    "nothing",
    "{\"version\":2,\"width\":8,\"height\":8,\"strokes\":[]}",
    "{\"version\":1,\"width\":0,\"height\":8,\"strokes\":[]}",
    "{\"version\":1,\"width\":\"8\",\"height\":8,\"strokes\":[]}",
    "{\"version\":1,\"width\":8,\"height\":8}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":{}}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[]]}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[[1,2,3]]]}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[[1,2,3,\"4\"]]]}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[[1,null,3,null]]]}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[[1,2,3,-0.5]]]}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[[[[[[1]]]]]]]}",
    "{\"version\":1,\"width\":8,\"height\":8,\"strokes\":[[[1,2,3,null]]",
    "\xff\xfe",
  };
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GBytes) deep_bytes = g_bytes_new_static (deep, 1000000);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) json = g_bytes_new_static (files[i], strlen (files[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (docket_ink_new_from_json (json, &error));
      g_assert_error (error, DOCKET_INK_ERROR, DOCKET_INK_ERROR_BROKEN);
    }

  g_assert_null (docket_ink_new_from_json (deep_bytes, NULL));
}

/* --- Who writes ---------------------------------------------------------------------------- */

typedef struct
{
  DocketInk *ink;
  DocketInkInput input;
  gint64 time;
} Pad;

static void
pad_set_up (Pad *pad, gconstpointer data)
{
  *pad = (Pad){ .ink = docket_ink_new (800, 300), .time = 10000 };
}

static void
pad_tear_down (Pad *pad, gconstpointer data)
{
  g_object_unref (pad->ink);
}

static DocketInkChange
happen (Pad *pad, DocketInkEventKind kind, DocketInkTool tool, guintptr contact, double x, double y)
{
  const DocketInkEvent event = {
    kind, tool, contact, x, y, pad->time += 8, tool == DOCKET_INK_TOOL_PEN ? 0.5 : NONE,
  };

  return docket_ink_input_take (&pad->input, pad->ink, &event);
}

#define DOWN DOCKET_INK_EVENT_DOWN
#define MOVE DOCKET_INK_EVENT_MOVE
#define UP DOCKET_INK_EVENT_UP
#define FINGER DOCKET_INK_TOOL_FINGER
#define PEN DOCKET_INK_TOOL_PEN
#define ERASER DOCKET_INK_TOOL_ERASER

static guint
count_points (Pad *pad, guint stroke)
{
  guint n_points;

  docket_ink_get_stroke (pad->ink, stroke, &n_points);

  return n_points;
}

static void
test_second_finger (Pad *pad, gconstpointer data)
{
  g_assert_cmpint (happen (pad, DOWN, FINGER, 1, 10, 10), ==, DOCKET_INK_CHANGE_MORE);
  g_assert_cmpint (happen (pad, MOVE, FINGER, 1, 20, 10), ==, DOCKET_INK_CHANGE_MORE);
  g_assert_cmpint (happen (pad, DOWN, FINGER, 2, 300, 200), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpint (happen (pad, MOVE, FINGER, 2, 310, 200), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpint (happen (pad, MOVE, FINGER, 1, 30, 10), ==, DOCKET_INK_CHANGE_MORE);
  g_assert_cmpint (happen (pad, UP, FINGER, 2, 310, 200), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_true (docket_ink_is_drawing (pad->ink));
  g_assert_cmpint (happen (pad, DOWN, FINGER, 2, 300, 200), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpint (happen (pad, UP, FINGER, 1, 40, 10), ==, DOCKET_INK_CHANGE_ENDED);

  /* It was down before: it does not write when the first has gone. */
  g_assert_cmpint (happen (pad, MOVE, FINGER, 2, 400, 200), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpuint (docket_ink_get_n_strokes (pad->ink), ==, 1);
  g_assert_cmpuint (count_points (pad, 0), ==, 4);
}

static void
test_palm_first (Pad *pad, gconstpointer data)
{
  happen (pad, DOWN, FINGER, 1, 10, 10);
  happen (pad, UP, FINGER, 1, 10, 10);
  happen (pad, DOWN, FINGER, 1, 300, 200);
  happen (pad, MOVE, FINGER, 1, 310, 210);
  g_assert_cmpint (happen (pad, DOWN, PEN, 9, 50, 50), ==, DOCKET_INK_CHANGE_LESS);
  g_assert_cmpint (happen (pad, MOVE, FINGER, 1, 320, 210), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpint (happen (pad, MOVE, PEN, 9, 60, 50), ==, DOCKET_INK_CHANGE_MORE);
  g_assert_cmpint (happen (pad, DOWN, FINGER, 3, 400, 200), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpint (happen (pad, UP, PEN, 9, 70, 50), ==, DOCKET_INK_CHANGE_ENDED);
  g_assert_cmpint (happen (pad, MOVE, FINGER, 3, 410, 200), ==, DOCKET_INK_CHANGE_NONE);

  /* The dot before and the pen's line; the palm left nothing. */
  g_assert_cmpuint (docket_ink_get_n_strokes (pad->ink), ==, 2);
  g_assert_cmpuint (count_points (pad, 1), ==, 3);
}

static void
test_pen_near (Pad *pad, gconstpointer data)
{
  happen (pad, DOWN, FINGER, 1, 300, 200);
  g_assert_cmpint (happen (pad, DOCKET_INK_EVENT_NEAR, PEN, 9, 50, 50), ==, DOCKET_INK_CHANGE_LESS);
  g_assert_cmpint (happen (pad, DOWN, FINGER, 2, 300, 200), ==, DOCKET_INK_CHANGE_NONE);
  happen (pad, DOCKET_INK_EVENT_AWAY, PEN, 9, 50, 50);
  g_assert_cmpint (happen (pad, DOWN, FINGER, 3, 300, 200), ==, DOCKET_INK_CHANGE_NONE);

  pad->time += 2000;
  g_assert_cmpint (happen (pad, DOWN, FINGER, 4, 300, 200), ==, DOCKET_INK_CHANGE_MORE);
}

static void
test_cancel (Pad *pad, gconstpointer data)
{
  happen (pad, DOWN, FINGER, 1, 300, 200);
  g_assert_cmpint (happen (pad, DOCKET_INK_EVENT_CANCEL, FINGER, 1, 300, 200),
                   ==,
                   DOCKET_INK_CHANGE_LESS);
  happen (pad, DOWN, PEN, 9, 10, 10);
  g_assert_cmpint (happen (pad, DOCKET_INK_EVENT_CANCEL, PEN, 9, 10, 10),
                   ==,
                   DOCKET_INK_CHANGE_ENDED);
  g_assert_cmpuint (docket_ink_get_n_strokes (pad->ink), ==, 1);
}

static void
test_eraser (Pad *pad, gconstpointer data)
{
  happen (pad, DOWN, PEN, 9, 10, 100);
  happen (pad, MOVE, PEN, 9, 200, 100);
  happen (pad, UP, PEN, 9, 200, 100);
  happen (pad, DOWN, PEN, 9, 10, 200);
  happen (pad, UP, PEN, 9, 200, 200);

  g_assert_cmpint (happen (pad, DOWN, ERASER, 9, 100, 150), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpint (happen (pad, MOVE, ERASER, 9, 100, 106), ==, DOCKET_INK_CHANGE_LESS);
  g_assert_cmpint (happen (pad, UP, ERASER, 9, 100, 106), ==, DOCKET_INK_CHANGE_NONE);
  g_assert_cmpuint (docket_ink_get_n_strokes (pad->ink), ==, 1);
  g_assert_cmpfloat (docket_ink_get_stroke (pad->ink, 0, &(guint){ 0 })->y, >, 199);
}

#define PAD(path, function)                                                                        \
  g_test_add ("/ink/input/" path, Pad, NULL, pad_set_up, function, pad_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ink/curve/smooth", test_smooth);
  g_test_add_func ("/ink/curve/no-overshoot", test_no_overshoot);
  g_test_add_func ("/ink/curve/width", test_width);
  g_test_add_func ("/ink/tiles/incremental", test_incremental);
  g_test_add_func ("/ink/tiles/touched", test_touched_tiles);
  g_test_add_func ("/ink/file/same-bytes", test_same_bytes);
  g_test_add_func ("/ink/file/strokes-apart", test_strokes_apart);
  g_test_add_func ("/ink/file/broken", test_broken_files);
  g_test_add_func ("/ink/picture/dots-alone", test_dots_alone);
  g_test_add_func ("/ink/picture/not-clipped", test_not_clipped);
  g_test_add_func ("/ink/picture/curves", test_curves);
  g_test_add_func ("/ink/bounds/blank", test_blank);
  g_test_add_func ("/ink/bounds/many-points", test_many_points);
  g_test_add_func ("/ink/bounds/many-strokes", test_many_strokes);
  g_test_add_func ("/ink/bounds/far-away", test_far_away);
  PAD ("second-finger", test_second_finger);
  PAD ("palm-first", test_palm_first);
  PAD ("pen-near", test_pen_near);
  PAD ("cancel", test_cancel);
  PAD ("eraser", test_eraser);

  return g_test_run ();
}
