/* Starts a docket-sandbox for a test, and talks to its control path.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-sandbox.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>

struct DocketTestSandbox
{
  GPtrArray *arguments;
  GSubprocess *process;
  SoupSession *session;
  char *directory;
  char *state;
  char *url;
  guint port;
};

static gboolean
accept_certificate_cb (SoupMessage *message,
                       GTlsCertificate *certificate,
                       GTlsCertificateFlags errors,
                       gpointer user_data)
{
  return TRUE;
}

/* A test that aborts takes its sandbox with it. */
static void
die_with_parent_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

/* The leak sanitizer's tracer fails in a process that has used TLS; there it is of no use. */
static void
spare_tls (DocketTestSandbox *self, GSubprocessLauncher *launcher)
{
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *without_leaks = NULL;

  for (guint i = 0; options != NULL && i < self->arguments->len; i++)
    if (g_str_equal (g_ptr_array_index (self->arguments, i), "--tls"))
      {
        without_leaks = g_strconcat (options, ":detect_leaks=0", NULL);
        g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", without_leaks, TRUE);
        return;
      }
}

static void
launch (DocketTestSandbox *self)
{
  const char *program = g_getenv ("DOCKET_SANDBOX");
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (program);

  g_ptr_array_add (argv, (gpointer) program);
  g_ptr_array_add (argv, (gpointer) "--port");
  g_ptr_array_add (argv, port);
  g_ptr_array_add (argv, (gpointer) "--state");
  g_ptr_array_add (argv, self->state);
  g_ptr_array_extend (argv, self->arguments, NULL, NULL);
  g_ptr_array_add (argv, NULL);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent_cb, NULL, NULL);
  spare_tls (self, launcher);
  self->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, &error);
  g_assert_no_error (error);

  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_free (self->url);
  self->url = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->url);

  uri = g_uri_parse (self->url, G_URI_FLAGS_NONE, &error);
  g_assert_no_error (error);
  self->port = g_uri_get_port (uri);
}

static guint
send (DocketTestSandbox *self,
      const char *method,
      const char *path,
      const char *json,
      JsonNode **answer)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GBytes) sent = json != NULL ? g_bytes_new (json, strlen (json)) : NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (message);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_certificate_cb), NULL);
  soup_message_headers_append (soup_message_get_request_headers (message),
                               "X-API-KEY",
                               DOCKET_TEST_SANDBOX_KEY);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION | SOUP_MESSAGE_NO_REDIRECT);
  if (sent != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", sent);

  body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);

  if (answer != NULL)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      *answer = NULL;
      if (json_parser_load_from_data (parser,
                                      g_bytes_get_data (body, NULL),
                                      g_bytes_get_size (body),
                                      NULL) &&
          json_parser_get_root (parser) != NULL)
        *answer = json_node_copy (json_parser_get_root (parser));
    }

  return soup_message_get_status (message);
}

static void
control (DocketTestSandbox *self, const char *method, const char *path, const char *json)
{
  g_assert_cmpuint (send (self, method, path, json, NULL), ==, SOUP_STATUS_OK);
}

/**
 * docket_test_sandbox_start:
 * @first_argument: (nullable): an argument beside `--port` and `--state`, which are given
 * @...: more arguments, then %NULL
 *
 * Starts the program that the environment variable `DOCKET_SANDBOX` names, on any free port.
 *
 * Returns: (transfer full): the sandbox, which listens
 */
DocketTestSandbox *
docket_test_sandbox_start (const char *first_argument, ...)
{
  DocketTestSandbox *self = g_new0 (DocketTestSandbox, 1);
  g_autoptr (GError) error = NULL;
  va_list args;

  /* A class of libsoup names this type while GObject's lock is held; another thread that registers
   * it at that moment waits for the lock, and both for ever (seen with GLib 2.74). */
  g_type_ensure (G_TYPE_TASK);

  self->arguments = g_ptr_array_new_with_free_func (g_free);
  va_start (args, first_argument);
  for (const char *argument = first_argument; argument != NULL;
       argument = va_arg (args, const char *))
    g_ptr_array_add (self->arguments, g_strdup (argument));
  va_end (args);

  self->directory = g_dir_make_tmp ("docket-sandbox-XXXXXX", &error);
  g_assert_no_error (error);
  self->state = g_build_filename (self->directory, "state", NULL);
  self->session = soup_session_new ();
  launch (self);

  return self;
}

/**
 * docket_test_sandbox_stop:
 * @self: a sandbox
 *
 * Lets the sandbox keep its data and end; nobody listens on its port then.
 */
void
docket_test_sandbox_stop (DocketTestSandbox *self)
{
  g_autoptr (GError) error = NULL;

  if (self->process == NULL)
    return;

  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait_check (self->process, NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->process);
}

