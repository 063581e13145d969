/* Connections: accepts them, hands requests on, and breaks what a fault says.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>
#include <sys/socket.h>

#define FAULT_KEY "docket-sandbox-fault"
#define CONTROL_PREFIX "/sandbox/"
#define WEB_PREFIX CONTROL_PREFIX "web/"
#define API_PREFIX "/api/v3"
#define BIG_SIZE (10 * 1024 * 1024)

typedef struct
{
  DocketSandbox *sandbox;
  guint remote_port;
  GIOStream *stream;
  GSocket *socket;
  gboolean busy;
} Connection;

typedef struct
{
  DocketSandbox *sandbox;
  DocketSandboxRequest *request;
} Late;

/* Somebody who has connected while a fault of connections is on. */
typedef struct
{
  DocketSandbox *sandbox;
  GSocketConnection *connection;
} Newcomer;

static void accept_next (DocketSandbox *sandbox);

/* When it is closed, what the other side still sends or waits for is reset. */
static void
make_abrupt (GSocket *socket)
{
  const struct linger linger = { .l_onoff = 1, .l_linger = 0 };

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/* For a socket that libsoup holds: it must be the one that closes it. */
static void
cut_socket (GSocket *socket)
{
  make_abrupt (socket);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

static void
stream_gone_cb (gpointer user_data, GObject *stream)
{
  Connection *connection = user_data;

  /* Not removed by its port: that may belong to the next connection already. */
  if (g_hash_table_lookup (connection->sandbox->connections,
                           GUINT_TO_POINTER (connection->remote_port)) == connection)
    g_hash_table_remove (connection->sandbox->connections,
                         GUINT_TO_POINTER (connection->remote_port));
  g_object_unref (connection->socket);
  g_free (connection);
}

static guint
port_of (GSocketAddress *address)
{
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
}

static Connection *
find_connection (DocketSandbox *sandbox, SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  if (remote == NULL)
    return NULL;

  return g_hash_table_lookup (sandbox->connections, GUINT_TO_POINTER (port_of (remote)));
}

static void
drop (DocketSandbox *sandbox, SoupServerMessage *message)
{
  Connection *connection = find_connection (sandbox, message);

  if (connection != NULL)
    cut_socket (connection->socket);

  soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
}

/* An answer ready for the wire: body, its type, and the headers that matter. */
static GBytes *
answer_to_bytes (DocketSandboxAnswer *answer)
{
  char *json;

  if (answer->bytes != NULL)
    return g_bytes_ref (answer->bytes);

  if (answer->body == NULL)
    return g_bytes_new_static ("", 0);

  json = json_to_string (answer->body, FALSE);

  return g_bytes_new_take (json, strlen (json));
}

static const char *
answer_type (DocketSandboxAnswer *answer)
{
  return answer->content_type != NULL ? answer->content_type : "application/json; charset=utf-8";
}

static void
send_answer (SoupServerMessage *message, DocketSandboxAnswer *answer, const char *date)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) body = answer_to_bytes (answer);
  gsize size;
  const char *data = g_bytes_get_data (body, &size);

  soup_server_message_set_status (message, answer->status, NULL);
  soup_message_headers_remove (headers, "Date");
  if (date != NULL)
    soup_message_headers_append (headers, "Date", date);
  if (answer->retry_after != NULL)
    soup_message_headers_append (headers, "Retry-After", answer->retry_after);
  if (answer->location != NULL)
    soup_message_headers_append (headers, "Location", answer->location);
  if (size > 0)
    soup_server_message_set_response (message, answer_type (answer), SOUP_MEMORY_COPY, data, size);
}

