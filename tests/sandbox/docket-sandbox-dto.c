/* The API's objects, made from what the sandbox knows.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-dto.h"

#include <libsoup/soup.h>
#include <string.h>

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
set_id (JsonObject *object, const char *member, gint64 id)
{
  if (id != 0)
    json_object_set_int_member (object, member, id);
  else
    json_object_set_null_member (object, member);
}

static void
set_time (JsonObject *object, const char *member, gint64 time_us)
{
  g_autofree char *text = time_us != 0 ? docket_sandbox_time_to_text (time_us) : NULL;

  set_text (object, member, text);
}

static const char *
table_text (DocketSandboxTable *table, gint64 id, const char *member)
{
  JsonObject *row = docket_sandbox_table_get (table, id);

  return row != NULL ? json_object_get_string_member_with_default (row, member, NULL) : NULL;
}

static void
set_duration (JsonObject *object, const char *name, gint64 seconds)
{
  g_autofree char *in_seconds = g_strconcat (name, "DurationSeconds", NULL);
  g_autofree char *in_minutes = g_strconcat (name, "DurationMinutes", NULL);

  json_object_set_int_member (object, in_seconds, seconds);
  json_object_set_int_member (object, in_minutes, seconds / 60);
}

static void
set_durations (JsonObject *object, DocketSandboxTicket *ticket)
{
  const gint64 on_site = docket_sandbox_ticket_get_seconds (ticket, TRUE, TRUE) +
                         docket_sandbox_ticket_get_seconds (ticket, FALSE, TRUE);
  const gint64 off_site = docket_sandbox_ticket_get_seconds (ticket, TRUE, FALSE) +
                          docket_sandbox_ticket_get_seconds (ticket, FALSE, FALSE);

  set_duration (object, "OnSite", on_site);
  set_duration (object, "OffSite", off_site);
  set_duration (object, "OnSLA", on_site + off_site);
  set_duration (object, "OffSLA", 0);
  set_duration (object, "Total", on_site + off_site);
}

static void
set_comments (JsonObject *object, DocketSandboxTicket *ticket, gboolean with_text)
{
  DocketSandboxComment *first = NULL, *first_technician = NULL;
  DocketSandboxComment *last_contact = NULL, *last_technician = NULL;

  for (guint i = 0; i < ticket->comments->len; i++)
    {
      DocketSandboxComment *comment = g_ptr_array_index (ticket->comments, i);

      if (first == NULL)
        first = comment;
      if (comment->contact_id != 0)
        last_contact = comment;
      if (comment->technician_id != 0)
        last_technician = comment;
      if (comment->technician_id != 0 && !comment->internal && first_technician == NULL)
        first_technician = comment;
    }

  set_time (object,
            "TechnicianFirstCommentDate",
            first_technician != NULL ? first_technician->date_us : 0);
  set_text (object, "FirstComment", with_text && first != NULL ? first->text : NULL);
  set_text (object,
            "LastEndUserComment",
            with_text && last_contact != NULL ? last_contact->text : NULL);
  set_time (object,
            "LastEndUserCommentTimestamp",
            last_contact != NULL ? last_contact->date_us : 0);
  set_text (object,
            "LastTechnicianComment",
            with_text && last_technician != NULL ? last_technician->text : NULL);
  set_time (object,
            "LastTechnicianCommentTimestamp",
            last_technician != NULL ? last_technician->date_us : 0);
}

static void
set_technician (JsonObject *object, DocketSandboxState *state, gint64 id)
{
  DocketSandboxTechnician *technician = docket_sandbox_state_get_technician (state, id);
  g_autofree char *name =
    technician != NULL ? g_strdup_printf ("%s %s", technician->first_name, technician->last_name)
                       : NULL;

  set_id (object, "TechnicianContactID", id);
  set_text (object, "TechnicianFullName", name);
  set_text (object, "TechnicianEmail", technician != NULL ? technician->email : NULL);
}

static char *
text_to_html (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_auto (GStrv) paragraphs = g_strsplit (escaped, "\n\n", -1);
  g_autoptr (GString) html = g_string_new (NULL);

  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autoptr (GString) paragraph = g_string_new (paragraphs[i]);

      g_string_replace (paragraph, "\n", "<br>", 0);
      g_string_append_printf (html, "<p>%s</p>", paragraph->str);
    }

  return g_string_free (g_steal_pointer (&html), FALSE);
}

/* What the clocks of the account show at that moment, told as if it were UTC. */
static gint64
to_wall (gint64 time_us)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (DOCKET_SANDBOX_ZONE);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) wall = g_date_time_to_timezone (utc, zone);

  return time_us + g_date_time_get_utc_offset (wall);
}

