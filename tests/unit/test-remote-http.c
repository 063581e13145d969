/* What goes over the wire, and what is made of what comes back, against a server that says exactly
 * the bytes a test wants.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-config.h"

#include "docket-remote.h"

#include "scripted-server.h"

#define ACCOUNT                                                                                    \
  "{\"AccountID\": \"a-1\", \"CompanyName\": \"Alder IT\", \"IsITDepartment\": true,"              \
  " \"TimeZoneName\": \"Romance Standard Time\", \"Plan\": null, \"New\": {\"x\": []}}"
#define OLD_KEY "0123456789abcdef"
#define JWT "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln"
#define UUID "7c9e6679-7425-40de-944b-e07fc1f90ae7"
#define RESULT "{\"ActionID\": \"12\"}"

/* What the server of a test does with each request. */
typedef struct
{
  ScriptedFunc func;
  GMutex mutex;
  GPtrArray *heads;
  const char *location;
  GCancellable *cancellable;
} Script;

typedef struct
{
  Script script;
  DocketClock *clock;
  ScriptedServer *server;
  DocketRemote *remote;
} Fixture;

static gboolean
answer_cb (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  Script *script = user_data;

  g_mutex_lock (&script->mutex);
  g_ptr_array_add (script->heads, g_strdup (request->head));
  g_mutex_unlock (&script->mutex);

  return script->func (request, out, script);
}

static DocketRemote *
connect_to (const char *url, const char *key, DocketClock *clock)
{
  g_autoptr (GError) error = NULL;
  DocketRemote *remote = docket_remote_new (DOCKET_SERVER_KIND_ATERA, url, key, clock, &error);

  g_assert_no_error (error);
  docket_remote_set_timeout (remote, 1);

  return remote;
}

static void
start (Fixture *fixture, ScriptedFunc func, GTlsCertificate *certificate, const char *key)
{
  g_autofree char *url = NULL;

  g_mutex_init (&fixture->script.mutex);
  fixture->script.func = func;
  fixture->script.heads = g_ptr_array_new_with_free_func (g_free);
  fixture->clock = docket_clock_new_system ();
  fixture->server = scripted_server_new (answer_cb, &fixture->script, certificate);
  url = scripted_server_get_url (fixture->server);
  fixture->remote = connect_to (url, key, fixture->clock);
}

static void
stop (Fixture *fixture)
{
  g_clear_object (&fixture->remote);
  g_clear_pointer (&fixture->server, scripted_server_free);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->script.heads, g_ptr_array_unref);
  g_mutex_clear (&fixture->script.mutex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, stop)

/* Each of these says one thing. */

static gboolean
say_account (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "application/json; charset=utf-8", ACCOUNT);
  return TRUE;
}

static gboolean
say_html (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "text/html", "<html><title>Hotel</title>Log in</html>");
  return TRUE;
}

static gboolean
say_other_json (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "application/json", "{\"version\": \"5.0.3\"}");
  return TRUE;
}

static gboolean
say_wrong_type (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "application/json", "{\"AccountID\": [1], \"IsITDepartment\": true}");
  return TRUE;
}

static gboolean
say_no_json (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "application/json", "{\"AccountID\": \"a");
  return TRUE;
}

static gboolean
say_401 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out,
                   401,
                   "application/problem+json",
                   "{\"title\": \"Unauthorized\", \"status\": 401}");
  return TRUE;
}

static gboolean
say_403 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 403, "application/problem+json", "{\"title\": \"No\", \"status\": 403}");
  return TRUE;
}

static gboolean
say_404 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 404, "text/html", "<html>Not found</html>");
  return TRUE;
}

static gboolean
say_418 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 418, "text/html", "<html>Blocked</html>");
  return TRUE;
}

static gboolean
say_503 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 503, "text/html", "<html>Later</html>");
  return TRUE;
}

static gboolean
say_429 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_write (out,
                  "HTTP/1.1 429 Slow\r\nRetry-After: 40\r\nContent-Length: 0\r\n"
                  "Date: Mon, 23 Nov 2026 08:00:00 GMT\r\n\r\n");
  return TRUE;
}

