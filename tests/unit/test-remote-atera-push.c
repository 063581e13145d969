/* The requests that Docket writes to Atera.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "atera-fixture.h"

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
  AteraRoute routes[G_N_ELEMENTS (paths) + 2] = { 0 };
  g_auto (AteraFixture) fixture = { 0 };
  g_auto (DocketPushOutcome) outcome = { 0 };
  g_autoptr (GPtrArray) fields = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    routes[i] = (AteraRoute){ paths[i], status, answer };

  routes[G_N_ELEMENTS (paths)] = (AteraRoute){ "/customvalues/customfields", 200, ATERA_FIELDS };
  atera_fixture_start (&fixture, routes);
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
  DocketPush push = { .kind = DOCKET_OPERATION_KIND_CREATE, .uuid = ATERA_UUID, .values = known };

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
    .uuid = ATERA_UUID,
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
    .uuid = ATERA_UUID,
    .ticket_remote_id = "12",
    .text = "Done <b>&amp;",
    .internal = TRUE,
    .technician = "3",
    .technician_email = "tom@example.com",
    .marker = atera_instant ("2026-11-23T08:12:00.75Z"),
  };
  const DocketPush entry = {
    .kind = DOCKET_OPERATION_KIND_TIME_ENTRY,
    .uuid = ATERA_UUID,
    .ticket_remote_id = "12",
    .text = "Cleaned",
    .technician_email = "tom@example.com",
    .start_at = atera_instant ("2026-11-23T08:00:00+01:00"),
    .end_at = atera_instant ("2026-11-23T08:30:00+01:00"),
    .billable = TRUE,
    .rate = "4",
  };
  const DocketPush delete = {
    .kind = DOCKET_OPERATION_KIND_DELETE,
    .uuid = ATERA_UUID,
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
    { .kind = DOCKET_OPERATION_KIND_FILE, .uuid = ATERA_UUID, .ticket_remote_id = "12" },
    { .kind = DOCKET_OPERATION_KIND_DELETE, .uuid = ATERA_UUID, .ticket_remote_id = "../account" },
    { .kind = DOCKET_OPERATION_KIND_DELETE, .uuid = ATERA_UUID, .ticket_remote_id = NULL },
    { .kind = DOCKET_OPERATION_KIND_SET,
      .uuid = ATERA_UUID,
      .ticket_remote_id = "12",
      .values = customer },
    { .kind = DOCKET_OPERATION_KIND_SET,
      .uuid = ATERA_UUID,
      .ticket_remote_id = "12",
      .values = two },
  };
  g_auto (AteraFixture) fixture = { 0 };

  docket_values_set (customer, "customer", "5");
  docket_values_set (two, "title", "a");
  docket_values_set (two, "status", "open");
  atera_fixture_start (&fixture, atera_ticket_routes);

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

  g_test_add_func ("/remote/atera/push-create", test_push_create);
  g_test_add_func ("/remote/atera/push-set", test_push_set);
  g_test_add_func ("/remote/atera/push-parts", test_push_parts);
  g_test_add_func ("/remote/atera/push-nothing", test_push_nothing);

  return g_test_run ();
}
