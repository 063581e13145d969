/* Pictures of anybody: what they promise is not made, and what can do more than be one is not
 * opened.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gio.h>
#include <string.h>
#include <sys/resource.h>

#include "docket-media-error.h"
#include "docket-picture-file.h"

#define SIDE 50000
#define N_FRAMES 1000000

/* Far less than the picture would need, far more than it takes to refuse it. */
#define MOST_MB 1000

static void
assert_memory (void)
{
  struct rusage usage;

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  g_assert_cmpint (usage.ru_maxrss / 1024, <, MOST_MB);
}

static void
assert_refused (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPicture) picture = docket_picture_decode (bytes, 100, &error);

  g_assert_null (picture);
  g_assert_error (error, DOCKET_MEDIA_ERROR, DOCKET_MEDIA_ERROR_PICTURE);
}

static void
put_u32 (GByteArray *bytes, guint32 value)
{
  const guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

static guint32
get_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size * 8; i++)
    crc = crc >> 1 ^ ((crc ^ data[i / 8] >> i % 8) & 1 ? 0xedb88320 : 0);

  return ~crc;
}

static void
put_chunk (GByteArray *png, const char *type, const guint8 *data, guint size)
{
  const guint start = png->len + 4;

  put_u32 (png, size);
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, size);
  put_u32 (png, get_crc (png->data + start, png->len - start));
}

/* White and black alone, all of it black: 300 kB. */
static GByteArray *
deflate_rows (void)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));
  g_autofree guint8 *row = g_malloc0 (1 + SIDE / 8);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < SIDE; i++)
    g_assert_true (g_output_stream_write_all (stream, row, 1 + SIDE / 8, NULL, NULL, NULL));

  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));

  return g_bytes_unref_to_array (g_steal_pointer (&bytes));
}

/* All of it is there, and a decoder would make 7 GB of it. */
static void
test_png_bomb (void)
{
  static const guint8 header[] = { 0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50, 1, 0, 0, 0, 0 };
  g_autoptr (GByteArray) rows = deflate_rows ();
  GByteArray *png = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (png, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  put_chunk (png, "IHDR", header, sizeof header);
  put_chunk (png, "IDAT", rows->data, rows->len);
  put_chunk (png, "IEND", NULL, 0);
  bytes = g_byte_array_free_to_bytes (png);
  g_assert_cmpuint (g_bytes_get_size (bytes), <, 1000 * 1000);
  assert_refused (bytes);
  assert_memory ();
}

/* One pixel a picture; the first is black, the others are white. */
static GBytes *
make_gif (guint n_frames)
{
  static const guint8 screen[] = { 'G', 'I', 'F', '8', '9', 'a', 1,   0,   1,  0,
                                   128, 0,   0,   0,   0,   0,   255, 255, 255 };
  static const guint8 black[] = { 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0 };
  static const guint8 white[] = { 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4c, 1, 0 };
  GByteArray *gif = g_byte_array_new ();

  g_byte_array_append (gif, screen, sizeof screen);

  for (guint i = 0; i < n_frames; i++)
    g_byte_array_append (gif, i == 0 ? black : white, sizeof black);

  g_byte_array_append (gif, (const guint8 *) ";", 1);

  return g_byte_array_free_to_bytes (gif);
}

static void
assert_black (GBytes *gif)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketPicture) picture = docket_picture_decode (gif, 100, &error);
  const guint8 *pixels;

  g_assert_no_error (error);
  pixels = g_bytes_get_data (picture->pixels, NULL);
  g_assert_cmpint (picture->width, ==, 1);
  g_assert_cmpint (picture->height, ==, 1);
  g_assert_cmpint (pixels[0] + pixels[1] + pixels[2], ==, 0);
}

/* The first picture is shown, and no other is made. */
static void
test_gif_frames (void)
{
  g_autoptr (GBytes) one = make_gif (1);
  g_autoptr (GBytes) two = make_gif (2);
  g_autoptr (GBytes) many = make_gif (N_FRAMES);

  assert_black (one);
  assert_black (two);
  assert_black (many);
  assert_memory ();
}

/* Cut anywhere, changed anywhere: shown or refused. */
static void
test_gif_damaged (void)
{
  g_autoptr (GBytes) gif = make_gif (2);
  const gsize size = g_bytes_get_size (gif);

  for (gsize i = 0; i < size; i++)
    {
      guint8 *data = g_memdup2 (g_bytes_get_data (gif, NULL), size);
      g_autoptr (GBytes) changed = g_bytes_new_take (data, size);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (gif, 0, i);
      g_autoptr (DocketPicture) first = docket_picture_decode (cut, 100, NULL);
      g_autoptr (DocketPicture) second = NULL;

      data[i] ^= 0xff;
      second = docket_picture_decode (changed, 100, NULL);
    }

  assert_memory ();
}

/* There may be decoders for these on a computer; they are none of the pictures that are taken. */
static void
test_other_kinds (void)
{
  static const char *const others[] = {
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='5' "
    "height='5'/></svg>",
    "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
    "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>&a;</text></svg>",
    "/* XPM */\nstatic char *x[] = {\n\"1 1 1 1\",\n\"a c #ff0000\",\n\"a\"};\n",
    "P3\n1 1\n255\n255 0 0\n",
    "hello",
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (others[i], strlen (others[i]));

      assert_refused (bytes);
    }
}

/* A still picture of it, where this computer has a decoder. */
static void
test_animated_webp (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "fixtures", "files", "animated.webp", NULL);
  g_autofree char *content = NULL;
  gsize size;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (DocketPicture) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  bytes = g_bytes_new (content, size);
  picture = docket_picture_decode (bytes, 100, &error);

  if (picture == NULL)
    g_assert_error (error, DOCKET_MEDIA_ERROR, DOCKET_MEDIA_ERROR_PICTURE);
  else
    g_assert_cmpint (picture->width * picture->height, ==, 64);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media-hostile/png-bomb", test_png_bomb);
  g_test_add_func ("/media-hostile/gif-frames", test_gif_frames);
  g_test_add_func ("/media-hostile/gif-damaged", test_gif_damaged);
  g_test_add_func ("/media-hostile/other-kinds", test_other_kinds);
  g_test_add_func ("/media-hostile/animated-webp", test_animated_webp);

  return g_test_run ();
}
