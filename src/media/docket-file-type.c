/* Which files are taken: what name and content say together.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-file-type.h"

#include <glib/gi18n.h>

#include "docket-edit-file.h"
#include "docket-file-name.h"

G_DEFINE_QUARK (docket_media_error_quark, docket_media_error)

#define ZIP "application/zip"
#define OLE "application/x-ole-storage"
#define UNKNOWN "application/octet-stream"
#define CHUNK (256 * 1024)

/* An ending that is taken, its type, and what shared-mime-info may say of its bytes alone where
 * that is less than the type. */
static const struct
{
  const char *ending;
  const char *type;
  const char *bytes;
} accepted[] = {
  { "png", "image/png", NULL },
  { "jpg", "image/jpeg", NULL },
  { "jpeg", "image/jpeg", NULL },
  { "gif", "image/gif", NULL },
  { "webp", "image/webp", NULL },
  { "heic", "image/heif", NULL },
  { "bmp", "image/bmp", NULL },
  { "tif", "image/tiff", NULL },
  { "tiff", "image/tiff", NULL },
  { "txt", "text/plain", NULL },
  { "pdf", "application/pdf", NULL },
  { "rtf", "application/rtf", NULL },
  { "doc", "application/msword", OLE },
  { "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ZIP },
  { "xls", "application/vnd.ms-excel", OLE },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP },
  { "one", "application/onenote", UNKNOWN },
  { "ppt", "application/vnd.ms-powerpoint", OLE },
  { "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ZIP },
  { "zip", ZIP, NULL },
  { "exe", "application/x-ms-dos-executable", NULL },
  { "3gp", "video/3gpp", NULL },
  { "mp4", "video/mp4", NULL },
  { "wav", "audio/x-wav", NULL },
  { "wmv", "video/x-ms-wmv", "application/vnd.ms-asf" },
};

static gboolean
find_accepted (const char *name, guint *nth)
{
  const char *ending = docket_file_name_get_ending (name);

  for (guint i = 0; ending != NULL && i < G_N_ELEMENTS (accepted); i++)
    if (g_ascii_strcasecmp (ending, accepted[i].ending) == 0)
      {
        *nth = i;
        return TRUE;
      }

  return FALSE;
}

/* One may be a kind of the other: a text's words can look like a program's. */
static gboolean
agrees (const char *found, const char *expected)
{
  return expected != NULL &&
         (g_content_type_equals (found, expected) || g_content_type_is_a (found, expected) ||
          (!g_content_type_is_unknown (found) && g_content_type_is_a (expected, found)));
}

static gboolean
refuse_mismatch (const char *name, const char *found, GError **error)
{
  g_autofree char *description = g_content_type_get_description (found);

  if (g_content_type_is_unknown (found))
    g_set_error (error,
                 DOCKET_MEDIA_ERROR,
                 DOCKET_MEDIA_ERROR_MISMATCH,
                 /* Translators: %s is a file's name */
                 _ ("“%s” isn't what its name says: its content can't be recognised. Save it again "
                    "in its program, or choose another file."),
                 name);
  else
    g_set_error (error,
                 DOCKET_MEDIA_ERROR,
                 DOCKET_MEDIA_ERROR_MISMATCH,
                 /* Translators: a file's name, and what is in it, such as "PNG image" */
                 _ ("“%s” isn't what its name says: it holds a file of the type “%s”. Correct its "
                    "name, or choose another file."),
                 name,
                 description);

  return FALSE;
}

static gboolean
check_content (const char *name, guint nth, GBytes *bytes, GError **error)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *found = g_content_type_guess (NULL, data, size, NULL);

  if (agrees (found, accepted[nth].type) ||
      (accepted[nth].bytes != NULL && g_content_type_equals (found, accepted[nth].bytes)))
    return TRUE;

  return refuse_mismatch (name, found, error);
}

static gboolean
refuse_large (const char *name, GError **error)
{
  g_autofree char *most = g_format_size_full (DOCKET_MAX_FILE_BYTES, G_FORMAT_SIZE_IEC_UNITS);

  g_set_error (error,
               DOCKET_MEDIA_ERROR,
               DOCKET_MEDIA_ERROR_TOO_LARGE,
               /* Translators: a file's name, and a size such as "25 MB" */
               _ ("“%s” is larger than %s, the most that can be sent. Make it smaller, or send it "
                  "in parts."),
               name,
               most);

  return FALSE;
}

/**
 * docket_file_type_check:
 * @name: a harmless name
 * @bytes: all of a file
 * @error: return location for a #DocketMediaError
 *
 * Whether Docket takes a file: not empty, not too large, of a type that it takes, and of the type
 * that its name says. Any thread.
 *
 * Returns: (transfer none) (nullable): its MIME type
 */