static gboolean
say_redirect (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  Script *script = user_data;

  scripted_write (out,
                  "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                  script->location);
  return TRUE;
}

static gboolean
say_cut (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_write (out,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                  "Content-Length: 500\r\n\r\n{\"Acc");
  return FALSE;
}

static gboolean
say_nothing_and_close (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  return FALSE;
}

/* Until the client goes away. */
static gboolean
say_without_end (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  g_autofree char *spaces = g_strnfill (64 * 1024, ' ');

  scripted_write (out,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                  "Content-Length: 10995116277760\r\n\r\n");

  while (g_output_stream_write_all (out, spaces, 64 * 1024, NULL, NULL, NULL))
    ;

  return FALSE;
}

/* A byte now and then, so that the line is never silent. */
static gboolean
say_trickle (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_write (out,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                  "Content-Length: 100000\r\n\r\n");

  while (g_output_stream_write_all (out, " ", 1, NULL, NULL, NULL))
    g_usleep (G_USEC_PER_SEC / 20);

  return FALSE;
}

static gboolean
say_half_and_wait (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  Script *script = user_data;

  scripted_write (out,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                  "Content-Length: 500\r\n\r\n{\"Acc");

  if (script->cancellable != NULL)
    g_cancellable_cancel (script->cancellable);

  /* Nothing more is written: the connection ends when the client closes it. */
  return TRUE;
}

/* Reads are answered and kept alive, a write is read and its connection closed. */
static gboolean
close_on_write (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  if (g_str_equal (request->method, "GET"))
    return say_account (request, out, user_data);

  return FALSE;
}

static gboolean
say_result_200 (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "application/json", RESULT);
  return TRUE;
}

static void
check_account (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteAccount) account = docket_remote_check (fixture->remote, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (account->id, ==, "a-1");
  g_assert_cmpstr (account->company, ==, "Alder IT");
  g_assert_cmpstr (account->zone, ==, "Romance Standard Time");
  g_assert_cmpint (account->wording, ==, DOCKET_WORDING_IT);
}

static void
test_old_key (void)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, say_account, NULL, OLD_KEY);
  check_account (&fixture);
  g_assert_nonnull (strstr (fixture.script.heads->pdata[0], "GET /api/v3/account HTTP/1.1\n"));
  g_assert_nonnull (strstr (fixture.script.heads->pdata[0], "\nX-API-KEY: " OLD_KEY "\n"));
  g_assert_null (strstr (fixture.script.heads->pdata[0], "Authorization"));
  g_assert_nonnull (strstr (fixture.script.heads->pdata[0], "\nUser-Agent: Docket/"));
}

static void
test_new_key (void)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, say_account, NULL, JWT);
  check_account (&fixture);
  g_assert_nonnull (strstr (fixture.script.heads->pdata[0], "\nAuthorization: Bearer " JWT "\n"));
  g_assert_null (strstr (fixture.script.heads->pdata[0], "X-API-KEY"));
}

/* Runs check() and hands over its sentence. */
static char *
fail_check (DocketRemote *remote, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteAccount) account = docket_remote_check (remote, NULL, &error);

  g_assert_null (account);
  g_assert_error (error, DOCKET_REMOTE_ERROR, code);
  g_assert_null (strstr (error->message, OLD_KEY));

  return g_strdup (error->message);
}

static void
add_sentence (GHashTable *sentences, char *sentence)
{
  g_test_message ("%s", sentence);
  g_assert_true (g_hash_table_add (sentences, sentence));
}

static void
add_failure (GHashTable *sentences,
             ScriptedFunc func,
             const char *location,
             GTlsCertificate *certificate,
             int code)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, func, certificate, OLD_KEY);
  fixture.script.location = location;
  add_sentence (sentences, fail_check (fixture.remote, code));
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), <=, 1);
}

