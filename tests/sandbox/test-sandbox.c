/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-schema.h"
#include "docket-test-sandbox.h"

#include <libsoup/soup.h>
#include <string.h>

#define N_TICKETS 120
#define FIRST_ID 20001

static DocketTestSandbox *
start (void)
{
  return docket_test_sandbox_start ("--tickets", "120", "--seed", "7", NULL);
}

/* Whatever comes has to be what the API's description promises. */
static JsonObject *
get (DocketTestSandbox *sandbox, const char *path, const char *type, JsonNode **answer)
{
  g_autofree char *why = NULL;

  g_assert_cmpuint (docket_test_sandbox_request (sandbox, "GET", path, NULL, answer), ==, 200);
  g_assert_nonnull (*answer);
  if (!docket_sandbox_schema_check (type, *answer, &why))
    {
      g_test_message ("%s: %s", path, why);
      g_test_fail ();
    }

  return JSON_NODE_HOLDS_OBJECT (*answer) ? json_node_get_object (*answer) : NULL;
}

static guint
count_list (DocketTestSandbox *sandbox, const char *query, const char *list)
{
  g_autoptr (JsonNode) state = docket_test_sandbox_get_state (sandbox, query);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (state), list));
}

static JsonObject *
last_of (JsonNode *state, const char *list)
{
  JsonArray *array = json_object_get_array_member (json_node_get_object (state), list);

  return json_array_get_object_element (array, json_array_get_length (array) - 1);
}

static gint64
create (DocketTestSandbox *sandbox, const char *path, const char *json)
{
  g_autoptr (JsonNode) answer = NULL;

  g_assert_cmpuint (docket_test_sandbox_request (sandbox, "POST", path, json, &answer), ==, 201);
  g_assert_true (docket_sandbox_schema_check ("Result", answer, NULL));

  return g_ascii_strtoll (json_object_get_string_member (json_node_get_object (answer), "ActionID"),
                          NULL,
                          10);
}

static void
test_paging (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint page = 1; page <= 4; page++)
    {
      g_autofree char *path = g_strdup_printf ("/api/v3/tickets?page=%u&itemsInPage=50", page);
      g_autoptr (JsonNode) answer = NULL;
      JsonObject *object;
      JsonArray *items;

      object = get (sandbox, path, "TicketDtoPagedResult", &answer);
      items = json_object_get_array_member (object, "items");
      g_assert_cmpuint (json_array_get_length (items), ==, page < 3 ? 50 : page == 3 ? 20 : 0);
      g_assert_cmpint (json_object_get_int_member (object, "totalItemCount"), ==, N_TICKETS);
      g_assert_cmpint (json_object_get_int_member (object, "totalPages"), ==, 3);
      g_assert_cmpint (json_object_get_null_member (object, "prevLink"), ==, page == 1);
      g_assert_cmpint (json_object_get_null_member (object, "nextLink"), ==, page >= 3);

      for (guint i = 0; i < json_array_get_length (items); i++)
        {
          gint64 id =
            json_object_get_int_member (json_array_get_object_element (items, i), "TicketID");

          g_hash_table_add (seen, g_memdup2 (&id, sizeof id));
        }
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, N_TICKETS);
}

static void
test_default_page (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) next = NULL;
  JsonObject *object = get (sandbox, "/api/v3/tickets", "TicketDtoPagedResult", &answer);
  const char *link = json_object_get_string_member (object, "nextLink");
  const char *url = docket_test_sandbox_get_url (sandbox);

  g_assert_cmpint (json_object_get_int_member (object, "itemsInPage"), ==, 20);
  g_assert_true (g_str_has_prefix (link, url));

  object = get (sandbox, link + strlen (url), "TicketDtoPagedResult", &next);
  g_assert_cmpint (json_object_get_int_member (object, "page"), ==, 2);
}

static guint
status_with (DocketTestSandbox *sandbox, const char *header, const char *value)
{
  g_autofree char *url =
    g_strconcat (docket_test_sandbox_get_url (sandbox), "/api/v3/account", NULL);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  if (header != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), header, value);

  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (
    soup_message_headers_get_one (soup_message_get_response_headers (message), "Date"));

  return soup_message_get_status (message);
}

