/* The calls about time: what is booked on a ticket, and on all.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

static DocketSandboxShow
how_to_show (DocketSandbox *sandbox)
{
  return sandbox->manners[DOCKET_SANDBOX_MANNER_ZONE] ? DOCKET_SANDBOX_SHOW_WALL
                                                      : DOCKET_SANDBOX_SHOW_PLAIN;
}

static JsonObject *
show_hours (DocketSandbox *sandbox, gpointer row, DocketSandboxShow show)
{
  return docket_sandbox_dto_hours (sandbox->state, row, show);
}

static JsonObject *
show_record (DocketSandbox *sandbox, gpointer row, DocketSandboxShow show)
{
  return docket_sandbox_dto_hours_record (sandbox->state, row, show);
}

static void
list_hours (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);

  if (ticket != NULL)
    docket_sandbox_answer_page (sandbox,
                                request,
                                answer,
                                ticket->hours,
                                show_hours,
                                how_to_show (sandbox) | DOCKET_SANDBOX_SHOW_RATES);
}

static gboolean
read_bound (DocketSandboxRequest *request, const char *name, gint64 *time_us)
{
  const char *text = docket_sandbox_request_get_query (request, name);

  return text == NULL || docket_sandbox_time_from_wall (text, time_us);
}

static void
list_all_hours (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  DocketSandboxShow show = how_to_show (sandbox);
  gint64 from_us = G_MININT64, to_us = G_MAXINT64;

  if (!read_bound (request, "startWorkhour", &from_us) ||
      !read_bound (request, "endWorkhour", &to_us))
    {
      docket_sandbox_answer_reject (sandbox,
                                    request,
                                    answer,
                                    SOUP_STATUS_BAD_REQUEST,
                                    "a date here is yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss");
      return;
    }

  for (guint i = 0; i < sandbox->state->hours->len; i++)
    {
      DocketSandboxHours *hours = g_ptr_array_index (sandbox->state->hours, i);

      if (hours->start_us >= from_us && hours->end_us <= to_us &&
          docket_sandbox_may_see (
            sandbox,
            docket_sandbox_state_get_ticket (sandbox->state, hours->ticket_id)))
        g_ptr_array_add (rows, hours);
    }

  if (docket_sandbox_request_get_flag (request, "includeRates", FALSE))
    show |= DOCKET_SANDBOX_SHOW_RATES;

  docket_sandbox_answer_page (sandbox, request, answer, rows, show_record, show);
}

static const char *
check_hours (DocketSandbox *sandbox, JsonObject *body, DocketSandboxTechnician **technician)
{
  const char *start = json_object_get_string_member_with_default (body, "StartWorkHour", NULL);
  const char *end = json_object_get_string_member_with_default (body, "EndWorkHour", NULL);
  const gint64 rate = json_object_get_int_member_with_default (body, "RateID", 0);
  const char *why = NULL;

  if (start == NULL || end == NULL)
    return "StartWorkHour and EndWorkHour: are required";

  if (docket_sandbox_time_from_text (start) >= docket_sandbox_time_from_text (end))
    return "EndWorkHour: must be after StartWorkHour";

  if (rate != 0 && docket_sandbox_table_get (&sandbox->state->rates, rate) == NULL)
    return "RateID: there is no such product";

  if (!docket_sandbox_find_technician (sandbox, body, technician, &why))
    return why;

  return NULL;
}

static void
add_hours (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  DocketSandboxTechnician *technician = NULL;
  DocketSandboxTicket *ticket;
  DocketSandboxHours *hours;
  const char *why = check_hours (sandbox, body, &technician);

  if (why == NULL && technician == NULL && request->actor != NULL)
    technician = docket_sandbox_state_find_technician (sandbox->state, request->actor);
  if (why == NULL && technician == NULL)
    why = "TechnicianContactID or TechnicianEmail: is required";

  if (why != NULL)
    {
      docket_sandbox_answer_reject (sandbox, request, answer, SOUP_STATUS_BAD_REQUEST, why);
      return;
    }

  ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  if (ticket == NULL)
    return;

  hours = docket_sandbox_state_add_hours (sandbox->state, ticket);
  hours->technician_id = technician->id;
  hours->rate_id = json_object_get_int_member_with_default (body, "RateID", 0);
  hours->start_us = docket_sandbox_manner_time (
    sandbox,
    docket_sandbox_time_from_text (json_object_get_string_member (body, "StartWorkHour")));
  hours->end_us = docket_sandbox_manner_time (
    sandbox,
    docket_sandbox_time_from_text (json_object_get_string_member (body, "EndWorkHour")));
  hours->billable = json_object_get_boolean_member_with_default (body, "Billiable", FALSE);
  hours->on_site = json_object_get_boolean_member_with_default (body, "OnCustomerSite", FALSE);
  hours->description = docket_sandbox_manner_text (
    sandbox,
    json_object_get_string_member_with_default (body, "Description", NULL));
  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_UNMOVED])
    ticket->modified_us = request->now_us;

  docket_sandbox_answer_done (answer, "created", ticket->id, hours->id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_CREATED, hours->id);
}

static void
get_durations (DocketSandbox *sandbox,
               DocketSandboxRequest *request,
               DocketSandboxAnswer *answer,
               gboolean billable)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);

  if (ticket != NULL)
    docket_sandbox_answer_object (answer,
                                  SOUP_STATUS_OK,
                                  docket_sandbox_dto_durations (ticket, billable));
}

static void
get_billable (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  get_durations (sandbox, request, answer, TRUE);
}

static void
get_other (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  get_durations (sandbox, request, answer, FALSE);
}

static void
get_summary (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);
  JsonObject *object;

  if (ticket == NULL)
    return;

  object = json_object_new ();
  json_object_set_int_member (object, "TicketID", ticket->id);
  json_object_set_object_member (object, "Billable", docket_sandbox_dto_durations (ticket, TRUE));
  json_object_set_object_member (object,
                                 "NonBillable",
                                 docket_sandbox_dto_durations (ticket, FALSE));
  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, object);
}

/* The tickets of a list of ids that are there. */
static GPtrArray *
named_tickets (DocketSandbox *sandbox, DocketSandboxRequest *request)
{
  GPtrArray *tickets = g_ptr_array_new ();
  JsonArray *ids = json_node_get_array (request->body);

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      DocketSandboxTicket *ticket =
        docket_sandbox_state_get_ticket (sandbox->state, json_array_get_int_element (ids, i));

      if (ticket != NULL && docket_sandbox_may_see (sandbox, ticket))
        g_ptr_array_add (tickets, ticket);
    }

  return tickets;
}

