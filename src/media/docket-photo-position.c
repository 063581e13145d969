/* Where a photo was taken: found in its file, and taken out without touching the picture.
 *
 * Cameras write it as a directory of a TIFF structure (Exif), wherever in the file that is: in a
 * segment of a JPEG, a chunk of a PNG or WebP, an item of a HEIC, again in the pictures that some
 * of them hold beside the first. All of these begin alike, so they are looked for by how they
 * begin. Programs write it as XMP, a text.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-photo-position.h"

#include <glib/gi18n.h>
#include <string.h>

#define TAG_GPS 0x8825
#define TYPE_LONG 4
#define ENTRY_BYTES 12

/* A directory of positions has no tag above this. */
#define MAX_GPS_TAG 0x1f

/* More directories in a chain, values in a directory and bytes of a value are nobody's camera's. */
#define MAX_DIRECTORIES 16
#define MAX_GPS_ENTRIES 64
#define MAX_VALUE_BYTES 4096
#define MAX_REMOVALS 64

#define PNG_START "\x89PNG\r\n\x1a\n"
#define PNG_START_BYTES 8

/* A TIFF structure, to the end of the file. */
typedef struct
{
  const guint8 *data;
  gsize size;
  gboolean big_endian;
} Block;

/* Where a directory names one of positions, and where that is. */
typedef struct
{
  gsize directory;
  gsize entry;
  gsize positions;
} Place;

static gboolean
holds (const Block *block, gsize at, gsize size)
{
  return at <= block->size && size <= block->size - at;
}

static guint
read_16 (const Block *block, gsize at)
{
  const guint8 *p = block->data + at;

  return block->big_endian ? (guint) (p[0] << 8 | p[1]) : (guint) (p[1] << 8 | p[0]);
}

static guint32
read_32 (const Block *block, gsize at)
{
  const guint32 first = read_16 (block, at);
  const guint32 second = read_16 (block, at + 2);

  return block->big_endian ? first << 16 | second : second << 16 | first;
}

static void
write_16 (const Block *block, guint8 *data, gsize at, guint value)
{
  data[at + (block->big_endian ? 0 : 1)] = (guint8) (value >> 8);
  data[at + (block->big_endian ? 1 : 0)] = (guint8) value;
}

/* The number of entries; 0 where there is no directory. */
static guint
count_entries (const Block *block, gsize directory)
{
  guint n;

  if (directory < 8 || !holds (block, directory, 2))
    return 0;

  n = read_16 (block, directory);

  return holds (block, directory + 2, (gsize) n * ENTRY_BYTES + 4) ? n : 0;
}

/* So strict that what merely looks like one is left alone. */
static gboolean
is_positions (const Block *block, gsize directory)
{
  const guint n = count_entries (block, directory);

  if (n > MAX_GPS_ENTRIES)
    return FALSE;

  for (guint i = 0; i < n; i++)
    if (read_16 (block, directory + 2 + (gsize) i * ENTRY_BYTES) > MAX_GPS_TAG)
      return FALSE;

  return n > 0;
}

static gboolean
find_in_directory (const Block *block, gsize directory, Place *place)
{
  const guint n = count_entries (block, directory);

  for (guint i = 0; i < n; i++)
    {
      const gsize entry = directory + 2 + (gsize) i * ENTRY_BYTES;

      if (read_16 (block, entry) != TAG_GPS || read_16 (block, entry + 2) != TYPE_LONG ||
          read_32 (block, entry + 4) != 1)
        continue;

      *place = (Place){ directory, entry, read_32 (block, entry + 8) };

      if (is_positions (block, place->positions))
        return TRUE;
    }

  return FALSE;
}

static gboolean
find_in_block (const Block *block, Place *place)
{
  gsize directory = read_32 (block, 4);

  for (guint i = 0; i < MAX_DIRECTORIES; i++)
    {
      const guint n = count_entries (block, directory);

      if (n == 0)
        return FALSE;

      if (find_in_directory (block, directory, place))
        return TRUE;

      directory = read_32 (block, directory + 2 + (gsize) n * ENTRY_BYTES);
    }

  return FALSE;
}

/* The next TIFF structure at or after an offset, which is moved to it. */
static gboolean
find_block (const guint8 *data, gsize size, gsize *at, Block *block)
{
  static const char *const starts[] = { "II*", "MM\0*" };
  gsize found = size;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const guint8 *start = memmem (data + *at, size - *at, starts[i], 4);

      if (start != NULL && (gsize) (start - data) < found)
        found = (gsize) (start - data);
    }

  if (found >= size || size - found < 8)
    return FALSE;

  *at = found;
  *block = (Block){ data + found, size - found, data[found] == 'M' };

  return TRUE;
}

