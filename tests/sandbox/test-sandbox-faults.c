/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-schema.h"
#include "docket-test-sandbox.h"

#include <libsoup/soup.h>
#include <string.h>

#define COMMENTS "/api/v3/tickets/20001/comments"

/* A server of one ticket, and what a client saw of its last request. */
typedef struct
{
  DocketTestSandbox *sandbox;
  SoupSession *session;
  GError *error;
  guint status;
  char *body;
  gsize size;
  char *type;
  char *date;
  char *location;
  char *retry_after;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->sandbox = docket_test_sandbox_start ("--tickets", "1", NULL);
  fixture->session = soup_session_new_with_options ("timeout", 10, NULL);
}

static void
forget (Fixture *fixture)
{
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->body, g_free);
  g_clear_pointer (&fixture->type, g_free);
  g_clear_pointer (&fixture->date, g_free);
  g_clear_pointer (&fixture->location, g_free);
  g_clear_pointer (&fixture->retry_after, g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  forget (fixture);
  g_object_unref (fixture->session);
  docket_test_sandbox_free (fixture->sandbox);
}

static char *
header (SoupMessage *message, const char *name)
{
  return g_strdup (
    soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

/* Writes a comment, as Docket does: a connection of its own, no redirect. */
static void
comment (Fixture *fixture, const char *uuid)
{
  static const char json[] =
    "{\"CommentText\": \"text\", \"TechnicianCommentDetails\": {\"TechnicianId\": 1, "
    "\"IsInternal\": false}}";
  g_autofree char *url =
    g_strconcat (docket_test_sandbox_get_url (fixture->sandbox), COMMENTS, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) sent = g_bytes_new_static (json, strlen (json));
  g_autoptr (GBytes) body = NULL;
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  forget (fixture);
  soup_message_headers_append (headers, "X-API-KEY", DOCKET_TEST_SANDBOX_KEY);
  soup_message_headers_append (headers, "X-Request-Id", uuid);
  soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION | SOUP_MESSAGE_NO_REDIRECT);
  soup_message_set_request_body_from_bytes (message, "application/json", sent);

  body = soup_session_send_and_read (fixture->session, message, NULL, &fixture->error);
  fixture->status = soup_message_get_status (message);
  fixture->type = header (message, "Content-Type");
  fixture->date = header (message, "Date");
  fixture->location = header (message, "Location");
  fixture->retry_after = header (message, "Retry-After");
  if (body == NULL)
    return;

  fixture->size = g_bytes_get_size (body);
  fixture->body = g_strndup (g_bytes_get_data (body, NULL), fixture->size);
}

static void
comment_with (Fixture *fixture, const char *fault)
{
  g_autofree char *json =
    g_strdup_printf ("[{\"match\": {\"method\": \"POST\", \"path\": \"/comments\"}, %s}]", fault);

  docket_test_sandbox_post_faults (fixture->sandbox, json);
  comment (fixture, "a1");
}

/* What is on the server, whatever the client saw. The first comment is the customer's. */
static guint
count_comments (Fixture *fixture)
{
  g_autoptr (JsonNode) state =
    docket_test_sandbox_get_state (fixture->sandbox, "parts=tickets&ticket=20001");
  JsonArray *tickets = json_object_get_array_member (json_node_get_object (state), "tickets");
  JsonArray *comments =
    json_object_get_array_member (json_array_get_object_element (tickets, 0), "Comments");
  guint n_ours = 0;

  for (guint i = 0; i < json_array_get_length (comments); i++)
    {
      JsonObject *object = json_array_get_object_element (comments, i);

      if (g_str_equal (json_object_get_string_member (object, "Comment"), "text"))
        n_ours++;
    }

  return n_ours;
}

static void
assert_ledger (Fixture *fixture, guint n_entries, guint n_effects)
{
  g_autoptr (JsonNode) state = docket_test_sandbox_get_state (fixture->sandbox, "parts=ledger");
  JsonArray *ledger = json_object_get_array_member (json_node_get_object (state), "ledger");
  guint n_done = 0;

  g_assert_cmpuint (json_array_get_length (ledger), ==, n_entries);
  for (guint i = 0; i < n_entries; i++)
    {
      JsonObject *entry = json_array_get_object_element (ledger, i);

      g_assert_cmpstr (json_object_get_string_member (entry, "uuid"), ==, "a1");
      g_assert_cmpint (json_object_get_int_member (entry, "attempt"), ==, i + 1);
      if (!json_object_get_null_member (entry, "effect"))
        n_done++;
    }

  g_assert_cmpuint (n_done, ==, n_effects);
  g_assert_cmpuint (count_comments (fixture), ==, n_effects);
}

static void
test_refuse (Fixture *fixture, gconstpointer user_data)
{
  docket_test_sandbox_post_faults (fixture->sandbox, "[{\"fault\": \"refuse\", \"times\": 2}]");

  comment (fixture, "a1");
  g_assert_nonnull (fixture->error);
  assert_ledger (fixture, 0, 0);
  comment (fixture, "a1");
  g_assert_nonnull (fixture->error);
  assert_ledger (fixture, 0, 0);

  comment (fixture, "a1");
  g_assert_no_error (fixture->error);
  assert_ledger (fixture, 1, 1);
}

/* Also a connection that is kept for a next request ends. */
static void
test_refuse_kept (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *url =
    g_strconcat (docket_test_sandbox_get_url (fixture->sandbox), "/api/v3/account", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (GBytes) body = NULL;

      soup_message_headers_append (soup_message_get_request_headers (message),
                                   "X-API-KEY",
                                   DOCKET_TEST_SANDBOX_KEY);
      if (i == 1)
        docket_test_sandbox_post_faults (fixture->sandbox, "{\"fault\": \"refuse\", \"times\": 0}");
      body = soup_session_send_and_read (fixture->session, message, NULL, &error);
      g_assert_cmpint (error == NULL, ==, i == 0);
    }

  docket_test_sandbox_lift_faults (fixture->sandbox);
  comment (fixture, "a1");
  g_assert_no_error (fixture->error);
}

static void
test_tls (Fixture *fixture, gconstpointer user_data)
{
  docket_test_sandbox_post_faults (fixture->sandbox, "[{\"fault\": \"tls\"}]");
  comment (fixture, "a1");
  g_assert_nonnull (fixture->error);
  assert_ledger (fixture, 0, 0);
}

static void
test_drop_before (Fixture *fixture, gconstpointer user_data)
{
  comment_with (fixture, "\"fault\": \"drop-before\"");
  g_assert_nonnull (fixture->error);
  assert_ledger (fixture, 1, 0);
}

static void
test_drop_during (Fixture *fixture, gconstpointer user_data)
{
  comment_with (fixture, "\"fault\": \"drop-during\"");
  g_assert_nonnull (fixture->error);
  assert_ledger (fixture, 1, 0);
}

static void
test_drop_after (Fixture *fixture, gconstpointer user_data)
{
  comment_with (fixture, "\"fault\": \"drop-after\", \"times\": 1");
  g_assert_nonnull (fixture->error);
  assert_ledger (fixture, 1, 1);
  comment (fixture, "a1");
  g_assert_no_error (fixture->error);
  assert_ledger (fixture, 2, 2);
}

static void
test_late (Fixture *fixture, gconstpointer user_data)
{
  gint64 deadline_us;

  comment_with (fixture, "\"fault\": \"late\", \"arg\": 200");
  g_assert_nonnull (fixture->error);
  g_assert_cmpuint (count_comments (fixture), ==, 0);

  deadline_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  while (count_comments (fixture) == 0 && g_get_monotonic_time () < deadline_us)
    g_usleep (5000);
  assert_ledger (fixture, 1, 1);
}

static void
test_cut (Fixture *fixture, gconstpointer user_data)
{
  /* In the status line; in the headers; in the body. */
  comment_with (fixture, "\"fault\": \"cut\", \"arg\": 5");
  g_assert_nonnull (fixture->error);
  comment_with (fixture, "\"fault\": \"cut\", \"arg\": 60");
  g_assert_null (fixture->type);
  comment_with (fixture, "\"fault\": \"cut\", \"arg\": 130");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (fixture->error != NULL || fixture->size < strlen ("{\"ActionID\":\"20001\"}"));
  assert_ledger (fixture, 3, 3);
}

static void
test_stall (Fixture *fixture, gconstpointer user_data)
{
  const gint64 start_us = g_get_monotonic_time ();

  comment_with (fixture, "\"fault\": \"stall\", \"arg\": 300");
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start_us, >=, 300000);
  assert_ledger (fixture, 1, 1);
}

