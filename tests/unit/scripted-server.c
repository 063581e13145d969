/* A server that says exactly the bytes a test wants, and counts what it is asked.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "scripted-server.h"

#include <string.h>

#define MAX_THREADS 16

struct _ScriptedServer
{
  GSocketService *service;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  guint16 port;

  ScriptedFunc func;
  gpointer user_data;
  GTlsCertificate *certificate;

  gint n_requests;    /* atomic */
  gint n_connections; /* atomic */
};

static void
request_clear (ScriptedRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->head);
  g_free (request->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ScriptedRequest, request_clear)

static gboolean
read_head (GDataInputStream *in, ScriptedRequest *request)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  for (;;)
    {
      g_autofree char *line = g_data_input_stream_read_line (in, NULL, NULL, NULL);

      if (line == NULL)
        return FALSE;

      if (*line == '\0')
        break;

      g_string_append_printf (head, "%s\n", line);
    }

  words = g_strsplit (head->str, " ", 3);

  if (g_strv_length (words) < 3)
    return FALSE;

  request->method = g_strdup (words[0]);
  request->path = g_strdup (words[1]);
  request->head = g_string_free (g_steal_pointer (&head), FALSE);

  return TRUE;
}

static gboolean
read_body (GDataInputStream *in, ScriptedRequest *request)
{
  g_autofree char *length = scripted_request_get_header (request, "Content-Length");
  const gsize size = length != NULL ? (gsize) g_ascii_strtoull (length, NULL, 10) : 0;

  request->body = g_malloc0 (size + 1);

  return g_input_stream_read_all (G_INPUT_STREAM (in), request->body, size, NULL, NULL, NULL);
}

static GIOStream *
start_tls (ScriptedServer *server, GSocketConnection *connection)
{
  g_autoptr (GIOStream) tls = NULL;

  if (server->certificate == NULL)
    return g_object_ref (G_IO_STREAM (connection));

  tls = g_tls_server_connection_new (G_IO_STREAM (connection), server->certificate, NULL);

  if (tls == NULL || !g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL))
    return NULL;

  return g_steal_pointer (&tls);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection *connection,
        GObject *source,
        gpointer user_data)
{
  ScriptedServer *server = user_data;
  const guint n_connection = (guint) g_atomic_int_add (&server->n_connections, 1) + 1;
  g_autoptr (GIOStream) stream = start_tls (server, connection);
  g_autoptr (GDataInputStream) in = NULL;
  gboolean kept = stream != NULL;

  if (stream == NULL)
    return TRUE;

  in = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  g_data_input_stream_set_newline_type (in, G_DATA_STREAM_NEWLINE_TYPE_CR_LF);

  while (kept)
    {
      g_auto (ScriptedRequest) request = { .connection = n_connection };

      if (!read_head (in, &request) || !read_body (in, &request))
        break;

      request.n = (guint) g_atomic_int_add (&server->n_requests, 1) + 1;
      kept = server->func (&request, g_io_stream_get_output_stream (stream), server->user_data);
    }

  g_io_stream_close (stream, NULL, NULL);

  return TRUE;
}

static gpointer
serve (gpointer data)
{
  ScriptedServer *server = data;

  g_main_context_push_thread_default (server->context);
  g_socket_service_start (server->service);
  g_main_loop_run (server->loop);
  g_socket_service_stop (server->service);
  g_main_context_pop_thread_default (server->context);

  return NULL;
}

ScriptedServer *
scripted_server_new (ScriptedFunc func, gpointer user_data, GTlsCertificate *certificate)
{
  ScriptedServer *server = g_new0 (ScriptedServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  server->func = func;
  server->user_data = user_data;
  server->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  server->context = g_main_context_new ();
  server->loop = g_main_loop_new (server->context, FALSE);

  g_main_context_push_thread_default (server->context);
  server->service = g_threaded_socket_service_new (MAX_THREADS);
  g_socket_service_stop (server->service);
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service),
                                 wanted,
                                 G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP,
                                 NULL,
                                 &got,
                                 &error);
  g_assert_no_error (error);
  g_main_context_pop_thread_default (server->context);

  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  g_signal_connect (server->service, "run", G_CALLBACK (run_cb), server);
  server->thread = g_thread_new ("scripted-server", serve, server);

  return server;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_REMOVE;
}

void
scripted_server_free (ScriptedServer *server)
{
  g_main_context_invoke (server->context, quit_cb, server->loop);
  g_thread_join (server->thread);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_clear_object (&server->service);
  g_main_loop_unref (server->loop);
  g_main_context_unref (server->context);
  g_clear_object (&server->certificate);
  g_free (server);
}

char *
scripted_server_get_url (ScriptedServer *server)
{
  return g_strdup_printf ("%s://127.0.0.1:%u",
                          server->certificate != NULL ? "https" : "http",
                          server->port);
}

guint
scripted_server_get_n_requests (ScriptedServer *server)
{
  return (guint) g_atomic_int_get (&server->n_requests);
}

guint
scripted_server_get_n_connections (ScriptedServer *server)
{
  return (guint) g_atomic_int_get (&server->n_connections);
}

char *
scripted_request_get_header (const ScriptedRequest *request, const char *name)
{
  g_auto (GStrv) lines = g_strsplit (request->head, "\n", -1);
  const gsize length = strlen (name);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strstrip (g_strdup (lines[i] + length + 1));

  return NULL;
}

void
scripted_write (GOutputStream *out, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

void
scripted_answer (GOutputStream *out, guint status, const char *type, const char *body)
{
  scripted_write (out, "HTTP/1.1 %u Said\r\nDate: Mon, 23 Nov 2026 08:00:00 GMT\r\n", status);

  if (type != NULL)
    scripted_write (out, "Content-Type: %s\r\n", type);

  if (status != 204)
    scripted_write (out, "Content-Length: %zu\r\n", strlen (body));

  scripted_write (out, "\r\n%s", body);
}
