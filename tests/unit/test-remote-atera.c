/* Recorded answers of Atera's API, what Docket makes of them, and the requests that it writes.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-atera-json.h"
#include "docket-remote.h"

#include "scripted-server.h"

#define UUID "7c9e6679-7425-40de-944b-e07fc1f90ae7"

#define TICKET_12                                                                                  \
  "{\"TicketID\": 12, \"TicketTitle\": \"  Printer jams \", \"TicketNumber\": \"1043\","           \
  " \"TicketPriority\": \"High\", \"TicketImpact\": \"SiteDown\", \"TicketStatus\": \"Open\","     \
  " \"TicketSource\": \"Email\", \"TicketType\": \"Incident\", \"EndUserID\": 77,"                 \
  " \"EndUserEmail\": \"ana@example.com\", \"EndUserFirstName\": \"Ana\","                         \
  " \"EndUserLastName\": \"Lima\", \"EndUserPhone\": null,"                                        \
  " \"TicketResolvedDate\": null, \"TicketCreatedDate\": \"2026-11-20T08:00:00Z\","                \
  " \"TechnicianFirstCommentDate\": \"2026-11-20T08:30:00Z\","                                     \
  " \"FirstResponseDueDate\": \"2026-11-20T10:00:00Z\","                                           \
  " \"ClosedTicketDueDate\": \"0001-01-01T00:00:00\","                                             \
  " \"FirstComment\": \"It jams\", \"LastEndUserComment\": \"Still jams\","                        \
  " \"LastEndUserCommentTimestamp\": \"2026-11-21T09:00:00.1234567Z\","                            \
  " \"LastTechnicianComment\": \"On my way\","                                                     \
  " \"LastTechnicianCommentTimestamp\": \"2026-11-20T08:30:00Z\","                                 \
  " \"TotalDurationSeconds\": 1800, \"CustomerID\": 5, \"CustomerName\": \"Alder IT\","            \
  " \"TechnicianContactID\": 3, \"TechnicianFullName\": \"Tom Reed\","                             \
  " \"TechnicianEmail\": \"tom@example.com\", \"ContractID\": null, \"Newer\": {\"x\": [1]}}"

#define FIELDS                                                                                     \
  "[{\"Name\": \"Floor\", \"DataType\": \"Numeric\", \"Target\": \"Ticket\","                      \
  "  \"PossibleValues\": null},"                                                                   \
  " {\"Name\": \"On call\", \"DataType\": \"Boolean\", \"Target\": \"Ticket\"},"                   \
  " {\"Name\": \"Bought\", \"DataType\": \"Date\", \"Target\": \"Ticket\"},"                       \
  " {\"Name\": \"Note/1\", \"DataType\": \"Text\", \"Target\": \"Ticket\"},"                       \
  " {\"Name\": \"Building\", \"DataType\": \"Options\", \"Target\": \"Ticket\","                   \
  "  \"PossibleValues\": [{\"Value\": \"v1\", \"Text\": \"North\", \"ParentName\": null},"         \
  "                       {\"Value\": \"v2\", \"Text\": \"South\"}]},"                             \
  " {\"Name\": \"Room\", \"DataType\": \"OptionsWithDependencies\", \"Target\": \"Ticket\","       \
  "  \"ParentAttributeName\": \"Building\","                                                       \
  "  \"PossibleValues\": [{\"Value\": \"v3\", \"Text\": \"N1\", \"ParentName\": \"North\"}]},"     \
  " {\"Name\": \"Size\", \"DataType\": \"Text\", \"Target\": \"Customer\"},"                       \
  " {\"Name\": \"Odd\", \"DataType\": \"Matrix\", \"Target\": \"Ticket\"}]"

#define VALUES                                                                                     \
  "[{\"ItemId\": 12, \"FieldName\": \"Floor\", \"ValueAsString\": \"2.5\","                        \
  "  \"ValueAsDecimal\": 2.5, \"ValueAsBool\": false},"                                            \
  " {\"ItemId\": 12, \"FieldName\": \"On call\", \"ValueAsString\": \"True\","                     \
  "  \"ValueAsDecimal\": 0, \"ValueAsBool\": true},"                                               \
  " {\"ItemId\": 12, \"FieldName\": \"Bought\", \"ValueAsDecimal\": 0,"                            \
  "  \"ValueAsDateTime\": \"2026-02-03T00:00:00\"},"                                               \
  " {\"ItemId\": 12, \"FieldName\": \"Building\", \"ValueAsString\": \"South\"},"                  \
  " {\"ItemId\": 12, \"FieldName\": \"Never heard of\", \"ValueAsString\": \"x\"}]"

/* What stands at a path; @body may be made anew for each request. */
typedef struct
{
  const char *path;
  guint status;
  const char *body;
} Route;

typedef struct
{
  const Route *routes;
  guint n_tickets; /* of /tickets: this many, oldest first or last */
  gboolean newest_first;
  GMutex mutex;
  GPtrArray *requests;
  ScriptedServer *server;
  DocketClock *clock;
  DocketRemote *remote;
} Fixture;

static guint
query_number (const char *path, const char *name)
{
  g_autofree char *key = g_strconcat (name, "=", NULL);
  const char *at = strstr (path, key);

  return at != NULL ? (guint) g_ascii_strtoull (at + strlen (key), NULL, 10) : 1;
}

