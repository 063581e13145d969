/* The HTTP that every server's folder uses: one attempt is one request, bounded, and the secret
 * goes nowhere else.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-config.h"

#include "docket-http.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>

#include "docket-answer.h"

#define TIMEOUT_SECONDS 30
#define IDLE_TIMEOUT_SECONDS 20
#define MAX_CONNECTIONS 6
#define BURST 30
#define SLOWEST_BYTES 256 /* a second */
#define CHUNK_BYTES (64 * 1024)

/* How long a server that says 429 and no more is left alone. */
#define DEFAULT_PAUSE_US (5 * G_USEC_PER_SEC)

/**
 * DocketHttp:
 *
 * A server, spoken to over HTTP. Synchronous; requests may be sent from several threads at once.
 *
 * libsoup 3.2 repeats a PUT or DELETE whose kept-alive connection died, and turns POST → 302 into a
 * GET: a request that writes has a connection of its own and follows nothing. Reading follows
 * nothing either: a redirect of the API is a portal or a wrong address.
 */
struct _DocketHttp
{
  GObject parent_instance;

  GUri *base;
  char *base_text;
  char *secret_header;
  char *secret;

  DocketClock *clock;
  DocketLimiter *limiter;

  GMutex mutex; /* of the session, which is made with the first request */
  SoupSession *session;
  guint timeout;
};

G_DEFINE_FINAL_TYPE (DocketHttp, docket_http, G_TYPE_OBJECT)

/* One request on its way. */
typedef struct
{
  DocketHttpAnswer *answer;
  GTlsCertificateFlags tls_errors;
  gboolean tls_refused;
} Attempt;

static gboolean
is_same_origin (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         g_uri_get_port (a) == g_uri_get_port (b);
}

/* HTTPS alone; plain HTTP for loopback (product.md §17). */
static gboolean
is_allowed (GUri *uri)
{
  if (g_uri_get_host (uri) == NULL)
    return FALSE;

  if (strcmp (g_uri_get_scheme (uri), "https") == 0)
    return TRUE;

  return strcmp (g_uri_get_scheme (uri), "http") == 0 &&
         docket_http_is_loopback (g_uri_get_host (uri));
}

static gboolean
is_write (const DocketHttpRequest *request)
{
  return strcmp (request->method, SOUP_METHOD_GET) != 0;
}

/* Tests against a server of their own need not keep to another's limit. */
static guint
choose_rate (guint rate_per_minute)
{
#if DEVELOPMENT
  const char *wanted = g_getenv ("DOCKET_TEST_RATE");
  guint64 rate;

  if (wanted != NULL && g_ascii_string_to_unsigned (wanted, 10, 1, 1000000, &rate, NULL))
    return (guint) rate;
#endif

  return rate_per_minute;
}

#if DEVELOPMENT
static void
trust_test_authority (SoupSession *session)
{
  const char *path = g_getenv ("DOCKET_TEST_CA");
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;

  database = g_tls_file_database_new (path, &error);

  if (database == NULL)
    g_warning ("DOCKET_TEST_CA is not used: %s", error->message);
  else
    soup_session_set_tls_database (session, database);
}
#endif

static SoupSession *
ensure_session (DocketHttp *self)
{
  SoupSession *session;

  g_mutex_lock (&self->mutex);

  if (self->session == NULL)
    {
      self->session = soup_session_new_with_options ("timeout",
                                                     self->timeout,
                                                     "idle-timeout",
                                                     IDLE_TIMEOUT_SECONDS,
                                                     "max-conns-per-host",
                                                     MAX_CONNECTIONS,
                                                     "user-agent",
                                                     "Docket/" PACKAGE_VERSION,
                                                     NULL);
      soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
      soup_session_remove_feature_by_type (self->session, SOUP_TYPE_COOKIE_JAR);
#if DEVELOPMENT
      trust_test_authority (self->session);
#endif
    }

  session = g_object_ref (self->session);
  g_mutex_unlock (&self->mutex);

  return session;
}

