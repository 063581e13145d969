/* Finds the call that a request is for, and holds it to the API's rules.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"
#include "docket-sandbox-schema.h"

#include <string.h>

#define API_PREFIX "/api/v3"
#define US_PER_MINUTE (60 * G_USEC_PER_SEC)

/* Literal paths come before those with a placeholder, in each list and among them. */
static const DocketSandboxRoute *const route_lists[] = {
  docket_sandbox_hours_routes, docket_sandbox_ticket_routes,    docket_sandbox_comment_routes,
  docket_sandbox_value_routes, docket_sandbox_directory_routes, docket_sandbox_contract_routes,
};

/* Whether @path fits the route; a number where a number should be is not looked at yet. */
static gboolean
fit_path (const char *pattern, const char *path, char **id, char **name)
{
  g_auto (GStrv) wanted = g_strsplit (pattern, "/", -1);
  g_auto (GStrv) given = g_strsplit (path, "/", -1);

  g_clear_pointer (id, g_free);
  g_clear_pointer (name, g_free);

  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (strcmp (wanted[i], "{id}") == 0)
        *id = g_strdup (given[i]);
      else if (strcmp (wanted[i], "{name}") == 0)
        *name = g_uri_unescape_string (given[i], NULL);
      else if (strcmp (wanted[i], given[i]) != 0)
        return FALSE;
    }

  return TRUE;
}

static const DocketSandboxRoute *
find_in (const DocketSandboxRoute *routes,
         DocketSandboxRequest *request,
         const char *path,
         char **id,
         gboolean *path_known)
{
  for (const DocketSandboxRoute *route = routes; route->method != NULL; route++)
    {
      if (!fit_path (route->path, path, id, &request->name))
        continue;

      *path_known = TRUE;
      if (strcmp (route->method, request->method) == 0)
        return route;
    }

  return NULL;
}

static const DocketSandboxRoute *
find_route (DocketSandboxRequest *request, const char *path, char **id, gboolean *path_known)
{
  const DocketSandboxRoute *route = NULL;

  for (guint i = 0; route == NULL && i < G_N_ELEMENTS (route_lists); i++)
    route = find_in (route_lists[i], request, path, id, path_known);

  if (route == NULL && request->actor != NULL)
    route = find_in (docket_sandbox_web_routes, request, path, id, path_known);

  return route;
}

static gboolean
read_body (DocketSandboxRequest *request, const char *type, char **why)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (request->raw_body, &size);

  if (size == 0)
    {
      *why = g_strdup ("a body is required");
      return FALSE;
    }

  if (!json_parser_load_from_data (parser, data, size, &error))
    {
      *why = g_strdup_printf ("the body is not JSON: %s", error->message);
      return FALSE;
    }

  request->body = json_node_copy (json_parser_get_root (parser));

  return strcmp (type, "any") == 0 || docket_sandbox_schema_check (type, request->body, why);
}

/* Returns 0 when the request keeps to the rules of @route, else the status that says no. */
static guint
check (const DocketSandboxRoute *route, DocketSandboxRequest *request, const char *id, char **why)
{
  const char *parameters = route->parameters != NULL ? route->parameters : "";

  if (id != NULL && !docket_sandbox_schema_check_text ("int64", id, why))
    return SOUP_STATUS_BAD_REQUEST;

  request->id = id != NULL ? g_ascii_strtoll (id, NULL, 10) : 0;

  if (!docket_sandbox_schema_check_query (parameters, request->query, why))
    return SOUP_STATUS_BAD_REQUEST;

  if (route->body == NULL)
    {
      if (g_bytes_get_size (request->raw_body) == 0)
        return 0;

      *why = g_strdup ("no body is expected here");
      return SOUP_STATUS_BAD_REQUEST;
    }

  if (g_strcmp0 (request->content_type, "application/json") != 0)
    {
      *why = g_strdup_printf ("the content type is application/json, not %s",
                              request->content_type != NULL ? request->content_type : "missing");
      return SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE;
    }

  return read_body (request, route->body, why) ? 0 : SOUP_STATUS_BAD_REQUEST;
}

