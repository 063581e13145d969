/* Marks burnt into a picture: what is under a black box is gone, what is beside a mark is as
 * before.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "docket-marks.h"

#define WIDTH 200
#define HEIGHT 100

/* Every pixel another colour; with an alpha that is 0 in the first half. */
static guint8 *
make_pixels (int channels)
{
  guint8 *pixels = g_malloc (WIDTH * HEIGHT * (gsize) channels);

  for (int i = 0; i < WIDTH * HEIGHT; i++)
    {
      guint8 *p = pixels + i * channels;

      p[0] = (guint8) (i * 7 % 200 + 20);
      p[1] = (guint8) (i * 13 % 200 + 20);
      p[2] = (guint8) (i * 29 % 200 + 20);

      if (channels == 4)
        p[3] = i < WIDTH * HEIGHT / 2 ? 0 : 255;
    }

  return pixels;
}

static void
burn_one (guint8 *pixels, int channels, DocketMark *mark)
{
  g_autoptr (GPtrArray) marks = docket_marks_copy (NULL);

  g_ptr_array_add (marks, mark);
  g_assert_true (docket_marks_burn (marks, pixels, WIDTH, HEIGHT, WIDTH * channels, channels == 4));
}

static DocketMark *
make_mark (DocketMarkKind kind)
{
  DocketMark *mark = docket_mark_new (kind, 0.25, 0.125, 0xe01b24);

  mark->x1 = 0.5;
  mark->y1 = 0.375;
  mark->text = kind == DOCKET_MARK_KIND_TEXT ? g_strdup ("Here") : NULL;

  return mark;
}

/* Drawn from any corner to any other; not a bit shines through, not even where one could see
 * through the picture. */
static void
test_box (void)
{
  for (int channels = 3; channels <= 4; channels++)
    {
      g_autofree guint8 *before = make_pixels (channels);
      g_autofree guint8 *pixels = make_pixels (channels);
      DocketMark *mark = make_mark (DOCKET_MARK_KIND_BOX);

      mark->x0 = 0.4999;
      mark->x1 = 0.2501;
      burn_one (pixels, channels, mark);

      for (int i = 0; i < WIDTH * HEIGHT; i++)
        {
          const int x = i % WIDTH;
          const int y = i / WIDTH;
          const guint8 *p = pixels + i * channels;

          if (x >= 50 && x < 100 && y >= 25 && y < 75)
            {
              g_assert_cmpint (p[0] + p[1] + p[2], ==, 0);
              g_assert_true (channels == 3 || p[3] == 255);
            }
          else if (channels == 3 || p[3] == 255)
            {
              g_assert_cmpmem (p, 3, before + i * channels, 3);
            }
        }
    }
}

/* The others are drawn in their colour, in their place, and nowhere else. */
static void
test_others (void)
{
  for (DocketMarkKind kind = DOCKET_MARK_KIND_ARROW; kind <= DOCKET_MARK_KIND_TEXT; kind++)
    {
      g_autofree guint8 *before = make_pixels (3);
      g_autofree guint8 *pixels = make_pixels (3);
      int n_red = 0;

      burn_one (pixels, 3, make_mark (kind));

      for (int i = 0; i < WIDTH * HEIGHT; i++)
        {
          const int x = i % WIDTH;
          const int y = i / WIDTH;
          const guint8 *p = pixels + i * 3;

          if (memcmp (p, before + i * 3, 3) != 0 && p[0] > 180 && p[1] < 110 && p[2] < 110)
            n_red++;

          if (x < 40 || x > 110 || y < 15 || y > 85)
            g_assert_cmpmem (p, 3, before + i * 3, 3);
        }

      g_test_message ("%d: %d", kind, n_red);
      g_assert_cmpint (n_red, >, 5);
    }
}

/* A mark that was drawn later lies over an earlier one. */
static void
test_order (void)
{
  g_autoptr (GPtrArray) marks = docket_marks_copy (NULL);
  g_autofree guint8 *pixels = make_pixels (3);

  g_ptr_array_add (marks, make_mark (DOCKET_MARK_KIND_TEXT));
  g_ptr_array_add (marks, make_mark (DOCKET_MARK_KIND_BOX));
  g_assert_true (docket_marks_burn (marks, pixels, WIDTH, HEIGHT, WIDTH * 3, FALSE));

  for (int y = 25; y < 75; y++)
    for (int x = 50; x < 100; x++)
      g_assert_cmpint (pixels[(y * WIDTH + x) * 3], ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/marks/box", test_box);
  g_test_add_func ("/marks/others", test_others);
  g_test_add_func ("/marks/order", test_order);

  return g_test_run ();
}