/* Writes the beginning of an answer past libsoup, then cuts the connection. */
static void
send_part (DocketSandbox *sandbox,
           SoupServerMessage *message,
           DocketSandboxAnswer *answer,
           const char *date,
           gint64 n_bytes)
{
  Connection *connection = find_connection (sandbox, message);
  g_autoptr (GBytes) body = answer_to_bytes (answer);
  g_autoptr (GString) raw = g_string_new (NULL);

  if (connection == NULL)
    return;

  g_string_append_printf (raw,
                          "HTTP/1.1 %u %s\r\n",
                          answer->status,
                          soup_status_get_phrase (answer->status));
  if (date != NULL)
    g_string_append_printf (raw, "Date: %s\r\n", date);
  g_string_append_printf (raw,
                          "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          answer_type (answer),
                          g_bytes_get_size (body));
  g_string_append_len (raw, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_string_truncate (raw, CLAMP (n_bytes, 0, (gint64) raw->len));

  g_output_stream_write_all (g_io_stream_get_output_stream (connection->stream),
                             raw->str,
                             raw->len,
                             NULL,
                             NULL,
                             NULL);

  /* A clean end: with a reset the other side could lose what it has not read yet. */
  g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
  soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
}

static gboolean
unpause_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  if (g_object_get_data (G_OBJECT (message), "finished") == NULL)
    soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
}

static void
finished_cb (SoupServerMessage *message, DocketSandbox *sandbox)
{
  Connection *connection = find_connection (sandbox, message);

  g_object_set_data (G_OBJECT (message), "finished", GINT_TO_POINTER (TRUE));
  if (connection != NULL)
    connection->busy = FALSE;
}

static gboolean
late_cb (gpointer user_data)
{
  Late *late = user_data;
  DocketSandboxAnswer answer = { 0 };

  late->request->now_us = g_get_real_time ();
  if (docket_sandbox_admit (late->sandbox, late->request, &answer))
    docket_sandbox_run (late->sandbox, late->request, &answer);
  docket_sandbox_note (late->sandbox, late->request, &answer);
  docket_sandbox_answer_clear (&answer);

  return G_SOURCE_REMOVE;
}

static void
late_free (gpointer data)
{
  Late *late = data;

  docket_sandbox_request_free (late->request);
  g_free (late);
}

static void
set_text (DocketSandboxAnswer *answer, char *text, const char *type)
{
  g_clear_pointer (&answer->bytes, g_bytes_unref);
  answer->bytes = g_bytes_new_take (text, strlen (text));
  if (type != NULL)
    {
      g_free (answer->content_type);
      answer->content_type = g_strdup (type);
    }
}

/* An error of the server itself has the API's shape, one of a gateway is a page, unless told. */
static void
set_status (DocketSandboxRequest *request, DocketSandboxAnswer *answer, DocketSandboxFault *fault)
{
  const guint status = fault->number != 0 ? fault->number : SOUP_STATUS_INTERNAL_SERVER_ERROR;
  const char *shape = fault->shape;

  if (shape == NULL)
    shape = status > SOUP_STATUS_INTERNAL_SERVER_ERROR ? "html" : "problem";

  g_clear_pointer (&answer->bytes, g_bytes_unref);
  docket_sandbox_answer_problem (answer, request, status, "This is a fault that was switched on.");
  if (strcmp (shape, "html") == 0)
    set_text (answer,
              g_strdup_printf ("<html><body><h1>%u</h1></body></html>", status),
              "text/html; charset=utf-8");
  else if (strcmp (shape, "empty") == 0)
    g_clear_pointer (&answer->body, json_node_unref);
}

/* Faults that answer instead of the API. Returns FALSE for the others. */
static gboolean
answer_instead (DocketSandboxRequest *request,
                DocketSandboxAnswer *answer,
                DocketSandboxFault *fault)
{
  switch ((int) fault->kind)
    {
    case DOCKET_SANDBOX_FAULT_STATUS:
      set_status (request, answer, fault);
      return TRUE;

    case DOCKET_SANDBOX_FAULT_HTML:
      answer->status = SOUP_STATUS_OK;
      set_text (answer,
                g_strdup ("<!DOCTYPE html><html><body><h1>Sign in to the guest network</h1></body>"
                          "</html>"),
                "text/html; charset=utf-8");
      return TRUE;

    case DOCKET_SANDBOX_FAULT_RATE:
      answer->retry_after = g_strdup (fault->text);
      docket_sandbox_answer_problem (answer,
                                     request,
                                     DOCKET_SANDBOX_TOO_MANY_REQUESTS,
                                     "Too many requests in this minute.");
      return TRUE;

    case DOCKET_SANDBOX_FAULT_REDIRECT:
      answer->status = SOUP_STATUS_FOUND;
      answer->location = g_strdup (fault->text);
      return TRUE;

    default:
      return FALSE;
    }
}