/**
 * docket_test_sandbox_restart:
 * @self: a sandbox
 *
 * Starts the sandbox again, on the same port with the same data; stops it first if it runs.
 */
void
docket_test_sandbox_restart (DocketTestSandbox *self)
{
  docket_test_sandbox_stop (self);
  launch (self);
}

/**
 * docket_test_sandbox_free:
 * @self: (transfer full): a sandbox; stopped, its data gone
 */
void
docket_test_sandbox_free (DocketTestSandbox *self)
{
  docket_test_sandbox_stop (self);
  g_remove (self->state);
  g_rmdir (self->directory);
  g_ptr_array_unref (self->arguments);
  g_object_unref (self->session);
  g_free (self->directory);
  g_free (self->state);
  g_free (self->url);
  g_free (self);
}

/**
 * docket_test_sandbox_get_url:
 * @self: a sandbox
 *
 * Returns: (transfer none): its address, without a path
 */
const char *
docket_test_sandbox_get_url (DocketTestSandbox *self)
{
  return self->url;
}

/**
 * docket_test_sandbox_get_state:
 * @self: a sandbox
 * @query: (nullable): what of it: `ticket=20001`, `parts=ledger,rejected`
 *
 * Returns: (transfer full): what the sandbox holds and what has happened
 */
JsonNode *
docket_test_sandbox_get_state (DocketTestSandbox *self, const char *query)
{
  g_autofree char *path =
    query != NULL ? g_strconcat ("/sandbox/state?", query, NULL) : g_strdup ("/sandbox/state");
  JsonNode *state = NULL;

  g_assert_cmpuint (send (self, "GET", path, NULL, &state), ==, SOUP_STATUS_OK);
  g_assert_nonnull (state);

  return state;
}

/**
 * docket_test_sandbox_post_faults:
 * @self: a sandbox
 * @json: a list of faults
 */
void
docket_test_sandbox_post_faults (DocketTestSandbox *self, const char *json)
{
  control (self, "POST", "/sandbox/faults", json);
}

/**
 * docket_test_sandbox_lift_faults:
 * @self: a sandbox
 */
void
docket_test_sandbox_lift_faults (DocketTestSandbox *self)
{
  control (self, "DELETE", "/sandbox/faults", NULL);
}

/**
 * docket_test_sandbox_post_manners:
 * @self: a sandbox
 * @json: an object of manners, each true or false
 */
void
docket_test_sandbox_post_manners (DocketTestSandbox *self, const char *json)
{
  control (self, "POST", "/sandbox/manners", json);
}

/**
 * docket_test_sandbox_snapshot:
 * @self: a sandbox
 *
 * Returns: the id of a copy of its data
 */
gint64
docket_test_sandbox_snapshot (DocketTestSandbox *self)
{
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (send (self, "POST", "/sandbox/snapshot", "{}", &answer), ==, SOUP_STATUS_OK);

  return json_object_get_int_member (json_node_get_object (answer), "id");
}

/**
 * docket_test_sandbox_restore:
 * @self: a sandbox
 * @id: a snapshot
 * @reuse_ids: whether what is made from now on gets ids that were given since
 */
void
docket_test_sandbox_restore (DocketTestSandbox *self, gint64 id, gboolean reuse_ids)
{
  g_autofree char *json = g_strdup_printf ("{\"id\": %" G_GINT64_FORMAT ", \"reuse_ids\": %s}",
                                           id,
                                           reuse_ids ? "true" : "false");

  g_assert_cmpuint (send (self, "POST", "/sandbox/restore", json, NULL), ==, SOUP_STATUS_OK);
}

/**
 * docket_test_sandbox_request:
 * @self: a sandbox
 * @method: an HTTP method
 * @path: a path with its query
 * @json: (nullable): the body
 * @answer: (out) (optional) (nullable): the answer's body, if it is JSON
 *
 * Asks with the default key, on a connection of its own.
 *
 * Returns: the status
 */
guint
docket_test_sandbox_request (DocketTestSandbox *self,
                             const char *method,
                             const char *path,
                             const char *json,
                             JsonNode **answer)
{
  return send (self, method, path, json, answer);
}

/**
 * docket_test_sandbox_act:
 * @self: a sandbox
 * @email: a technician or a contact
 * @method: an HTTP method
 * @path: a path below `/api/v3`, with its query
 * @json: (nullable): the body
 * @answer: (out) (optional) (nullable): the answer's body, if it is JSON
 *
 * Does something as somebody on the server's own pages, behind the client's back.
 *
 * Returns: the status
 */
guint
docket_test_sandbox_act (DocketTestSandbox *self,
                         const char *email,
                         const char *method,
                         const char *path,
                         const char *json,
                         JsonNode **answer)
{
  g_autofree char *whole = g_strconcat ("/sandbox/web/", email, "/api/v3", path, NULL);

  return send (self, method, whole, json, answer);
}
