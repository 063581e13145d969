/* Requests as they come from libsoup: answers them, or does to them what a fault says.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>

#define FAULT_KEY "docket-sandbox-fault"
#define FINISHED_KEY "docket-sandbox-finished"
#define CONTROL_PREFIX DOCKET_SANDBOX_CONTROL_PREFIX
#define WEB_PREFIX CONTROL_PREFIX "web/"
#define API_PREFIX "/api/v3"

typedef struct
{
  DocketSandbox *sandbox;
  DocketSandboxRequest *request;
} Late;

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

/* libsoup answers a request for a part by itself; of another state of the file it is sent whole. */
static void
offer_parts (SoupServerMessage *message, const char *etag)
{
  SoupMessageHeaders *wanted = soup_server_message_get_request_headers (message);
  const char *state = soup_message_headers_get_one (wanted, "If-Range");

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "ETag", etag);

  if (state != NULL && strcmp (state, etag) != 0)
    soup_message_headers_remove (wanted, "Range");
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
  if (answer->etag != NULL)
    offer_parts (message, answer->etag);
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
  g_autoptr (GBytes) body = answer_to_bytes (answer);
  g_autoptr (GString) raw = g_string_new (NULL);

  g_string_append_printf (raw,
                          "HTTP/1.1 %u %s\r\n",
                          answer->status,
                          soup_status_get_phrase (answer->status));
  if (date != NULL)
    g_string_append_printf (raw, "Date: %s\r\n", date);
  if (answer->etag != NULL)
    g_string_append_printf (raw, "ETag: %s\r\n", answer->etag);
  g_string_append_printf (raw,
                          "Content-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                          answer_type (answer),
                          g_bytes_get_size (body));
  g_string_append_len (raw, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_string_truncate (raw, CLAMP (n_bytes, 0, (gint64) raw->len));

  docket_sandbox_wire_write_and_end (sandbox, message, raw->str, raw->len);
}

static gboolean
unpause_cb (gpointer user_data)
{
  SoupServerMessage *message = user_data;

  if (g_object_get_data (G_OBJECT (message), FINISHED_KEY) == NULL)
    soup_server_message_unpause (message);

  return G_SOURCE_REMOVE;
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
      docket_sandbox_wire_drop (sandbox, message);
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
      docket_sandbox_wire_drop (sandbox, message);
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
      docket_sandbox_wire_drop (sandbox, message);
    }
  else
    {
      const gboolean instead =
        fault != NULL && docket_sandbox_fault_answer (request, &answer, fault);

      if (!instead && docket_sandbox_admit (sandbox, request, &answer))
        docket_sandbox_run (sandbox, request, &answer);
      if (!instead && fault != NULL)
        docket_sandbox_fault_spoil (request, &answer, fault);
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
  docket_sandbox_wire_drop (sandbox, message);
}

static void
headers_cb (SoupServerMessage *message, DocketSandbox *sandbox)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  DocketSandboxFault *fault;

  docket_sandbox_wire_set_busy (sandbox, message, TRUE);

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
finished_cb (SoupServerMessage *message, DocketSandbox *sandbox)
{
  g_object_set_data (G_OBJECT (message), FINISHED_KEY, GINT_TO_POINTER (TRUE));
  docket_sandbox_wire_set_busy (sandbox, message, FALSE);
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, DocketSandbox *sandbox)
{
  g_signal_connect (message, "got-headers", G_CALLBACK (headers_cb), sandbox);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), sandbox);
}

/**
 * docket_sandbox_serve:
 * @sandbox: a sandbox with a server
 *
 * Lets the sandbox answer what its server hears.
 */
void
docket_sandbox_serve (DocketSandbox *sandbox)
{
  soup_server_add_handler (sandbox->server, NULL, request_cb, sandbox, NULL);
  g_signal_connect (sandbox->server, "request-started", G_CALLBACK (started_cb), sandbox);
}