/* Tickets 1 to n, created a minute apart, 50 on a page. */
static void
answer_tickets (Fixture *fixture, guint page, GOutputStream *out)
{
  g_autoptr (GString) body = g_string_new ("{\"items\": [");
  const guint n = fixture->n_tickets;

  for (guint i = (page - 1) * 50; i < MIN (n, page * 50); i++)
    {
      const guint id = fixture->newest_first ? n - i : i + 1;

      g_string_append_printf (body,
                              "%s{\"TicketID\": %u, \"TicketTitle\": \"T%u\", \"CustomerID\": 1,"
                              " \"TicketCreatedDate\": \"2026-11-20T%02u:%02u:00Z\"}",
                              i % 50 > 0 ? ", " : "",
                              id,
                              id,
                              id / 60,
                              id % 60);
    }

  g_string_append_printf (body,
                          "], \"page\": %u, \"totalItemCount\": %u, \"totalPages\": %u}",
                          page,
                          n,
                          (n + 49) / 50);
  scripted_answer (out, 200, "application/json", body->str);
}

static gboolean
answer_cb (const ScriptedRequest *request, GOutputStream *out, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_mutex_lock (&fixture->mutex);
  g_ptr_array_add (fixture->requests,
                   g_strdup_printf ("%s %s %s", request->method, request->path, request->body));
  g_mutex_unlock (&fixture->mutex);

  if (fixture->n_tickets > 0 && g_str_has_prefix (request->path, "/api/v3/tickets?"))
    {
      answer_tickets (fixture, query_number (request->path, "page"), out);
      return TRUE;
    }

  for (guint i = 0; fixture->routes[i].path != NULL; i++)
    {
      const gsize length = strlen (fixture->routes[i].path);
      const char *rest = request->path + strlen ("/api/v3");

      if (strncmp (rest, fixture->routes[i].path, length) == 0 &&
          (rest[length] == '\0' || rest[length] == '?'))
        {
          scripted_answer (out,
                           fixture->routes[i].status,
                           "application/json",
                           fixture->routes[i].body);
          return TRUE;
        }
    }

  scripted_answer (out,
                   404,
                   "application/problem+json",
                   "{\"title\": \"Not Found\", \"status\": 404}");

  return TRUE;
}

static void
start (Fixture *fixture, const Route *routes)
{
  static const Route none[] = { { NULL, 0, NULL } };
  g_autofree char *url = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&fixture->mutex);
  fixture->routes = routes != NULL ? routes : none;
  fixture->requests = g_ptr_array_new_with_free_func (g_free);
  fixture->clock = docket_clock_new_system ();
  fixture->server = scripted_server_new (answer_cb, fixture, NULL);
  url = scripted_server_get_url (fixture->server);
  fixture->remote =
    docket_remote_new (DOCKET_SERVER_KIND_ATERA, url, "key", fixture->clock, &error);
  g_assert_no_error (error);
}

static void
stop (Fixture *fixture)
{
  g_clear_object (&fixture->remote);
  g_clear_pointer (&fixture->server, scripted_server_free);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->requests, g_ptr_array_unref);
  g_mutex_clear (&fixture->mutex);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, stop)

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *root = docket_json_parse (bytes, &error);

  g_assert_no_error (error);

  return root;
}

static gint64
instant (const char *text)
{
  gint64 us;

  g_assert_true (docket_time_parse (text, &us));

  return us;
}

static void
test_ticket (void)
{
  g_autoptr (JsonNode) root = parse (TICKET_12);
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteTicket) ticket =
    docket_atera_parse_ticket (json_node_get_object (root), &error);
  DocketValues *values;

  g_assert_no_error (error);
  values = ticket->values;
  g_assert_cmpstr (ticket->remote_id, ==, "12");
  g_assert_cmpstr (ticket->number, ==, "1043");
  g_assert_cmpstr (docket_values_get (values, "title"), ==, "Printer jams");
  g_assert_cmpstr (docket_values_get (values, "priority"), ==, "high");
  g_assert_cmpstr (docket_values_get (values, "impact"), ==, "site-down");
  g_assert_cmpstr (docket_values_get (values, "status"), ==, "open");
  g_assert_cmpstr (docket_values_get (values, "type"), ==, "incident");
  g_assert_cmpstr (docket_values_get (values, "source"), ==, "Email");
  g_assert_cmpstr (docket_values_get (values, "assignee"), ==, "3");
  g_assert_cmpstr (docket_values_get (values, "customer"), ==, "5");
  g_assert_cmpstr (docket_values_get (values, "contact"), ==, "77");
  g_assert_true (docket_values_knows (values, "contract"));
  g_assert_null (docket_values_get (values, "contract"));
  g_assert_true (docket_values_knows (values, "resolved-at"));
  g_assert_null (docket_values_get (values, "resolved-at"));
  g_assert_null (docket_values_get (values, "close-due-at"));
  g_assert_cmpint (docket_values_get_int64 (values, "created-at"),
                   ==,
                   instant ("2026-11-20T08:00:00Z"));
  g_assert_cmpint (ticket->created_at, ==, instant ("2026-11-20T08:00:00Z"));
  g_assert_cmpint (ticket->updated_at / G_USEC_PER_SEC,
                   ==,
                   instant ("2026-11-21T09:00:00Z") / G_USEC_PER_SEC);
  g_assert_cmpstr (ticket->assignee.name, ==, "Tom Reed");
  g_assert_cmpstr (ticket->contact.name, ==, "Ana Lima");
  g_assert_cmpstr (ticket->contact.email, ==, "ana@example.com");
  g_assert_cmpstr (ticket->customer_name, ==, "Alder IT");
}

