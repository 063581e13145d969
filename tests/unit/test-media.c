/* Pictures: turned, made smaller, and where they were taken.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "docket-photo-folder.h"
#include "docket-photo-position.h"
#include "docket-picture-file.h"

#define WIDTH 64
#define HEIGHT 32

/* The latitude's seconds: bytes that stand nowhere else. */
#define SECRET "\x12\x34\x56\x78\x9a\xbc\xde\xf1"

static const guint32 colours[] = { 0xff0000ff, 0x00ff00ff, 0x0000ffff, 0xffff00ff };

static GdkPixbuf *
make_pixbuf (int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GdkPixbuf) quarter = gdk_pixbuf_new_subpixbuf (pixbuf,
                                                                i % 2 * width / 2,
                                                                i / 2 * height / 2,
                                                                width / 2,
                                                                height / 2);

      gdk_pixbuf_fill (quarter, colours[i]);
    }

  return pixbuf;
}

static GByteArray *
save (GdkPixbuf *pixbuf, const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);

  return g_byte_array_new_take ((guint8 *) data, size);
}

static void
put (GByteArray *bytes, gboolean big_endian, guint n, guint32 value)
{
  for (guint i = 0; i < n; i++)
    {
      const guint8 byte = (guint8) (value >> 8 * (big_endian ? n - 1 - i : i));

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
put_entry (GByteArray *bytes, gboolean big, guint tag, guint type, guint32 count, guint32 value)
{
  put (bytes, big, 2, tag);
  put (bytes, big, 2, type);
  put (bytes, big, 4, count);

  /* What is shorter than its place stands at its beginning. */
  put (bytes, big, type == 3 ? 2 : 4, value);
  put (bytes, big, type == 3 ? 2 : 0, 0);
}

/* Orientation, position (at @gps), date; the position's values lie behind it. */
static GByteArray *
make_exif (gboolean big, guint orientation, gboolean position)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint n = position ? 3 : 2;
  const guint32 gps = 8 + 2 + n * 12 + 4;
  const guint32 values = gps + 2 + 2 * 12 + 4;

  g_byte_array_append (bytes, (const guint8 *) (big ? "MM\0*" : "II*"), 4);
  put (bytes, big, 4, 8);
  put (bytes, big, 2, n);
  put_entry (bytes, big, 0x0112, 3, 1, orientation);

  if (position)
    put_entry (bytes, big, 0x8825, 4, 1, gps);

  put_entry (bytes, big, 0x9000, 4, 1, 0x30323332);
  put (bytes, big, 4, 0);

  if (!position)
    return bytes;

  put (bytes, big, 2, 2);
  put_entry (bytes, big, 1, 2, 2, big ? 'N' << 24 : 'N');
  put_entry (bytes, big, 2, 5, 3, values);
  put (bytes, big, 4, 0);
  g_byte_array_append (bytes, (const guint8 *) "\0\0\0\1\0\0\0\1\0\0\0\1\0\0\0\1" SECRET, 24);

  return bytes;
}

static void
insert (GByteArray *into, guint at, const guint8 *data, guint size)
{
  const guint rest = into->len - at;

  g_byte_array_set_size (into, into->len + size);
  memmove (into->data + at + size, into->data + at, rest);
  memcpy (into->data + at, data, size);
}

/* A segment of a JPEG, behind its first two bytes. */
static void
insert_segment (GByteArray *jpeg,
                const char *start,
                gsize start_size,
                const guint8 *data,
                gsize size)
{
  g_autoptr (GByteArray) segment = g_byte_array_new ();

  g_byte_array_append (segment, (const guint8 *) "\xff\xe1", 2);
  put (segment, TRUE, 2, (guint32) (2 + start_size + size));
  g_byte_array_append (segment, (const guint8 *) start, (guint) start_size);
  g_byte_array_append (segment, data, (guint) size);
  insert (jpeg, 2, segment->data, segment->len);
}

static GBytes *
make_jpeg (int width, int height, gboolean big, guint orientation, gboolean position)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (width, height);
  g_autoptr (GByteArray) exif = make_exif (big, orientation, position);
  GByteArray *jpeg = save (pixbuf, "jpeg");

  insert_segment (jpeg, "Exif\0", 6, exif->data, exif->len);

  return g_byte_array_free_to_bytes (jpeg);
}

