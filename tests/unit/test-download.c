/* Files of a server: gone on with where they stopped, begun again where that can't be, bounded.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-remote.h"

#include "scripted-server.h"

#define CONTENT "0123456789abcdefghij"
#define SIZE (sizeof CONTENT - 1)
#define OTHER "ABCDEFGHIJ0123456789"

/* How a server answers. @cut: after so many bytes of an answer the connection ends; 0: never. */
typedef struct
{
  const char *content;
  const char *tag;
  gsize cut;
  gboolean no_ranges;
  gboolean wrong_part;
  gboolean no_such_part;
  GMutex mutex;
  GPtrArray *ranges; /* "" for none */
} Server;

typedef struct
{
  Server says;
  ScriptedServer *server;
  DocketClock *clock;
  DocketRemote *remote;
  DocketDownload download;
  gint64 done;
  gint64 total;
} Fixture;

static void
send (const Server *says, GOutputStream *out, const char *head, gsize first)
{
  const gsize size = strlen (says->content) - first;

  scripted_write (out,
                  "HTTP/1.1 %s\r\nContent-Type: text/plain\r\nETag: %s\r\n"
                  "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%.*s",
                  head,
                  says->tag,
                  size,
                  (int) (says->cut != 0 ? MIN (says->cut, size) : size),
                  says->content + first);
}

static gboolean
answer_cb (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  Server *says = user_data;
  g_autofree char *range = scripted_request_get_header (request, "Range");
  g_autofree char *state = scripted_request_get_header (request, "If-Range");
  g_autofree char *head = NULL;
  gsize first = 0;

  g_mutex_lock (&says->mutex);
  g_ptr_array_add (says->ranges, g_strdup (range != NULL ? range : ""));
  g_mutex_unlock (&says->mutex);

  if (range != NULL && !says->no_ranges && g_strcmp0 (state, says->tag) == 0)
    first = g_ascii_strtoull (range + strlen ("bytes="), NULL, 10);

  if (first > 0 && says->no_such_part)
    {
      scripted_write (out, "HTTP/1.1 416 No\r\nContent-Length: 0\r\n\r\n");
      return TRUE;
    }

  if (first > 0 && says->wrong_part)
    first--;

  head = first == 0 ? g_strdup ("200 OK")
                    : g_strdup_printf ("206 Partial Content\r\nContent-Range: bytes "
                                       "%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT,
                                       first,
                                       SIZE - 1,
                                       SIZE);
  send (says, out, head, first);

  return says->cut == 0;
}

static void
progress_cb (gint64 done, gint64 total, gpointer user_data)
{
  Fixture *f = user_data;

  f->done = done;
  f->total = total;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&f->says.mutex);
  f->says.content = CONTENT;
  f->says.tag = "\"one\"";
  f->says.ranges = g_ptr_array_new_with_free_func (g_free);
  f->clock = docket_clock_new_system ();
  f->server = scripted_server_new (answer_cb, &f->says, NULL);
  url = scripted_server_get_url (f->server);
  f->remote = docket_remote_new (DOCKET_SERVER_KIND_ATERA, url, "key", f->clock, &error);
  g_assert_no_error (error);
  f->download.url = "/file";
  f->download.max_bytes = 100;
  f->download.func = progress_cb;
  f->download.user_data = f;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  docket_download_clear (&f->download);
  g_clear_object (&f->remote);
  scripted_server_free (f->server);
  g_clear_object (&f->clock);
  g_ptr_array_unref (f->says.ranges);
  g_mutex_clear (&f->says.mutex);
}

static void
assert_cut (Fixture *f, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = docket_remote_download (f->remote, &f->download, NULL, &error);

  g_assert_null (bytes);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN);
  g_assert_cmpuint (f->download.have != NULL ? g_bytes_get_size (f->download.have) : 0,
                    ==,
                    n_bytes);
}

static void
assert_whole (Fixture *f, const char *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = docket_remote_download (f->remote, &f->download, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   content,
                   strlen (content));
  g_assert_cmpint (f->done, ==, (gint64) strlen (content));
  g_assert_cmpint (f->total, ==, (gint64) strlen (content));
}

static const char *
get_range (Fixture *f, guint n)
{
  g_assert_cmpuint (n, <, f->says.ranges->len);

  return g_ptr_array_index (f->says.ranges, n);
}

/* Cut twice: each time only the rest is asked for. */
static void
test_goes_on (Fixture *f, gconstpointer data)
{
  f->says.cut = 7;
  assert_cut (f, 7);
  assert_cut (f, 14);
  f->says.cut = 0;
  assert_whole (f, CONTENT);
  g_assert_cmpuint (f->says.ranges->len, ==, 3);
  g_assert_cmpstr (get_range (f, 0), ==, "");
  g_assert_cmpstr (get_range (f, 1), ==, "bytes=7-");
  g_assert_cmpstr (get_range (f, 2), ==, "bytes=14-");
}

/* Of another file by the same name nothing is mixed in. */
static void
test_another_file (Fixture *f, gconstpointer data)
{
  f->says.cut = 7;
  assert_cut (f, 7);
  f->says.cut = 0;
  f->says.tag = "\"two\"";
  f->says.content = OTHER;
  assert_whole (f, OTHER);
}

/* A server that knows no ranges sends all of it. */
static void
test_no_ranges (Fixture *f, gconstpointer data)
{
  f->says.cut = 7;
  assert_cut (f, 7);
  f->says.cut = 0;
  f->says.no_ranges = TRUE;
  assert_whole (f, CONTENT);
}

/* A part that is not the one asked for is not taken. */
static void
test_wrong_part (Fixture *f, gconstpointer data)
{
  f->says.cut = 7;
  assert_cut (f, 7);
  f->says.cut = 0;
  f->says.wrong_part = TRUE;
  assert_whole (f, CONTENT);
  g_assert_cmpstr (get_range (f, 2), ==, "");
}

static void
test_no_such_part (Fixture *f, gconstpointer data)
{
  f->says.cut = 7;
  assert_cut (f, 7);
  f->says.cut = 0;
  f->says.no_such_part = TRUE;
  assert_whole (f, CONTENT);
  g_assert_cmpstr (get_range (f, 2), ==, "");
}

/* A weak tag says nothing about the bytes. */
static void
test_weak_tag (Fixture *f, gconstpointer data)
{
  f->says.tag = "W/\"one\"";
  f->says.cut = 7;
  assert_cut (f, 7);
  g_assert_null (f->download.validator);
  f->says.cut = 0;
  assert_whole (f, CONTENT);
  g_assert_cmpstr (get_range (f, 1), ==, "");
}

/* More than is allowed is not kept, nor asked for again from the middle. */
static void
test_too_large (Fixture *f, gconstpointer data)
{
  f->download.max_bytes = SIZE - 1;
  assert_cut (f, 0);
  f->download.max_bytes = SIZE;
  assert_whole (f, CONTENT);
}

static void
test_stopped (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (docket_remote_download (f->remote, &f->download, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/download/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("goes-on", test_goes_on);
  ADD ("another-file", test_another_file);
  ADD ("no-ranges", test_no_ranges);
  ADD ("wrong-part", test_wrong_part);
  ADD ("no-such-part", test_no_such_part);
  ADD ("weak-tag", test_weak_tag);
  ADD ("too-large", test_too_large);
  ADD ("stopped", test_stopped);

  return g_test_run ();
}
