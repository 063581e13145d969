/* An Atera that answers what a test wrote down for it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "atera-fixture.h"

/* What there is to know of ticket 12. */
const AteraRoute atera_ticket_routes[] = {
  { "/tickets/12", 200, ATERA_TICKET_12 },
  { "/customvalues/customfields", 200, ATERA_FIELDS },
  { "/customvalues/ticketfields/12", 200, ATERA_VALUES },
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

static guint
query_number (const char *path, const char *name)
{
  g_autofree char *key = g_strconcat (name, "=", NULL);
  const char *at = strstr (path, key);

  return at != NULL ? (guint) g_ascii_strtoull (at + strlen (key), NULL, 10) : 1;
}

/* Tickets 1 to n, created a minute apart, 50 on a page. */
static void
answer_tickets (AteraFixture *fixture, guint page, GOutputStream *out)
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
  AteraFixture *fixture = user_data;

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

void
atera_fixture_start (AteraFixture *fixture, const AteraRoute *routes)
{
  static const AteraRoute none[] = { { NULL, 0, NULL } };
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

void
atera_fixture_stop (AteraFixture *fixture)
{
  g_clear_object (&fixture->remote);
  g_clear_pointer (&fixture->server, scripted_server_free);
  g_clear_object (&fixture->clock);
  g_clear_pointer (&fixture->requests, g_ptr_array_unref);
  g_mutex_clear (&fixture->mutex);
}

guint
atera_fixture_count_requests (AteraFixture *fixture, const char *prefix)
{
  guint n = 0;

  g_mutex_lock (&fixture->mutex);

  for (guint i = 0; i < fixture->requests->len; i++)
    n += g_str_has_prefix (fixture->requests->pdata[i], prefix) ? 1 : 0;

  g_mutex_unlock (&fixture->mutex);

  return n;
}

gint64
atera_instant (const char *text)
{
  gint64 us;

  g_assert_true (docket_time_parse (text, &us));

  return us;
}
