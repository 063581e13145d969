/* Files of a server: bounded, followed where they are, and gone on with where they stopped.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-download.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

/* A file may redirect to where its bytes are. */
#define MAX_REDIRECTS 5

/* What goes back to a server has to be what it said, and short. */
#define MAX_VALIDATOR_BYTES 200

static gsize
get_size (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_get_size (bytes) : 0;
}

static GBytes *
join (GBytes *first, GBytes *second)
{
  GByteArray *array = g_byte_array_sized_new ((guint) (get_size (first) + get_size (second)));

  if (get_size (first) > 0)
    g_byte_array_append (array, g_bytes_get_data (first, NULL), (guint) get_size (first));

  if (get_size (second) > 0)
    g_byte_array_append (array, g_bytes_get_data (second, NULL), (guint) get_size (second));

  return g_byte_array_free_to_bytes (array);
}

static DocketHttpAnswer *
ask (DocketHttp *self, const DocketDownload *download, const char *url, GCancellable *cancellable)
{
  const DocketHttpRequest request = {
    .method = SOUP_METHOD_GET,
    .url = url,
    .max_bytes = download->max_bytes,
    .file = TRUE,
    .first = get_size (download->have),
    .validator = download->validator,
    .progress = download->func,
    .progress_data = download->user_data,
  };

  return docket_http_send (self, &request, cancellable);
}

/* Whether a part fits what is here. */
static gboolean
fits (const DocketDownload *download, const DocketHttpAnswer *answer)
{
  return answer->first >= 0 && (gsize) answer->first == get_size (download->have) &&
         answer->first > 0;
}

static gboolean
is_usable (const char *validator)
{
  return validator != NULL && strlen (validator) <= MAX_VALIDATOR_BYTES &&
         strpbrk (validator, "\r\n") == NULL;
}

/* Whether what came can't be what was asked for: then it is asked for anew, whole. */
static gboolean
has_to_begin_again (const DocketDownload *download, const DocketHttpAnswer *answer)
{
  if (download->have == NULL)
    return FALSE;

  return answer->status == SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE ||
         (answer->status == SOUP_STATUS_PARTIAL_CONTENT && !fits (download, answer));
}

/* What came joins what was here; a file that is another one by now takes its place. */
static void
take (DocketDownload *download, DocketHttpAnswer *answer)
{
  g_autoptr (GBytes) have = NULL;

  if (answer->body == NULL || (answer->status != SOUP_STATUS_OK && !fits (download, answer)))
    return;

  if (answer->status == SOUP_STATUS_PARTIAL_CONTENT)
    {
      have = join (download->have, answer->body);
    }
  else
    {
      have = g_bytes_ref (answer->body);
      g_free (download->validator);
      download->validator = is_usable (answer->validator) ? g_strdup (answer->validator) : NULL;
    }

  g_clear_pointer (&download->have, g_bytes_unref);
  download->have = g_steal_pointer (&have);
}

static void
check_length (DocketDownload *download, DocketHttpAnswer *answer)
{
  /* To go on with what is too large is no use. */
  if (get_size (download->have) > download->max_bytes ||
      answer->total > (gint64) download->max_bytes)
    {
      docket_download_clear (download);
      g_clear_error (&answer->error);
      answer->error = g_error_new_literal (DOCKET_REMOTE_ERROR,
                                           DOCKET_REMOTE_ERROR_BROKEN,
                                           _ ("The file is too large to be fetched."));
    }

  if (answer->error == NULL && answer->status / 100 == 2 && answer->total >= 0 &&
      (gint64) get_size (download->have) != answer->total)
    answer->error = g_error_new_literal (DOCKET_REMOTE_ERROR,
                                         DOCKET_REMOTE_ERROR_BROKEN,
                                         _ ("The file did not come whole. Try again."));
}

static DocketHttpAnswer *
follow (DocketHttp *self, DocketDownload *download, GCancellable *cancellable)
{
  g_autofree char *next =
    g_uri_resolve_relative (docket_http_get_base (self), download->url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (DocketHttpAnswer) answer = NULL;

  for (guint i = 0; next != NULL && i <= MAX_REDIRECTS; i++)
    {
      g_clear_pointer (&answer, docket_http_answer_free);
      answer = ask (self, download, next, cancellable);

      if (answer->status / 100 != 3 || answer->error != NULL)
        return g_steal_pointer (&answer);

      g_free (next);
      next = g_steal_pointer (&answer->location);
    }

  if (answer == NULL)
    answer = g_new0 (DocketHttpAnswer, 1);

  answer->error =
    g_error_new_literal (DOCKET_REMOTE_ERROR,
                         DOCKET_REMOTE_ERROR_REDIRECT,
                         _ ("The server does not say where the file is. Try again later."));

  return g_steal_pointer (&answer);
}

/**
 * docket_http_download:
 * @self: a server
 * @download: which file, and what of it is here; afterwards what is
 * @cancellable: (nullable): a cancellable
 *
 * Fetches a file, by several requests where it stands elsewhere. Where the server does not go on
 * from where it stopped, or the file is another one by now, it comes from the beginning.
 *
 * Returns: (transfer full): how the last request ended; without an error and with 200 or 206, the
 * file is whole
 */
DocketHttpAnswer *
docket_http_download (DocketHttp *self, DocketDownload *download, GCancellable *cancellable)
{
  g_autoptr (DocketHttpAnswer) answer = NULL;

  g_return_val_if_fail (DOCKET_IS_HTTP (self), NULL);

  if (!is_usable (download->validator) || get_size (download->have) == 0 ||
      get_size (download->have) >= download->max_bytes)
    docket_download_clear (download);

  answer = follow (self, download, cancellable);

  if (has_to_begin_again (download, answer))
    {
      docket_download_clear (download);
      docket_http_answer_free (answer);
      answer = follow (self, download, cancellable);
    }

  take (download, answer);
  check_length (download, answer);

  return g_steal_pointer (&answer);
}
