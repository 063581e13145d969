/* The calls about custom fields and what tickets have in them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

#include <string.h>

static void
list_fields (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sandbox->state->fields->len; i++)
    json_array_add_object_element (array,
                                   json_object_ref (g_ptr_array_index (sandbox->state->fields, i)));

  docket_sandbox_answer_array (answer, array);
}

static void
list_values (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);
  JsonArray *array;

  if (ticket == NULL)
    return;

  array = json_array_new ();
  for (guint i = 0; i < ticket->values->len; i++)
    json_array_add_object_element (
      array,
      docket_sandbox_dto_value (sandbox->state, ticket, g_ptr_array_index (ticket->values, i)));

  docket_sandbox_answer_array (answer, array);
}

static JsonObject *
find_field (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *field = docket_sandbox_state_find_field (sandbox->state, request->name);

  if (field == NULL)
    docket_sandbox_answer_reject (sandbox,
                                  request,
                                  answer,
                                  SOUP_STATUS_BAD_REQUEST,
                                  "tickets have no such custom field");

  return field;
}

static void
get_value (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *field = find_field (sandbox, request, answer);
  DocketSandboxTicket *ticket;
  DocketSandboxValue *value;
  JsonArray *array;

  if (field == NULL)
    return;

  ticket = docket_sandbox_open_ticket (sandbox, request, answer);
  if (ticket == NULL)
    return;

  array = json_array_new ();
  value = docket_sandbox_ticket_get_value (ticket, request->name);
  if (value != NULL)
    json_array_add_object_element (array, docket_sandbox_dto_value (sandbox->state, ticket, value));

  docket_sandbox_answer_array (answer, array);
}

/* An option by its text or its id; with a parent, only one of those under the parent's value. */
static const char *
find_option (JsonObject *field, const char *parent, const char *wanted)
{
  JsonArray *options = json_object_get_array_member (field, "PossibleValues");

  for (guint i = 0; i < json_array_get_length (options); i++)
    {
      JsonObject *option = json_array_get_object_element (options, i);
      const char *text = json_object_get_string_member (option, "Text");
      const char *under = json_object_get_string_member_with_default (option, "ParentName", NULL);

      if (under != NULL && g_strcmp0 (under, parent) != 0)
        continue;
      if (strcmp (text, wanted) == 0 ||
          strcmp (json_object_get_string_member (option, "Value"), wanted) == 0)
        return text;
    }

  return NULL;
}

static const char *
parent_value (JsonObject *field, DocketSandboxTicket *ticket)
{
  const char *parent =
    json_object_get_string_member_with_default (field, "ParentAttributeName", NULL);
  DocketSandboxValue *value =
    parent != NULL ? docket_sandbox_ticket_get_value (ticket, parent) : NULL;

  return value != NULL ? value->text : NULL;
}

static char *
canonical_date (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *whole =
    strchr (text, 'T') != NULL ? g_strdup (text) : g_strconcat (text, "T00:00:00", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, utc);

  if (time == NULL)
    return NULL;

  return docket_sandbox_time_to_text (g_date_time_to_unix (time) * G_USEC_PER_SEC);
}

/* What the server makes of @text, or NULL when the field can't hold it. */
static char *
canonical_value (JsonObject *field, DocketSandboxTicket *ticket, const char *text)
{
  const char *type = json_object_get_string_member (field, "DataType");
  char *end = NULL;

  if (strcmp (type, "Boolean") == 0)
    {
      if (g_ascii_strcasecmp (text, "true") != 0 && g_ascii_strcasecmp (text, "false") != 0)
        return NULL;
      return g_ascii_strdown (text, -1);
    }

  if (strcmp (type, "Numeric") == 0)
    {
      g_ascii_strtod (text, &end);
      return *text != '\0' && *end == '\0' ? g_strdup (text) : NULL;
    }

  if (strcmp (type, "Date") == 0)
    return canonical_date (text);

  if (g_str_has_prefix (type, "Options"))
    return g_strdup (find_option (field, parent_value (field, ticket), text));

  return g_strdup (text);
}

/* A dependent value that does not stand under the new one goes with the old one. */
static void
drop_dependants (DocketSandbox *sandbox,
                 DocketSandboxAnswer *answer,
                 DocketSandboxTicket *ticket,
                 const char *name)
{
  for (guint i = 0; i < sandbox->state->fields->len; i++)
    {
      JsonObject *field = g_ptr_array_index (sandbox->state->fields, i);
      const char *child = json_object_get_string_member (field, "Name");
      DocketSandboxValue *value;

      if (g_strcmp0 (
            json_object_get_string_member_with_default (field, "ParentAttributeName", NULL),
            name) != 0)
        continue;

      value = docket_sandbox_ticket_get_value (ticket, child);
      if (value == NULL || find_option (field, parent_value (field, ticket), value->text) != NULL)
        continue;

      docket_sandbox_answer_replaced (answer, child, value->text);
      docket_sandbox_ticket_set_value (ticket, child, NULL, NULL);
    }
}

static void
set_value (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  const char *text = json_object_get_string_member_with_default (body, "Value", NULL);
  JsonObject *field = find_field (sandbox, request, answer);
  g_autofree char *kept = NULL;
  DocketSandboxTicket *ticket;
  DocketSandboxValue *before;

  if (field == NULL)
    return;

  ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  if (ticket == NULL)
    return;

  if (text != NULL && *text != '\0')
    {
      kept = canonical_value (field, ticket, text);
      if (kept == NULL)
        {
          docket_sandbox_answer_reject (sandbox,
                                        request,
                                        answer,
                                        SOUP_STATUS_BAD_REQUEST,
                                        "Value: the field can't hold it");
          return;
        }
    }

  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_DROPS])
    {
      before = docket_sandbox_ticket_get_value (ticket, request->name);
      docket_sandbox_answer_replaced (answer, request->name, before != NULL ? before->text : NULL);
      docket_sandbox_ticket_set_value (ticket, request->name, kept, NULL);
      drop_dependants (sandbox, answer, ticket, request->name);
      if (!sandbox->manners[DOCKET_SANDBOX_MANNER_UNMOVED])
        ticket->modified_us = request->now_us;
      docket_sandbox_answer_done (answer, "updated", ticket->id, 0);
    }

  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, ticket->id);
}

const DocketSandboxRoute docket_sandbox_value_routes[] = {
  { "GET", "/customvalues/customfields", NULL, NULL, list_fields },
  { "GET", "/customvalues/ticketfields/{id}", NULL, NULL, list_values },
  { "GET", "/customvalues/ticketfield/{id}/{name}", NULL, NULL, get_value },
  { "PUT", "/customvalues/ticketfield/{id}/{name}", NULL, "SetCustomValueRequest", set_value },
  { "POST", "/customvalues/ticketfield/{id}/{name}", NULL, "SetCustomValueRequest", set_value },
  { NULL }
};
