/* What a person can do on the server's own pages and no key can: calls for web users alone.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

/* Counted from 0 in the order of the list. */
static DocketSandboxComment *
find_comment (DocketSandboxTicket *ticket, DocketSandboxRequest *request)
{
  const gint64 which = g_ascii_strtoll (request->name, NULL, 10);

  return which >= 0 && which < ticket->comments->len ? g_ptr_array_index (ticket->comments, which)
                                                     : NULL;
}

static DocketSandboxHours *
find_hours (DocketSandboxTicket *ticket, DocketSandboxRequest *request)
{
  const gint64 id = g_ascii_strtoll (request->name, NULL, 10);

  for (guint i = 0; i < ticket->hours->len; i++)
    {
      DocketSandboxHours *hours = g_ptr_array_index (ticket->hours, i);

      if (hours->id == id)
        return hours;
    }

  return NULL;
}

static JsonObject *
get_body (DocketSandboxRequest *request)
{
  return JSON_NODE_HOLDS_OBJECT (request->body) ? json_node_get_object (request->body) : NULL;
}

static void
not_found (DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  docket_sandbox_answer_problem (answer, request, SOUP_STATUS_NOT_FOUND, "There is no such thing.");
}

static void
done (DocketSandboxRequest *request,
      DocketSandboxAnswer *answer,
      DocketSandboxTicket *ticket,
      const char *effect)
{
  ticket->modified_us = request->now_us;
  docket_sandbox_answer_done (answer, effect, ticket->id, 0);
  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, ticket->id);
}

static void
edit_comment (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  DocketSandboxComment *comment = ticket != NULL ? find_comment (ticket, request) : NULL;
  JsonObject *body = get_body (request);

  if (ticket == NULL)
    return;

  if (comment == NULL || body == NULL)
    {
      not_found (request, answer);
      return;
    }

  docket_sandbox_answer_replaced (answer, "Comment", comment->text);
  g_free (comment->text);
  comment->text = g_strdup (json_object_get_string_member_with_default (body, "CommentText", ""));
  done (request, answer, ticket, "updated");
}

static void
delete_comment (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  DocketSandboxComment *comment = ticket != NULL ? find_comment (ticket, request) : NULL;

  if (ticket == NULL)
    return;

  if (comment == NULL)
    {
      not_found (request, answer);
      return;
    }

  docket_sandbox_answer_replaced (answer, "Comment", comment->text);
  g_ptr_array_remove (ticket->comments, comment);
  done (request, answer, ticket, "deleted");
}

static void
delete_hours (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  DocketSandboxHours *hours = ticket != NULL ? find_hours (ticket, request) : NULL;

  if (ticket == NULL)
    return;

  if (hours == NULL)
    {
      not_found (request, answer);
      return;
    }

  docket_sandbox_answer_replaced (answer, "Description", hours->description);
  g_ptr_array_remove (sandbox->state->hours, hours);
  g_ptr_array_remove (ticket->hours, hours);
  done (request, answer, ticket, "deleted");
}

/* Customer, contact and contract, which no key can change. */
static void
move_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  JsonObject *body = get_body (request);

  if (ticket == NULL)
    return;

  if (body == NULL)
    {
      not_found (request, answer);
      return;
    }

  ticket->customer_id =
    json_object_get_int_member_with_default (body, "CustomerID", ticket->customer_id);
  ticket->contact_id =
    json_object_get_int_member_with_default (body, "EndUserID", ticket->contact_id);
  ticket->contract_id =
    json_object_get_int_member_with_default (body, "ContractID", ticket->contract_id);
  done (request, answer, ticket, "updated");
}

static void
move_comment (DocketSandboxComment *comment, DocketSandboxTicket *into)
{
  DocketSandboxComment *moved =
    docket_sandbox_ticket_add_comment (into, comment->date_us, comment->text);

  moved->contact_id = comment->contact_id;
  moved->technician_id = comment->technician_id;
  moved->internal = comment->internal;
}

/* What was said moves to the other ticket; this one goes without a trace. */
static void
merge_ticket (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  JsonObject *body = get_body (request);
  DocketSandboxTicket *into = NULL;

  if (ticket == NULL)
    return;

  if (body != NULL)
    into =
      docket_sandbox_state_get_ticket (sandbox->state,
                                       json_object_get_int_member_with_default (body, "Into", 0));

  if (into == NULL || into == ticket)
    {
      not_found (request, answer);
      return;
    }

  for (guint i = 0; i < ticket->comments->len; i++)
    move_comment (g_ptr_array_index (ticket->comments, i), into);

  done (request, answer, into, "deleted");
  docket_sandbox_state_remove_ticket (sandbox->state, ticket);
}

static void
add_file (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  JsonObject *body = get_body (request);
  DocketSandboxFile *file;
  guchar *content;
  gsize size;

  if (ticket == NULL)
    return;

  if (body == NULL || !json_object_has_member (body, "Name"))
    {
      not_found (request, answer);
      return;
    }

  file = docket_sandbox_ticket_add_file (
    ticket,
    docket_sandbox_state_next_id (sandbox->state, DOCKET_SANDBOX_FILE_ID),
    json_object_get_string_member (body, "Name"));
  content =
    g_base64_decode (json_object_get_string_member_with_default (body, "ContentBased64", ""),
                     &size);
  file->content = g_bytes_new_take (content, size);
  done (request, answer, ticket, "created");
}

static void
edit_account (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, json_node_get_object (request->body));
  while (json_object_iter_next (&iter, &name, &value))
    json_object_set_member (sandbox->state->account, name, json_node_copy (value));

  docket_sandbox_answer_done (answer, "updated", 0, 0);
  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, json_object_ref (sandbox->state->account));
}

const DocketSandboxRoute docket_sandbox_web_routes[] = {
  { "PUT", "/account", NULL, "AccountInfoResponse", edit_account },
  { "PUT", "/tickets/{id}/comments/{name}", NULL, "any", edit_comment },
  { "DELETE", "/tickets/{id}/comments/{name}", NULL, NULL, delete_comment },
  { "DELETE", "/tickets/{id}/workhoursrecords/{name}", NULL, NULL, delete_hours },
  { "PUT", "/tickets/{id}/place", NULL, "any", move_ticket },
  { "POST", "/tickets/{id}/merge", NULL, "any", merge_ticket },
  { "POST", "/tickets/{id}/attachments", NULL, "any", add_file },
  { NULL }
};