/**
 * docket_sandbox_time_to_text:
 * @time_us: a time, in microseconds UTC
 *
 * Returns: (transfer full): @time_us as RFC 3339 has it, to the millisecond
 */
char *
docket_sandbox_time_to_text (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  const int milliseconds = (int) (time_us % G_USEC_PER_SEC / 1000);
  g_autofree char *seconds = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");

  if (milliseconds == 0)
    return g_strconcat (seconds, "Z", NULL);

  return g_strdup_printf ("%s.%03dZ", seconds, milliseconds);
}

/**
 * docket_sandbox_time_from_text:
 * @text: a date and time with its zone
 *
 * Returns: it, in microseconds UTC; 0 if it can't be read
 */
gint64
docket_sandbox_time_from_text (const char *text)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    return 0;

  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

/**
 * docket_sandbox_time_from_wall:
 * @text: `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss`, without a zone
 * @time_us: (out): the time, in microseconds UTC
 *
 * Reads a date of the parameters that the API takes in the account's zone.
 *
 * Returns: whether @text is in one of these forms
 */
gboolean
docket_sandbox_time_from_wall (const char *text, gint64 *time_us)
{
  static GRegex *regex;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (DOCKET_SANDBOX_ZONE);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *whole = NULL;

  if (regex == NULL)
    regex =
      g_regex_new ("^\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d)?$", G_REGEX_DEFAULT, 0, NULL);

  if (!g_regex_match (regex, text, 0, NULL))
    return FALSE;

  whole = strchr (text, 'T') != NULL ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  time = g_date_time_new_from_iso8601 (whole, zone);
  if (time == NULL)
    return FALSE;

  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;

  return TRUE;
}

/**
 * docket_sandbox_dto_ticket:
 * @state: the server's data
 * @ticket: a ticket
 * @show: what is to be told of it
 *
 * Returns: (transfer full): a `TicketDto`
 */
JsonObject *
docket_sandbox_dto_ticket (DocketSandboxState *state,
                           DocketSandboxTicket *ticket,
                           DocketSandboxShow show)
{
  JsonObject *object = json_object_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, ticket->number);
  const gint64 contact = ticket->contact_id, customer = ticket->customer_id;

  set_id (object, "TicketID", ticket->id);
  set_text (object, "TicketTitle", ticket->title);
  set_text (object, "TicketNumber", number);
  set_text (object, "TicketPriority", ticket->priority);
  set_text (object, "TicketImpact", ticket->impact);
  set_text (object, "TicketStatus", ticket->status);
  set_text (object, "TicketSource", ticket->source);
  set_text (object, "TicketType", ticket->type);
  set_id (object, "EndUserID", contact);
  set_text (object, "EndUserEmail", table_text (&state->contacts, contact, "Email"));
  set_text (object, "EndUserFirstName", table_text (&state->contacts, contact, "Firstname"));
  set_text (object, "EndUserLastName", table_text (&state->contacts, contact, "Lastname"));
  set_text (object, "EndUserPhone", table_text (&state->contacts, contact, "Phone"));
  set_time (object, "TicketResolvedDate", ticket->resolved_us);
  set_time (object, "TicketCreatedDate", ticket->created_us);
  set_time (object, "FirstResponseDueDate", ticket->first_response_due_us);
  set_time (object, "ClosedTicketDueDate", ticket->close_due_us);
  set_comments (object, ticket, (show & DOCKET_SANDBOX_SHOW_COMMENTS) != 0);
  set_durations (object, ticket);
  json_object_set_int_member (object, "CustomerID", customer);
  set_text (object, "CustomerName", table_text (&state->customers, customer, "CustomerName"));
  set_text (object,
            "CustomerBusinessNumber",
            table_text (&state->customers, customer, "BusinessNumber"));
  set_technician (object, state, ticket->technician_id);
  set_id (object, "ContractID", ticket->contract_id);

  if (show & DOCKET_SANDBOX_SHOW_RELATIONS)
    {
      set_text (object, "RelationType", ticket->relation);
      set_id (object, "RelatedTicketId", ticket->related_id);
    }

  return object;
}

