/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-sandbox.h"

#include <libsoup/soup.h>

#define TICKET "/api/v3/tickets/20001"

typedef struct
{
  DocketTestSandbox *sandbox;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *json = g_strdup_printf ("{\"%s\": true}", (const char *) manner);

  fixture->sandbox = docket_test_sandbox_start ("--tickets", "40", "--seed", "3", NULL);
  docket_test_sandbox_post_manners (fixture->sandbox, json);
}

static void
tear_down (Fixture *fixture, gconstpointer manner)
{
  docket_test_sandbox_free (fixture->sandbox);
}

static JsonNode *
get (Fixture *fixture, const char *path)
{
  JsonNode *answer = NULL;

  g_assert_cmpuint (docket_test_sandbox_request (fixture->sandbox, "GET", path, NULL, &answer),
                    ==,
                    200);

  return answer;
}

static void
put (Fixture *fixture, const char *json)
{
  g_assert_cmpuint (docket_test_sandbox_request (fixture->sandbox, "PUT", TICKET, json, NULL),
                    ==,
                    200);
}

static void
comment (Fixture *fixture, const char *text)
{
  g_autofree char *json =
    g_strdup_printf ("{\"CommentText\": \"%s\", \"CommentTimestampUTC\": \"2035-01-02T10:11:12Z\", "
                     "\"TechnicianCommentDetails\": {\"TechnicianId\": 1, \"IsInternal\": false}}",
                     text);

  g_assert_cmpuint (
    docket_test_sandbox_request (fixture->sandbox, "POST", TICKET "/comments", json, NULL),
    ==,
    200);
}

/* A text of the newest comment, as the API shows it. */
static char *
last_comment (Fixture *fixture, const char *member)
{
  g_autoptr (JsonNode) page = get (fixture, TICKET "/comments?itemsInPage=50");
  JsonArray *items = json_object_get_array_member (json_node_get_object (page), "items");
  JsonObject *object = json_array_get_object_element (items, json_array_get_length (items) - 1);

  return g_strdup (json_object_get_string_member (object, member));
}

static char *
ticket_text (Fixture *fixture, const char *member)
{
  g_autoptr (JsonNode) ticket = get (fixture, TICKET);

  return g_strdup (
    json_object_get_string_member_with_default (json_node_get_object (ticket), member, ""));
}

static gint64
list_number (Fixture *fixture, const char *member)
{
  g_autoptr (JsonNode) page = get (fixture, "/api/v3/tickets");

  return json_object_get_int_member (json_node_get_object (page), member);
}

static char *
list_as_text (Fixture *fixture)
{
  g_autoptr (JsonNode) page = get (fixture, "/api/v3/tickets");

  return json_to_string (page, FALSE);
}