static gboolean
contains (GBytes *bytes, const char *what, gsize size)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), what, size) != NULL;
}

/* Which of the four colours, in the middle of a quarter. */
static int
get_colour (const DocketPicture *picture, int quarter)
{
  const guint8 *pixels = g_bytes_get_data (picture->pixels, NULL);
  const int x = picture->width / 4 + quarter % 2 * picture->width / 2;
  const int y = picture->height / 4 + quarter / 2 * picture->height / 2;
  const guint8 *p = pixels + y * picture->stride + x * (picture->has_alpha ? 4 : 3);

  for (int i = 0; i < 4; i++)
    if (ABS (p[0] - (int) (colours[i] >> 24)) < 40 &&
        ABS (p[1] - (int) (colours[i] >> 16 & 255)) < 40 &&
        ABS (p[2] - (int) (colours[i] >> 8 & 255)) < 40)
      return i;

  return -1;
}

static DocketPicture *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  DocketPicture *picture = docket_picture_decode (bytes, 10000, &error);

  g_assert_no_error (error);

  return picture;
}

/* Every way in which a camera can be held, in both orders of bytes. */
static void
test_upright (void)
{
  static const int quarters[][4] = {
    { 0, 1, 2, 3 }, { 1, 0, 3, 2 }, { 3, 2, 1, 0 }, { 2, 3, 0, 1 },
    { 0, 2, 1, 3 }, { 2, 0, 3, 1 }, { 3, 1, 2, 0 }, { 1, 3, 0, 2 }
  };

  for (guint i = 0; i < 16; i++)
    {
      const guint orientation = i % 8 + 1;
      g_autoptr (GBytes) given = make_jpeg (WIDTH, HEIGHT, i / 8, orientation, TRUE);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) photo = docket_picture_prepare_photo (given, &error);
      g_autoptr (DocketPicture) picture = NULL;

      g_assert_no_error (error);
      g_assert_false (contains (photo, "Exif", 4));
      picture = decode (photo);
      g_assert_cmpint (picture->width, ==, orientation < 5 ? WIDTH : HEIGHT);
      g_assert_cmpint (picture->height, ==, orientation < 5 ? HEIGHT : WIDTH);

      for (int j = 0; j < 4; j++)
        g_assert_cmpint (get_colour (picture, j), ==, quarters[orientation - 1][j]);
    }
}

/* A large photo is made smaller, upright too; a small one keeps its size. */
static void
test_scaled (void)
{
  g_autoptr (GBytes) given = make_jpeg (3000, 1500, TRUE, 6, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = docket_picture_prepare_photo (given, &error);
  g_autoptr (DocketPicture) picture = NULL;

  g_assert_no_error (error);
  picture = decode (photo);
  g_assert_cmpint (picture->width, ==, 1280);
  g_assert_cmpint (picture->height, ==, 2560);
  g_assert_cmpint (get_colour (picture, 0), ==, 2);
}

/* A picture of a camera becomes a JPEG, no larger than other photos. */
static void
test_camera (void)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (4000, 2000);
  DocketPicture frame = { .width = 4000,
                          .height = 2000,
                          .stride = gdk_pixbuf_get_rowstride (pixbuf),
                          .pixels = gdk_pixbuf_read_pixel_bytes (pixbuf) };
  g_autoptr (GBytes) pixels = frame.pixels;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) photo = docket_picture_encode_photo (&frame, &error);
  g_autoptr (DocketPicture) picture = NULL;

  g_assert_no_error (error);
  picture = decode (photo);
  g_assert_cmpint (picture->width, ==, 2560);
  g_assert_cmpint (picture->height, ==, 1280);

  for (int i = 0; i < 4; i++)
    g_assert_cmpint (get_colour (picture, i), ==, i);
}

