/* The calls about what is said on a ticket, and its files.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"

static JsonObject *
show_comment (DocketSandbox *sandbox, gpointer row, DocketSandboxShow show)
{
  return docket_sandbox_dto_comment (sandbox->state, row);
}

static void
list_comments (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);

  if (ticket != NULL)
    docket_sandbox_answer_page (sandbox,
                                request,
                                answer,
                                ticket->comments,
                                show_comment,
                                DOCKET_SANDBOX_SHOW_PLAIN);
}

/* Who speaks, if the request says so in a way that the API takes. */
static const char *
find_author (DocketSandbox *sandbox,
             DocketSandboxRequest *request,
             JsonObject *body,
             DocketSandboxComment *author)
{
  DocketSandboxState *state = sandbox->state;
  const gboolean technician = json_object_has_member (body, "TechnicianCommentDetails");
  const gboolean contact = json_object_has_member (body, "EnduserCommentDetails");
  const char *email = request->actor;
  JsonObject *details = NULL;
  DocketSandboxTechnician *found = NULL;

  if (technician && contact)
    return "TechnicianCommentDetails or EnduserCommentDetails, not both";

  if (contact)
    {
      details = json_object_get_object_member (body, "EnduserCommentDetails");
      author->contact_id = json_object_get_int_member_with_default (details, "EnduserId", 0);
      return docket_sandbox_table_get (&state->contacts, author->contact_id) != NULL
               ? NULL
               : "EnduserCommentDetails.EnduserId: there is no such contact";
    }

  if (technician)
    {
      const char *named;
      gint64 id;

      details = json_object_get_object_member (body, "TechnicianCommentDetails");
      author->internal = json_object_get_boolean_member_with_default (details, "IsInternal", FALSE);
      id = json_object_get_int_member_with_default (details, "TechnicianId", 0);
      named = json_object_get_string_member_with_default (details, "TechnicianEmail", NULL);
      if (id != 0)
        found = docket_sandbox_state_get_technician (state, id);
      if (named != NULL || email == NULL || id != 0)
        email = named;
    }

  if (found == NULL && email != NULL)
    found = docket_sandbox_state_find_technician (state, email);

  if (found != NULL)
    {
      author->technician_id = found->id;
      return NULL;
    }

  if (technician || request->actor == NULL)
    return "TechnicianCommentDetails with a technician, or EnduserCommentDetails: required";

  author->contact_id =
    json_object_get_int_member (docket_sandbox_state_find_contact (state, request->actor),
                                "EndUserID");

  return NULL;
}

static gint64
comment_time (DocketSandbox *sandbox, DocketSandboxRequest *request, JsonObject *body)
{
  const char *marker =
    json_object_get_string_member_with_default (body, "CommentTimestampUTC", NULL);
  gint64 time_us = request->now_us;

  if (marker != NULL && !sandbox->manners[DOCKET_SANDBOX_MANNER_NO_MARKER])
    time_us = docket_sandbox_time_from_text (marker);

  return docket_sandbox_manner_time (sandbox, time_us);
}

static void
add_comment (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  JsonObject *body = json_node_get_object (request->body);
  const char *text = json_object_get_string_member_with_default (body, "CommentText", NULL);
  g_autofree char *kept = NULL;
  DocketSandboxComment author = { 0 };
  DocketSandboxComment *comment;
  DocketSandboxTicket *ticket;
  const char *why = find_author (sandbox, request, body, &author);

  if (text == NULL || *text == '\0')
    why = "CommentText: is required";

  if (why != NULL)
    {
      docket_sandbox_answer_reject (sandbox, request, answer, SOUP_STATUS_BAD_REQUEST, why);
      return;
    }

  ticket = docket_sandbox_touch_ticket (sandbox, request, answer);
  if (ticket == NULL)
    return;

  kept = docket_sandbox_manner_text (sandbox, text);
  comment = docket_sandbox_ticket_add_comment (ticket, comment_time (sandbox, request, body), kept);
  comment->contact_id = author.contact_id;
  comment->technician_id = author.technician_id;
  comment->internal = author.internal;
  ticket->modified_us = request->now_us;

  if (!author.internal)
    {
      docket_sandbox_manner_reply (sandbox, ticket, author.technician_id != 0, request->now_us);
      docket_sandbox_manner_reassign (sandbox, ticket);
    }

  docket_sandbox_answer_done (answer, "created", ticket->id, 0);
  docket_sandbox_answer_result (answer, SOUP_STATUS_OK, ticket->id);
}

static void
list_files (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxTicket *ticket = docket_sandbox_open_ticket (sandbox, request, answer);
  JsonArray *urls;

  if (ticket == NULL)
    return;

  urls = json_array_new ();
  for (guint i = 0; i < ticket->files->len; i++)
    {
      g_autofree char *path =
        docket_sandbox_dto_file_path (ticket, g_ptr_array_index (ticket->files, i));
      g_autofree char *url = g_strconcat (sandbox->url, path, NULL);

      json_array_add_string_element (urls, url);
    }

  docket_sandbox_answer_array (answer, urls);
}

const DocketSandboxRoute docket_sandbox_comment_routes[] = {
  { "GET", "/tickets/{id}/comments", DOCKET_SANDBOX_PAGING, NULL, list_comments },
  { "POST", "/tickets/{id}/comments", NULL, "AddCommentToTicketModel", add_comment },
  { "GET", "/tickets/{id}/attachments", NULL, NULL, list_files },
  { NULL }
};