static void
test_keys (void)
{
  g_autoptr (DocketTestSandbox) sandbox =
    docket_test_sandbox_start ("--key", DOCKET_TEST_SANDBOX_KEY, NULL);

  g_assert_cmpuint (status_with (sandbox, "X-API-KEY", "sandbox-key"), ==, 200);
  g_assert_cmpuint (status_with (sandbox, "Authorization", "Bearer sandbox-key"), ==, 200);
  g_assert_cmpuint (status_with (sandbox, "X-API-KEY", "another"), ==, 401);
  g_assert_cmpuint (status_with (sandbox, "Authorization", "Basic sandbox-key"), ==, 401);
  g_assert_cmpuint (status_with (sandbox, NULL, NULL), ==, 401);
  g_assert_cmpuint (count_list (sandbox, "parts=rejected", "rejected"), ==, 0);
}

/* Ten requests, one connection. */
static void
test_kept_connection (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url =
    g_strconcat (docket_test_sandbox_get_url (sandbox), "/api/v3/tickets", NULL);
  guint64 connection = 0;

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (GError) error = NULL;

      soup_message_headers_append (soup_message_get_request_headers (message),
                                   "X-API-KEY",
                                   DOCKET_TEST_SANDBOX_KEY);
      body = soup_session_send_and_read (session, message, NULL, &error);
      g_assert_no_error (error);
      if (i > 0)
        g_assert_cmpuint (soup_message_get_connection_id (message), ==, connection);
      connection = soup_message_get_connection_id (message);
    }
}

/* Every call that reads, against the API's description. */
static void
test_shapes (void)
{
  static const char *const calls[][2] = {
    { "/api/v3/account", "AccountInfoResponse" },
    { "/api/v3/tickets/noComments?itemsInPage=50", "TicketDtoPagedResult" },
    { "/api/v3/tickets/statusmodified?includeRelations=true", "TicketDtoPagedResult" },
    { "/api/v3/tickets/lastmodified?date=2020-01-01T00:00:00Z&itemsInPage=50&includeComments=true",
      "TicketDtoPagedResult" },
    { "/api/v3/contacts?SortBy=LastModified", "ContactDtoPagedResult" },
    { "/api/v3/contacts/5001", "ContactDto" },
    { "/api/v3/customers?FromLastModifiedDate=2020-01-01T08:30:00", "CustomerDtoPagedResult" },
    { "/api/v3/customers/301", "CustomerDto" },
    { "/api/v3/contracts?itemsInPage=50", "ContractDtoPagedResult" },
    { "/api/v3/contracts/701", "ContractDto" },
    { "/api/v3/contracts/customer/301", "ContractDtoPagedResult" },
    { "/api/v3/rates/products", "RateDtoPagedResult" },
    { "/api/v3/rates/products/41", "RateDto" },
    { "/api/v3/customvalues/customfields", "[CustomFieldDto]" },
    { "/api/v3/workhours?itemsInPage=50&includeRates=true", "WorkhourRecordDtoPagedResult" },
  };
  static const char *const of_ticket[][2] = {
    { "/api/v3/tickets/%d", "TicketDto" },
    { "/api/v3/tickets/%d/comments", "TicketCommentDtoPagedResult" },
    { "/api/v3/tickets/%d/attachments", "[string]" },
    { "/api/v3/tickets/%d/workhours", "TicketWorkHoursSummaryDto" },
    { "/api/v3/tickets/%d/workhoursrecords", "TicketWorkHoursDtoPagedResult" },
    { "/api/v3/tickets/%d/billableduration", "TicketDurationsDto" },
    { "/api/v3/customvalues/ticketfields/%d", "[CustomValueDto]" },
  };
  g_autoptr (DocketTestSandbox) sandbox = start ();

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (JsonNode) answer = NULL;

      get (sandbox, calls[i][0], calls[i][1], &answer);
    }

  for (int id = FIRST_ID; id < FIRST_ID + 20; id++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (of_ticket); i++)
        {
          g_autofree char *path = g_strdup_printf (of_ticket[i][0], id);
          g_autoptr (JsonNode) answer = NULL;

          get (sandbox, path, of_ticket[i][1], &answer);
        }
    }

  g_assert_cmpuint (count_list (sandbox, "parts=rejected", "rejected"), ==, 0);
}