/* What can be seen through becomes white. */
static void
test_opaque (void)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 16, 16);
  g_autoptr (GByteArray) png = NULL;
  g_autoptr (GBytes) given = NULL;
  g_autoptr (GBytes) photo = NULL;
  g_autoptr (DocketPicture) picture = NULL;

  gdk_pixbuf_fill (pixbuf, 0);
  png = save (pixbuf, "png");
  given = g_bytes_new (png->data, png->len);
  photo = docket_picture_prepare_photo (given, NULL);
  picture = decode (photo);
  g_assert_false (picture->has_alpha);
  g_assert_cmpint (*(const guint8 *) g_bytes_get_data (picture->pixels, NULL), >, 250);
}

static GBytes *
remove_position (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  GBytes *without = docket_photo_position_remove (bytes, &error);

  g_assert_no_error (error);
  g_assert_false (docket_photo_position_find (without));
  g_assert_cmpuint (g_bytes_get_size (without), ==, g_bytes_get_size (bytes));

  return without;
}

/* Out of the file, and nothing else is: it stays as long, as turned, and the picture the same. */
static void
test_position_jpeg (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) given = make_jpeg (WIDTH, HEIGHT, i, 6, TRUE);
      g_autoptr (GBytes) plain = make_jpeg (WIDTH, HEIGHT, i, 6, FALSE);
      g_autoptr (GBytes) without = NULL;
      g_autoptr (DocketPicture) before = decode (given);
      g_autoptr (DocketPicture) after = NULL;

      g_assert_true (docket_photo_position_find (given));
      g_assert_false (docket_photo_position_find (plain));
      g_assert_true (contains (given, SECRET, 8));
      without = remove_position (given);
      g_assert_false (contains (without, SECRET, 8));
      g_assert_true (contains (without, "Exif", 4));
      after = decode (without);
      g_assert_cmpint (after->width, ==, HEIGHT);
      g_assert_true (g_bytes_equal (before->pixels, after->pixels));
    }
}

/* In a picture beside the first one as well. */
static void
test_position_twice (void)
{
  g_autoptr (GBytes) one = make_jpeg (WIDTH, HEIGHT, TRUE, 1, TRUE);
  g_autoptr (GBytes) two = make_jpeg (WIDTH, HEIGHT, FALSE, 1, TRUE);
  GByteArray *both = g_byte_array_new ();
  g_autoptr (GBytes) given = NULL;
  g_autoptr (GBytes) without = NULL;

  g_byte_array_append (both, g_bytes_get_data (one, NULL), (guint) g_bytes_get_size (one));
  g_byte_array_append (both, g_bytes_get_data (two, NULL), (guint) g_bytes_get_size (two));
  given = g_byte_array_free_to_bytes (both);
  without = remove_position (given);
  g_assert_false (contains (without, SECRET, 8));
}

static void
test_position_text (void)
{
  static const char xmp[] = "<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                            "<rdf:Description exif:GPSLatitude='48,51.5N'/></x:xmpmeta>"
                            "<?xpacket end='w'?>";
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (WIDTH, HEIGHT);
  GByteArray *jpeg = save (pixbuf, "jpeg");
  g_autoptr (GBytes) given = NULL;
  g_autoptr (GBytes) without = NULL;
  g_autoptr (DocketPicture) picture = NULL;

  insert_segment (jpeg, "http://ns.adobe.com/xap/1.0/", 29, (const guint8 *) xmp, strlen (xmp));
  given = g_byte_array_free_to_bytes (jpeg);
  g_assert_true (docket_photo_position_find (given));
  without = remove_position (given);
  g_assert_false (contains (without, "48,51", 5));
  g_assert_true (contains (without, "<?xpacket end", 13));
  picture = decode (without);
}

static guint32
get_crc (const guint8 *data, gsize size)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < size * 8; i++)
    {
      const guint32 bit = (crc ^ data[i / 8] >> i % 8) & 1;

      crc = crc >> 1 ^ (bit != 0 ? 0xedb88320 : 0);
    }

  return ~crc;
}