static void
add_bad_address (GHashTable *sentences, const char *address)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autoptr (GError) error = NULL;

  g_assert_null (docket_remote_new (DOCKET_SERVER_KIND_ATERA, address, "k", clock, &error));
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_ADDRESS);
  add_sentence (sentences, g_strdup (error->message));
}

static GTlsCertificate *
load_certificate (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "tls", name, NULL);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);

  return certificate;
}

static void
add_bad_certificate (GHashTable *sentences, const char *name)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate (name);

  add_failure (sentences, say_account, NULL, certificate, DOCKET_REMOTE_ERROR_CERTIFICATE);
}

/* A free port of this computer where nobody listens. */
static char *
make_dead_url (const char *scheme)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *url = NULL;

  start (&fixture, say_account, NULL, NULL);
  url = scripted_server_get_url (fixture.server);

  return g_strconcat (scheme, strchr (url, ':'), NULL);
}

static void
test_each_failure_has_its_sentence (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autofree char *dead_url = make_dead_url ("http");
  g_autoptr (DocketRemote) dead = connect_to (dead_url, OLD_KEY, clock);
  g_autoptr (DocketRemote) nowhere = connect_to ("https://docket.invalid", OLD_KEY, clock);

  add_bad_address (sentences, "");
  add_bad_address (sentences, "http://example.com");
  add_bad_address (sentences, "ftp://example.com");
  add_bad_address (sentences, "https://example.com/?x=1");

  add_sentence (sentences, fail_check (dead, DOCKET_REMOTE_ERROR_UNREACHABLE));
  add_sentence (sentences, fail_check (nowhere, DOCKET_REMOTE_ERROR_UNREACHABLE));

  add_failure (sentences, say_html, NULL, NULL, DOCKET_REMOTE_ERROR_NOT_THIS_SERVER);
  add_failure (sentences, say_other_json, NULL, NULL, DOCKET_REMOTE_ERROR_NOT_THIS_SERVER);
  add_failure (sentences, say_404, NULL, NULL, DOCKET_REMOTE_ERROR_NOT_THIS_SERVER);
  add_failure (sentences, say_418, NULL, NULL, DOCKET_REMOTE_ERROR_NOT_THIS_SERVER);
  add_failure (sentences, say_401, NULL, NULL, DOCKET_REMOTE_ERROR_SECRET);
  add_failure (sentences, say_403, NULL, NULL, DOCKET_REMOTE_ERROR_SECRET);
  add_failure (sentences, say_503, NULL, NULL, DOCKET_REMOTE_ERROR_BROKEN);
  add_failure (sentences, say_429, NULL, NULL, DOCKET_REMOTE_ERROR_BUSY);
  add_failure (sentences, say_no_json, NULL, NULL, DOCKET_REMOTE_ERROR_BROKEN);
  add_failure (sentences, say_wrong_type, NULL, NULL, DOCKET_REMOTE_ERROR_BROKEN);
  add_failure (sentences, say_redirect, "/elsewhere", NULL, DOCKET_REMOTE_ERROR_REDIRECT);
  add_failure (sentences,
               say_redirect,
               "https://portal.example.com/login",
               NULL,
               DOCKET_REMOTE_ERROR_REDIRECT);
  add_failure (sentences, say_cut, NULL, NULL, DOCKET_REMOTE_ERROR_BROKEN);
  add_failure (sentences, say_without_end, NULL, NULL, DOCKET_REMOTE_ERROR_BROKEN);
  add_failure (sentences, say_half_and_wait, NULL, NULL, DOCKET_REMOTE_ERROR_BROKEN);
}

static void
test_certificates (void)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *authority =
    g_test_build_filename (G_TEST_DIST, "fixtures", "tls", "ca.pem", NULL);

  /* Nobody trusts the tests' authority … */
  add_bad_certificate (sentences, "server.pem");

  /* … unless a development build is told to. */
  g_setenv ("DOCKET_TEST_CA", authority, TRUE);
#if DEVELOPMENT
  {
    g_auto (Fixture) fixture = { 0 };
    g_autoptr (GTlsCertificate) certificate = load_certificate ("server.pem");

    start (&fixture, say_account, certificate, OLD_KEY);
    check_account (&fixture);
  }

  add_bad_certificate (sentences, "expired.pem");
  add_bad_certificate (sentences, "other-name.pem");