/* Each breaks one rule of the API. */
static const struct
{
  const char *method;
  const char *path;
  const char *json;
  guint status;
} wrong[] = {
  { "GET", "/api/v3/tickets?pages=1", NULL, 400 },
  { "GET", "/api/v3/tickets?page=one", NULL, 400 },
  { "GET", "/api/v3/tickets?itemsInPage=51", NULL, 400 },
  { "GET", "/api/v3/tickets?includeRelations=yes", NULL, 400 },
  { "GET", "/api/v3/tickets/lastmodified?date=2026-01-01", NULL, 400 },
  { "GET", "/api/v3/contacts?SortBy=Name", NULL, 400 },
  { "GET", "/api/v3/workhours?startWorkhour=2026-01-01T00:00:00Z", NULL, 400 },
  { "GET", "/api/v3/technicians", NULL, 404 },
  { "DELETE", "/api/v3/account", NULL, 405 },
  { "GET", "/api/v3/tickets/abc", NULL, 400 },
  { "POST", "/api/v3/tickets", "{\"TicketTitle\": \"x\"}", 400 },
  { "POST", "/api/v3/tickets", "{\"Title\": \"x\"}", 400 },
  { "POST", "/api/v3/tickets", "{", 400 },
  { "POST",
    "/api/v3/tickets",
    "{\"TicketTitle\": \"x\", \"Description\": \"y\", \"EndUserID\": \"5001\"}",
    400 },
  { "POST",
    "/api/v3/tickets",
    "{\"TicketTitle\": \"x\", \"Description\": \"y\", \"EndUserFirstName\": \"z\"}",
    400 },
  { "PUT", "/api/v3/tickets/20001", "{\"TicketPriority\": \"high\"}", 400 },
  { "PUT", "/api/v3/tickets/20001", "{\"TicketStatus\": \"Started\"}", 400 },
  { "PUT", "/api/v3/tickets/20001", "{\"CustomerID\": 302}", 400 },
  { "PUT", "/api/v3/tickets/20001", "{\"TicketTitle\": \"\"}", 400 },
  { "PUT", "/api/v3/tickets/20001", "{\"TechnicianEmail\": \"nobody@example.com\"}", 400 },
  { "POST", "/api/v3/tickets/20001/comments", "{\"CommentText\": \"x\"}", 400 },
  { "POST",
    "/api/v3/tickets/20001/comments",
    "{\"CommentText\": \"x\", \"CommentTimestampUTC\": \"2026-01-01T10:00:00\", "
    "\"TechnicianCommentDetails\": {\"TechnicianId\": 1, \"IsInternal\": true}}",
    400 },
  { "POST",
    "/api/v3/tickets/20001/workhours",
    "{\"StartWorkHour\": \"2026-01-01T10:00:00Z\", \"EndWorkHour\": \"2026-01-01T09:00:00Z\", "
    "\"TechnicianContactID\": 1}",
    400 },
  { "PUT", "/api/v3/customvalues/ticketfield/20001/Cause", "{\"Value\": \"Weather\"}", 400 },
  { "PUT", "/api/v3/customvalues/ticketfield/20001/Colour", "{\"Value\": \"red\"}", 400 },
  { "POST", "/api/v3/contacts", "{\"CustomerID\": 301}", 400 },
};