/* A technician's last comment may be internal: nobody takes it for public. */
static void
test_comments_that_come_along (void)
{
  g_autoptr (JsonNode) root = parse (TICKET_12);
  g_autoptr (DocketRemoteTicket) ticket =
    docket_atera_parse_ticket (json_node_get_object (root), NULL);
  const DocketRemoteMessage *message;

  g_assert_cmpuint (ticket->messages->len, ==, 3);
  message = ticket->messages->pdata[0];
  g_assert_cmpstr (message->source, ==, "It jams");
  g_assert_false (message->internal);
  message = ticket->messages->pdata[1];
  g_assert_cmpstr (message->source, ==, "Still jams");
  g_assert_false (message->author_is_technician);
  g_assert_cmpstr (message->author.name, ==, "Ana Lima");
  message = ticket->messages->pdata[2];
  g_assert_cmpstr (message->source, ==, "On my way");
  g_assert_true (message->author_is_technician);
  g_assert_true (message->internal);
}

static char *
mark_with (const char *member, const char *value)
{
  g_autoptr (JsonNode) root = parse (TICKET_12);
  g_autoptr (JsonNode) parsed = parse (value);
  g_autoptr (DocketRemoteTicket) ticket = NULL;
  g_autofree char *text = json_to_string (root, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  json_object_set_member (json_node_get_object (copy), member, json_node_copy (parsed));
  ticket = docket_atera_parse_ticket (json_node_get_object (copy), NULL);

  return g_strdup (ticket->mark);
}

static void
test_mark (void)
{
  g_autofree char *mark = mark_with ("TicketID", "12");
  g_autofree char *title = mark_with ("TicketTitle", "\"Other\"");
  g_autofree char *contact = mark_with ("LastEndUserCommentTimestamp", "\"2026-11-22T09:00:00Z\"");
  g_autofree char *technician =
    mark_with ("LastTechnicianCommentTimestamp", "\"2026-11-22T09:00:00Z\"");
  g_autofree char *time = mark_with ("TotalDurationSeconds", "1860");

  g_assert_cmpstr (title, ==, mark);
  g_assert_cmpstr (contact, !=, mark);
  g_assert_cmpstr (technician, !=, mark);
  g_assert_cmpstr (time, !=, mark);
}

/* Missing is not empty (rule 17), and what Docket has not heard of is not known. */
static void
test_missing_is_not_empty (void)
{
  g_autoptr (JsonNode) root = parse ("{\"TicketID\": 1, \"TicketStatus\": \" On hold \","
                                     " \"TicketPriority\": \"Blocker\","
                                     " \"TechnicianContactID\": 0, \"TicketTitle\": null}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteTicket) ticket =
    docket_atera_parse_ticket (json_node_get_object (root), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (docket_values_get (ticket->values, "status"), ==, "On hold");
  g_assert_false (docket_values_knows (ticket->values, "priority"));
  g_assert_false (docket_values_knows (ticket->values, "title"));
  g_assert_false (docket_values_knows (ticket->values, "contact"));
  g_assert_false (docket_values_knows (ticket->values, "source"));
  g_assert_true (docket_values_knows (ticket->values, "assignee"));
  g_assert_null (docket_values_get (ticket->values, "assignee"));
  g_assert_cmpstr (ticket->number, ==, "1");
}

static void
test_wrong_types (void)
{
  static const char *const members[] = {
    "{\"TicketID\": \"12\"}",
    "{\"TicketID\": 12.5}",
    "{\"TicketID\": null}",
    "{\"TicketID\": -1}",
    "{}",
    "{\"TicketID\": 1, \"TicketTitle\": 5}",
    "{\"TicketID\": 1, \"TicketTitle\": [\"x\"]}",
    "{\"TicketID\": 1, \"TicketPriority\": 2}",
    "{\"TicketID\": 1, \"TicketCreatedDate\": \"yesterday\"}",
    "{\"TicketID\": 1, \"TicketCreatedDate\": 1700000000}",
    "{\"TicketID\": 1, \"CustomerID\": \"5\"}",
    "{\"TicketID\": 1, \"TotalDurationSeconds\": \"60\"}",
    "{\"TicketID\": 1, \"LastEndUserComment\": {\"text\": \"x\"}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (JsonNode) root = parse (members[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (docket_atera_parse_ticket (json_node_get_object (root), &error));
      g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_BROKEN);
    }
}

static void
test_hostile_json (void)
{
  g_autofree char *open = g_strnfill (1000000, '[');
  g_autofree char *braces = g_strnfill (65, '[');
  g_autofree char *long_title = g_strnfill (100000, 'x');
  g_autofree char *long_ticket =
    g_strdup_printf ("{\"TicketID\": 1, \"TicketTitle\": \"%s\xc3\xa9\xff\"}", long_title);
  g_autoptr (GBytes) deep = g_bytes_new_static (open, 1000000);
  g_autoptr (GBytes) deeper = g_bytes_new_static (braces, 65);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) zeros = g_bytes_new_static ("{\"a\": \"\0\"}", 10);
  g_autoptr (JsonNode) root = parse (long_ticket);
  g_autoptr (JsonNode) zero_root = docket_json_parse (zeros, NULL);
  g_autoptr (DocketRemoteTicket) ticket = NULL;

  g_assert_null (docket_json_parse (deep, NULL));
  g_assert_null (docket_json_parse (deeper, NULL));
  g_assert_null (docket_json_parse (nothing, NULL));
  g_assert_nonnull (zero_root);

  ticket = docket_atera_parse_ticket (json_node_get_object (root), NULL);
  g_assert_cmpuint (strlen (docket_values_get (ticket->values, "title")), ==, 4096);
}

static void
test_words (void)
{
  static const struct
  {
    const char *word;
    const char *nick;
  } words[] = {
    { "NoImpact", "no-impact" },       { "SiteDown", "site-down" }, { "Low", "low" },
    { "ServerIssue", "server-issue" }, { "Change", "change" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *nick = docket_atera_word_to_nick (words[i].word);
      g_autofree char *word = docket_atera_nick_to_word (words[i].nick);

      g_assert_cmpstr (nick, ==, words[i].nick);
      g_assert_cmpstr (word, ==, words[i].word);
    }
}

static const Route ticket_routes[] = {
  { "/tickets/12", 200, TICKET_12 },
  { "/customvalues/customfields", 200, FIELDS },
  { "/customvalues/ticketfields/12", 200, VALUES },
  { "/tickets/12/comments",
    200,
    "{\"items\": [{\"Date\": \"2026-11-20T08:00:00Z\", \"Comment\": \"It jams\","
    " \"CommentHtml\": \"<p>It jams</p>\", \"EndUserID\": 77, \"FirstName\": \"Ana\","
    " \"LastName\": \"Lima\", \"Email\": \"ana@example.com\", \"IsInternal\": false},"
    " {\"Date\": \"2026-11-20T08:30:00\", \"Comment\": \"On my way\", \"CommentHtml\": null,"
    " \"TechnicianContactID\": 3, \"Email\": \"tom@example.com\", \"IsInternal\": true}],"
    " \"totalItemCount\": 2, \"totalPages\": 1}" },
  { "/tickets/12/workhoursrecords",
    200,
    "{\"items\": [{\"WorkHoursID\": 9, \"TicketID\": 12,"
    " \"StartWorkHour\": \"2026-11-20T09:00:00Z\", \"EndWorkHour\": \"2026-11-20T09:30:00Z\","
    " \"TechnicianContactID\": 3, \"Billiable\": true, \"OnCustomerSite\": null,"
    " \"Description\": \"Cleaned\", \"RateID\": 4}], \"totalItems\": 2, \"totalPages\": 1}" },
  { "/tickets/12/attachments",
    200,
    "[\"https://files.example.com/a/b%20c.png?sig=1\", \"/local/..\", \"/x/%2e%2e%2fpasswd\"]" },
  { NULL, 0, NULL },
};

static void
check_custom_values (DocketValues *values)
{
  g_assert_cmpstr (docket_values_get (values, "field.Floor"), ==, "2.5");
  g_assert_cmpstr (docket_values_get (values, "field.On call"), ==, "yes");
  g_assert_cmpstr (docket_values_get (values, "field.Bought"), ==, "2026-02-03");
  g_assert_cmpstr (docket_values_get (values, "field.Building"), ==, "South");
  g_assert_true (docket_values_knows (values, "field.Room"));
  g_assert_null (docket_values_get (values, "field.Room"));
  g_assert_true (docket_values_knows (values, "field.Note/1"));
  g_assert_false (docket_values_knows (values, "field.Never heard of"));
  g_assert_false (docket_values_knows (values, "field.Size"));
}

static void
test_details (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteDetails) details = NULL;
  const DocketRemoteMessage *message;
  const DocketRemoteTimeEntry *entry;
  const DocketRemoteAttachment *attachment;

  start (&fixture, ticket_routes);
  details = docket_remote_pull_ticket (fixture.remote, "12", NULL, &error);
  g_assert_no_error (error);
  check_custom_values (details->ticket->values);
  g_assert_cmpint (details->server_date, ==, instant ("2026-11-23T08:00:00Z"));

  g_assert_true (details->messages_complete);
  g_assert_cmpuint (details->messages->len, ==, 2);
  message = details->messages->pdata[0];
  g_assert_true (message->source_is_html);
  g_assert_cmpstr (message->source, ==, "<p>It jams</p>");
  g_assert_cmpstr (message->author.remote_id, ==, "77");
  message = details->messages->pdata[1];
  g_assert_false (message->source_is_html);
  g_assert_true (message->internal && message->author_is_technician);
  g_assert_cmpstr (message->author.name, ==, "tom@example.com");
  g_assert_cmpint (message->created_at, ==, instant ("2026-11-20T08:30:00Z"));

  /* The server says two and shows one. */
  g_assert_false (details->time_entries_complete);
  g_assert_cmpuint (details->time_entries->len, ==, 1);
  entry = details->time_entries->pdata[0];
  g_assert_cmpstr (entry->remote_id, ==, "9");
  g_assert_cmpstr (entry->rate_remote_id, ==, "4");
  g_assert_true (entry->billable && !entry->on_site);
  g_assert_cmpint (entry->end_at - entry->start_at, ==, 1800 * (gint64) G_USEC_PER_SEC);

  g_assert_cmpuint (details->attachments->len, ==, 3);
  attachment = details->attachments->pdata[0];
  g_assert_cmpstr (attachment->name, ==, "b c.png");
  attachment = details->attachments->pdata[1];
  g_assert_true (g_str_has_prefix (attachment->url, "http://127.0.0.1:"));

  for (guint i = 1; i < 3; i++)
    {
      attachment = details->attachments->pdata[i];
      g_assert_null (strchr (attachment->name, '/'));
      g_assert_false (g_str_has_prefix (attachment->name, "."));
    }
}

static void
test_peek (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteTicket) ticket = NULL;
  g_autoptr (DocketRemoteTicket) gone = NULL;

  start (&fixture, ticket_routes);
  ticket = docket_remote_peek_ticket (fixture.remote, "12", NULL, &error);
  g_assert_no_error (error);
  check_custom_values (ticket->values);

  gone = docket_remote_peek_ticket (fixture.remote, "13", NULL, &error);
  g_assert_error (error, DOCKET_REMOTE_ERROR, DOCKET_REMOTE_ERROR_NOT_FOUND);
  g_assert_null (gone);
}

