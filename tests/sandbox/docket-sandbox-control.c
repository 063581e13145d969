/* The control path: what tests ask of the sandbox behind the client's back.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-private.h"
#include "docket-sandbox-store.h"

#include <string.h>

static void
append_object (GString *text, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append (text, json);
}

static void
append_list (GString *text, const char *name, GPtrArray *objects)
{
  g_string_append_printf (text, "%s\"%s\":[", text->len > 1 ? ",\n" : "", name);
  for (guint i = 0; i < objects->len; i++)
    {
      if (i > 0)
        g_string_append (text, ",\n");
      append_object (text, g_ptr_array_index (objects, i));
    }
  g_string_append_c (text, ']');
}

static JsonArray *
show_comments (DocketSandboxState *state, DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->comments->len; i++)
    json_array_add_object_element (
      array,
      docket_sandbox_dto_comment (state, g_ptr_array_index (ticket->comments, i)));

  return array;
}

static JsonArray *
show_hours (DocketSandboxState *state, DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->hours->len; i++)
    json_array_add_object_element (array,
                                   docket_sandbox_dto_hours (state,
                                                             g_ptr_array_index (ticket->hours, i),
                                                             DOCKET_SANDBOX_SHOW_RATES));

  return array;
}

static JsonArray *
show_files (DocketSandbox *sandbox, DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->files->len; i++)
    {
      g_autofree char *path =
        docket_sandbox_dto_file_path (ticket, g_ptr_array_index (ticket->files, i));
      g_autofree char *url = g_strconcat (sandbox->url, path, NULL);

      json_array_add_string_element (array, url);
    }

  return array;
}

static JsonArray *
show_values (DocketSandboxState *state, DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->values->len; i++)
    json_array_add_object_element (
      array,
      docket_sandbox_dto_value (state, ticket, g_ptr_array_index (ticket->values, i)));

  return array;
}

static void
append_ticket (DocketSandbox *sandbox, GString *text, DocketSandboxTicket *ticket)
{
  DocketSandboxState *state = sandbox->state;
  g_autoptr (JsonObject) object =
    docket_sandbox_dto_ticket (state,
                               ticket,
                               DOCKET_SANDBOX_SHOW_COMMENTS | DOCKET_SANDBOX_SHOW_RELATIONS);

  json_object_set_array_member (object, "Comments", show_comments (state, ticket));
  json_object_set_array_member (object, "WorkHours", show_hours (state, ticket));
  json_object_set_array_member (object, "Attachments", show_files (sandbox, ticket));
  json_object_set_array_member (object, "CustomValues", show_values (state, ticket));
  append_object (text, object);
}

/* A ticket at a time: as one tree, 100,000 would take gigabytes. */
static void
append_tickets (DocketSandbox *sandbox, GString *text, const char *id)
{
  GPtrArray *tickets = sandbox->state->tickets;
  gboolean any = FALSE;

  g_string_append_printf (text, "%s\"tickets\":[", text->len > 1 ? ",\n" : "");
  for (guint i = 0; i < tickets->len; i++)
    {
      DocketSandboxTicket *ticket = g_ptr_array_index (tickets, i);

      if (id != NULL && ticket->id != g_ascii_strtoll (id, NULL, 10))
        continue;
      if (any)
        g_string_append (text, ",\n");
      append_ticket (sandbox, text, ticket);
      any = TRUE;
    }
  g_string_append_c (text, ']');
}

static gboolean
wants (char **parts, const char *part)
{
  return parts == NULL || g_strv_contains ((const char *const *) parts, part);
}

static void
get_state (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  DocketSandboxState *state = sandbox->state;
  const char *named = docket_sandbox_request_get_query (request, "parts");
  const char *ticket = docket_sandbox_request_get_query (request, "ticket");
  g_auto (GStrv) parts = named != NULL ? g_strsplit (named, ",", -1) : NULL;
  g_autoptr (GString) text = g_string_new ("{");
  const struct
  {
    const char *name;
    GPtrArray *objects;
  } lists[] = {
    { "customers", state->customers.rows }, { "contacts", state->contacts.rows },
    { "contracts", state->contracts.rows }, { "rates", state->rates.rows },
    { "customfields", state->fields },      { "customerattachments", state->customer_files },
    { "rejected", sandbox->rejected },      { "ledger", sandbox->ledger },
  };

  if (wants (parts, "tickets"))
    append_tickets (sandbox, text, ticket);

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (wants (parts, lists[i].name))
        append_list (text, lists[i].name, lists[i].objects);
    }

  if (wants (parts, "requests"))
    g_string_append_printf (text,
                            "%s\"requests\":%" G_GINT64_FORMAT,
                            text->len > 1 ? ",\n" : "",
                            sandbox->n_requests);

  g_string_append (text, "}\n");
  answer->status = SOUP_STATUS_OK;
  answer->content_type = g_strdup ("application/json");
  answer->bytes = g_string_free_to_bytes (g_steal_pointer (&text));
}

static JsonNode *
read_body (DocketSandboxRequest *request, char **why)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (request->raw_body, &size);

  if (size == 0)
    return json_node_init_object (json_node_alloc (), json_object_new ());

  if (!json_parser_load_from_data (parser, data, size, &error))
    {
      *why = g_strdup (error->message);
      return NULL;
    }

  return json_node_copy (json_parser_get_root (parser));
}