const char *
docket_file_type_check (const char *name, GBytes *bytes, GError **error)
{
  guint nth;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error (error,
                   DOCKET_MEDIA_ERROR,
                   DOCKET_MEDIA_ERROR_EMPTY,
                   /* Translators: %s is a file's name */
                   _ ("“%s” is empty. Choose a file with something in it."),
                   name);
      return NULL;
    }

  if ((gint64) g_bytes_get_size (bytes) > DOCKET_MAX_FILE_BYTES)
    {
      refuse_large (name, error);
      return NULL;
    }

  if (!find_accepted (name, &nth))
    {
      g_set_error (error,
                   DOCKET_MEDIA_ERROR,
                   DOCKET_MEDIA_ERROR_TYPE,
                   /* Translators: %s is a file's name */
                   _ ("“%s” is of a type that can't be sent. Pictures, texts, PDF, Office "
                      "documents, zip, exe, 3gp, mp4, wav and wmv can; put another file into a zip "
                      "file first."),
                   name);
      return NULL;
    }

  return check_content (name, nth, bytes, error) ? accepted[nth].type : NULL;
}

static void
refuse_unreadable (const char *name, const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error,
                 DOCKET_MEDIA_ERROR,
                 DOCKET_MEDIA_ERROR_UNREADABLE,
                 /* Translators: %s is a file's name */
                 _ ("You aren't allowed to read “%s”. Change its permissions, or choose another "
                    "file."),
                 name);
  else
    g_set_error (error,
                 DOCKET_MEDIA_ERROR,
                 DOCKET_MEDIA_ERROR_UNREADABLE,
                 /* Translators: %s is a file's name */
                 _ ("“%s” can't be read. See that it is still there, then choose it again."),
                 name);
}

/* A pipe or a device would be waited for without an end. */
static gboolean
check_kind (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GFileInfo) info =
    g_file_query_info (file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                       G_FILE_QUERY_INFO_NONE,
                       cancellable,
                       &local_error);

  if (info == NULL)
    {
      refuse_unreadable (name, local_error, error);
      return FALSE;
    }

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error,
                   DOCKET_MEDIA_ERROR,
                   DOCKET_MEDIA_ERROR_UNREADABLE,
                   /* Translators: %s is the name of a folder or a device */
                   _ ("“%s” is not a file. Choose a file, or put the folder into a zip file."),
                   name);
      return FALSE;
    }

  return g_file_info_get_size (info) <= DOCKET_MAX_FILE_BYTES || refuse_large (name, error);
}

/* At most a byte more than is taken, whatever the file does meanwhile. */
static gboolean
read_all (GInputStream *stream, GByteArray *bytes, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *buffer = g_malloc (CHUNK);

  while ((gint64) bytes->len <= DOCKET_MAX_FILE_BYTES)
    {
      gssize n = g_input_stream_read (stream, buffer, CHUNK, cancellable, error);

      if (n <= 0)
        return n == 0;

      g_byte_array_append (bytes, buffer, (guint) n);
    }

  return TRUE;
}

/**
 * docket_file_type_read:
 * @file: a file of a person
 * @name: a harmless name for it
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #DocketMediaError, or %G_IO_ERROR_CANCELLED
 *
 * Reads a file, no further than its size may be. On a worker.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
docket_file_type_read (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (!check_kind (file, name, cancellable, error))
    return NULL;

  stream = g_file_read (file, cancellable, &local_error);

  if (stream == NULL || !read_all (G_INPUT_STREAM (stream), bytes, cancellable, &local_error))
    {
      refuse_unreadable (name, local_error, error);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * docket_file_type_find_ending:
 * @bytes: all of a file
 *
 * Returns: (transfer none) (nullable): how a name for it ends; %NULL where its bytes don't tell
 */
const char *
docket_file_type_find_ending (GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *found = g_content_type_guess (NULL, data, size, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    if (g_content_type_equals (found, accepted[i].type))
      return accepted[i].ending;

  return NULL;
}

/**
 * docket_file_type_is_picture_content:
 * @bytes: all of a file, of anybody
 *
 * Returns: whether its bytes are one of the pictures that Docket takes, whatever its name says
 */
gboolean
docket_file_type_is_picture_content (GBytes *bytes)
{
  gsize size;
  const guchar *data = g_bytes_get_data (bytes, &size);
  g_autofree char *found = g_content_type_guess (NULL, data, size, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    if (g_str_has_prefix (accepted[i].type, "image/") && agrees (found, accepted[i].type))
      return TRUE;

  return FALSE;
}

/**
 * docket_file_type_is_picture:
 * @content_type: (nullable): a MIME type
 *
 * Returns: whether it is one of the pictures that Docket takes
 */
gboolean
docket_file_type_is_picture (const char *content_type)
{
  for (guint i = 0; content_type != NULL && i < G_N_ELEMENTS (accepted); i++)
    if (g_str_has_prefix (accepted[i].type, "image/") &&
        g_ascii_strcasecmp (accepted[i].type, content_type) == 0)
      return TRUE;

  return FALSE;
}

/**
 * docket_file_type_is_picture_name:
 * @name: the name of a file
 *
 * Returns: whether it ends like a picture that Docket takes
 */
gboolean
docket_file_type_is_picture_name (const char *name)
{
  guint nth;

  return name != NULL && find_accepted (name, &nth) &&
         g_str_has_prefix (accepted[nth].type, "image/");
}