static void
test_strictness (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (JsonNode) answer = NULL;
      g_autoptr (JsonNode) state = NULL;
      const guint status = docket_test_sandbox_request (sandbox,
                                                        wrong[i].method,
                                                        wrong[i].path,
                                                        wrong[i].json,
                                                        &answer);

      g_test_message ("%s %s %s", wrong[i].method, wrong[i].path, wrong[i].json);
      g_assert_cmpuint (status, ==, wrong[i].status);
      g_assert_true (docket_sandbox_schema_check ("ProblemDetails", answer, NULL));
      g_assert_cmpuint (count_list (sandbox, "parts=rejected", "rejected"), ==, i + 1);
      state = docket_test_sandbox_get_state (sandbox, "parts=rejected");
      g_assert_cmpstr (json_object_get_string_member (last_of (state, "rejected"), "why"),
                       ==,
                       json_object_get_string_member (json_node_get_object (answer), "detail"));
    }
}

static void
test_ticket_life (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) made = NULL;
  g_autoptr (JsonNode) changed = NULL;
  const gint64 id = create (sandbox,
                            "/api/v3/tickets",
                            "{\"TicketTitle\": \"No sound\", \"Description\": \"It is quiet\", "
                            "\"EndUserID\": 5001, \"TicketPriority\": \"Critical\", "
                            "\"TechnicianEmail\": \"tech1@example.com\"}");
  g_autofree char *path = g_strdup_printf ("/api/v3/tickets/%" G_GINT64_FORMAT, id);
  JsonObject *ticket = get (sandbox, path, "TicketDto", &made);

  g_assert_cmpstr (json_object_get_string_member (ticket, "FirstComment"), ==, "It is quiet");
  g_assert_cmpstr (json_object_get_string_member (ticket, "TicketStatus"), ==, "Open");
  g_assert_cmpint (
    g_ascii_strtoll (json_object_get_string_member (ticket, "TicketNumber"), NULL, 10),
    !=,
    id);
  g_assert_true (json_object_get_null_member (ticket, "TicketResolvedDate"));

  g_assert_cmpuint (
    docket_test_sandbox_request (sandbox, "PUT", path, "{\"TicketStatus\": \"Resolved\"}", NULL),
    ==,
    200);
  ticket = get (sandbox, path, "TicketDto", &changed);
  g_assert_cmpstr (json_object_get_string_member (ticket, "TicketStatus"), ==, "Resolved");
  g_assert_cmpstr (json_object_get_string_member (ticket, "TicketPriority"), ==, "Critical");
  g_assert_false (json_object_get_null_member (ticket, "TicketResolvedDate"));

  g_assert_cmpuint (docket_test_sandbox_request (sandbox, "DELETE", path, NULL, NULL), ==, 204);
  g_assert_cmpuint (docket_test_sandbox_request (sandbox, "GET", path, NULL, NULL), ==, 404);
  g_assert_cmpuint (count_list (sandbox, "parts=tickets", "tickets"), ==, N_TICKETS);
  g_assert_cmpuint (count_list (sandbox, "parts=ledger", "ledger"), ==, 3);
}

static void
test_comment (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (JsonNode) state = NULL;
  JsonObject *ticket, *comment;

  g_assert_cmpuint (
    docket_test_sandbox_request (sandbox,
                                 "POST",
                                 "/api/v3/tickets/20001/comments",
                                 "{\"CommentText\": \"one\\n  two\", "
                                 "\"CommentTimestampUTC\": \"2026-11-23T10:11:12Z\", "
                                 "\"TechnicianCommentDetails\": {\"TechnicianId\": 2, "
                                 "\"IsInternal\": true}}",
                                 &answer),
    ==,
    200);

  state = docket_test_sandbox_get_state (sandbox, "ticket=20001");
  ticket = last_of (state, "tickets");
  comment = json_array_get_object_element (
    json_object_get_array_member (ticket, "Comments"),
    json_array_get_length (json_object_get_array_member (ticket, "Comments")) - 1);
  g_assert_cmpstr (json_object_get_string_member (comment, "Date"), ==, "2026-11-23T10:11:12Z");
  g_assert_cmpstr (json_object_get_string_member (comment, "Comment"), ==, "one\n  two");
  g_assert_cmpint (json_object_get_int_member (comment, "TechnicianContactID"), ==, 2);
  g_assert_true (json_object_get_boolean_member (comment, "IsInternal"));
}