static void
test_fields (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  const DocketField *room;
  const DocketFieldOption *option;

  start (&fixture, ticket_routes);
  fields = docket_remote_pull_fields (fixture.remote, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fields->len, ==, 6);
  room = fields->pdata[5];
  g_assert_cmpstr (room->id, ==, "field.Room");
  g_assert_cmpstr (room->parent, ==, "field.Building");
  g_assert_cmpint (room->kind, ==, DOCKET_FIELD_DEPENDENT_OPTION);
  option = room->options->pdata[0];
  g_assert_cmpstr (option->value, ==, "N1");
  g_assert_cmpstr (option->parent, ==, "North");
}

/* Reads all pages of the feed; the ids must come from the newest to the oldest. */
static void
check_newest_first (guint n_tickets, gboolean newest_first)
{
  g_auto (Fixture) fixture = { 0 };
  guint next = n_tickets, n_pages = 1;

  fixture.n_tickets = n_tickets;
  fixture.newest_first = newest_first;
  start (&fixture, NULL);

  for (guint page = 1; page <= n_pages; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRemotePage) result =
        docket_remote_pull_tickets (fixture.remote, 0, page, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (result->page, ==, page);
      g_assert_cmpuint (result->total, ==, n_tickets);
      n_pages = result->n_pages;

      for (guint i = 0; i < result->tickets->len; i++, next--)
        {
          const DocketRemoteTicket *ticket = result->tickets->pdata[i];
          g_autofree char *expected = g_strdup_printf ("%u", next);

          g_assert_cmpstr (ticket->remote_id, ==, expected);
        }
    }

  g_assert_cmpuint (next, ==, 0);
  g_assert_cmpuint (n_pages, ==, (n_tickets + 49) / 50);

  /* Each page once, and once more to see where the end is. */
  g_assert_cmpuint (scripted_server_get_n_requests (fixture.server), <=, n_pages + 1);
}

