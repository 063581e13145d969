/* The calls about tickets themselves.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"
#include "docket-sandbox-schema.h"
#include "docket-sandbox-store.h"

#include <string.h>

#define HOUR ((gint64) 3600 * G_USEC_PER_SEC)
#define US_PER_DAY (24 * HOUR)
#define UNASSIGNED "Unassigned"

#define LIST_PARAMETERS                                                                            \
  DOCKET_SANDBOX_PAGING ", customerId int64, ticketStatus string, includeRelations boolean"

static JsonObject *
show_ticket (DocketSandbox *sandbox, gpointer row, DocketSandboxShow show)
{
  DocketSandboxTicket *ticket = docket_sandbox_read_ticket (sandbox, row);

  return docket_sandbox_dto_ticket (sandbox->state, ticket != NULL ? ticket : row, show);
}

typedef gboolean (*TicketFilter) (DocketSandboxTicket *ticket, DocketSandboxRequest *request);

static GPtrArray *
select_tickets (DocketSandbox *sandbox, DocketSandboxRequest *request, TicketFilter filter)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < sandbox->state->tickets->len; i++)
    {
      DocketSandboxTicket *ticket = g_ptr_array_index (sandbox->state->tickets, i);

      if (!filter (ticket, request) || !docket_sandbox_may_see (sandbox, ticket))
        continue;

      if (ticket->stale != NULL && ticket->stale->absent)
        docket_sandbox_read_ticket (sandbox, ticket);
      else
        g_ptr_array_add (rows, ticket);
    }

  return rows;
}

static void
answer_tickets (DocketSandbox *sandbox,
                DocketSandboxRequest *request,
                DocketSandboxAnswer *answer,
                TicketFilter filter,
                gboolean comments)
{
  g_autoptr (GPtrArray) rows = select_tickets (sandbox, request, filter);
  DocketSandboxShow show = DOCKET_SANDBOX_SHOW_PLAIN;

  if (comments)
    show |= DOCKET_SANDBOX_SHOW_COMMENTS;
  if (docket_sandbox_request_get_flag (request, "includeRelations", FALSE))
    show |= DOCKET_SANDBOX_SHOW_RELATIONS;

  docket_sandbox_answer_page (sandbox, request, answer, rows, show_ticket, show);
}

static gboolean
filter_list (DocketSandboxTicket *ticket, DocketSandboxRequest *request)
{
  const char *customer = docket_sandbox_request_get_query (request, "customerId");
  const char *status = docket_sandbox_request_get_query (request, "ticketStatus");

  if (customer != NULL && g_ascii_strtoll (customer, NULL, 10) != ticket->customer_id)
    return FALSE;

  return status == NULL || strcmp (status, ticket->status) == 0;
}

static gboolean
filter_ended (DocketSandboxTicket *ticket, DocketSandboxRequest *request)
{
  return strcmp (ticket->status, "Resolved") == 0 || strcmp (ticket->status, "Closed") == 0;
}

static gboolean
filter_modified (DocketSandboxTicket *ticket, DocketSandboxRequest *request)
{
  return ticket->modified_us >= request->id;
}

static void
list_tickets (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  answer_tickets (sandbox, request, answer, filter_list, TRUE);
}

static void
list_without_comments (DocketSandbox *sandbox,
                       DocketSandboxRequest *request,
                       DocketSandboxAnswer *answer)
{
  answer_tickets (sandbox, request, answer, filter_list, FALSE);
}

static void
list_ended (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  const gboolean comments = docket_sandbox_request_get_flag (request, "includeComments", TRUE);

  answer_tickets (sandbox, request, answer, filter_ended, comments);
}

static void
list_modified (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  const gboolean comments = docket_sandbox_request_get_flag (request, "includeComments", FALSE);
  const char *date = docket_sandbox_request_get_query (request, "date");

  /* The route has no id: the filter finds the date there. Without one it is today. */
  request->id = date != NULL ? docket_sandbox_time_from_text (date)
                             : request->now_us - request->now_us % US_PER_DAY;
  answer_tickets (sandbox, request, answer, filter_modified, comments);
}