/* Waits without a clock of its own; returns whether it was not cancelled. */
static gboolean
wait_us (gint64 us, GCancellable *cancellable, GError **error)
{
  GPollFD fd;
  const int milliseconds = (int) MIN ((us + 999) / 1000, G_MAXINT);

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &fd))
    {
      g_usleep ((gulong) us);
      return TRUE;
    }

  g_poll (&fd, 1, milliseconds);
  g_cancellable_release_fd (cancellable);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* Waits for its turn under the limit; fails when the server wants no request now. */
static gboolean
wait_for_turn (DocketHttp *self, GCancellable *cancellable, GError **error)
{
  gint64 us;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  while ((us = docket_limiter_take (self->limiter)) > 0)
    if (!wait_us (us, cancellable, error))
      return FALSE;

  if (docket_limiter_get_pause (self->limiter) > 0)
    {
      g_set_error (error,
                   DOCKET_REMOTE_ERROR,
                   DOCKET_REMOTE_ERROR_BUSY,
                   /* Translators: %s is a server's name */
                   _ ("%s asks for a pause. Docket goes on by itself when it is over."),
                   g_uri_get_host (self->base));
      return FALSE;
    }

  return TRUE;
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Attempt *attempt = user_data;

  attempt->answer->bytes_sent = TRUE;
}

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  Attempt *attempt = user_data;

  attempt->tls_refused = TRUE;
  attempt->tls_errors = errors;

  return FALSE;
}

static void
set_certificate_error (GTlsCertificateFlags flags, const char *host, GError **error)
{
  const char *format;

  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    format = _ ("The certificate of %s comes from nobody this computer trusts. Somebody may be "
                "reading along: use another network, or ask whoever runs the server.");
  else if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    format = _ ("The certificate that %s showed belongs to another name. Check the address, or use "
                "another network.");
  else if (flags & G_TLS_CERTIFICATE_EXPIRED)
    format =
      _ ("The certificate of %s has expired. Check this computer's date, or ask whoever runs "
         "the server.");
  else if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    format = _ ("The certificate of %s is not valid yet. Check this computer's date.");
  else
    format = _ ("The certificate of %s can't be trusted. Use another network, or ask whoever runs "
                "the server.");

  g_set_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_CERTIFICATE, format, host);
}

static void
set_unreachable_error (const GError *cause, const char *host, GError **error)
{
  const char *format;

  if (cause->domain == G_RESOLVER_ERROR)
    format = _ ("There is no server named %s to be found. Check the address, and whether this "
                "computer is online.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    format = _ ("%s takes no connections. Check the address, or try again later.");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    format = _ ("%s does not answer. Check the address, or try again later.");
  else if (cause->domain == G_TLS_ERROR)
    format = _ ("No secure connection to %s could be made. Check the address, or use another "
                "network.");
  else
    format = _ ("%s can't be reached. Check whether this computer is online.");

  g_set_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_UNREACHABLE, format, host);
}

static void
set_broken_error (const GError *cause, const char *host, GError **error)
{
  const char *format;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    format = _ ("%s took too long to answer. Try again later.");
  else
    format = _ ("The connection to %s ended in the middle. Try again.");

  g_set_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN, format, host);
}

/* Brings whatever GIO or libsoup said to what a caller can act on and a person can read. */
static GError *
translate_error (const GError *cause, const Attempt *attempt, const char *host)
{
  GError *error = NULL;

  g_debug ("request ended: %s %d", g_quark_to_string (cause->domain), cause->code);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      cause->domain == DOCKET_REMOTE_ERROR)
    return g_error_copy (cause);

  if (attempt->tls_refused)
    set_certificate_error (attempt->tls_errors, host, &error);
  else if (!attempt->answer->bytes_sent)
    set_unreachable_error (cause, host, &error);
  else
    set_broken_error (cause, host, &error);

  return error;
}

/* Silence is borne for a while; a trickle, which is never silent, is not borne for ever. */
static gboolean
is_trickle (DocketHttp *self, const DocketHttpAnswer *answer, gsize n_bytes)
{
  const gint64 seconds =
    (docket_clock_get_monotonic (self->clock) - answer->began_at) / G_USEC_PER_SEC;

  return seconds > 2 * (gint64) self->timeout && n_bytes < (gsize) seconds * SLOWEST_BYTES;
}