static void
test_newest_first (void)
{
  static const guint sizes[] = { 1, 49, 50, 51, 420 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      check_newest_first (sizes[i], TRUE);
      check_newest_first (sizes[i], FALSE);
    }
}

/* A pull that was broken off goes on at its page, in another process. */
static void
test_goes_on_at_a_page (void)
{
  g_auto (Fixture) fixture = { .n_tickets = 120, .newest_first = FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemotePage) page = NULL;
  const DocketRemoteTicket *ticket;

  start (&fixture, NULL);
  page = docket_remote_pull_tickets (fixture.remote, 0, 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->n_pages, ==, 3);
  ticket = page->tickets->pdata[0];
  g_assert_cmpstr (ticket->remote_id, ==, "100");
}

/* A probe looks at other feeds meanwhile: the order is not looked at again. */
static void
test_feeds_meet (void)
{
  g_auto (Fixture) fixture = { .n_tickets = 420, .newest_first = FALSE };
  guint n_looks = 0;

  start (&fixture, NULL);

  for (guint page = 1; page <= 4; page++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DocketRemotePage) result =
        docket_remote_pull_tickets (fixture.remote, 0, page, NULL, &error);
      g_autoptr (DocketRemotePage) other = NULL;
      g_autofree char *expected =
        g_strdup_printf ("%u", 420 - (page > 1 ? (page - 1) * 50 - 30 : 0));
      const DocketRemoteTicket *ticket;

      g_assert_no_error (error);
      ticket = result->tickets->pdata[0];
      g_assert_cmpstr (ticket->remote_id, ==, expected);
      other = docket_remote_pull_tickets (fixture.remote, G_USEC_PER_SEC, 1, NULL, NULL);
      g_assert_null (other);
    }

  for (guint i = 0; i < fixture.requests->len; i++)
    n_looks += strstr (fixture.requests->pdata[i], "/tickets?page=1&") != NULL ? 1 : 0;

  g_assert_cmpuint (n_looks, ==, 1);
}

static guint
count_requests (Fixture *fixture, const char *prefix)
{
  guint n = 0;

  g_mutex_lock (&fixture->mutex);

  for (guint i = 0; i < fixture->requests->len; i++)
    n += g_str_has_prefix (fixture->requests->pdata[i], prefix) ? 1 : 0;

  g_mutex_unlock (&fixture->mutex);

  return n;
}

/* Rule 11: what was read ahead began before the write. */
static void
test_push_drops_what_was_read_ahead (void)
{
  g_auto (Fixture) fixture = { .n_tickets = 420, .newest_first = TRUE };
  g_autoptr (DocketRemotePage) first = NULL;
  g_autoptr (DocketRemotePage) second = NULL;
  const DocketPush push = {
    .kind = DOCKET_OPERATION_KIND_DELETE,
    .uuid = UUID,
    .ticket_remote_id = "12",
  };
  g_auto (DocketPushOutcome) outcome = { 0 };
  gint64 pushed_at;

  start (&fixture, NULL);
  first = docket_remote_pull_tickets (fixture.remote, 0, 1, NULL, NULL);

  while (count_requests (&fixture, "GET /api/v3/tickets?page=4&") == 0)
    g_thread_yield ();

  docket_remote_push (fixture.remote, &push, &outcome, NULL);
  pushed_at = docket_clock_get_monotonic (fixture.clock);
  second = docket_remote_pull_tickets (fixture.remote, 0, 2, NULL, NULL);

  g_assert_cmpint (first->began_at, <, pushed_at);
  g_assert_cmpint (second->began_at, >=, pushed_at);
}

static void
test_since (void)
{
  static const Route routes[] = {
    { "/tickets/lastmodified",
      200,
      "{\"items\": [" TICKET_12 "], \"totalItemCount\": 1, \"totalPages\": 1}" },
    { NULL, 0, NULL },
  };
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemotePage) page = NULL;

  start (&fixture, routes);
  page = docket_remote_pull_tickets (fixture.remote,
                                     instant ("2026-11-20T07:59:59.9Z"),
                                     1,
                                     NULL,
                                     &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->tickets->len, ==, 1);
  g_assert_cmpuint (fixture.requests->len, ==, 1);
  g_assert_cmpstr (fixture.requests->pdata[0],
                   ==,
                   "GET /api/v3/tickets/lastmodified?date=2026-11-20T07:59:59Z"
                   "&includeComments=true&page=1&itemsInPage=50&includeRelations=true ");
}

