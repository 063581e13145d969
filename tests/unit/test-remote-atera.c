/* Recorded answers of Atera's API, and what Docket makes of them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "atera-fixture.h"
#include "docket-atera-json.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *root = docket_json_parse (bytes, &error);

  g_assert_no_error (error);

  return root;
}

static void
test_ticket (void)
{
  g_autoptr (JsonNode) root = parse (ATERA_TICKET_12);
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
                   atera_instant ("2026-11-20T08:00:00Z"));
  g_assert_cmpint (ticket->created_at, ==, atera_instant ("2026-11-20T08:00:00Z"));
  g_assert_cmpint (ticket->updated_at / G_USEC_PER_SEC,
                   ==,
                   atera_instant ("2026-11-21T09:00:00Z") / G_USEC_PER_SEC);
  g_assert_cmpstr (ticket->assignee.name, ==, "Tom Reed");
  g_assert_cmpstr (ticket->contact.name, ==, "Ana Lima");
  g_assert_cmpstr (ticket->contact.email, ==, "ana@example.com");
  g_assert_cmpstr (ticket->customer_name, ==, "Alder IT");
}

/* A technician's last comment may be internal: nobody takes it for public. */
static void
test_comments_that_come_along (void)
{
  g_autoptr (JsonNode) root = parse (ATERA_TICKET_12);
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
  g_autoptr (JsonNode) root = parse (ATERA_TICKET_12);
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
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteDetails) details = NULL;
  const DocketRemoteMessage *message;
  const DocketRemoteTimeEntry *entry;
  const DocketRemoteAttachment *attachment;

  atera_fixture_start (&fixture, atera_ticket_routes);
  details = docket_remote_pull_ticket (fixture.remote, "12", NULL, &error);
  g_assert_no_error (error);
  check_custom_values (details->ticket->values);
  g_assert_cmpint (details->server_date, ==, atera_instant ("2026-11-23T08:00:00Z"));

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
  g_assert_cmpint (message->created_at, ==, atera_instant ("2026-11-20T08:30:00Z"));

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
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketRemoteTicket) ticket = NULL;
  g_autoptr (DocketRemoteTicket) gone = NULL;

  atera_fixture_start (&fixture, atera_ticket_routes);
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
  g_auto (AteraFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  const DocketField *room;
  const DocketFieldOption *option;

  atera_fixture_start (&fixture, atera_ticket_routes);
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

  return g_test_run ();
}