/* The feed brings what was touched since, and nothing else. */
static void
test_last_modified (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *path = g_strdup_printf ("/api/v3/tickets/lastmodified?date=%s", date);
  JsonObject *page = get (sandbox, path, "TicketDtoPagedResult", &before);

  g_assert_cmpint (json_object_get_int_member (page, "totalItemCount"), ==, 0);
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "POST",
                           "/tickets/20003/comments",
                           "{\"CommentText\": \"mine\"}",
                           NULL);
  page = get (sandbox, path, "TicketDtoPagedResult", &after);
  g_assert_cmpint (json_object_get_int_member (page, "totalItemCount"), ==, 1);
}

static void
test_hours (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) summary = NULL;
  g_autoptr (JsonNode) winter = NULL;
  const gint64 id = create (sandbox,
                            "/api/v3/tickets/20002/workhours",
                            "{\"StartWorkHour\": \"2031-01-10T09:30:00Z\", "
                            "\"EndWorkHour\": \"2031-01-10T11:00:00Z\", \"Billiable\": true, "
                            "\"OnCustomerSite\": true, \"TechnicianEmail\": "
                            "\"tech1@example.com\", \"RateID\": 41}");
  JsonObject *object = get (sandbox,
                            "/api/v3/workhours?startWorkhour=2031-01-10T10:30:00"
                            "&endWorkhour=2031-01-10T12:00:00&includeRates=true",
                            "WorkhourRecordDtoPagedResult",
                            &winter);

  /* Paris is an hour ahead in winter. */
  g_assert_cmpint (json_object_get_int_member (object, "totalItemCount"), ==, 1);
  object = json_array_get_object_element (json_object_get_array_member (object, "items"), 0);
  g_assert_cmpint (json_object_get_int_member (object, "WorkHoursID"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (object, "StartWorkHour"),
                   ==,
                   "2031-01-10T09:30:00Z");
  g_assert_cmpint (json_object_get_int_member (object, "RateID"), ==, 41);

  object = get (sandbox, "/api/v3/tickets/20002/workhours", "TicketWorkHoursSummaryDto", &summary);
  object = json_object_get_object_member (object, "Billable");
  g_assert_cmpfloat (json_object_get_double_member (object, "OnSiteDurationHours"), >=, 1.5);
}

static guint
set_value (DocketTestSandbox *sandbox, const char *field, const char *value)
{
  g_autofree char *path = g_strconcat ("/api/v3/customvalues/ticketfield/20001/", field, NULL);
  g_autofree char *json = g_strdup_printf ("{\"Value\": \"%s\"}", value);

  return docket_test_sandbox_request (sandbox, "PUT", path, json, NULL);
}

static void
test_dependent_values (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) gone = NULL;

  g_assert_cmpuint (set_value (sandbox, "Site", "Warehouse"), ==, 200);
  g_assert_cmpuint (set_value (sandbox, "Room", "Study"), ==, 400);
  g_assert_cmpuint (set_value (sandbox, "Room", "Gate"), ==, 200);
  g_assert_cmpuint (set_value (sandbox, "Planned%20for", "2026-12-24"), ==, 200);
  g_assert_cmpuint (set_value (sandbox, "Cost%20estimate", "12.5"), ==, 200);

  /* Nothing below the new site is called Gate. */
  g_assert_cmpuint (set_value (sandbox, "Site", "Home"), ==, 200);
  get (sandbox, "/api/v3/customvalues/ticketfield/20001/Room", "[CustomValueDto]", &gone);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (gone)), ==, 0);
}

static void
test_files (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonNode) answer = NULL;

  docket_test_sandbox_act (sandbox,
                           "tech1@example.com",
                           "POST",
                           "/tickets/20001/attachments",
                           "{\"Name\": \"été 1.txt\", \"ContentBased64\": \"YWJj\"}",
                           NULL);
  get (sandbox, "/api/v3/tickets/20001/attachments", "[string]", &answer);
  message = soup_message_new (
    "GET",
    json_array_get_string_element (json_node_get_array (answer),
                                   json_array_get_length (json_node_get_array (answer)) - 1));
  body = soup_session_send_and_read (session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  g_assert_cmpmem (g_bytes_get_data (body, NULL), g_bytes_get_size (body), "abc", 3);
}