static void
test_find_created (void)
{
  static const Route routes[] = {
    { "/tickets/lastmodified",
      200,
      "{\"items\": [" TICKET_12 ","
      " {\"TicketID\": 13, \"TicketTitle\": \"Printer\\u00a0jams\", \"EndUserID\": 77,"
      "  \"TicketCreatedDate\": \"2026-11-21T08:00:00Z\"},"
      " {\"TicketID\": 14, \"TicketTitle\": \"Printer jams\", \"EndUserID\": 78,"
      "  \"TicketCreatedDate\": \"2026-11-21T08:00:00Z\"},"
      " {\"TicketID\": 15, \"TicketTitle\": \"Printer jams again\", \"EndUserID\": 77,"
      "  \"TicketCreatedDate\": \"2026-11-21T08:00:00Z\"}],"
      " \"totalItemCount\": 4, \"totalPages\": 1}" },
    { NULL, 0, NULL },
  };
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketValues) values = docket_values_new ();
  g_autoptr (GPtrArray) found = NULL;
  const DocketPush push = { .kind = DOCKET_OPERATION_KIND_CREATE, .uuid = UUID, .values = values };
  gboolean complete = FALSE;
  const DocketRemoteTicket *ticket;

  docket_values_set (values, "title", "Printer jams");
  docket_values_set (values, "contact", "77");
  start (&fixture, routes);
  found = docket_remote_find_created (fixture.remote,
                                      &push,
                                      instant ("2026-11-21T08:00:00.5Z"),
                                      &complete,
                                      NULL,
                                      &error);
  g_assert_no_error (error);
  g_assert_true (complete);
  g_assert_cmpuint (found->len, ==, 1);
  ticket = found->pdata[0];
  g_assert_cmpstr (ticket->remote_id, ==, "13");
}

static const Route directory_routes[] = {
  { "/account",
    200,
    "{\"AccountID\": \"a\", \"IsITDepartment\": false,"
    " \"TimeZoneName\": \"Romance Standard Time\"}" },
  { "/workhours",
    200,
    "{\"items\": [{\"WorkHoursID\": 1, \"TicketID\": 1, \"TechnicianContactID\": 3,"
    " \"TechnicianFullName\": \"Tom Reed\", \"TechnicianEmail\": \"tom@example.com\"},"
    " {\"WorkHoursID\": 2, \"TicketID\": 1, \"TechnicianContactID\": 3,"
    " \"TechnicianFullName\": \"Tom Reed\"}], \"totalItemCount\": 2, \"totalPages\": 1}" },
  { "/tickets", 200, "{\"items\": [" TICKET_12 "], \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/customers",
    200,
    "{\"items\": [{\"CustomerID\": 5, \"CustomerName\": \"Alder IT\", \"City\": \"Lyon\","
    " \"Longitude\": 4.8}], \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/contacts",
    200,
    "{\"items\": [{\"EndUserID\": 77, \"CustomerID\": 5, \"Firstname\": \"Ana\","
    " \"Lastname\": \"Lima\", \"Email\": \"ana@example.com\", \"Archived\": true}],"
    " \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/contracts",
    200,
    "{\"items\": [{\"CustomerID\": 5, \"ContractID\": 8, \"ContractName\": \"Block\","
    " \"ContractType\": \"BlockHours\", \"Active\": true,"
    " \"BlockHoursContract\": {\"HoursIncluded\": 12.5}}],"
    " \"totalItemCount\": 1, \"totalPages\": 1}" },
  { "/rates/products",
    200,
    "{\"items\": [{\"RateID\": 4, \"Description\": \"Hour\", \"Amount\": 95}],"
    " \"totalItemCount\": 1, \"totalPages\": 1}" },
  { NULL, 0, NULL },
};

static gboolean
add_entry_cb (DocketEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (entry));

  return TRUE;
}

static gboolean
stop_cb (DocketEntry *entry, gpointer user_data)
{
  g_ptr_array_add (user_data, g_object_ref (entry));

  return FALSE;
}

static void
test_directory (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  DocketEntry **all;

  start (&fixture, directory_routes);
  g_assert_true (docket_remote_pull_directory (fixture.remote,
                                               instant ("2026-11-23T10:00:00Z"),
                                               add_entry_cb,
                                               entries,
                                               NULL,
                                               &error));
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 5);
  all = (DocketEntry **) entries->pdata;

  g_assert_cmpint (all[0]->entity, ==, DOCKET_ENTITY_TECHNICIAN);
  g_assert_cmpstr (all[0]->remote_id, ==, "3");
  g_assert_cmpstr (docket_entry_get (all[0], "email"), ==, "tom@example.com");
  g_assert_cmpint (all[1]->entity, ==, DOCKET_ENTITY_CUSTOMER);
  g_assert_cmpstr (all[1]->name, ==, "Alder IT");
  g_assert_cmpstr (docket_entry_get (all[1], "city"), ==, "Lyon");
  g_assert_cmpint (all[2]->entity, ==, DOCKET_ENTITY_CONTACT);
  g_assert_cmpstr (all[2]->name, ==, "Ana Lima");
  g_assert_cmpstr (docket_entry_get (all[2], "customer_remote_id"), ==, "5");
  g_assert_true (all[2]->archived);
  g_assert_cmpint (all[3]->entity, ==, DOCKET_ENTITY_CONTRACT);
  g_assert_cmpstr (docket_entry_get (all[3], "kind"), ==, "block-hours");
  g_assert_cmpstr (docket_entry_get (all[3], "hours_included"), ==, "12.5");
  g_assert_false (all[3]->archived);
  g_assert_cmpint (all[4]->entity, ==, DOCKET_ENTITY_RATE);
  g_assert_cmpstr (docket_entry_get (all[4], "amount"), ==, "95.00");

  /* The account's zone is an hour ahead of UTC then; two hours are read twice. */
  g_assert_cmpuint (count_requests (&fixture,
                                    "GET /api/v3/customers?FromLastModifiedDate="
                                    "2026-11-23T09:00:00&"),
                    ==,
                    1);
}