static const guint8 *
find_text (const guint8 *data, gsize size)
{
  static const char *const words[] = { "exif:GPSLatitude", "exif:GPSLongitude" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const guint8 *found = memmem (data, size, words[i], strlen (words[i]));

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
has_position (const guint8 *data, gsize size)
{
  Block block;
  Place place;

  for (gsize at = 0; find_block (data, size, &at, &block); at++)
    if (find_in_block (&block, &place))
      return TRUE;

  return find_text (data, size) != NULL;
}

/* --- Taking it out ------------------------------------------------------------------------- */

static gsize
get_value_bytes (const Block *block, gsize entry)
{
  static const guint8 sizes[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8 };
  const guint type = read_16 (block, entry + 2);
  const guint64 count = read_32 (block, entry + 4);

  return type < G_N_ELEMENTS (sizes) ? (gsize) MIN (count * sizes[type], MAX_VALUE_BYTES) : 0;
}

/* The values that are too long for their entries lie elsewhere. */
static void
blank_positions (const Block *block, guint8 *data, gsize directory)
{
  const guint n = count_entries (block, directory);

  for (guint i = 0; i < n; i++)
    {
      const gsize entry = directory + 2 + (gsize) i * ENTRY_BYTES;
      const gsize size = get_value_bytes (block, entry);
      const gsize at = read_32 (block, entry + 8);

      if (size > 4 && holds (block, at, size))
        memset (data + at, 0, size);
    }
}

/* Blank, and named by nobody: the entries behind its own move up. */
static void
remove_place (const Block *block, guint8 *data, const Place *place)
{
  const guint n = count_entries (block, place->directory);
  const gsize end = place->directory + 2 + (gsize) n * ENTRY_BYTES + 4;
  const guint n_positions = count_entries (block, place->positions);

  blank_positions (block, data, place->positions);
  memset (data + place->positions, 0, 2 + (gsize) n_positions * ENTRY_BYTES);
  memmove (data + place->entry,
           data + place->entry + ENTRY_BYTES,
           end - place->entry - ENTRY_BYTES);
  memset (data + end - ENTRY_BYTES, 0, ENTRY_BYTES);
  write_16 (block, data, place->directory, n - 1);
}

static void
remove_from_blocks (guint8 *data, gsize size)
{
  Block block;
  Place place;
  guint n = 0;

  for (gsize at = 0; find_block (data, size, &at, &block); at++)
    while (n++ < MAX_REMOVALS && find_in_block (&block, &place))
      remove_place (&block, data + at, &place);
}

/* A packet of XMP may be filled with blanks. */
static void
remove_from_texts (guint8 *data, gsize size)
{
  static const char start[] = "<x:xmpmeta";
  static const char end[] = "</x:xmpmeta>";
  const guint8 *found;

  while ((found = find_text (data, size)) != NULL)
    {
      guint8 *first = data + (found - data);
      const guint8 *last = memmem (found, size - (gsize) (found - data), end, strlen (end));

      while (first > data && memcmp (first, start, strlen (start)) != 0)
        first--;

      if (last == NULL || memcmp (first, start, strlen (start)) != 0)
        return;

      memset (first, ' ', (gsize) (last - first) + strlen (end));
    }
}

static guint32
get_checksum (const guint8 *data, gsize size)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];

      for (guint bit = 0; bit < 8; bit++)
        sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }

  return ~sum;
}

/* A chunk of a PNG that was changed has another checksum. */
static void
mend_png (guint8 *data, gsize size)
{
  gsize at = PNG_START_BYTES;

  if (size < PNG_START_BYTES || memcmp (data, PNG_START, PNG_START_BYTES) != 0)
    return;

  while (size - at >= 12)
    {
      const Block block = { data + at, size - at, TRUE };
      const gsize length = read_32 (&block, 0);

      if (length > size - at - 12)
        return;

      if (memcmp (data + at + 4, "eXIf", 4) == 0 || memcmp (data + at + 4, "iTXt", 4) == 0)
        {
          const guint32 sum = GUINT32_TO_BE (get_checksum (data + at + 4, length + 4));

          memcpy (data + at + 8 + length, &sum, sizeof sum);
        }

      at += length + 12;
    }
}

/**
 * docket_photo_position_find:
 * @bytes: the content of a picture's file, of anybody
 *
 * On a worker.
 *
 * Returns: whether it says where it was taken
 */
gboolean
docket_photo_position_find (GBytes *bytes)
{
  gsize size;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);

  return size > 0 && has_position (data, size);
}

/**
 * docket_photo_position_remove:
 * @bytes: the content of a picture's file, of anybody
 * @error: return location for %DOCKET_MEDIA_ERROR_PICTURE
 *
 * Takes out where it was taken; every other byte stays where it is. On a worker.
 *
 * Returns: (transfer full) (nullable): the content of the new file
 */
GBytes *
docket_photo_position_remove (GBytes *bytes, GError **error)
{
  g_autofree guint8 *data = NULL;
  gsize size;

  g_return_val_if_fail (bytes != NULL, NULL);

  size = g_bytes_get_size (bytes);
  data = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  if (size > 0)
    {
      remove_from_blocks (data, size);
      remove_from_texts (data, size);
      mend_png (data, size);
    }

  if (size > 0 && has_position (data, size))
    {
      g_set_error_literal (error,
                           DOCKET_MEDIA_ERROR,
                           DOCKET_MEDIA_ERROR_PICTURE,
                           _ ("The position can't be taken out of this picture. Add it from the "
                              "photo library instead, or keep it as it is."));
      return NULL;
    }

  return g_bytes_new_take (g_steal_pointer (&data), size);
}