/**
 * docket_sandbox_dto_comment:
 * @state: the server's data
 * @comment: a comment
 *
 * Returns: (transfer full): a `TicketCommentDto`, which has no id
 */
JsonObject *
docket_sandbox_dto_comment (DocketSandboxState *state, DocketSandboxComment *comment)
{
  JsonObject *object = json_object_new ();
  DocketSandboxTechnician *technician =
    docket_sandbox_state_get_technician (state, comment->technician_id);
  g_autofree char *html = text_to_html (comment->text);
  const char *email, *first_name, *last_name;

  if (technician != NULL)
    {
      email = technician->email;
      first_name = technician->first_name;
      last_name = technician->last_name;
    }
  else
    {
      email = table_text (&state->contacts, comment->contact_id, "Email");
      first_name = table_text (&state->contacts, comment->contact_id, "Firstname");
      last_name = table_text (&state->contacts, comment->contact_id, "Lastname");
    }

  set_time (object, "Date", comment->date_us);
  set_text (object, "Comment", comment->text);
  set_text (object, "CommentHtml", html);
  set_id (object, "EndUserID", comment->contact_id);
  set_id (object, "TechnicianContactID", comment->technician_id);
  set_text (object, "Email", email);
  set_text (object, "FirstName", first_name);
  set_text (object, "LastName", last_name);
  json_object_set_boolean_member (object, "IsInternal", comment->internal);

  return object;
}

/**
 * docket_sandbox_dto_hours:
 * @state: the server's data
 * @hours: a time entry
 * @show: what is to be told of it
 *
 * Returns: (transfer full): a `TicketWorkHoursDto`
 */
JsonObject *
docket_sandbox_dto_hours (DocketSandboxState *state,
                          DocketSandboxHours *hours,
                          DocketSandboxShow show)
{
  const gboolean wall = (show & DOCKET_SANDBOX_SHOW_WALL) != 0;
  JsonObject *object = json_object_new ();
  JsonObject *rate = docket_sandbox_table_get (&state->rates, hours->rate_id);

  json_object_set_int_member (object, "WorkHoursID", hours->id);
  json_object_set_int_member (object, "TicketID", hours->ticket_id);
  set_time (object, "StartWorkHour", wall ? to_wall (hours->start_us) : hours->start_us);
  set_time (object, "EndWorkHour", wall ? to_wall (hours->end_us) : hours->end_us);
  json_object_set_boolean_member (object, "Billiable", hours->billable);
  json_object_set_boolean_member (object, "OnCustomerSite", hours->on_site);
  set_text (object, "Description", hours->description);
  set_technician (object, state, hours->technician_id);

  if (rate != NULL && (show & DOCKET_SANDBOX_SHOW_RATES))
    {
      json_object_set_int_member (object, "RateID", hours->rate_id);
      json_object_set_double_member (object,
                                     "RateAmount",
                                     json_object_get_double_member (rate, "Amount"));
    }
  else
    {
      json_object_set_null_member (object, "RateID");
      json_object_set_null_member (object, "RateAmount");
    }

  return object;
}

/**
 * docket_sandbox_dto_hours_record:
 * @state: the server's data
 * @hours: a time entry
 * @show: what is to be told of it
 *
 * Returns: (transfer full): a `WorkhourRecordDto`
 */
JsonObject *
docket_sandbox_dto_hours_record (DocketSandboxState *state,
                                 DocketSandboxHours *hours,
                                 DocketSandboxShow show)
{
  JsonObject *object = docket_sandbox_dto_hours (state, hours, show);
  DocketSandboxTicket *ticket = docket_sandbox_state_get_ticket (state, hours->ticket_id);

  json_object_set_int_member (object, "CustomerID", ticket->customer_id);
  set_id (object, "EndUserID", ticket->contact_id);

  return object;
}