/* A web user whom nobody has heard of is a new technician. */
static void
know_actor (DocketSandboxState *state, const char *email)
{
  g_auto (GStrv) parts = NULL;

  if (docket_sandbox_state_find_technician (state, email) != NULL ||
      docket_sandbox_state_find_contact (state, email) != NULL)
    return;

  parts = g_strsplit (email, "@", 2);
  docket_sandbox_state_add_technician (state,
                                       state->technicians->len + 1,
                                       email,
                                       parts[0] != NULL ? parts[0] : "",
                                       "Web");
}

static void
run_api (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  const DocketSandboxRoute *route;
  g_autofree char *id = NULL;
  g_autofree char *why = NULL;
  gboolean path_known = FALSE;
  guint status;

  if (request->actor != NULL)
    know_actor (sandbox->state, request->actor);

  route = find_route (request, request->path + strlen (API_PREFIX), &id, &path_known);
  if (route == NULL)
    {
      status = path_known ? SOUP_STATUS_METHOD_NOT_ALLOWED : SOUP_STATUS_NOT_FOUND;
      docket_sandbox_answer_reject (sandbox, request, answer, status, "the API has no such call");
      return;
    }

  status = check (route, request, id, &why);
  if (status != 0)
    {
      docket_sandbox_answer_reject (sandbox, request, answer, status, why);
      return;
    }

  route->handler (sandbox, request, answer);
}

static gboolean
is_write (DocketSandboxRequest *request)
{
  return strcmp (request->method, "GET") != 0 && strcmp (request->method, "HEAD") != 0 &&
         g_str_has_prefix (request->path, API_PREFIX) &&
         !g_str_has_suffix (request->path, "duration");
}

/* A file's URL is its own key, as with the API. */
static gboolean
has_key (DocketSandbox *sandbox, DocketSandboxRequest *request)
{
  if (g_str_has_prefix (request->path, "/attachments/"))
    return TRUE;

  return request->key != NULL && strcmp (request->key, sandbox->key) == 0;
}

/**
 * docket_sandbox_request_free:
 * @request: (transfer full): a request
 */
void
docket_sandbox_request_free (DocketSandboxRequest *request)
{
  g_free (request->method);
  g_free (request->path);
  g_free (request->key);
  g_free (request->content_type);
  g_free (request->uuid);
  g_free (request->actor);
  g_free (request->name);
  g_free (request->raw_query);
  g_hash_table_unref (request->query);
  g_bytes_unref (request->raw_body);
  g_clear_pointer (&request->body, json_node_unref);
  g_free (request);
}

/**
 * docket_sandbox_answer_clear:
 * @answer: an answer; its parts are freed, itself not
 */
void
docket_sandbox_answer_clear (DocketSandboxAnswer *answer)
{
  g_clear_pointer (&answer->body, json_node_unref);
  g_clear_pointer (&answer->bytes, g_bytes_unref);
  g_clear_pointer (&answer->content_type, g_free);
  g_clear_pointer (&answer->location, g_free);
  g_clear_pointer (&answer->retry_after, g_free);
  g_clear_pointer (&answer->etag, g_free);
  g_clear_pointer (&answer->replaced, json_object_unref);
}

/**
 * docket_sandbox_admit:
 * @sandbox: a sandbox
 * @request: a request for the API
 * @answer: its answer
 *
 * Looks at the key of @request and at the limit of a minute.
 *
 * Returns: whether it may go on; else @answer says why not
 */