static void
tell_progress (const DocketHttpRequest *request, const DocketHttpAnswer *answer, gsize n_bytes)
{
  const gsize first = answer->status == SOUP_STATUS_PARTIAL_CONTENT ? request->first : 0;

  if (request->progress != NULL && answer->status / 100 == 2)
    request->progress ((gint64) (first + n_bytes), answer->total, request->progress_data);
}

static gboolean
read_body (DocketHttp *self,
           GInputStream *stream,
           const DocketHttpRequest *request,
           DocketHttpAnswer *answer,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_BYTES);
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, CHUNK_BYTES, cancellable, error)) > 0)
    {
      if (array->len + (gsize) n > request->max_bytes)
        {
          g_set_error_literal (
            error,
            DOCKET_REMOTE_ERROR,
            DOCKET_REMOTE_ERROR_BROKEN,
            _ ("The server sent far more than was asked for. Check the address."));
          n = -1;
          break;
        }

      g_byte_array_append (array, chunk, (guint) n);
      tell_progress (request, answer, array->len);

      if (is_trickle (self, answer, array->len))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "a trickle");
          n = -1;
          break;
        }
    }

  answer->body = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  answer->body_complete = n == 0;

  return n == 0;
}

/* RFC 9110, section 13.1.5: a weak tag says nothing about the bytes. */
static void
read_file_head (SoupMessageHeaders *headers, DocketHttpAnswer *answer)
{
  const char *tag = soup_message_headers_get_one (headers, "ETag");
  const char *modified = soup_message_headers_get_one (headers, "Last-Modified");
  goffset start, end, total;

  if (tag != NULL && *tag == '"')
    answer->validator = g_strdup (tag);
  else if (tag == NULL)
    answer->validator = g_strdup (modified);

  if (answer->status == SOUP_STATUS_PARTIAL_CONTENT)
    {
      if (soup_message_headers_get_content_range (headers, &start, &end, &total))
        {
          answer->first = start;
          answer->total = total;
        }
    }
  else if (soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CONTENT_LENGTH)
    {
      answer->total = soup_message_headers_get_content_length (headers);
    }
}

static void
read_head (SoupMessage *message, DocketHttpAnswer *answer)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *location = soup_message_headers_get_one (headers, "Location");

  answer->status = soup_message_get_status (message);
  answer->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  answer->retry_after = g_strdup (soup_message_headers_get_one (headers, "Retry-After"));
  answer->date = g_strdup (soup_message_headers_get_one (headers, "Date"));
  answer->age = g_strdup (soup_message_headers_get_one (headers, "Age"));
  read_file_head (headers, answer);

  if (location != NULL)
    {
      g_autofree char *from = g_uri_to_string (soup_message_get_uri (message));

      answer->location = g_uri_resolve_relative (from, location, SOUP_HTTP_URI_FLAGS, NULL);
    }
}

/* As it is there: of a compressed one the bytes could not be counted. */
static void
ask_for_file (const DocketHttpRequest *request, SoupMessageHeaders *headers)
{
  soup_message_headers_replace (headers, "Accept-Encoding", "identity");

  if (request->first == 0 || request->validator == NULL)
    return;

  soup_message_headers_set_range (headers, (goffset) request->first, -1);
  soup_message_headers_replace (headers, "If-Range", request->validator);
}

static SoupMessage *
make_message (DocketHttp *self, const DocketHttpRequest *request, GUri *uri, Attempt *attempt)
{
  SoupMessage *message = soup_message_new_from_uri (request->method, uri);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);

  if (is_write (request))
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);

  if (is_same_origin (uri, self->base))
    {
      soup_message_headers_replace (headers, "Accept", "application/json");

      if (self->secret != NULL)
        soup_message_headers_replace (headers, self->secret_header, self->secret);

      if (request->request_id != NULL)
        soup_message_headers_replace (headers, "X-Request-Id", request->request_id);
    }

  if (request->file)
    ask_for_file (request, headers);

  if (request->body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", request->body);

  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), attempt);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), attempt);

  return message;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* A stream that is closed early is read to its end, which may never come: cancelling the request's
 * own cancellable ends it. */