static void
test_status (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (JsonNode) problem = NULL;

  comment_with (fixture, "\"fault\": \"status\", \"arg\": 409");
  g_assert_cmpuint (fixture->status, ==, 409);
  problem = json_from_string (fixture->body, NULL);
  g_assert_true (docket_sandbox_schema_check ("ProblemDetails", problem, NULL));

  comment_with (fixture, "\"fault\": \"status\", \"arg\": 503");
  g_assert_cmpuint (fixture->status, ==, 503);
  g_assert_true (g_str_has_prefix (fixture->type, "text/html"));

  comment_with (fixture, "\"fault\": \"status\", \"arg\": {\"code\": 403, \"shape\": \"empty\"}");
  g_assert_cmpuint (fixture->status, ==, 403);
  g_assert_cmpuint (fixture->size, ==, 0);
  assert_ledger (fixture, 3, 0);

  comment_with (fixture, "\"fault\": \"status-after\", \"arg\": 500");
  g_assert_cmpuint (fixture->status, ==, 500);
  assert_ledger (fixture, 4, 1);
}

static void
test_bodies (Fixture *fixture, gconstpointer user_data)
{
  comment_with (fixture, "\"fault\": \"html\"");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_true (g_str_has_prefix (fixture->type, "text/html"));
  assert_ledger (fixture, 1, 0);

  comment_with (fixture, "\"fault\": \"json\"");
  g_assert_cmpuint (fixture->status, ==, 200);
  g_assert_null (json_from_string (fixture->body, NULL));

  comment_with (fixture, "\"fault\": \"type\"");
  g_assert_cmpstr (fixture->type, ==, "application/octet-stream");

  comment_with (fixture, "\"fault\": \"big\"");
  g_assert_cmpuint (fixture->size, >, 10 * 1024 * 1024);
  assert_ledger (fixture, 4, 3);
}