#else
  g_hash_table_remove_all (sentences);
  add_bad_certificate (sentences, "server.pem");
#endif
  g_unsetenv ("DOCKET_TEST_CA");
}

static void
test_no_tls_there (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *url = NULL;
  g_autofree char *https = NULL;
  g_autofree char *sentence = NULL;
  g_autoptr (DocketRemote) remote = NULL;

  start (&fixture, say_account, NULL, OLD_KEY);
  url = scripted_server_get_url (fixture.server);
  https = g_strconcat ("https", strchr (url, ':'), NULL);
  remote = connect_to (https, OLD_KEY, fixture.clock);
  sentence = fail_check (remote, DOCKET_REMOTE_ERROR_UNREACHABLE);
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, 0);
}

static DocketPush
make_push (DocketOperationKind kind, DocketValues *values)
{
  return (DocketPush){
    .kind = kind,
    .uuid = UUID,
    .ticket_remote_id = kind != DOCKET_OPERATION_KIND_CREATE ? "12" : NULL,
    .values = values,
    .text = "Hello",
    .technician = "3",
  };
}

static const DocketOperationKind written_kinds[] = {
  DOCKET_OPERATION_KIND_CREATE,  DOCKET_OPERATION_KIND_SET,        DOCKET_OPERATION_KIND_DELETE,
  DOCKET_OPERATION_KIND_MESSAGE, DOCKET_OPERATION_KIND_TIME_ENTRY,
};

static DocketPushEvent
push_kind (DocketRemote *remote, DocketOperationKind kind)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  const DocketPush push = make_push (kind, values);
  g_auto (DocketPushOutcome) outcome = { 0 };

  docket_values_set (values, DOCKET_FIELD_ID_TITLE, "Printer");
  docket_remote_push (remote, &push, &outcome, NULL);

  return outcome.event;
}

/* libsoup 3.2 repeats a PUT or DELETE of its own accord when a kept-alive connection dies: the read
 * before each write leaves one behind. */
static void
test_one_attempt_is_one_request (void)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, close_on_write, NULL, OLD_KEY);

  for (guint i = 0; i < G_N_ELEMENTS (written_kinds); i++)
    {
      const guint before = scripted_server_get_n_requests (fixture.server);
      const char *head;

      check_account (&fixture);
      g_assert_cmpint (push_kind (fixture.remote, written_kinds[i]), ==, DOCKET_PUSH_AMBIGUOUS);
      g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, before + 2);

      head = fixture.script.heads->pdata[before + 1];
      g_assert_nonnull (strstr (head, "\nX-Request-Id: " UUID "\n"));
      g_assert_false (g_str_has_prefix (head, "GET"));
    }
}

static void
test_redirected_write (void)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, say_redirect, NULL, OLD_KEY);
  fixture.script.location = "/api/v3/tickets/12";

  for (guint i = 0; i < G_N_ELEMENTS (written_kinds); i++)
    {
      g_assert_cmpint (push_kind (fixture.remote, written_kinds[i]), ==, DOCKET_PUSH_REDIRECTED);
      g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, i + 1);
    }
}

static void
test_silent_server (void)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, say_nothing_and_close, NULL, OLD_KEY);
  g_assert_cmpint (push_kind (fixture.remote, DOCKET_OPERATION_KIND_CREATE),
                   ==,
                   DOCKET_PUSH_AMBIGUOUS);
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, 1);
}