static void
get_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);
  DocketSandboxShow show = DOCKET_SANDBOX_SHOW_COMMENTS;

  if (ticket == NULL)
    return;

  if (docket_sandbox_request_get_flag (request, "includeRelations", FALSE))
    show |= DOCKET_SANDBOX_SHOW_RELATIONS;

  docket_sandbox_answer_object (answer,
                                SOUP_STATUS_OK,
                                docket_sandbox_dto_ticket (sandbox->state, ticket, show));
}

static const char *
get_text (JsonObject *body, const char *member)
{
  return json_object_get_string_member_with_default (body, member, NULL);
}

static gboolean
is_blank (const char *text)
{
  return text == NULL || text[strspn (text, " \t\r\n")] == '\0';
}

/* The customer that has the address's domain, else the one for all others. */
static JsonObject *
find_customer_of (DocketSandboxState *state, const char *email)
{
  const char *at = strchr (email, '@');
  JsonObject *unassigned = NULL;

  for (guint i = 0; i < state->customers.rows->len; i++)
    {
      JsonObject *customer = g_ptr_array_index (state->customers.rows, i);

      if (at != NULL && g_strcmp0 (get_text (customer, "Domain"), at + 1) == 0)
        return customer;
      if (g_strcmp0 (get_text (customer, "CustomerName"), UNASSIGNED) == 0)
        unassigned = customer;
    }

  if (unassigned == NULL)
    {
      unassigned = json_object_new ();
      json_object_set_string_member (unassigned, "CustomerName", UNASSIGNED);
      docket_sandbox_schema_fill ("CustomerDto", unassigned);
      docket_sandbox_table_add (state, &state->customers, unassigned);
    }

  return unassigned;
}

static JsonObject *
make_contact (DocketSandbox *sandbox, JsonObject *body, gint64 now_us)
{
  DocketSandboxState *state = sandbox->state;
  const char *email = get_text (body, "EndUserEmail");
  JsonObject *customer = find_customer_of (state, email);
  JsonObject *contact = json_object_new ();
  g_autofree char *now = docket_sandbox_time_to_text (now_us);

  json_object_set_int_member (contact,
                              "CustomerID",
                              json_object_get_int_member (customer, "CustomerID"));
  json_object_set_string_member (contact, "CustomerName", get_text (customer, "CustomerName"));
  json_object_set_string_member (contact, "Firstname", get_text (body, "EndUserFirstName"));
  json_object_set_string_member (contact, "Lastname", get_text (body, "EndUserLastName"));
  json_object_set_string_member (contact, "Email", email);
  json_object_set_string_member (contact, "Phone", get_text (body, "EndUserPhone"));
  json_object_set_boolean_member (contact, "Archived", FALSE);
  json_object_set_string_member (contact, "CreatedOn", now);
  json_object_set_string_member (contact, "LastModified", now);
  docket_sandbox_schema_fill ("ContactDto", contact);
  docket_sandbox_table_add (state, &state->contacts, contact);

  return contact;
}

static JsonObject *
find_contact (DocketSandbox *sandbox, DocketSandboxRequest *request, JsonObject *body)
{
  const gint64 id = json_object_get_int_member_with_default (body, "EndUserID", 0);
  const char *email = get_text (body, "EndUserEmail");
  JsonObject *contact;

  if (id != 0)
    return docket_sandbox_table_get (&sandbox->state->contacts, id);

  if (request->actor != NULL && is_blank (email))
    return docket_sandbox_state_find_contact (sandbox->state, request->actor);

  if (is_blank (email) || is_blank (get_text (body, "EndUserFirstName")) ||
      is_blank (get_text (body, "EndUserLastName")))
    return NULL;

  contact = docket_sandbox_state_find_contact (sandbox->state, email);

  return contact != NULL ? contact : make_contact (sandbox, body, request->now_us);
}

static gint64
find_default_contract (DocketSandboxState *state, gint64 customer_id)
{
  for (guint i = 0; i < state->contracts.rows->len; i++)
    {
      JsonObject *contract = g_ptr_array_index (state->contracts.rows, i);

      if (json_object_get_int_member (contract, "CustomerID") == customer_id &&
          json_object_get_boolean_member (contract, "Default"))
        return json_object_get_int_member (contract, "ContractID");
    }

  return 0;
}

static gboolean
knows_status (DocketSandboxState *state, const char *status)
{
  return g_ptr_array_find_with_equal_func (state->statuses, status, g_str_equal, NULL);
}