/**
 * docket_sandbox_dto_durations:
 * @ticket: a ticket
 * @billable: which of its time
 *
 * Returns: (transfer full): a `TicketDurationsDto`
 */
JsonObject *
docket_sandbox_dto_durations (DocketSandboxTicket *ticket, gboolean billable)
{
  JsonObject *object = json_object_new ();
  const double on_site = docket_sandbox_ticket_get_seconds (ticket, billable, TRUE) / 3600.0;
  const double off_site = docket_sandbox_ticket_get_seconds (ticket, billable, FALSE) / 3600.0;

  json_object_set_double_member (object, "OffSLADurationHours", 0);
  json_object_set_double_member (object, "OffSiteDurationHours", off_site);
  json_object_set_double_member (object, "OnSLADurationHours", on_site + off_site);
  json_object_set_double_member (object, "OnSiteDurationHours", on_site);
  json_object_set_double_member (object, "TotalDurationHours", on_site + off_site);
  json_object_set_int_member (object, "ticketId", ticket->id);

  return object;
}

static const char *
find_option (JsonObject *field, const char *text)
{
  JsonArray *options;

  if (!JSON_NODE_HOLDS_ARRAY (json_object_get_member (field, "PossibleValues")))
    return NULL;

  options = json_object_get_array_member (field, "PossibleValues");
  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      JsonObject *option = json_array_get_object_element (options, i);

      if (strcmp (json_object_get_string_member (option, "Text"), text) == 0)
        return json_object_get_string_member (option, "Value");
    }

  return NULL;
}

/**
 * docket_sandbox_dto_value:
 * @state: the server's data
 * @ticket: a ticket
 * @value: one of its custom values
 *
 * Returns: (transfer full): a `CustomValueDto`
 */
JsonObject *
docket_sandbox_dto_value (DocketSandboxState *state,
                          DocketSandboxTicket *ticket,
                          DocketSandboxValue *value)
{
  JsonObject *object = json_object_new ();
  JsonObject *field = docket_sandbox_state_find_field (state, value->field);
  const char *type = json_object_get_string_member (field, "DataType");
  const double number = strcmp (type, "Numeric") == 0 ? g_ascii_strtod (value->text, NULL) : 0;
  const gboolean is_date = strcmp (type, "Date") == 0;

  json_object_set_int_member (object, "ItemId", ticket->id);
  set_text (object, "Id", value->uuid);
  set_text (object, "FieldName", value->field);
  set_text (object, "ValueAsString", value->text);
  json_object_set_double_member (object, "ValueAsDecimal", number);
  set_time (object, "ValueAsDateTime", is_date ? docket_sandbox_time_from_text (value->text) : 0);
  json_object_set_boolean_member (object, "ValueAsBool", strcmp (value->text, "true") == 0);
  set_text (object, "OptionId", find_option (field, value->text));

  return object;
}

/**
 * docket_sandbox_dto_file_path:
 * @ticket: a ticket
 * @file: one of its files
 *
 * Returns: (transfer full): the path under which the sandbox serves @file, escaped for a URL
 */
char *
docket_sandbox_dto_file_path (DocketSandboxTicket *ticket, DocketSandboxFile *file)
{
  g_autofree char *name = g_uri_escape_string (file->name, NULL, FALSE);

  return g_strdup_printf ("/attachments/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%s",
                          ticket->id,
                          file->id,
                          name);
}

/**
 * docket_sandbox_dto_problem:
 * @status: the status of the answer
 * @detail: (nullable): what is wrong
 * @instance: (nullable): the path that was asked for
 *
 * Returns: (transfer full): a `ProblemDetails` (RFC 7807)
 */
JsonNode *
docket_sandbox_dto_problem (guint status, const char *detail, const char *instance)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *type = g_strdup_printf ("https://httpstatuses.io/%u", status);
  const char *title = status == DOCKET_SANDBOX_TOO_MANY_REQUESTS ? "Too Many Requests"
                                                                 : soup_status_get_phrase (status);

  set_text (object, "type", type);
  set_text (object, "title", title);
  json_object_set_int_member (object, "status", status);
  set_text (object, "detail", detail);
  set_text (object, "instance", instance);
  json_object_unref (object);

  return node;
}