/* Faults that spoil the API's own answer. */
static void
spoil_answer (DocketSandboxRequest *request, DocketSandboxAnswer *answer, DocketSandboxFault *fault)
{
  g_autofree char *json = answer->body != NULL ? json_to_string (answer->body, FALSE) : NULL;
  g_autofree char *padding = NULL;

  switch ((int) fault->kind)
    {
    case DOCKET_SANDBOX_FAULT_STATUS_AFTER:
      set_status (request, answer, fault);
      break;

    case DOCKET_SANDBOX_FAULT_JSON:
      set_text (answer,
                json != NULL ? g_strndup (json, strlen (json) / 2) : g_strdup ("{\"ActionID\":"),
                NULL);
      break;

    case DOCKET_SANDBOX_FAULT_TYPE:
      set_text (answer, g_strdup (json != NULL ? json : "{}"), "application/octet-stream");
      break;

    case DOCKET_SANDBOX_FAULT_BIG:
      padding = g_strnfill (BIG_SIZE, 'x');
      set_text (answer, g_strdup_printf ("{\"ActionID\":\"%s\"}", padding), NULL);
      break;

    default:
      break;
    }
}

static DocketSandboxRequest *
read_request (SoupServerMessage *message, const char *path, GHashTable *query)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *bearer = soup_message_headers_get_one (headers, "Authorization");
  const char *key = soup_message_headers_get_one (headers, "X-API-KEY");
  const char *raw_query = g_uri_get_query (soup_server_message_get_uri (message));
  DocketSandboxRequest *request = g_new0 (DocketSandboxRequest, 1);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GHashTableIter iter;
  gpointer name, value;

  if (key == NULL && bearer != NULL && g_ascii_strncasecmp (bearer, "Bearer ", 7) == 0)
    key = bearer + 7;

  request->method = g_strdup (soup_server_message_get_method (message));
  request->path = g_strdup (path);
  request->key = g_strdup (key);
  request->uuid = g_strdup (soup_message_headers_get_one (headers, "X-Request-Id"));
  request->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  request->raw_query = g_strdup (raw_query);
  request->raw_body = soup_message_body_flatten (body);
  request->now_us = g_get_real_time ();
  request->query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (query != NULL)
    {
      g_hash_table_iter_init (&iter, query);
      while (g_hash_table_iter_next (&iter, &name, &value))
        g_hash_table_insert (request->query, g_strdup (name), g_strdup (value));
    }

  return request;
}

static void
send_or_break (DocketSandbox *sandbox,
               SoupServerMessage *message,
               DocketSandboxAnswer *answer,
               DocketSandboxFault *fault)
{
  const int kind = fault != NULL ? (int) fault->kind : DOCKET_SANDBOX_FAULT_NONE;
  const gint64 shift_s = kind == DOCKET_SANDBOX_FAULT_CLOCK ? fault->number : 0;
  g_autofree char *date = docket_sandbox_manner_date (sandbox, shift_s);

  if (kind == DOCKET_SANDBOX_FAULT_DROP_AFTER)
    {
      drop (sandbox, message);
      return;
    }

  if (kind == DOCKET_SANDBOX_FAULT_CUT)
    {
      send_part (sandbox, message, answer, date, fault->number);
      return;
    }

  send_answer (message, answer, date);
  if (kind != DOCKET_SANDBOX_FAULT_STALL)
    return;

  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT,
                      CLAMP (fault->number, 0, G_MAXINT),
                      unpause_cb,
                      g_object_ref (message),
                      g_object_unref);
}