static const char *
check_ticket_texts (DocketSandbox *sandbox, JsonObject *body)
{
  const char *status = get_text (body, "TicketStatus");

  if (status != NULL && !knows_status (sandbox->state, status))
    return "TicketStatus: the account has no such status";

  if (get_text (body, "TicketTitle") != NULL && is_blank (get_text (body, "TicketTitle")))
    return "TicketTitle: must not be empty";

  return NULL;
}

static void
set_due_times (DocketSandboxTicket *ticket)
{
  const gboolean critical = strcmp (ticket->priority, "Critical") == 0;
  const gboolean high = strcmp (ticket->priority, "High") == 0;
  const gint64 hours = critical ? 1 : high ? 4 : 8;

  ticket->first_response_due_us = ticket->created_us + hours * HOUR;
  ticket->close_due_us = ticket->created_us + 8 * hours * HOUR;
}

static void
set_interned (DocketSandboxAnswer *answer, JsonObject *body, const char *member, const char **value)
{
  const char *text = get_text (body, member);

  if (text == NULL)
    return;

  docket_sandbox_answer_replaced (answer, member, *value);
  *value = g_intern_string (text);
}

static void
add_description (DocketSandbox *sandbox, DocketSandboxTicket *ticket, JsonObject *body)
{
  g_autofree char *text = docket_sandbox_manner_text (sandbox, get_text (body, "Description"));
  const gint64 date_us = docket_sandbox_manner_time (sandbox, ticket->created_us);
  DocketSandboxComment *comment = docket_sandbox_ticket_add_comment (ticket, date_us, text);

  comment->contact_id = ticket->contact_id;
}

static DocketSandboxTicket *
make_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, JsonObject *contact)
{
  DocketSandboxState *state = sandbox->state;
  DocketSandboxTicket *ticket = docket_sandbox_ticket_new ();

  ticket->id = docket_sandbox_state_next_id (state, DOCKET_SANDBOX_TICKET_ID);
  ticket->number = docket_sandbox_state_next_id (state, DOCKET_SANDBOX_TICKET_NUMBER);
  ticket->created_us = request->now_us;
  ticket->modified_us = request->now_us;
  ticket->contact_id = json_object_get_int_member (contact, "EndUserID");
  ticket->customer_id = json_object_get_int_member (contact, "CustomerID");
  ticket->contract_id = find_default_contract (state, ticket->customer_id);

  if (request->actor != NULL)
    ticket->source = g_intern_static_string ("EndUserPortal");

  return ticket;
}

static void
fill_ticket (DocketSandbox *sandbox,
             DocketSandboxRequest *request,
             DocketSandboxTicket *ticket,
             JsonObject *body)
{
  DocketSandboxAnswer nothing = { 0 };
  const char *status = get_text (body, "TicketStatus");

  ticket->title = docket_sandbox_manner_text (sandbox, get_text (body, "TicketTitle"));
  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_DROPS])
    {
      set_interned (&nothing, body, "TicketPriority", &ticket->priority);
      set_interned (&nothing, body, "TicketImpact", &ticket->impact);
      set_interned (&nothing, body, "TicketType", &ticket->type);
    }
  if (status != NULL)
    docket_sandbox_set_status (ticket, status, request->now_us);

  set_due_times (ticket);
  add_description (sandbox, ticket, body);
  docket_sandbox_answer_clear (&nothing);
}

static void
create_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  DocketSandboxTechnician *technician = NULL;
  DocketSandboxTicket *ticket;
  JsonObject *contact;
  const char *why = check_ticket_texts (sandbox, body);

  if (why == NULL && is_blank (get_text (body, "TicketTitle")))
    why = "TicketTitle: is required";
  if (why == NULL && is_blank (get_text (body, "Description")))
    why = "Description: is required";
  if (why == NULL)
    docket_sandbox_find_technician (sandbox, body, &technician, &why);

  contact = why == NULL ? find_contact (sandbox, request, body) : NULL;
  if (why == NULL && contact == NULL)
    why = "EndUserID of a contact, or EndUserFirstName, EndUserLastName and EndUserEmail: required";

  if (why != NULL)
    {
      docket_sandbox_answer_reject (sandbox, request, answer, SOUP_STATUS_BAD_REQUEST, why);
      return;
    }

  ticket = make_ticket (sandbox, request, contact);
  if (technician != NULL)
    ticket->technician_id = technician->id;
  fill_ticket (sandbox, request, ticket, body);
  docket_sandbox_manner_reassign (sandbox, ticket);
  docket_sandbox_manner_reply (sandbox, ticket, FALSE, request->now_us);
  docket_sandbox_state_add_ticket (sandbox->state, ticket);

  if (sandbox->manners[DOCKET_SANDBOX_MANNER_STALE])
    {
      ticket->stale = docket_sandbox_ticket_new ();
      ticket->stale->absent = TRUE;
    }

  docket_sandbox_answer_done (answer, "created", ticket->id, ticket->id);
  docket_sandbox_answer_result (answer, SOUP_STATUS_CREATED, ticket->id);
}

