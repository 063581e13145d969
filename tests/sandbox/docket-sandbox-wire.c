/* Connections: accepts them, and breaks those that a fault wants broken.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

typedef struct
{
  DocketSandbox *sandbox;
  guint remote_port;
  GIOStream *stream;
  GSocket *socket;
  gboolean busy;
} Connection;

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

/* What libsoup is to read from. */
static GIOStream *
secure (DocketSandbox *sandbox, GSocketConnection *socket)
{
  g_autoptr (GError) error = NULL;
  GIOStream *stream;

  if (sandbox->certificate == NULL)
    return g_object_ref (G_IO_STREAM (socket));

  stream = g_tls_server_connection_new (G_IO_STREAM (socket), sandbox->certificate, &error);
  if (error != NULL)
    g_warning ("A connection can't be secured: %s", error->message);

  return stream;
}

static void
hand_over (DocketSandbox *sandbox, GSocketConnection *socket)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (socket, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (socket, NULL);
  g_autoptr (GIOStream) stream = secure (sandbox, socket);
  g_autoptr (GError) error = NULL;
  Connection *connection;

  if (local == NULL || remote == NULL || stream == NULL)
    return;

  /* Head and body are written apart: the second would wait 40 ms for the first's acknowledgement.
   */
  g_socket_set_option (g_socket_connection_get_socket (socket), IPPROTO_TCP, TCP_NODELAY, 1, NULL);

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

  return strstr (start, " " DOCKET_SANDBOX_CONTROL_PREFIX) != NULL;
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

  /* libsoup 3.2 keeps no connection for a next request while a server has no listener of its own.
   * Nobody is told of this one. */
  if (!soup_server_listen_local (sandbox->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;

  docket_sandbox_serve (sandbox);
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

/**
 * docket_sandbox_wire_set_busy:
 * @sandbox: a sandbox
 * @message: a request
 * @busy: whether it is being handled
 */
void
docket_sandbox_wire_set_busy (DocketSandbox *sandbox, SoupServerMessage *message, gboolean busy)
{
  Connection *connection = find_connection (sandbox, message);

  if (connection != NULL)
    connection->busy = busy;
}

/**
 * docket_sandbox_wire_drop:
 * @sandbox: a sandbox
 * @message: a request that gets no answer
 *
 * Cuts the connection of @message.
 */
void
docket_sandbox_wire_drop (DocketSandbox *sandbox, SoupServerMessage *message)
{
  Connection *connection = find_connection (sandbox, message);

  if (connection != NULL)
    cut_socket (connection->socket);

  /* libsoup wants one; it finds nobody to send it to. */
  soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
}

/**
 * docket_sandbox_wire_write_and_end:
 * @sandbox: a sandbox
 * @message: a request
 * @data: the beginning of an answer, as it is on the wire
 * @size: its bytes
 *
 * Writes @data past libsoup, then ends the connection: cleanly, for with a reset the other side
 * could lose what it has not read yet.
 */
void
docket_sandbox_wire_write_and_end (DocketSandbox *sandbox,
                                   SoupServerMessage *message,
                                   const char *data,
                                   gsize size)
{
  Connection *connection = find_connection (sandbox, message);

  if (connection != NULL)
    {
      g_output_stream_write_all (g_io_stream_get_output_stream (connection->stream),
                                 data,
                                 size,
                                 NULL,
                                 NULL,
                                 NULL);
      g_socket_shutdown (connection->socket, TRUE, TRUE, NULL);
    }

  soup_server_message_set_status (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, NULL);
}