static void
get_many_billable (DocketSandbox *sandbox,
                   DocketSandboxRequest *request,
                   DocketSandboxAnswer *answer)
{
  g_autoptr (GPtrArray) tickets = named_tickets (sandbox, request);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tickets->len; i++)
    json_array_add_object_element (
      array,
      docket_sandbox_dto_durations (g_ptr_array_index (tickets, i), TRUE));

  docket_sandbox_answer_array (answer, array);
}

static void
get_many_sites (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  g_autoptr (GPtrArray) tickets = named_tickets (sandbox, request);
  JsonArray *array = json_array_new ();
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < tickets->len; i++)
    {
      DocketSandboxTicket *ticket = g_ptr_array_index (tickets, i);
      const gint64 on_site = docket_sandbox_ticket_get_seconds (ticket, TRUE, TRUE);
      const gint64 off_site = docket_sandbox_ticket_get_seconds (ticket, TRUE, FALSE);
      JsonObject *row = json_object_new ();

      json_object_set_int_member (row, "TicketID", ticket->id);
      json_object_set_int_member (row, "TotalDurationSeconds", on_site + off_site);
      json_object_set_int_member (row, "OnSiteDurationSeconds", on_site);
      json_object_set_int_member (row, "OffSiteDurationSeconds", off_site);
      json_array_add_object_element (array, row);
    }

  json_object_set_array_member (object, "TicketsWorkHoursSiteDurationSummaries", array);
  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, object);
}

const DocketSandboxRoute docket_sandbox_hours_routes[] = {
  { "POST", "/tickets/billableduration", NULL, "[int64]", get_many_billable },
  { "POST", "/tickets/billableworkhourssiteduration", NULL, "[int64]", get_many_sites },
  { "GET", "/tickets/{id}/billableduration", NULL, NULL, get_billable },
  { "GET", "/tickets/{id}/nonbillableduration", NULL, NULL, get_other },
  { "GET", "/tickets/{id}/workhours", NULL, NULL, get_summary },
  { "POST", "/tickets/{id}/workhours", NULL, "CreateWorkHoursModel", add_hours },
  { "GET", "/tickets/{id}/workhoursrecords", DOCKET_SANDBOX_PAGING, NULL, list_hours },
  { "GET",
    "/workhours",
    DOCKET_SANDBOX_PAGING ", startWorkhour string, endWorkhour string, includeRates boolean",
    NULL,
    list_all_hours },
  { NULL }
};