static void
replaced_id (DocketSandboxAnswer *answer, const char *member, gint64 id)
{
  g_autofree char *text = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  docket_sandbox_answer_replaced (answer, member, text);
}

static void
fill_enums (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxTicket *ticket)
{
  JsonObject *body = json_node_get_object (request->body);

  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_ENUMS] || strcmp (request->method, "PUT") != 0)
    return;

  if (!json_object_has_member (body, "TicketPriority"))
    ticket->priority = g_intern_static_string ("Low");
  if (!json_object_has_member (body, "TicketImpact"))
    ticket->impact = g_intern_static_string ("NoImpact");
  if (!json_object_has_member (body, "TicketType"))
    ticket->type = g_intern_static_string ("Incident");
}

static void
change_ticket (DocketSandbox *sandbox,
               DocketSandboxRequest *request,
               DocketSandboxAnswer *answer,
               DocketSandboxTicket *ticket,
               DocketSandboxTechnician *technician)
{
  JsonObject *body = json_node_get_object (request->body);
  const char *title = get_text (body, "TicketTitle");
  const char *status = get_text (body, "TicketStatus");

  if (title != NULL)
    {
      docket_sandbox_answer_replaced (answer, "TicketTitle", ticket->title);
      g_free (ticket->title);
      ticket->title = docket_sandbox_manner_text (sandbox, title);
    }

  if (status != NULL)
    {
      docket_sandbox_answer_replaced (answer, "TicketStatus", ticket->status);
      docket_sandbox_set_status (ticket, status, request->now_us);
    }

  if (technician != NULL || json_object_has_member (body, "TechnicianContactID"))
    {
      replaced_id (answer, "TechnicianContactID", ticket->technician_id);
      ticket->technician_id = technician != NULL ? technician->id : 0;
    }

  set_interned (answer, body, "TicketPriority", &ticket->priority);
  set_interned (answer, body, "TicketImpact", &ticket->impact);
  set_interned (answer, body, "TicketType", &ticket->type);
  fill_enums (sandbox, request, ticket);
  ticket->modified_us = request->now_us;
  if (status != NULL)
    docket_sandbox_manner_reassign (sandbox, ticket);
}

static void
update_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  DocketSandboxTechnician *technician = NULL;
  DocketSandboxTicket *ticket;
  const char *why = check_ticket_texts (sandbox, body);

  if (why == NULL)
    docket_sandbox_find_technician (sandbox, body, &technician, &why);

  if (why != NULL)
    {
      docket_sandbox_answer_reject (sandbox, request, answer, SOUP_STATUS_BAD_REQUEST, why);
      return;
    }

  ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  if (ticket == NULL)
    return;

  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_DROPS])
    {
      change_ticket (sandbox, request, answer, ticket, technician);
      docket_sandbox_answer_done (answer, "updated", ticket->id, 0);
    }

  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, ticket->id);
}

static void
delete_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);

  if (ticket == NULL)
    return;

  docket_sandbox_answer_done (answer, "deleted", ticket->id, 0);
  docket_sandbox_answer_replaced (answer, "TicketTitle", ticket->title);
  docket_sandbox_state_remove_ticket (sandbox->state, ticket);
  answer->status = SOUP_STATUS_NO_CONTENT;
}

static void
relate (DocketSandboxTicket *ticket, const char *relation, gint64 related_id, gint64 now_us)
{
  ticket->relation = g_intern_string (relation);
  ticket->related_id = related_id;
  ticket->modified_us = now_us;
}