gboolean
docket_sandbox_admit (DocketSandbox *sandbox,
                      DocketSandboxRequest *request,
                      DocketSandboxAnswer *answer)
{
  const gint64 now_us = g_get_monotonic_time ();
  gint64 left_us;

  if (!has_key (sandbox, request))
    {
      docket_sandbox_answer_problem (answer,
                                     request,
                                     SOUP_STATUS_UNAUTHORIZED,
                                     "The API key is missing or not valid.");
      return FALSE;
    }

  if (sandbox->rate == 0)
    return TRUE;

  if (sandbox->minute_start_us == 0 || now_us - sandbox->minute_start_us >= US_PER_MINUTE)
    {
      sandbox->minute_start_us = now_us;
      sandbox->minute_requests = 0;
    }

  if (sandbox->minute_requests < sandbox->rate)
    {
      sandbox->minute_requests++;
      return TRUE;
    }

  left_us = sandbox->minute_start_us + US_PER_MINUTE - now_us;
  answer->retry_after =
    g_strdup_printf ("%" G_GINT64_FORMAT, (left_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  docket_sandbox_answer_problem (answer,
                                 request,
                                 DOCKET_SANDBOX_TOO_MANY_REQUESTS,
                                 "Too many requests in this minute.");

  return FALSE;
}

/**
 * docket_sandbox_run:
 * @sandbox: a sandbox
 * @request: a request that was admitted
 * @answer: its answer, empty
 *
 * Does what @request asks for.
 */
void
docket_sandbox_run (DocketSandbox *sandbox,
                    DocketSandboxRequest *request,
                    DocketSandboxAnswer *answer)
{
  if (g_str_has_prefix (request->path, API_PREFIX "/"))
    run_api (sandbox, request, answer);
  else if (g_str_has_prefix (request->path, "/attachments/"))
    docket_sandbox_serve_file (sandbox, request, answer);
  else
    docket_sandbox_answer_reject (sandbox,
                                  request,
                                  answer,
                                  SOUP_STATUS_NOT_FOUND,
                                  "nothing is served here");
}

/**
 * docket_sandbox_count_attempt:
 * @sandbox: a sandbox
 * @request: a request that has just come
 *
 * Counts @request, and tells it how often its id has come.
 */
void
docket_sandbox_count_attempt (DocketSandbox *sandbox, DocketSandboxRequest *request)
{
  guint attempts;

  sandbox->n_requests++;
  request->attempt = 1;
  if (request->uuid == NULL)
    return;

  attempts = GPOINTER_TO_UINT (g_hash_table_lookup (sandbox->attempts, request->uuid)) + 1;
  g_hash_table_insert (sandbox->attempts, g_strdup (request->uuid), GUINT_TO_POINTER (attempts));
  request->attempt = attempts;
}

/**
 * docket_sandbox_note:
 * @sandbox: a sandbox
 * @request: a request
 * @answer: what was done about it; without a status when nothing was answered
 *
 * Writes a line in the ledger if @request wanted to change something.
 */
void
docket_sandbox_note (DocketSandbox *sandbox,
                     DocketSandboxRequest *request,
                     DocketSandboxAnswer *answer)
{
  JsonObject *entry;
  g_autofree char *at = NULL;

  if (!is_write (request))
    return;

  at = docket_sandbox_time_to_text (g_get_real_time ());
  entry = json_object_new ();
  if (request->uuid != NULL)
    json_object_set_string_member (entry, "uuid", request->uuid);
  else
    json_object_set_null_member (entry, "uuid");
  json_object_set_int_member (entry, "attempt", request->attempt);
  json_object_set_string_member (entry, "method", request->method);
  json_object_set_string_member (entry, "path", request->path);
  if (answer->effect != NULL)
    json_object_set_string_member (entry, "effect", answer->effect);
  else
    json_object_set_null_member (entry, "effect");
  if (answer->replaced != NULL)
    json_object_set_object_member (entry, "replaced", json_object_ref (answer->replaced));
  else
    json_object_set_null_member (entry, "replaced");
  json_object_set_string_member (entry, "at", at);
  json_object_set_int_member (entry, "status", answer->status);
  json_object_set_int_member (entry, "ticket", answer->ticket_id);
  json_object_set_int_member (entry, "id", answer->created_id);
  if (request->actor != NULL)
    json_object_set_string_member (entry, "by", request->actor);
  else
    json_object_set_null_member (entry, "by");

  g_ptr_array_add (sandbox->ledger, entry);
}