static void
answer_number (DocketSandboxAnswer *answer, const char *member, gint64 number)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, member, number);
  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, object);
}

static gboolean
set_faults (DocketSandbox *sandbox, JsonNode *body, DocketSandboxAnswer *answer, char **why)
{
  if (!docket_sandbox_faults_add (sandbox->faults, body, why))
    return FALSE;

  /* A connection that is kept alive would not notice. */
  if (docket_sandbox_faults_concern_connections (sandbox->faults))
    docket_sandbox_wire_drop_idle (sandbox);

  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, json_object_new ());

  return TRUE;
}

static gboolean
set_manners (DocketSandbox *sandbox, JsonNode *body, DocketSandboxAnswer *answer, char **why)
{
  if (!docket_sandbox_manners_set (sandbox->manners, body, why))
    return FALSE;

  docket_sandbox_answer_object (answer, SOUP_STATUS_OK, json_object_new ());

  return TRUE;
}

static gboolean
take_snapshot (DocketSandbox *sandbox, JsonNode *body, DocketSandboxAnswer *answer, char **why)
{
  GString *lines = g_string_new (NULL);

  docket_sandbox_store_write (sandbox->state, lines);
  g_ptr_array_add (sandbox->snapshots, g_string_free_to_bytes (lines));
  answer_number (answer, "id", sandbox->snapshots->len);

  return TRUE;
}

static DocketSandboxState *
read_snapshot (GBytes *snapshot)
{
  g_autoptr (DocketSandboxState) state = docket_sandbox_state_new ();
  const char *data = g_bytes_get_data (snapshot, NULL);
  g_autofree char *text = g_strndup (data, g_bytes_get_size (snapshot));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      const char *json = NULL;
      g_autofree char *kind = docket_sandbox_store_split_line (lines[i], &json);
      g_autoptr (JsonNode) node = json_from_string (json, NULL);

      docket_sandbox_store_read_line (state, kind, node);
    }

  return g_steal_pointer (&state);
}

static gboolean
restore_snapshot (DocketSandbox *sandbox, JsonNode *body, DocketSandboxAnswer *answer, char **why)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (body) ? json_node_get_object (body) : NULL;
  gint64 id = 0;
  gboolean reuse_ids = FALSE;
  DocketSandboxState *state;

  if (object != NULL)
    {
      id = json_object_get_int_member_with_default (object, "id", 0);
      reuse_ids = json_object_get_boolean_member_with_default (object, "reuse_ids", FALSE);
    }

  if (id < 1 || id > sandbox->snapshots->len)
    {
      *why = g_strdup ("id: there is no such snapshot");
      return FALSE;
    }

  state = read_snapshot (g_ptr_array_index (sandbox->snapshots, id - 1));
  for (guint i = 0; !reuse_ids && i < DOCKET_SANDBOX_N_COUNTERS; i++)
    state->counters[i] = MAX (state->counters[i], sandbox->state->counters[i]);

  docket_sandbox_state_free (sandbox->state);
  sandbox->state = state;
  answer_number (answer, "id", id);

  return TRUE;
}

static const struct
{
  const char *path;
  gboolean (*handler) (DocketSandbox *sandbox,
                       JsonNode *body,
                       DocketSandboxAnswer *answer,
                       char **why);
} posts[] = {
  { "/sandbox/faults", set_faults },
  { "/sandbox/manners", set_manners },
  { "/sandbox/snapshot", take_snapshot },
  { "/sandbox/restore", restore_snapshot },
};

static void
post (DocketSandbox *sandbox, DocketSandboxRequest *request, DocketSandboxAnswer *answer)
{
  g_autofree char *why = NULL;
  g_autoptr (JsonNode) body = read_body (request, &why);

  for (guint i = 0; body != NULL && i < G_N_ELEMENTS (posts); i++)
    {
      if (strcmp (posts[i].path, request->path) != 0)
        continue;
      if (posts[i].handler (sandbox, body, answer, &why))
        return;
      break;
    }

  docket_sandbox_answer_problem (answer,
                                 request,
                                 why != NULL ? SOUP_STATUS_BAD_REQUEST : SOUP_STATUS_NOT_FOUND,
                                 why);
}

/**
 * docket_sandbox_control:
 * @sandbox: a sandbox
 * @request: a request below `/sandbox/`, from this computer
 * @answer: its answer
 */
void
docket_sandbox_control (DocketSandbox *sandbox,
                        DocketSandboxRequest *request,
                        DocketSandboxAnswer *answer)
{
  if (strcmp (request->method, "GET") == 0 && strcmp (request->path, "/sandbox/state") == 0)
    {
      get_state (sandbox, request, answer);
    }
  else if (strcmp (request->method, "DELETE") == 0 &&
           strcmp (request->path, "/sandbox/faults") == 0)
    {
      docket_sandbox_faults_clear (sandbox->faults);
      docket_sandbox_answer_object (answer, SOUP_STATUS_OK, json_object_new ());
    }
  else if (strcmp (request->method, "POST") == 0)
    {
      post (sandbox, request, answer);
    }
  else
    {
      docket_sandbox_answer_problem (answer,
                                     request,
                                     SOUP_STATUS_NOT_FOUND,
                                     "The control path has no such call.");
    }
}