static void
test_nothing_left (void)
{
  g_autoptr (DocketClock) clock = docket_clock_new_system ();
  g_autofree char *dead_url = make_dead_url ("http");
  g_autofree char *dead_tls_url = make_dead_url ("https");
  g_autoptr (DocketRemote) dead = connect_to (dead_url, OLD_KEY, clock);
  g_autoptr (DocketRemote) dead_tls = connect_to (dead_tls_url, OLD_KEY, clock);
  g_autoptr (DocketRemote) nowhere = connect_to ("https://docket.invalid", OLD_KEY, clock);
  g_autoptr (GTlsCertificate) certificate = load_certificate ("server.pem");
  g_auto (Fixture) untrusted = { 0 };

  start (&untrusted, say_account, certificate, OLD_KEY);

  for (guint i = 0; i < G_N_ELEMENTS (written_kinds); i++)
    {
      g_assert_cmpint (push_kind (dead, written_kinds[i]), ==, DOCKET_PUSH_NOT_SENT);
      g_assert_cmpint (push_kind (dead_tls, written_kinds[i]), ==, DOCKET_PUSH_NOT_SENT);
      g_assert_cmpint (push_kind (nowhere, written_kinds[i]), ==, DOCKET_PUSH_NOT_SENT);
      g_assert_cmpint (push_kind (untrusted.remote, written_kinds[i]), ==, DOCKET_PUSH_NOT_SENT);
    }

  g_assert_cmpuint (scripted_server_get_n_requests (untrusted.server), ==, 0);
}

static void
test_written_answers (void)
{
  static const struct
  {
    ScriptedFunc func;
    DocketPushEvent event;
  } rows[] = {
    { say_result_200, DOCKET_PUSH_ACKNOWLEDGED },
    { say_cut, DOCKET_PUSH_SURE_BUT_BROKEN },
    { say_without_end, DOCKET_PUSH_SURE_BUT_BROKEN },
    { say_half_and_wait, DOCKET_PUSH_SURE_BUT_BROKEN },
    { say_html, DOCKET_PUSH_AMBIGUOUS },
    { say_401, DOCKET_PUSH_SECRET },
    { say_403, DOCKET_PUSH_REFUSED },
    { say_404, DOCKET_PUSH_FOREIGN_REFUSAL },
    { say_503, DOCKET_PUSH_AMBIGUOUS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Fixture) fixture = { 0 };

      start (&fixture, rows[i].func, NULL, OLD_KEY);
      g_assert_cmpint (push_kind (fixture.remote, DOCKET_OPERATION_KIND_SET), ==, rows[i].event);
      g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, 1);
    }
}

/* After a 429 nobody is asked until the pause is over, whoever calls. */
static void
test_pause (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (DocketClock) clock = docket_clock_new_manual (G_USEC_PER_SEC);
  g_autoptr (DocketRemote) remote = NULL;
  g_autofree char *url = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  start (&fixture, say_429, NULL, OLD_KEY);
  url = scripted_server_get_url (fixture.server);
  remote = connect_to (url, OLD_KEY, clock);

  g_assert_cmpint (docket_remote_get_pause (remote), ==, 0);
  first = fail_check (remote, DOCKET_REMOTE_ERROR_BUSY);
  g_assert_cmpint (docket_remote_get_pause (remote), ==, 40 * G_USEC_PER_SEC);

  second = fail_check (remote, DOCKET_REMOTE_ERROR_BUSY);
  g_assert_cmpint (push_kind (remote, DOCKET_OPERATION_KIND_SET), ==, DOCKET_PUSH_NOT_SENT);
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, 1);

  docket_clock_advance (clock, 40 * G_USEC_PER_SEC);
  fixture.script.func = say_result_200;
  g_assert_cmpint (docket_remote_get_pause (remote), ==, 0);
  g_assert_cmpint (push_kind (remote, DOCKET_OPERATION_KIND_SET), ==, DOCKET_PUSH_ACKNOWLEDGED);
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), ==, 2);
}