static char *
date_of_answer (Fixture *fixture)
{
  g_autofree char *url =
    g_strconcat (docket_test_sandbox_get_url (fixture->sandbox), "/api/v3/account", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = soup_session_send_and_read (session, message, NULL, NULL);

  g_assert_nonnull (body);

  return g_strdup (
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Date"));
}

static void
test_spaces (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *text = NULL;

  comment (fixture, "  a \\r\\n\\t b ");
  text = last_comment (fixture, "Comment");
  g_assert_cmpstr (text, ==, "a b");
}

static void
test_entities (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *text = NULL;

  comment (fixture, "é < à");
  text = last_comment (fixture, "Comment");
  g_assert_cmpstr (text, ==, "&eacute; &lt; &agrave;");
}

static void
test_seconds (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *date = NULL;

  comment (fixture, "x");
  date = last_comment (fixture, "Date");
  g_assert_cmpstr (date, ==, "2035-01-02T10:11:00Z");
}

static void
test_no_marker (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *date = NULL;

  comment (fixture, "x");
  date = last_comment (fixture, "Date");
  g_assert_false (g_str_has_prefix (date, "2035"));
}

static void
test_stale (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *before = ticket_text (fixture, "TicketTitle");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  put (fixture, "{\"TicketTitle\": \"Newer\"}");
  first = ticket_text (fixture, "TicketTitle");
  second = ticket_text (fixture, "TicketTitle");
  g_assert_cmpstr (first, ==, before);
  g_assert_cmpstr (second, ==, "Newer");
}

static void
test_enums (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *priority = NULL;

  put (fixture, "{\"TicketPriority\": \"High\"}");
  put (fixture, "{\"TicketTitle\": \"Newer\"}");
  priority = ticket_text (fixture, "TicketPriority");
  g_assert_cmpstr (priority, ==, "Low");
}

static void
test_drops (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *title = NULL;

  put (fixture, "{\"TicketTitle\": \"Newer\"}");
  title = ticket_text (fixture, "TicketTitle");
  g_assert_cmpstr (title, !=, "Newer");
}

static void
test_empty (Fixture *fixture, gconstpointer manner)
{
  g_assert_cmpint (list_number (fixture, "totalItemCount"), ==, 0);
}

static void
test_totals (Fixture *fixture, gconstpointer manner)
{
  g_assert_cmpint (list_number (fixture, "totalItemCount"), ==, 41);
}

static void
test_order (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *first = list_as_text (fixture);
  g_autofree char *second = list_as_text (fixture);

  g_assert_cmpstr (first, !=, second);
}

static void
test_no_date (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *date = date_of_answer (fixture);

  g_assert_null (date);
}

static void
test_date_jumps (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *first_text = date_of_answer (fixture);
  g_autofree char *second_text = date_of_answer (fixture);
  g_autoptr (GDateTime) first = soup_date_time_new_from_http_string (first_text);
  g_autoptr (GDateTime) second = soup_date_time_new_from_http_string (second_text);

  g_assert_cmpint (g_date_time_difference (second, first), >=, 50 * G_TIME_SPAN_MINUTE);
}

static void
test_zone (Fixture *fixture, gconstpointer manner)
{
  g_autoptr (JsonNode) page = NULL;
  JsonArray *items;
  JsonObject *hours;

  /* The clocks of Paris show half past two twice in that night. */
  docket_test_sandbox_request (fixture->sandbox,
                               "POST",
                               TICKET "/workhours",
                               "{\"StartWorkHour\": \"2026-10-25T00:30:00Z\", \"EndWorkHour\": "
                               "\"2026-10-25T01:30:00Z\", \"TechnicianContactID\": 1}",
                               NULL);
  page = get (fixture, TICKET "/workhoursrecords?itemsInPage=50");
  items = json_object_get_array_member (json_node_get_object (page), "items");
  hours = json_array_get_object_element (items, json_array_get_length (items) - 1);
  g_assert_cmpstr (json_object_get_string_member (hours, "StartWorkHour"),
                   ==,
                   "2026-10-25T02:30:00Z");
  g_assert_cmpstr (json_object_get_string_member (hours, "EndWorkHour"),
                   ==,
                   "2026-10-25T02:30:00Z");
}

static void
test_auto_reply (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  before = ticket_text (fixture, "LastEndUserComment");
  comment (fixture, "x");
  after = ticket_text (fixture, "LastEndUserComment");
  g_assert_cmpstr (after, !=, before);
  g_assert_true (g_str_has_prefix (after, "Automatic reply"));
}

static void
test_reassign (Fixture *fixture, gconstpointer manner)
{
  g_autofree char *technician = NULL;

  put (fixture, "{\"TechnicianContactID\": 1}");
  put (fixture, "{\"TicketStatus\": \"Pending\"}");
  technician = ticket_text (fixture, "TechnicianEmail");
  g_assert_cmpstr (technician, ==, "tech2@example.com");
}

static void
test_rights (Fixture *fixture, gconstpointer manner)
{
  const gint64 n_left = list_number (fixture, "totalItemCount");
  guint n_forbidden = 0;

  g_assert_cmpint (n_left, >, 0);
  for (int id = 20001; id <= 20040; id++)
    {
      g_autofree char *path = g_strdup_printf ("/api/v3/tickets/%d", id);

      if (docket_test_sandbox_request (fixture->sandbox, "GET", path, NULL, NULL) == 403)
        n_forbidden++;
    }

  g_assert_cmpint (n_left + n_forbidden, ==, 40);
  g_assert_cmpuint (n_forbidden, >, 0);
}

static void
test_unmoved (Fixture *fixture, gconstpointer manner)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *path = g_strdup_printf ("/api/v3/tickets/lastmodified?date=%s", date);
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;

  docket_test_sandbox_request (fixture->sandbox,
                               "PUT",
                               "/api/v3/customvalues/ticketfield/20001/Cause",
                               "{\"Value\": \"Network\"}",
                               NULL);
  before = get (fixture, path);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (before), "totalItemCount"),
                   ==,
                   0);

  put (fixture, "{\"TicketTitle\": \"Newer\"}");
  after = get (fixture, path);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (after), "totalItemCount"),
                   ==,
                   1);
}

#define ADD(manner, function)                                                                      \
  g_test_add ("/sandbox/manners/" manner, Fixture, manner, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("spaces", test_spaces);
  ADD ("entities", test_entities);
  ADD ("seconds", test_seconds);
  ADD ("no-marker", test_no_marker);
  ADD ("stale", test_stale);
  ADD ("enums", test_enums);
  ADD ("drops", test_drops);
  ADD ("empty", test_empty);
  ADD ("totals", test_totals);
  ADD ("order", test_order);
  ADD ("no-date", test_no_date);
  ADD ("date-jumps", test_date_jumps);
  ADD ("zone", test_zone);
  ADD ("auto-reply", test_auto_reply);
  ADD ("reassign", test_reassign);
  ADD ("rights", test_rights);
  ADD ("unmoved", test_unmoved);

  return g_test_run ();
}