static void
serve_api (DocketSandbox *sandbox,
           SoupServerMessage *message,
           DocketSandboxRequest *taken,
           DocketSandboxFault *fault)
{
  DocketSandboxRequest *request = taken;
  DocketSandboxAnswer answer = { 0 };
  const int kind = fault != NULL ? (int) fault->kind : DOCKET_SANDBOX_FAULT_NONE;

  docket_sandbox_count_attempt (sandbox, request);

  if (kind == DOCKET_SANDBOX_FAULT_LATE)
    {
      Late *late = g_new0 (Late, 1);

      late->sandbox = sandbox;
      late->request = request;
      drop (sandbox, message);
      g_timeout_add_full (G_PRIORITY_DEFAULT,
                          CLAMP (fault->number, 0, G_MAXINT),
                          late_cb,
                          late,
                          late_free);
      return;
    }

  if (kind == DOCKET_SANDBOX_FAULT_CLOCK)
    request->now_us += fault->number * G_USEC_PER_SEC;

  if (kind == DOCKET_SANDBOX_FAULT_DROP_BEFORE)
    {
      drop (sandbox, message);
    }
  else
    {
      const gboolean instead = fault != NULL && answer_instead (request, &answer, fault);

      if (!instead && docket_sandbox_admit (sandbox, request, &answer))
        docket_sandbox_run (sandbox, request, &answer);
      if (!instead && fault != NULL)
        spoil_answer (request, &answer, fault);
      send_or_break (sandbox, message, &answer, fault);
    }

  docket_sandbox_note (sandbox, request, &answer);
  docket_sandbox_answer_clear (&answer);
  docket_sandbox_request_free (request);
}

/* `/sandbox/web/EMAIL/api/v3/…` is the API as that user; `/api/v3` may be left out. */
static void
be_web_user (DocketSandboxRequest *request)
{
  const char *email = request->path + strlen (WEB_PREFIX);
  const char *rest = strchr (email, '/');
  char *path;

  if (rest == NULL)
    return;

  request->actor = g_uri_unescape_segment (email, rest, NULL);
  path = g_str_has_prefix (rest, API_PREFIX "/") ? g_strdup (rest)
                                                 : g_strconcat (API_PREFIX, rest, NULL);
  g_free (request->path);
  request->path = path;
}

static gboolean
is_local (SoupServerMessage *message)
{
  GSocketAddress *remote = soup_server_message_get_remote_address (message);

  return remote != NULL && g_inet_address_get_is_loopback (
                             g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (remote)));
}

static void
serve_control (DocketSandbox *sandbox, SoupServerMessage *message, DocketSandboxRequest *request)
{
  DocketSandboxAnswer answer = { 0 };

  if (!is_local (message))
    {
      docket_sandbox_answer_problem (&answer, request, SOUP_STATUS_FORBIDDEN, "Loopback only.");
    }
  else if (g_str_has_prefix (request->path, WEB_PREFIX))
    {
      be_web_user (request);
      docket_sandbox_run (sandbox, request, &answer);
      docket_sandbox_note (sandbox, request, &answer);
    }
  else
    {
      docket_sandbox_control (sandbox, request, &answer);
    }

  send_answer (message, &answer, NULL);
  docket_sandbox_answer_clear (&answer);
  docket_sandbox_request_free (request);
}

static void
request_cb (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  DocketSandbox *sandbox = user_data;
  const char *encoded = g_uri_get_path (soup_server_message_get_uri (message));
  DocketSandboxFault *fault = g_object_get_data (G_OBJECT (message), FAULT_KEY);
  DocketSandboxRequest *request;

  if (fault != NULL && fault->kind == DOCKET_SANDBOX_FAULT_DROP_DURING)
    {
      soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
      return;
    }

  request = read_request (message, encoded, query);
  if (g_str_has_prefix (encoded, CONTROL_PREFIX))
    serve_control (sandbox, message, request);
  else
    serve_api (sandbox, message, request, fault);
}

