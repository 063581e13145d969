/* Serves the files of tickets: small ones, made from their ids.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>

#define SIDE 48

static void
add_u32 (GByteArray *bytes, guint32 value)
{
  const guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *) &big, sizeof big);
}

/* PNG, annex D. */
static guint32
crc (const guint8 *data, gsize size)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < size; i++)
    {
      sum ^= data[i];
      for (guint bit = 0; bit < 8; bit++)
        sum = sum & 1 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
    }

  return ~sum;
}

static void
add_chunk (GByteArray *png, const char *type, const guint8 *data, guint size)
{
  guint start;

  add_u32 (png, size);
  start = png->len;
  g_byte_array_append (png, (const guint8 *) type, 4);
  g_byte_array_append (png, data, size);
  add_u32 (png, crc (png->data + start, png->len - start));
}

static GBytes *
deflate (const guint8 *data, gsize size)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
  guint8 buffer[16384];
  gsize n_read, n_written;

  g_converter_convert (G_CONVERTER (compressor),
                       data,
                       size,
                       buffer,
                       sizeof buffer,
                       G_CONVERTER_INPUT_AT_END,
                       &n_read,
                       &n_written,
                       NULL);

  return g_bytes_new (buffer, n_written);
}

/* A square of two colours that the id decides. */
static GBytes *
make_picture (gint64 id)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  const guint8 header[] = { 0, 0, 0, SIDE, 0, 0, 0, SIDE, 8, 2, 0, 0, 0 };
  g_autoptr (GByteArray) rows = g_byte_array_new ();
  g_autoptr (GByteArray) png = g_byte_array_new ();
  g_autoptr (GBytes) data = NULL;

  for (guint y = 0; y < SIDE; y++)
    {
      const guint8 no_filter = 0;

      g_byte_array_append (rows, &no_filter, 1);
      for (guint x = 0; x < SIDE; x++)
        {
          const guint8 shade = (x / 8 + y / 8) % 2 == 0 ? 220 : (guint8) (id * 37 % 200);
          const guint8 pixel[] = { shade, (guint8) (id * 11), (guint8) (255 - shade) };

          g_byte_array_append (rows, pixel, sizeof pixel);
        }
    }

  data = deflate (rows->data, rows->len);
  g_byte_array_append (png, signature, sizeof signature);
  add_chunk (png, "IHDR", header, sizeof header);
  add_chunk (png, "IDAT", g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  add_chunk (png, "IEND", NULL, 0);

  return g_byte_array_free_to_bytes (g_steal_pointer (&png));
}

static GBytes *
make_text (DocketSandboxFile *file)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s, file %" G_GINT64_FORMAT "\n\n", file->name, file->id);
  for (guint i = 0; i < 20; i++)
    g_string_append_printf (text,
                            "%02u:%02" G_GINT64_FORMAT " device %" G_GINT64_FORMAT
                            ": contrôle %u\n",
                            8 + i / 2,
                            file->id * 7 % 60,
                            file->id % 90,
                            i);

  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/**
 * docket_sandbox_file_get_content:
 * @file: a file
 *
 * Returns: (transfer full): its bytes, always the same
 */
GBytes *
docket_sandbox_file_get_content (DocketSandboxFile *file)
{
  if (file->content != NULL)
    return g_bytes_ref (file->content);

  return g_str_has_suffix (file->name, ".png") ? make_picture (file->id) : make_text (file);
}

/**
 * docket_sandbox_serve_file:
 * @sandbox: a sandbox
 * @request: a request for `/attachments/TICKET/FILE/NAME`; it needs no key, as the API's URLs don't
 * @answer: its answer
 */
void
docket_sandbox_serve_file (DocketSandbox *sandbox,
                           DocketSandboxRequest *request,
                           DocketSandboxAnswer *answer)
{
  g_auto (GStrv) parts = g_strsplit (request->path, "/", -1);
  DocketSandboxTicket *ticket = NULL;
  g_autofree char *guessed = NULL;
  g_autofree char *sum = NULL;

  if (g_strv_length (parts) == 5 && strcmp (request->method, "GET") == 0)
    ticket = docket_sandbox_state_get_ticket (sandbox->state, g_ascii_strtoll (parts[2], NULL, 10));

  for (guint i = 0; ticket != NULL && i < ticket->files->len; i++)
    {
      DocketSandboxFile *file = g_ptr_array_index (ticket->files, i);

      if (file->id != g_ascii_strtoll (parts[3], NULL, 10))
        continue;

      guessed = g_content_type_guess (file->name, NULL, 0, NULL);
      answer->status = SOUP_STATUS_OK;
      answer->bytes = docket_sandbox_file_get_content (file);
      answer->content_type = g_content_type_get_mime_type (guessed);
      sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, answer->bytes);
      answer->etag = g_strdup_printf ("\"%.16s\"", sum);
      return;
    }

  docket_sandbox_answer_problem (answer, request, SOUP_STATUS_NOT_FOUND, "There is no such file.");
}
