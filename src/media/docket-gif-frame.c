/* The first picture of a GIF: its decoder makes all of them, and a small file can hold a million.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-gif-frame-private.h"

#include <string.h>

/* GIF89a, 17 to 20: signature and screen; a picture's place; what begins a block. */
#define HEADER_SIZE 13
#define PLACE_SIZE 9
#define EXTENSION 0x21
#define PICTURE 0x2c
#define TRAILER 0x3b

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
} Reader;

/* Never behind the end: what is cut short there is the decoder's to refuse. */
static void
skip (Reader *reader, gsize n)
{
  reader->at += MIN (n, reader->size - reader->at);
}

static int
take (Reader *reader)
{
  return reader->at < reader->size ? reader->data[reader->at++] : -1;
}

static gsize
get_palette_size (guint8 flags)
{
  return flags & 0x80 ? (gsize) 3 << ((flags & 7) + 1) : 0;
}

static void
skip_blocks (Reader *reader)
{
  int size;

  while ((size = take (reader)) > 0)
    skip (reader, (gsize) size);
}

static void
skip_picture (Reader *reader)
{
  const gsize flags_at = reader->at + PLACE_SIZE - 1;
  const guint8 flags = flags_at < reader->size ? reader->data[flags_at] : 0;

  skip (reader, PLACE_SIZE + get_palette_size (flags) + 1);
  skip_blocks (reader);
}

/* Where the first picture ends. */
static gsize
find_end (Reader *reader)
{
  skip (reader, HEADER_SIZE + get_palette_size (reader->data[10]));

  for (;;)
    switch (take (reader))
      {
      case EXTENSION:
        take (reader);
        skip_blocks (reader);
        break;

      case PICTURE:
        skip_picture (reader);
        return reader->at;

      default:
        return reader->size;
      }
}

/**
 * docket_gif_cut_to_first_frame:
 * @bytes: the content of a file, of anybody
 *
 * Returns: (transfer full): of a GIF the same without what follows its first picture, of another
 * file @bytes
 */
GBytes *
docket_gif_cut_to_first_frame (GBytes *bytes)
{
  static const guint8 trailer = TRAILER;
  Reader reader = { 0 };
  GByteArray *cut;
  gsize end;

  reader.data = g_bytes_get_data (bytes, &reader.size);

  if (reader.size < HEADER_SIZE || memcmp (reader.data, "GIF8", 4) != 0)
    return g_bytes_ref (bytes);

  end = find_end (&reader);

  if (end >= reader.size)
    return g_bytes_ref (bytes);

  cut = g_byte_array_sized_new ((guint) end + 1);
  g_byte_array_append (cut, reader.data, (guint) end);
  g_byte_array_append (cut, &trailer, 1);

  return g_byte_array_free_to_bytes (cut);
}