/* The body is not read. What libsoup has of it may still reach request_cb (), which leaves it. */
static void
drop_during (DocketSandbox *sandbox, SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  DocketSandboxRequest *request = read_request (message, path, NULL);
  DocketSandboxAnswer nothing = { 0 };

  docket_sandbox_count_attempt (sandbox, request);
  docket_sandbox_note (sandbox, request, &nothing);
  docket_sandbox_request_free (request);
  drop (sandbox, message);
}

static void
headers_cb (SoupServerMessage *message, DocketSandbox *sandbox)
{
  Connection *connection = find_connection (sandbox, message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  DocketSandboxFault *fault;

  if (connection != NULL)
    connection->busy = TRUE;

  if (g_str_has_prefix (path, CONTROL_PREFIX))
    return;

  fault = docket_sandbox_faults_take_request (sandbox->faults,
                                              soup_server_message_get_method (message),
                                              path);
  if (fault == NULL)
    return;

  g_object_set_data_full (G_OBJECT (message),
                          FAULT_KEY,
                          fault,
                          (GDestroyNotify) docket_sandbox_fault_free);

  if (fault->kind == DOCKET_SANDBOX_FAULT_DROP_DURING)
    drop_during (sandbox, message);
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, DocketSandbox *sandbox)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (headers_cb), sandbox);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), sandbox);
}

static void
hand_over (DocketSandbox *sandbox, GSocketConnection *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (socket, NULL);
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  Connection *connection;

  if (local == NULL || remote == NULL)
    return;

  stream = sandbox->certificate != NULL
             ? g_tls_server_connection_new (G_IO_STREAM (socket), sandbox->certificate, &error)
             : g_object_ref (G_IO_STREAM (socket));
  if (stream == NULL)
    {
      g_warning ("A connection can't be had: %s", error->message);
      return;
    }

  connection = g_new0 (Connection, 1);
  connection->sandbox = sandbox;
  connection->remote_port = port_of (remote);
  connection->stream = stream;
  connection->socket = g_object_ref (g_socket_connection_get_socket (socket));
  g_hash_table_insert (sandbox->connections,
                       GUINT_TO_POINTER (connection->remote_port),
                       connection);
  g_object_weak_ref (G_OBJECT (stream), stream_gone_cb, connection);

  if (!soup_server_accept_iostream (sandbox->server, stream, local, remote, &error))
    g_warning ("A connection can't be had: %s", error->message);
}

/* Looks without reading: whoever switched the fault on must be able to lift it. */
static gboolean
is_control (GSocket *socket)
{
  char start[64] = "";

  recv (g_socket_get_fd (socket), start, sizeof start - 1, MSG_PEEK | MSG_DONTWAIT);

  return strstr (start, " " CONTROL_PREFIX) != NULL;
}

static gboolean
first_bytes_cb (GSocket *socket, GIOCondition condition, gpointer user_data)
{
  Newcomer *newcomer = user_data;
  DocketSandbox *sandbox = newcomer->sandbox;
  g_autoptr (DocketSandboxFault) fault = NULL;
  guint8 hello[16];

  if (!is_control (socket))
    fault = docket_sandbox_faults_take_connection (sandbox->faults);

  if (fault == NULL)
    {
      hand_over (sandbox, newcomer->connection);
      return G_SOURCE_REMOVE;
    }

  if (fault->kind == DOCKET_SANDBOX_FAULT_TLS)
    g_socket_receive (socket, (char *) hello, sizeof hello, NULL, NULL);
  make_abrupt (socket);
  g_io_stream_close (G_IO_STREAM (newcomer->connection), NULL, NULL);

  return G_SOURCE_REMOVE;
}