static void
test_cancel (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  start (&fixture, say_half_and_wait, NULL, OLD_KEY);
  docket_remote_set_timeout (fixture.remote, 600);
  fixture.script.cancellable = cancellable;

  g_assert_null (docket_remote_check (fixture.remote, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_trickle (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autofree char *sentence = NULL;

  start (&fixture, say_trickle, NULL, OLD_KEY);
  sentence = fail_check (fixture.remote, DOCKET_REMOTE_ERROR_BROKEN);
  g_assert_nonnull (strstr (sentence, "too long"));
}

static gboolean
say_cookie (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_write (out,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nSet-Cookie: a=b; Path=/\r\n"
                  "Content-Length: %zu\r\n\r\n%s",
                  strlen (ACCOUNT),
                  ACCOUNT);
  return TRUE;
}

static void
test_no_cookies (void)
{
  g_auto (Fixture) fixture = { 0 };

  start (&fixture, say_cookie, NULL, OLD_KEY);
  check_account (&fixture);
  check_account (&fixture);
  g_assert_cmpuint (fixture.script.heads->len, ==, 2);
  g_assert_null (strstr (fixture.script.heads->pdata[1], "Cookie"));
}

static gboolean
say_file (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  scripted_answer (out, 200, "image/png", "0123456789");
  return TRUE;
}

/* A file may lie elsewhere: it is fetched there, and the key stays here. */
static GBytes *
fetch (DocketRemote *remote, gsize max_bytes, GError **error)
{
  g_auto (DocketDownload) download = { .url = "/file", .max_bytes = max_bytes };

  return docket_remote_download (remote, &download, NULL, error);
}

static void
test_attachment (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_auto (Fixture) other = { 0 };
  g_autofree char *url = NULL;
  g_autofree char *other_url = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) own = NULL;
  g_autoptr (GBytes) nothing = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture, say_redirect, NULL, OLD_KEY);
  start (&other, say_file, NULL, OLD_KEY);
  url = scripted_server_get_url (fixture.server);
  other_url = scripted_server_get_url (other.server);
  fixture.script.location = other_url;

  bytes = fetch (fixture.remote, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "0123456789", 10);
  g_assert_nonnull (strstr (fixture.script.heads->pdata[0], OLD_KEY));
  g_assert_null (strstr (other.script.heads->pdata[0], OLD_KEY));
  g_assert_null (strstr (other.script.heads->pdata[0], "X-API-KEY"));

  own = fetch (other.remote, 10, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (other.script.heads->pdata[1], OLD_KEY));

  nothing = fetch (other.remote, 9, &error);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN);
  g_assert_null (nothing);
}

static void
test_attachment_over_plain_http (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture, say_redirect, NULL, OLD_KEY);
  fixture.script.location = "http://files.example.com/1";
  bytes = fetch (fixture.remote, 10, &error);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_ADDRESS);
  g_assert_null (bytes);
}

static void
test_redirects_without_end (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  start (&fixture, say_redirect, NULL, OLD_KEY);
  fixture.script.location = "/again";
  bytes = fetch (fixture.remote, 10, &error);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_REDIRECT);
  g_assert_null (bytes);
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), <, 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/http/old-key", test_old_key);
  g_test_add_func ("/remote/http/new-key", test_new_key);
  g_test_add_func ("/remote/http/each-failure-has-its-sentence",
                   test_each_failure_has_its_sentence);
  g_test_add_func ("/remote/http/certificates", test_certificates);
  g_test_add_func ("/remote/http/no-tls-there", test_no_tls_there);
  g_test_add_func ("/remote/http/one-attempt-is-one-request", test_one_attempt_is_one_request);
  g_test_add_func ("/remote/http/redirected-write", test_redirected_write);
  g_test_add_func ("/remote/http/silent-server", test_silent_server);
  g_test_add_func ("/remote/http/nothing-left", test_nothing_left);
  g_test_add_func ("/remote/http/written-answers", test_written_answers);
  g_test_add_func ("/remote/http/pause", test_pause);
  g_test_add_func ("/remote/http/cancel", test_cancel);
  g_test_add_func ("/remote/http/trickle", test_trickle);
  g_test_add_func ("/remote/http/no-cookies", test_no_cookies);
  g_test_add_func ("/remote/http/attachment", test_attachment);
  g_test_add_func ("/remote/http/attachment-over-plain-http", test_attachment_over_plain_http);
  g_test_add_func ("/remote/http/redirects-without-end", test_redirects_without_end);

  return g_test_run ();
}