/* What no key can do, and what the ledger says of it. */
static void
test_web_users (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) state = NULL;
  g_autoptr (JsonNode) account = NULL;
  g_autoptr (JsonNode) ticket = NULL;
  JsonObject *entry;

  g_assert_cmpuint (docket_test_sandbox_act (sandbox,
                                             "new@example.com",
                                             "PUT",
                                             "/tickets/20001/place",
                                             "{\"CustomerID\": 303}",
                                             NULL),
                    ==,
                    200);
  g_assert_cmpuint (docket_test_sandbox_request (sandbox,
                                                 "PUT",
                                                 "/api/v3/tickets/20001/place",
                                                 "{\"CustomerID\": 304}",
                                                 NULL),
                    ==,
                    404);
  g_assert_cmpint (
    json_object_get_int_member (get (sandbox, "/api/v3/tickets/20001", "TicketDto", &ticket),
                                "CustomerID"),
    ==,
    303);

  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "PUT",
                           "/account",
                           "{\"IsITDepartment\": true}",
                           NULL);
  g_assert_true (json_object_get_boolean_member (
    get (sandbox, "/api/v3/account", "AccountInfoResponse", &account),
    "IsITDepartment"));

  state = docket_test_sandbox_get_state (sandbox, "parts=ledger,requests");
  entry = last_of (state, "ledger");
  g_assert_cmpstr (json_object_get_string_member (entry, "by"), ==, "tech2@example.com");
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (state), "requests"), ==, 3);
}

static void
test_merge (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;
  gint64 n_before, n_after;

  n_before = json_object_get_int_member (
    get (sandbox, "/api/v3/tickets/20006/comments", "TicketCommentDtoPagedResult", &before),
    "totalItemCount");
  docket_test_sandbox_act (sandbox,
                           "tech2@example.com",
                           "POST",
                           "/tickets/20005/merge",
                           "{\"Into\": 20006}",
                           NULL);
  n_after = json_object_get_int_member (
    get (sandbox, "/api/v3/tickets/20006/comments", "TicketCommentDtoPagedResult", &after),
    "totalItemCount");
  g_assert_cmpint (n_after, >, n_before);
  g_assert_cmpuint (
    docket_test_sandbox_request (sandbox, "GET", "/api/v3/tickets/20005", NULL, NULL),
    ==,
    404);
}

static void
test_rate (void)
{
  g_autoptr (DocketTestSandbox) sandbox = docket_test_sandbox_start ("--rate", "3", NULL);
  g_autoptr (JsonNode) answer = NULL;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (docket_test_sandbox_request (sandbox, "GET", "/api/v3/account", NULL, NULL),
                      ==,
                      200);

  g_assert_cmpuint (docket_test_sandbox_request (sandbox, "GET", "/api/v3/account", NULL, &answer),
                    ==,
                    429);
  g_assert_true (docket_sandbox_schema_check ("ProblemDetails", answer, NULL));
}

static char *
tickets_as_text (DocketTestSandbox *sandbox)
{
  g_autoptr (JsonNode) state =
    docket_test_sandbox_get_state (sandbox, "parts=tickets,customers,contacts,contracts,ledger");

  return json_to_string (state, FALSE);
}

static void
test_restart (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  create (sandbox,
          "/api/v3/tickets",
          "{\"TicketTitle\": \"À garder\", \"Description\": \"x\", \"EndUserFirstName\": \"A\", "
          "\"EndUserLastName\": \"B\", \"EndUserEmail\": \"a@new.example\"}");
  before = tickets_as_text (sandbox);
  docket_test_sandbox_restart (sandbox);
  after = tickets_as_text (sandbox);
  g_assert_cmpstr (before, ==, after);
}