static gboolean
exchange (DocketHttp *self,
          const DocketHttpRequest *request,
          SoupMessage *message,
          DocketHttpAnswer *answer,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (SoupSession) session = ensure_session (self);
  g_autoptr (GCancellable) own = g_cancellable_new ();
  g_autoptr (GInputStream) stream = NULL;
  gulong id = 0;
  gboolean whole = FALSE;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), own, NULL);

  stream = soup_session_send (session, message, own, error);

  if (stream != NULL)
    {
      read_head (message, answer);
      whole = read_body (self, stream, request, answer, own, error);

      if (!whole)
        g_cancellable_cancel (own);

      g_input_stream_close (stream, own, NULL);
    }

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, id);

  return whole;
}

static void
learn_limit (DocketHttp *self, const DocketHttpAnswer *answer)
{
  gint64 pause_us;

  if (answer->status != DOCKET_STATUS_TOO_MANY_REQUESTS)
    return;

  pause_us = docket_answer_parse_retry_after (answer->retry_after, answer->date);
  docket_limiter_hold (self->limiter, pause_us > 0 ? pause_us : DEFAULT_PAUSE_US);
  g_debug ("the server asks for a pause of %" G_GINT64_FORMAT " s", pause_us / G_USEC_PER_SEC);
}

static void
docket_http_finalize (GObject *object)
{
  DocketHttp *self = DOCKET_HTTP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->limiter);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->base, g_uri_unref);
  g_free (self->base_text);
  g_free (self->secret_header);
  g_free (self->secret);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (docket_http_parent_class)->finalize (object);
}

static void
docket_http_class_init (DocketHttpClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_http_finalize;
}

static void
docket_http_init (DocketHttp *self)
{
  g_mutex_init (&self->mutex);
  self->timeout = TIMEOUT_SECONDS;
}

/**
 * docket_http_answer_free:
 * @answer: (transfer full): how a request ended
 */
void
docket_http_answer_free (DocketHttpAnswer *answer)
{
  g_free (answer->content_type);
  g_free (answer->retry_after);
  g_free (answer->date);
  g_free (answer->age);
  g_free (answer->location);
  g_free (answer->validator);
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_error (&answer->error);
  g_free (answer);
}

/**
 * docket_http_is_loopback:
 * @host: a host of a URL
 *
 * Returns: whether it is this computer: then plain HTTP is nobody's to read
 */
gboolean
docket_http_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * docket_http_new:
 * @base_url: where the server stands, without a slash at its end; it was found good before
 * @secret_header: the header that carries the secret
 * @secret: (nullable): what goes into it
 * @rate_per_minute: requests a minute that it may send
 * @clock: the clock of limit and pause
 *
 * Returns: (transfer full): a server to speak to; nothing is sent yet
 */
DocketHttp *
docket_http_new (const char *base_url,
                 const char *secret_header,
                 const char *secret,
                 guint rate_per_minute,
                 DocketClock *clock)
{
  DocketHttp *self;
  g_autoptr (GUri) base = NULL;

  g_return_val_if_fail (base_url != NULL, NULL);
  g_return_val_if_fail (secret_header != NULL, NULL);

  base = g_uri_parse (base_url, SOUP_HTTP_URI_FLAGS, NULL);
  g_return_val_if_fail (base != NULL && g_uri_get_host (base) != NULL, NULL);

  /* A class of libsoup names this type while GObject's lock is held; another thread that registers
   * it at that moment waits for the lock, and both for ever (seen with GLib 2.74). */
  g_type_ensure (G_TYPE_TASK);

  self = g_object_new (DOCKET_TYPE_HTTP, NULL);
  self->base = g_steal_pointer (&base);
  self->base_text = g_strdup (base_url);
  self->secret_header = g_strdup (secret_header);
  self->secret = g_strdup (secret);
  self->clock = g_object_ref (clock);
  self->limiter = docket_limiter_new (choose_rate (rate_per_minute), BURST, clock);

  return self;
}