/* A PNG's chunk has a checksum, which is right afterwards. */
static void
test_position_png (void)
{
  g_autoptr (GdkPixbuf) pixbuf = make_pixbuf (WIDTH, HEIGHT);
  g_autoptr (GByteArray) exif = make_exif (TRUE, 1, TRUE);
  g_autoptr (GByteArray) chunk = g_byte_array_new ();
  GByteArray *png = save (pixbuf, "png");
  g_autoptr (GBytes) given = NULL;
  g_autoptr (GBytes) without = NULL;
  g_autoptr (DocketPicture) picture = NULL;
  const guint8 *found;

  put (chunk, TRUE, 4, exif->len);
  g_byte_array_append (chunk, (const guint8 *) "eXIf", 4);
  g_byte_array_append (chunk, exif->data, exif->len);
  put (chunk, TRUE, 4, get_crc (chunk->data + 4, chunk->len - 4));
  insert (png, 33, chunk->data, chunk->len);
  given = g_byte_array_free_to_bytes (png);

  without = remove_position (given);
  g_assert_false (contains (without, SECRET, 8));
  picture = decode (without);
  found = (const guint8 *) g_bytes_get_data (without, NULL) + 33;
  g_assert_cmpmem (found + 4, 4, "eXIf", 4);
  g_assert_cmphex (get_crc (found + 4, exif->len + 4),
                   ==,
                   (guint32) found[exif->len + 8] << 24 | found[exif->len + 9] << 16 |
                     found[exif->len + 10] << 8 | found[exif->len + 11]);
}

/* Bytes of anybody, cut and changed everywhere: looked at and changed without a fault. */
static void
test_position_hostile (void)
{
  g_autoptr (GByteArray) exif = make_exif (TRUE, 1, TRUE);

  for (guint i = 0; i < exif->len; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (exif->data, i);
      g_autoptr (GBytes) without_cut = docket_photo_position_remove (cut, NULL);

      for (guint value = 0; value < 256; value += 51)
        {
          guint8 *data = g_memdup2 (exif->data, exif->len);
          g_autoptr (GBytes) changed = g_bytes_new_take (data, exif->len);
          g_autoptr (GBytes) without = NULL;
          g_autoptr (GError) error = NULL;

          data[i] = (guint8) value;
          without = docket_photo_position_remove (changed, &error);
          g_assert_true ((without != NULL) == (error == NULL));
        }
    }
}

static void
write_file (const char *folder, const char *name, gint64 changed_at)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const struct utimbuf times = { changed_at, changed_at };

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* The newest pictures first, of folders inside too; no other files, nothing hidden, no links. */
static void
test_folder (void)
{
  g_autofree char *path = g_dir_make_tmp ("docket-photos-XXXXXX", NULL);
  g_autofree char *inside = g_build_filename (path, "inside", NULL);
  g_autofree char *loop = g_build_filename (inside, "loop", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GPtrArray) photos = NULL;
  g_autoptr (GPtrArray) newest = NULL;
  static const char *const names[] = { "c.png", "b.JPG", "a.jpeg" };

  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  g_assert_cmpint (symlink (path, loop), ==, 0);
  write_file (path, "a.jpeg", 1000);
  write_file (inside, "b.JPG", 2000);
  write_file (path, "c.png", 3000);
  write_file (path, ".hidden.png", 4000);
  write_file (path, "notes.txt", 4000);

  newest = docket_photo_folder_list (folder, 1, NULL);
  g_assert_cmpuint (newest->len, ==, 1);
  photos = docket_photo_folder_list (folder, 10, NULL);
  g_assert_cmpuint (photos->len, ==, 3);

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_file_get_basename (g_ptr_array_index (photos, i));

      g_assert_cmpstr (name, ==, names[i]);
      g_assert_true (g_file_delete (g_ptr_array_index (photos, i), NULL, NULL));
    }

  remove_file (path, ".hidden.png");
  remove_file (path, "notes.txt");
  remove_file (inside, "loop");
  g_assert_cmpint (g_rmdir (inside), ==, 0);
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/upright", test_upright);
  g_test_add_func ("/media/scaled", test_scaled);
  g_test_add_func ("/media/camera", test_camera);
  g_test_add_func ("/media/opaque", test_opaque);
  g_test_add_func ("/media/position/jpeg", test_position_jpeg);
  g_test_add_func ("/media/position/twice", test_position_twice);
  g_test_add_func ("/media/position/text", test_position_text);
  g_test_add_func ("/media/position/png", test_position_png);
  g_test_add_func ("/media/position/hostile", test_position_hostile);
  g_test_add_func ("/media/folder", test_folder);

  return g_test_run ();
}