static void
test_headers (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) date = NULL;

  comment_with (fixture, "\"fault\": \"rate\", \"arg\": \"Wed, 21 Oct 2099 07:28:00 GMT\"");
  g_assert_cmpuint (fixture->status, ==, 429);
  g_assert_cmpstr (fixture->retry_after, ==, "Wed, 21 Oct 2099 07:28:00 GMT");

  comment_with (fixture, "\"fault\": \"redirect\", \"arg\": \"http://127.0.0.1:1/elsewhere\"");
  g_assert_cmpuint (fixture->status, ==, 302);
  g_assert_cmpstr (fixture->location, ==, "http://127.0.0.1:1/elsewhere");
  assert_ledger (fixture, 2, 0);

  comment_with (fixture, "\"fault\": \"clock\", \"arg\": -7200");
  g_assert_cmpuint (fixture->status, ==, 200);
  date = soup_date_time_new_from_http_string (fixture->date);
  g_assert_cmpint (ABS (g_date_time_difference (now, date) / G_USEC_PER_SEC - 7200), <, 60);
  assert_ledger (fixture, 3, 1);
}

static void
test_skip_and_times (Fixture *fixture, gconstpointer user_data)
{
  static const guint expected[] = { 200, 503, 503, 200 };

  docket_test_sandbox_post_faults (
    fixture->sandbox,
    "[{\"match\": {\"method\": \"GET\"}, \"fault\": \"status\", \"arg\": 500, \"times\": 0},"
    " {\"match\": {\"path\": \"/tickets/*/comments\"}, \"skip\": 1, \"times\": 2,"
    "  \"fault\": \"status\", \"arg\": 503}]");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      comment (fixture, "a1");
      g_assert_cmpuint (fixture->status, ==, expected[i]);
    }

  g_assert_cmpuint (
    docket_test_sandbox_request (fixture->sandbox, "GET", "/api/v3/account", NULL, NULL),
    ==,
    500);
  docket_test_sandbox_lift_faults (fixture->sandbox);
  g_assert_cmpuint (
    docket_test_sandbox_request (fixture->sandbox, "GET", "/api/v3/account", NULL, NULL),
    ==,
    200);
  g_assert_cmpuint (docket_test_sandbox_request (fixture->sandbox,
                                                 "POST",
                                                 "/sandbox/faults",
                                                 "[{\"fault\": \"flood\"}]",
                                                 NULL),
                    ==,
                    400);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/sandbox/faults/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("refuse", test_refuse);
  ADD ("refuse-kept", test_refuse_kept);
  ADD ("tls", test_tls);
  ADD ("drop-before", test_drop_before);
  ADD ("drop-during", test_drop_during);
  ADD ("drop-after", test_drop_after);
  ADD ("late", test_late);
  ADD ("cut", test_cut);
  ADD ("stall", test_stall);
  ADD ("status", test_status);
  ADD ("bodies", test_bodies);
  ADD ("headers", test_headers);
  ADD ("skip-and-times", test_skip_and_times);

  return g_test_run ();
}