static void
add_relation (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  const gint64 id = json_object_get_int_member_with_default (body, "RelatedTicketId", 0);
  const char *relation = get_text (body, "RelationType");
  DocketSandboxTicket *related = docket_sandbox_state_get_ticket (sandbox->state, id);
  DocketSandboxTicket *ticket;

  if (related == NULL || id == request->id || relation == NULL || strcmp (relation, "None") == 0)
    {
      docket_sandbox_answer_reject (sandbox,
                                    request,
                                    answer,
                                    SOUP_STATUS_BAD_REQUEST,
                                    "RelatedTicketId and RelationType (Parent, Child): required");
      return;
    }

  ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  if (ticket == NULL)
    return;

  if (ticket->related_id != 0 || related->related_id != 0)
    {
      docket_sandbox_answer_problem (answer,
                                     request,
                                     SOUP_STATUS_BAD_REQUEST,
                                     "One of the tickets has a related ticket already.");
      return;
    }

  relate (ticket, relation, id, request->now_us);
  relate (related,
          strcmp (relation, "Parent") == 0 ? "Child" : "Parent",
          ticket->id,
          request->now_us);
  docket_sandbox_answer_done (answer, "created", ticket->id, 0);
  docket_sandbox_answer_result (answer, SOUP_STATUS_CREATED, ticket->id);
}

static void
remove_relation (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  DocketSandboxTicket *related;

  if (ticket == NULL)
    return;

  if (strcmp (ticket->relation, "None") == 0 || strcmp (ticket->relation, request->name) != 0)
    {
      docket_sandbox_answer_problem (answer,
                                     request,
                                     SOUP_STATUS_BAD_REQUEST,
                                     "The ticket has no such relation.");
      return;
    }

  docket_sandbox_answer_replaced (answer, "RelationType", ticket->relation);
  related = docket_sandbox_state_get_ticket (sandbox->state, ticket->related_id);
  if (related != NULL)
    relate (related, "None", 0, request->now_us);
  relate (ticket, "None", 0, request->now_us);
  docket_sandbox_answer_done (answer, "deleted", ticket->id, 0);
  answer->status = SOUP_STATUS_NO_CONTENT;
}

static DocketSandboxTicket *
find_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_state_get_ticket (sandbox->state, request->id);

  if (ticket == NULL)
    {
      docket_sandbox_answer_problem (answer,
                                     request,
                                     SOUP_STATUS_NOT_FOUND,
                                     "There is no such ticket.");
      return NULL;
    }

  if (request->actor == NULL && !docket_sandbox_may_see (sandbox, ticket))
    {
      docket_sandbox_answer_problem (answer,
                                     request,
                                     SOUP_STATUS_FORBIDDEN,
                                     "You may not see this ticket.");
      return NULL;
    }

  return ticket;
}

const DocketSandboxRoute docket_sandbox_ticket_routes[] = {
  { "GET", "/tickets", LIST_PARAMETERS, NULL, list_tickets },
  { "POST", "/tickets", NULL, "CreateTicketModel", create_ticket },
  { "GET", "/tickets/noComments", LIST_PARAMETERS, NULL, list_without_comments },
  { "GET",
    "/tickets/statusmodified",
    DOCKET_SANDBOX_PAGING ", includeComments boolean, includeRelations boolean",
    NULL,
    list_ended },
  { "GET",
    "/tickets/lastmodified",
    DOCKET_SANDBOX_PAGING ", date date-time, includeComments boolean, includeRelations boolean",
    NULL,
    list_modified },
  { "GET", "/tickets/{id}", "includeRelations boolean", NULL, get_ticket },
  { "PUT", "/tickets/{id}", NULL, "UpdateTicketModel", update_ticket },
  { "POST", "/tickets/{id}", NULL, "UpdateTicketModel", update_ticket },
  { "DELETE", "/tickets/{id}", NULL, NULL, delete_ticket },
  { "POST", "/tickets/{id}/relations", NULL, "AddTicketRelationModel", add_relation },
  { "DELETE", "/tickets/{id}/relations/{name}", NULL, NULL, remove_relation },
  { NULL }
};

/**
 * docket_sandbox_open_ticket:
 * @sandbox: a sandbox
 * @request: a request with a ticket's id
 * @answer: its answer
 *
 * Returns: (transfer none) (nullable): the ticket to be read; %NULL when @answer says why not
 */