/**
 * docket_http_get_base:
 * @self: a server
 *
 * Returns: (transfer none): where it stands, as it was given
 */
const char *
docket_http_get_base (DocketHttp *self)
{
  g_return_val_if_fail (DOCKET_IS_HTTP (self), NULL);

  return self->base_text;
}

/**
 * docket_http_get_host:
 * @self: a server
 *
 * Returns: (transfer none): its name, for a sentence
 */
const char *
docket_http_get_host (DocketHttp *self)
{
  g_return_val_if_fail (DOCKET_IS_HTTP (self), NULL);

  return g_uri_get_host (self->base);
}

/**
 * docket_http_get_limiter:
 * @self: a server
 *
 * Returns: (transfer none): what keeps its requests under the limit
 */
DocketLimiter *
docket_http_get_limiter (DocketHttp *self)
{
  g_return_val_if_fail (DOCKET_IS_HTTP (self), NULL);

  return self->limiter;
}

/**
 * docket_http_set_timeout:
 * @self: a server
 * @seconds: how long silence is borne, from 1
 *
 * For the requests to come.
 */
void
docket_http_set_timeout (DocketHttp *self, guint seconds)
{
  g_return_if_fail (DOCKET_IS_HTTP (self));
  g_return_if_fail (seconds > 0);

  g_mutex_lock (&self->mutex);
  self->timeout = seconds;
  g_clear_object (&self->session);
  g_mutex_unlock (&self->mutex);
}

/**
 * docket_http_send:
 * @self: a server
 * @request: what to send
 * @cancellable: (nullable): a cancellable
 *
 * Sends one request and waits for its end. Any thread, but not the main one.
 *
 * Returns: (transfer full): how it ended
 */
DocketHttpAnswer *
docket_http_send (DocketHttp *self, const DocketHttpRequest *request, GCancellable *cancellable)
{
  g_autoptr (DocketHttpAnswer) answer = g_new0 (DocketHttpAnswer, 1);
  g_autoptr (GUri) uri = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  Attempt attempt = { .answer = answer };

  g_return_val_if_fail (DOCKET_IS_HTTP (self), NULL);
  g_return_val_if_fail (request != NULL && request->max_bytes > 0, NULL);

  answer->first = -1;
  answer->total = -1;
  answer->began_at = docket_clock_get_monotonic (self->clock);
  uri = g_uri_parse (request->url, SOUP_HTTP_URI_FLAGS, &error);

  if (uri == NULL || !is_allowed (uri))
    {
      answer->error =
        g_error_new_literal (DOCKET_REMOTE_ERROR,
                             DOCKET_REMOTE_ERROR_ADDRESS,
                             _ ("Docket does not go to this address: it is not one of HTTPS."));
      return g_steal_pointer (&answer);
    }

  if (wait_for_turn (self, cancellable, &answer->error))
    {
      answer->began_at = docket_clock_get_monotonic (self->clock);
      message = make_message (self, request, uri, &attempt);

      if (!exchange (self, request, message, answer, cancellable, &error))
        answer->error = translate_error (error, &attempt, g_uri_get_host (uri));

      g_signal_handlers_disconnect_by_data (message, &attempt);
      learn_limit (self, answer);
    }

  return g_steal_pointer (&answer);
}

/**
 * docket_http_get:
 * @self: a server
 * @url: absolute
 * @max_bytes: a longer body is broken
 * @cancellable: (nullable): a cancellable
 *
 * Returns: (transfer full): how it ended
 */
DocketHttpAnswer *
docket_http_get (DocketHttp *self, const char *url, gsize max_bytes, GCancellable *cancellable)
{
  const DocketHttpRequest request = {
    .method = SOUP_METHOD_GET,
    .url = url,
    .max_bytes = max_bytes,
  };

  return docket_http_send (self, &request, cancellable);
}