static void
newcomer_free (gpointer data)
{
  Newcomer *newcomer = data;

  g_object_unref (newcomer->connection);
  g_free (newcomer);
}

static void
wait_for_first_bytes (DocketSandbox *sandbox, GSocketConnection *connection)
{
  Newcomer *newcomer = g_new0 (Newcomer, 1);
  g_autoptr (GSource) source = g_socket_create_source (g_socket_connection_get_socket (connection),
                                                       G_IO_IN | G_IO_HUP,
                                                       sandbox->cancellable);

  newcomer->sandbox = sandbox;
  newcomer->connection = g_object_ref (connection);
  g_source_set_callback (source, G_SOURCE_FUNC (first_bytes_cb), newcomer, newcomer_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DocketSandbox *sandbox = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) socket =
    g_socket_listener_accept_finish (G_SOCKET_LISTENER (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  accept_next (sandbox);
  if (socket == NULL)
    return;

  if (docket_sandbox_faults_concern_connections (sandbox->faults))
    wait_for_first_bytes (sandbox, socket);
  else
    hand_over (sandbox, socket);
}

static void
accept_next (DocketSandbox *sandbox)
{
  g_socket_listener_accept_async (sandbox->listener, sandbox->cancellable, accepted_cb, sandbox);
}

/**
 * docket_sandbox_wire_open:
 * @sandbox: a sandbox
 * @port: a port of this computer; 0 for any
 * @error: return location for an error
 *
 * Returns: whether the sandbox listens
 */
gboolean
docket_sandbox_wire_open (DocketSandbox *sandbox, guint16 port, GError **error)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, port);
  g_autoptr (GSocketAddress) effective = NULL;

  sandbox->listener = g_socket_listener_new ();
  if (!g_socket_listener_add_address (sandbox->listener,
                                      wanted,
                                      G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP,
                                      NULL,
                                      &effective,
                                      error))
    return FALSE;

  sandbox->url = g_strdup_printf ("%s://127.0.0.1:%u",
                                  sandbox->certificate != NULL ? "https" : "http",
                                  port_of (effective));
  sandbox->cancellable = g_cancellable_new ();
  sandbox->connections = g_hash_table_new (NULL, NULL);
  sandbox->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (sandbox->server, NULL, request_cb, sandbox, NULL);

  /* libsoup 3.2 keeps no connection for a next request while a server has no listener of its own.
   * Nobody is told of this one. */
  if (!soup_server_listen_local (sandbox->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  g_signal_connect (sandbox->server, "request-started", G_CALLBACK (started_cb), sandbox);
  accept_next (sandbox);

  return TRUE;
}

/**
 * docket_sandbox_wire_close:
 * @sandbox: a sandbox
 *
 * Ends all connections, if it ever listened.
 */
void
docket_sandbox_wire_close (DocketSandbox *sandbox)
{
  if (sandbox->cancellable != NULL)
    g_cancellable_cancel (sandbox->cancellable);
  if (sandbox->listener != NULL)
    g_socket_listener_close (sandbox->listener);
  if (sandbox->server != NULL)
    soup_server_disconnect (sandbox->server);

  g_clear_object (&sandbox->server);
  g_clear_object (&sandbox->listener);
  g_clear_object (&sandbox->cancellable);
  g_clear_object (&sandbox->certificate);
  g_clear_pointer (&sandbox->connections, g_hash_table_unref);
  g_clear_pointer (&sandbox->url, g_free);
}

/**
 * docket_sandbox_wire_drop_idle:
 * @sandbox: a sandbox
 *
 * Ends the connections that are kept for a next request.
 */
void
docket_sandbox_wire_drop_idle (DocketSandbox *sandbox)
{
  GHashTableIter iter;
  gpointer connection;

  g_hash_table_iter_init (&iter, sandbox->connections);
  while (g_hash_table_iter_next (&iter, NULL, &connection))
    {
      if (!((Connection *) connection)->busy)
        cut_socket (((Connection *) connection)->socket);
    }
}