static void
test_directory_stopped (void)
{
  g_auto (Fixture) fixture = { 0 };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  start (&fixture, directory_routes);
  g_assert_true (docket_remote_pull_directory (fixture.remote, 0, stop_cb, entries, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, 1);
  g_assert_cmpuint (count_requests (&fixture, "GET /api/v3/customers"), ==, 0);
}

static void
check_push (const DocketPush *push, guint status, const char *answer, const char *expected)
{
  const char *paths[] = {
    "/tickets",
    "/tickets/12",
    "/tickets/12/comments",
    "/tickets/12/workhours",
    "/customvalues/ticketfield/12/Note%2F1",
    "/customvalues/ticketfield/12/On%20call",
  };
  Route routes[G_N_ELEMENTS (paths) + 2] = { 0 };
  g_auto (Fixture) fixture = { 0 };
  g_auto (DocketPushOutcome) outcome = { 0 };
  g_autoptr (GPtrArray) fields = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    routes[i] = (Route){ paths[i], status, answer };

  routes[G_N_ELEMENTS (paths)] = (Route){ "/customvalues/customfields", 200, FIELDS };
  start (&fixture, routes);
  fields = docket_remote_pull_fields (fixture.remote, NULL, NULL);
  docket_remote_push (fixture.remote, push, &outcome, NULL);

  g_assert_cmpint (outcome.event, ==, DOCKET_PUSH_ACKNOWLEDGED);
  g_assert_cmpuint (fixture.requests->len, ==, 2);
  g_assert_cmpstr (fixture.requests->pdata[1], ==, expected);
}

static void
test_push_create (void)
{
  g_autoptr (DocketValues) known = docket_values_new ();
  g_autoptr (DocketValues) typed = docket_values_new ();
  DocketPush push = { .kind = DOCKET_OPERATION_KIND_CREATE, .uuid = UUID, .values = known };

  docket_values_set (known, "title", "Printer");
  docket_values_set (known, "status", "On hold");
  docket_values_set (known, "impact", "site-down");
  docket_values_set (known, "assignee", "3");
  docket_values_set (known, "contact", "77");
  docket_values_set (known, "customer", "5");
  docket_values_set (known, "message", "It \"jams\"\n");
  check_push (&push,
              201,
              "{\"ActionID\": \"12\"}",
              "POST /api/v3/tickets {\"TicketTitle\":\"Printer\",\"TicketStatus\":\"On hold\","
              "\"TicketImpact\":\"SiteDown\",\"Description\":\"It \\\"jams\\\"\\n\","
              "\"TechnicianContactID\":3,\"EndUserID\":77}");

  push.values = typed;
  docket_values_set (typed, "title", "Printer");
  docket_values_set (typed, "status", "open");
  docket_values_set (typed, "contact.first_name", "Ana");
  docket_values_set (typed, "contact.last_name", "Lima");
  docket_values_set (typed, "contact.email", "ana@example.com");
  check_push (&push,
              201,
              "{\"ActionID\": \"12\"}",
              "POST /api/v3/tickets {\"TicketTitle\":\"Printer\",\"TicketStatus\":\"Open\","
              "\"Description\":\"Printer\",\"EndUserFirstName\":\"Ana\","
              "\"EndUserLastName\":\"Lima\",\"EndUserEmail\":\"ana@example.com\"}");
}

static void
check_set (const char *field, const char *value, const char *expected)
{
  g_autoptr (DocketValues) values = docket_values_new ();
  const DocketPush push = {
    .kind = DOCKET_OPERATION_KIND_SET,
    .uuid = UUID,
    .ticket_remote_id = "12",
    .values = values,
  };

  docket_values_set (values, field, value);
  check_push (&push, 200, "{\"ActionID\": \"12\"}", expected);
}

/* What else is sent would be changed too. */
static void
test_push_set (void)
{
  check_set ("status", "resolved", "PUT /api/v3/tickets/12 {\"TicketStatus\":\"Resolved\"}");
  check_set ("status", "On hold", "PUT /api/v3/tickets/12 {\"TicketStatus\":\"On hold\"}");
  check_set ("title", "New", "PUT /api/v3/tickets/12 {\"TicketTitle\":\"New\"}");
  check_set ("priority", "critical", "PUT /api/v3/tickets/12 {\"TicketPriority\":\"Critical\"}");
  check_set ("impact", "no-impact", "PUT /api/v3/tickets/12 {\"TicketImpact\":\"NoImpact\"}");
  check_set ("type", "change", "PUT /api/v3/tickets/12 {\"TicketType\":\"Change\"}");
  check_set ("assignee", "4", "PUT /api/v3/tickets/12 {\"TechnicianContactID\":4}");
  check_set ("assignee", NULL, "PUT /api/v3/tickets/12 {\"TechnicianContactID\":null}");
  check_set ("field.Note/1",
             "a/b?",
             "PUT /api/v3/customvalues/ticketfield/12/Note%2F1 {\"Value\":\"a/b?\"}");
  check_set ("field.Note/1",
             NULL,
             "PUT /api/v3/customvalues/ticketfield/12/Note%2F1 {\"Value\":null}");
  check_set ("field.On call",
             "yes",
             "PUT /api/v3/customvalues/ticketfield/12/On%20call {\"Value\":\"true\"}");
}

static void
test_push_parts (void)
{
  DocketPush message = {
    .kind = DOCKET_OPERATION_KIND_MESSAGE,
    .uuid = UUID,
    .ticket_remote_id = "12",
    .text = "Done <b>&amp;",
    .internal = TRUE,
    .technician = "3",
    .technician_email = "tom@example.com",
    .marker = instant ("2026-11-23T08:12:00.75Z"),
  };
  const DocketPush entry = {
    .kind = DOCKET_OPERATION_KIND_TIME_ENTRY,
    .uuid = UUID,
    .ticket_remote_id = "12",
    .text = "Cleaned",
    .technician_email = "tom@example.com",
    .start_at = instant ("2026-11-23T08:00:00+01:00"),
    .end_at = instant ("2026-11-23T08:30:00+01:00"),
    .billable = TRUE,
    .rate = "4",
  };
  const DocketPush delete = {
    .kind = DOCKET_OPERATION_KIND_DELETE,
    .uuid = UUID,
    .ticket_remote_id = "12",
  };

  check_push (&message,
              200,
              "{\"ActionID\": \"1\"}",
              "POST /api/v3/tickets/12/comments {\"CommentText\":\"Done <b>&amp;\","
              "\"CommentTimestampUTC\":\"2026-11-23T08:12:00Z\","
              "\"TechnicianCommentDetails\":{\"TechnicianId\":3,\"IsInternal\":true}}");
  message.internal = FALSE;
  message.marker = 0;
  check_push (&message,
              201,
              "",
              "POST /api/v3/tickets/12/comments {\"CommentText\":\"Done <b>&amp;\","
              "\"TechnicianCommentDetails\":{\"TechnicianId\":3,\"IsInternal\":false}}");
  check_push (&entry,
              201,
              "{\"ActionID\": \"9\"}",
              "POST /api/v3/tickets/12/workhours {\"StartWorkHour\":\"2026-11-23T07:00:00Z\","
              "\"EndWorkHour\":\"2026-11-23T07:30:00Z\",\"TechnicianEmail\":\"tom@example.com\","
              "\"Billiable\":true,\"OnCustomerSite\":false,\"Description\":\"Cleaned\","
              "\"RateID\":4}");
  check_push (&delete, 204, "", "DELETE /api/v3/tickets/12 ");
}

/* What the API has no place for is refused here, and nothing is sent. */
static void
test_push_nothing (void)
{
  g_autoptr (DocketValues) customer = docket_values_new ();
  g_autoptr (DocketValues) two = docket_values_new ();
  const DocketPush pushes[] = {
    { .kind = DOCKET_OPERATION_KIND_FILE, .uuid = UUID, .ticket_remote_id = "12" },
    { .kind = DOCKET_OPERATION_KIND_DELETE, .uuid = UUID, .ticket_remote_id = "../account" },
    { .kind = DOCKET_OPERATION_KIND_DELETE, .uuid = UUID, .ticket_remote_id = NULL },
    { .kind = DOCKET_OPERATION_KIND_SET,
      .uuid = UUID,
      .ticket_remote_id = "12",
      .values = customer },
    { .kind = DOCKET_OPERATION_KIND_SET, .uuid = UUID, .ticket_remote_id = "12", .values = two },
  };
  g_auto (Fixture) fixture = { 0 };

  docket_values_set (customer, "customer", "5");
  docket_values_set (two, "title", "a");
  docket_values_set (two, "status", "open");
  start (&fixture, ticket_routes);

  for (guint i = 0; i < G_N_ELEMENTS (pushes); i++)
    {
      g_auto (DocketPushOutcome) outcome = { 0 };

      docket_remote_push (fixture.remote, &pushes[i], &outcome, NULL);
      g_assert_cmpint (outcome.event, ==, DOCKET_PUSH_REFUSED);
      g_assert_nonnull (outcome.message);
    }

  g_assert_cmpuint (fixture.requests->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/remote/atera/ticket", test_ticket);
  g_test_add_func ("/remote/atera/comments-that-come-along", test_comments_that_come_along);
  g_test_add_func ("/remote/atera/mark", test_mark);
  g_test_add_func ("/remote/atera/missing-is-not-empty", test_missing_is_not_empty);
  g_test_add_func ("/remote/atera/wrong-types", test_wrong_types);
  g_test_add_func ("/remote/atera/hostile-json", test_hostile_json);
  g_test_add_func ("/remote/atera/words", test_words);
  g_test_add_func ("/remote/atera/details", test_details);
  g_test_add_func ("/remote/atera/peek", test_peek);
  g_test_add_func ("/remote/atera/fields", test_fields);
  g_test_add_func ("/remote/atera/newest-first", test_newest_first);
  g_test_add_func ("/remote/atera/goes-on-at-a-page", test_goes_on_at_a_page);
  g_test_add_func ("/remote/atera/feeds-meet", test_feeds_meet);
  g_test_add_func ("/remote/atera/push-drops-what-was-read-ahead",
                   test_push_drops_what_was_read_ahead);
  g_test_add_func ("/remote/atera/since", test_since);
  g_test_add_func ("/remote/atera/find-created", test_find_created);
  g_test_add_func ("/remote/atera/directory", test_directory);
  g_test_add_func ("/remote/atera/directory-stopped", test_directory_stopped);
  g_test_add_func ("/remote/atera/push-create", test_push_create);
  g_test_add_func ("/remote/atera/push-set", test_push_set);
  g_test_add_func ("/remote/atera/push-parts", test_push_parts);
  g_test_add_func ("/remote/atera/push-nothing", test_push_nothing);

  return g_test_run ();
}