static gint64
create_any (DocketTestSandbox *sandbox)
{
  return create (sandbox,
                 "/api/v3/tickets",
                 "{\"TicketTitle\": \"x\", \"Description\": \"y\", \"EndUserID\": 5001}");
}

static void
test_snapshot (void)
{
  g_autoptr (DocketTestSandbox) sandbox = start ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 snapshot, first, second, third;

  snapshot = docket_test_sandbox_snapshot (sandbox);
  before = tickets_as_text (sandbox);
  docket_test_sandbox_restore (sandbox, snapshot, TRUE);
  after = tickets_as_text (sandbox);
  g_assert_cmpstr (before, ==, after);

  first = create_any (sandbox);
  docket_test_sandbox_restore (sandbox, snapshot, TRUE);
  g_assert_cmpuint (count_list (sandbox, "parts=tickets", "tickets"), ==, N_TICKETS);
  second = create_any (sandbox);
  g_assert_cmpint (second, ==, first);

  docket_test_sandbox_restore (sandbox, snapshot, FALSE);
  third = create_any (sandbox);
  g_assert_cmpint (third, >, second);
  g_assert_cmpuint (count_list (sandbox, "parts=ledger", "ledger"), ==, 3);
}

/* Another server with the same seed is the same but for the day. */
static void
test_seed (void)
{
  g_autoptr (DocketTestSandbox) one = start ();
  g_autoptr (DocketTestSandbox) two = start ();
  g_autoptr (DocketTestSandbox) other =
    docket_test_sandbox_start ("--tickets", "120", "--seed", "8", NULL);
  DocketTestSandbox *sandboxes[] = { one, two, other };
  char *titles[3];
  guint n_closed = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (JsonNode) state = docket_test_sandbox_get_state (sandboxes[i], "parts=tickets");
      JsonArray *tickets = json_object_get_array_member (json_node_get_object (state), "tickets");
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint t = 0; t < json_array_get_length (tickets); t++)
        {
          JsonObject *ticket = json_array_get_object_element (tickets, t);

          g_string_append (text, json_object_get_string_member (ticket, "TicketTitle"));
          g_string_append (text, json_object_get_string_member (ticket, "EndUserEmail"));
          if (i == 0 && !json_object_get_null_member (ticket, "TicketResolvedDate"))
            n_closed++;
        }
      titles[i] = g_string_free (g_steal_pointer (&text), FALSE);
    }

  g_assert_cmpstr (titles[0], ==, titles[1]);
  g_assert_cmpstr (titles[0], !=, titles[2]);
  g_assert_cmpuint (n_closed, >, N_TICKETS * 65 / 100);
  g_assert_cmpuint (n_closed, <, N_TICKETS * 90 / 100);

  for (guint i = 0; i < 3; i++)
    g_free (titles[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sandbox/paging", test_paging);
  g_test_add_func ("/sandbox/default-page", test_default_page);
  g_test_add_func ("/sandbox/keys", test_keys);
  g_test_add_func ("/sandbox/kept-connection", test_kept_connection);
  g_test_add_func ("/sandbox/shapes", test_shapes);
  g_test_add_func ("/sandbox/strictness", test_strictness);
  g_test_add_func ("/sandbox/ticket-life", test_ticket_life);
  g_test_add_func ("/sandbox/comment", test_comment);
  g_test_add_func ("/sandbox/last-modified", test_last_modified);
  g_test_add_func ("/sandbox/hours", test_hours);
  g_test_add_func ("/sandbox/dependent-values", test_dependent_values);
  g_test_add_func ("/sandbox/files", test_files);
  g_test_add_func ("/sandbox/web-users", test_web_users);
  g_test_add_func ("/sandbox/merge", test_merge);
  g_test_add_func ("/sandbox/rate", test_rate);
  g_test_add_func ("/sandbox/restart", test_restart);
  g_test_add_func ("/sandbox/snapshot", test_snapshot);
  g_test_add_func ("/sandbox/seed", test_seed);

  return g_test_run ();
}