DocketSandboxTicket *
docket_sandbox_open_ticket (DocketSandbox *sandbox,
                            DocketSandboxRequest *request,
                            DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = find_ticket (sandbox, request, answer);

  if (ticket == NULL)
    return NULL;

  ticket = docket_sandbox_read_ticket (sandbox, ticket);
  if (ticket == NULL)
    docket_sandbox_answer_problem (answer,
                                   request,
                                   SOUP_STATUS_NOT_FOUND,
                                   "There is no such ticket.");

  return ticket;
}

/**
 * docket_sandbox_touch_ticket:
 * @sandbox: a sandbox
 * @request: a request with a ticket's id
 * @answer: its answer
 *
 * Returns: (transfer none) (nullable): the ticket to be changed; %NULL when @answer says why not
 */
DocketSandboxTicket *
docket_sandbox_touch_ticket (DocketSandbox *sandbox,
                             DocketSandboxRequest *request,
                             DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = find_ticket (sandbox, request, answer);

  if (ticket == NULL || !sandbox->manners[DOCKET_SANDBOX_MANNER_STALE])
    return ticket;

  if (ticket->stale != NULL && ticket->stale->shown)
    g_clear_pointer (&ticket->stale, docket_sandbox_ticket_free);
  if (ticket->stale == NULL)
    ticket->stale = docket_sandbox_ticket_copy (ticket);

  return ticket;
}

/**
 * docket_sandbox_read_ticket:
 * @sandbox: a sandbox
 * @ticket: a ticket
 *
 * Returns: (transfer none) (nullable): @ticket; from a server that reads stale once what it was
 *   before the last write, and %NULL when it was not there
 */
DocketSandboxTicket *
docket_sandbox_read_ticket (DocketSandbox *sandbox, DocketSandboxTicket *ticket)
{
  if (ticket->stale == NULL)
    return ticket;

  if (!sandbox->manners[DOCKET_SANDBOX_MANNER_STALE] || ticket->stale->shown)
    {
      g_clear_pointer (&ticket->stale, docket_sandbox_ticket_free);
      return ticket;
    }

  ticket->stale->shown = TRUE;
  if (!ticket->stale->absent)
    return ticket->stale;

  g_clear_pointer (&ticket->stale, docket_sandbox_ticket_free);

  return NULL;
}

/**
 * docket_sandbox_find_technician:
 * @sandbox: a sandbox
 * @body: a body that may name a technician
 * @technician: (out) (transfer none) (nullable): whom it names
 * @why: (out) (nullable): what is wrong
 *
 * Returns: whether the technician, if named, is known
 */
gboolean
docket_sandbox_find_technician (DocketSandbox *sandbox,
                                JsonObject *body,
                                DocketSandboxTechnician **technician,
                                const char **why)
{
  const gint64 id = json_object_get_int_member_with_default (body, "TechnicianContactID", 0);
  const char *email = get_text (body, "TechnicianEmail");

  *technician = NULL;
  if (id == 0 && is_blank (email))
    return TRUE;

  *technician = id != 0 ? docket_sandbox_state_get_technician (sandbox->state, id)
                        : docket_sandbox_state_find_technician (sandbox->state, email);
  if (*technician != NULL)
    return TRUE;

  *why = "TechnicianContactID or TechnicianEmail: there is no such technician";

  return FALSE;
}

/**
 * docket_sandbox_set_status:
 * @ticket: a ticket
 * @status: its new status
 * @now_us: the time, in microseconds UTC
 */
void
docket_sandbox_set_status (DocketSandboxTicket *ticket, const char *status, gint64 now_us)
{
  const gboolean ended = strcmp (status, "Resolved") == 0 || strcmp (status, "Closed") == 0;

  ticket->status = g_intern_string (status);
  if (!ended)
    ticket->resolved_us = 0;
  else if (ticket->resolved_us == 0)
    ticket->resolved_us = now_us;
}

/**
 * docket_sandbox_may_see:
 * @sandbox: a sandbox
 * @ticket: a ticket
 *
 * Returns: whether the key's holder may see @ticket: where rights were narrowed, not those of every
 *   second customer
 */
gboolean
docket_sandbox_may_see (DocketSandbox *sandbox, DocketSandboxTicket *ticket)
{
  return !sandbox->manners[DOCKET_SANDBOX_MANNER_RIGHTS] || ticket->customer_id % 2 != 0;
}
