/* Keeps the sandbox's data as text, a line a thing: for its file, and for going back in time.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-store.h"

#include <string.h>

static const char *const ticket_texts[] = { "title", "status", "priority", "impact",
                                            "type",  "source", "relation" };

static const char **
ticket_text (DocketSandboxTicket *ticket, guint which)
{
  const char **texts[] = { (const char **) &ticket->title,
                           &ticket->status,
                           &ticket->priority,
                           &ticket->impact,
                           &ticket->type,
                           &ticket->source,
                           &ticket->relation };

  return texts[which];
}

static const char *const ticket_numbers[] = {
  "id",      "number",  "contact",  "customer", "contract", "technician",
  "related", "created", "modified", "resolved", "response", "close",
};

static gint64 *
ticket_number (DocketSandboxTicket *ticket, guint which)
{
  gint64 *numbers[] = {
    &ticket->id,
    &ticket->number,
    &ticket->contact_id,
    &ticket->customer_id,
    &ticket->contract_id,
    &ticket->technician_id,
    &ticket->related_id,
    &ticket->created_us,
    &ticket->modified_us,
    &ticket->resolved_us,
    &ticket->first_response_due_us,
    &ticket->close_due_us,
  };

  return numbers[which];
}

/* An array a thing, not an object: there may be 400,000 of them. */
static JsonArray *
comments_to_json (DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->comments->len; i++)
    {
      DocketSandboxComment *comment = g_ptr_array_index (ticket->comments, i);
      JsonArray *row = json_array_new ();

      json_array_add_int_element (row, comment->date_us);
      json_array_add_string_element (row, comment->text);
      json_array_add_int_element (row, comment->contact_id);
      json_array_add_int_element (row, comment->technician_id);
      json_array_add_boolean_element (row, comment->internal);
      json_array_add_array_element (array, row);
    }

  return array;
}

static JsonArray *
hours_to_json (DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->hours->len; i++)
    {
      DocketSandboxHours *hours = g_ptr_array_index (ticket->hours, i);
      JsonArray *row = json_array_new ();

      json_array_add_int_element (row, hours->id);
      json_array_add_int_element (row, hours->technician_id);
      json_array_add_int_element (row, hours->rate_id);
      json_array_add_int_element (row, hours->start_us);
      json_array_add_int_element (row, hours->end_us);
      json_array_add_boolean_element (row, hours->billable);
      json_array_add_boolean_element (row, hours->on_site);
      if (hours->description != NULL)
        json_array_add_string_element (row, hours->description);
      else
        json_array_add_null_element (row);
      json_array_add_array_element (array, row);
    }

  return array;
}

static JsonArray *
files_to_json (DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->files->len; i++)
    {
      DocketSandboxFile *file = g_ptr_array_index (ticket->files, i);
      JsonArray *row = json_array_new ();

      json_array_add_int_element (row, file->id);
      json_array_add_string_element (row, file->name);
      if (file->content != NULL)
        {
          gsize size;
          const guchar *data = g_bytes_get_data (file->content, &size);
          g_autofree char *text = g_base64_encode (data, size);

          json_array_add_string_element (row, text);
        }
      json_array_add_array_element (array, row);
    }

  return array;
}

static JsonArray *
values_to_json (DocketSandboxTicket *ticket)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ticket->values->len; i++)
    {
      DocketSandboxValue *value = g_ptr_array_index (ticket->values, i);
      JsonArray *row = json_array_new ();

      json_array_add_string_element (row, value->field);
      json_array_add_string_element (row, value->text);
      json_array_add_string_element (row, value->uuid);
      json_array_add_array_element (array, row);
    }

  return array;
}

static JsonObject *
ticket_to_json (DocketSandboxTicket *ticket)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (ticket_texts); i++)
    json_object_set_string_member (object, ticket_texts[i], *ticket_text (ticket, i));

  for (guint i = 0; i < G_N_ELEMENTS (ticket_numbers); i++)
    json_object_set_int_member (object, ticket_numbers[i], *ticket_number (ticket, i));

  json_object_set_array_member (object, "comments", comments_to_json (ticket));
  json_object_set_array_member (object, "hours", hours_to_json (ticket));
  json_object_set_array_member (object, "files", files_to_json (ticket));
  json_object_set_array_member (object, "values", values_to_json (ticket));

  return object;
}

static void
read_comments (DocketSandboxTicket *ticket, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *row = json_array_get_array_element (array, i);
      DocketSandboxComment *comment =
        docket_sandbox_ticket_add_comment (ticket,
                                           json_array_get_int_element (row, 0),
                                           json_array_get_string_element (row, 1));

      comment->contact_id = json_array_get_int_element (row, 2);
      comment->technician_id = json_array_get_int_element (row, 3);
      comment->internal = json_array_get_boolean_element (row, 4);
    }
}

static void
read_hours (DocketSandboxTicket *ticket, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *row = json_array_get_array_element (array, i);
      DocketSandboxHours *hours = g_new0 (DocketSandboxHours, 1);

      hours->id = json_array_get_int_element (row, 0);
      hours->ticket_id = ticket->id;
      hours->technician_id = json_array_get_int_element (row, 1);
      hours->rate_id = json_array_get_int_element (row, 2);
      hours->start_us = json_array_get_int_element (row, 3);
      hours->end_us = json_array_get_int_element (row, 4);
      hours->billable = json_array_get_boolean_element (row, 5);
      hours->on_site = json_array_get_boolean_element (row, 6);
      hours->description = g_strdup (json_array_get_string_element (row, 7));
      g_ptr_array_add (ticket->hours, hours);
    }
}

static void
read_files (DocketSandboxTicket *ticket, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *row = json_array_get_array_element (array, i);
      DocketSandboxFile *file =
        docket_sandbox_ticket_add_file (ticket,
                                        json_array_get_int_element (row, 0),
                                        json_array_get_string_element (row, 1));
      gsize size;

      if (json_array_get_length (row) > 2)
        {
          guchar *data = g_base64_decode (json_array_get_string_element (row, 2), &size);

          file->content = g_bytes_new_take (data, size);
        }
    }
}

static void
read_values (DocketSandboxTicket *ticket, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonArray *row = json_array_get_array_element (array, i);

      docket_sandbox_ticket_set_value (ticket,
                                       json_array_get_string_element (row, 0),
                                       json_array_get_string_element (row, 1),
                                       json_array_get_string_element (row, 2));
    }
}

static DocketSandboxTicket *
ticket_from_json (JsonObject *object)
{
  DocketSandboxTicket *ticket = docket_sandbox_ticket_new ();

  ticket->title = g_strdup (json_object_get_string_member (object, "title"));
  for (guint i = 1; i < G_N_ELEMENTS (ticket_texts); i++)
    *ticket_text (ticket, i) =
      g_intern_string (json_object_get_string_member (object, ticket_texts[i]));

  for (guint i = 0; i < G_N_ELEMENTS (ticket_numbers); i++)
    *ticket_number (ticket, i) = json_object_get_int_member (object, ticket_numbers[i]);

  read_comments (ticket, json_object_get_array_member (object, "comments"));
  read_hours (ticket, json_object_get_array_member (object, "hours"));
  read_files (ticket, json_object_get_array_member (object, "files"));
  read_values (ticket, json_object_get_array_member (object, "values"));

  return ticket;
}

static void
write_line (GString *lines, const char *kind, JsonNode *node)
{
  g_autofree char *json = json_to_string (node, FALSE);

  g_string_append_printf (lines, "%s %s\n", kind, json);
}

static void
write_object (GString *lines, const char *kind, JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  write_line (lines, kind, node);
}

static void
write_small_things (DocketSandboxState *state, GString *lines)
{
  for (guint i = 0; i < DOCKET_SANDBOX_N_COUNTERS; i++)
    g_string_append_printf (lines, "counter [%u, %" G_GINT64_FORMAT "]\n", i, state->counters[i]);

  for (guint i = 0; i < state->statuses->len; i++)
    {
      g_autoptr (JsonNode) node =
        json_node_init_string (json_node_alloc (), g_ptr_array_index (state->statuses, i));

      write_line (lines, "status", node);
    }

  for (guint i = 0; i < state->technicians->len; i++)
    {
      DocketSandboxTechnician *technician = g_ptr_array_index (state->technicians, i);
      JsonArray *row = json_array_new ();
      g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), row);

      json_array_add_int_element (row, technician->id);
      json_array_add_string_element (row, technician->email);
      json_array_add_string_element (row, technician->first_name);
      json_array_add_string_element (row, technician->last_name);
      json_array_unref (row);
      write_line (lines, "technician", node);
    }
}

static void
read_technician (DocketSandboxState *state, JsonArray *row)
{
  docket_sandbox_state_add_technician (state,
                                       json_array_get_int_element (row, 0),
                                       json_array_get_string_element (row, 1),
                                       json_array_get_string_element (row, 2),
                                       json_array_get_string_element (row, 3));
}

static DocketSandboxTable *
find_table (DocketSandboxState *state, const char *kind)
{
  if (strcmp (kind, "customer") == 0)
    return &state->customers;
  if (strcmp (kind, "contact") == 0)
    return &state->contacts;
  if (strcmp (kind, "contract") == 0)
    return &state->contracts;
  if (strcmp (kind, "rate") == 0)
    return &state->rates;

  return NULL;
}

static gboolean
read_object_line (DocketSandboxState *state, const char *kind, JsonObject *object)
{
  DocketSandboxTable *table = find_table (state, kind);

  if (table != NULL)
    docket_sandbox_table_add (state, table, json_object_ref (object));
  else if (strcmp (kind, "ticket") == 0)
    docket_sandbox_state_add_ticket (state, ticket_from_json (object));
  else if (strcmp (kind, "field") == 0)
    g_ptr_array_add (state->fields, json_object_ref (object));
  else if (strcmp (kind, "customer-file") == 0)
    g_ptr_array_add (state->customer_files, json_object_ref (object));
  else if (strcmp (kind, "account") == 0)
    state->account = json_object_ref (object);
  else
    return FALSE;

  return TRUE;
}

/**
 * docket_sandbox_ticket_copy:
 * @ticket: a ticket
 *
 * Returns: (transfer full): a ticket that is equal, with all its parts
 */
DocketSandboxTicket *
docket_sandbox_ticket_copy (DocketSandboxTicket *ticket)
{
  g_autoptr (JsonObject) object = ticket_to_json (ticket);

  return ticket_from_json (object);
}

/**
 * docket_sandbox_store_write_list:
 * @objects: (element-type JsonObject): things of one kind
 * @kind: what they are
 * @lines: where they go
 */
void
docket_sandbox_store_write_list (GPtrArray *objects, const char *kind, GString *lines)
{
  for (guint i = 0; i < objects->len; i++)
    write_object (lines, kind, g_ptr_array_index (objects, i));
}

/**
 * docket_sandbox_store_write:
 * @state: a server's data
 * @lines: where all of it goes, a line a thing: its kind, a space, JSON
 */
void
docket_sandbox_store_write (DocketSandboxState *state, GString *lines)
{
  write_small_things (state, lines);
  if (state->account != NULL)
    write_object (lines, "account", state->account);
  docket_sandbox_store_write_list (state->fields, "field", lines);
  docket_sandbox_store_write_list (state->customers.rows, "customer", lines);
  docket_sandbox_store_write_list (state->contacts.rows, "contact", lines);
  docket_sandbox_store_write_list (state->contracts.rows, "contract", lines);
  docket_sandbox_store_write_list (state->rates.rows, "rate", lines);
  docket_sandbox_store_write_list (state->customer_files, "customer-file", lines);

  for (guint i = 0; i < state->tickets->len; i++)
    {
      g_autoptr (JsonObject) object = ticket_to_json (g_ptr_array_index (state->tickets, i));

      write_object (lines, "ticket", object);
    }
}

/**
 * docket_sandbox_store_split_line:
 * @line: a line that was written
 * @json: (out) (transfer none): what comes after its kind
 *
 * Returns: (transfer full) (nullable): the kind
 */
char *
docket_sandbox_store_split_line (const char *line, const char **json)
{
  const char *space = strchr (line, ' ');

  if (space == NULL)
    return NULL;

  *json = space + 1;

  return g_strndup (line, space - line);
}

/**
 * docket_sandbox_store_read_line:
 * @state: a server's data, which grows
 * @kind: the kind of a line
 * @node: the rest of it
 *
 * Returns: whether the line could be read
 */
gboolean
docket_sandbox_store_read_line (DocketSandboxState *state, const char *kind, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return read_object_line (state, kind, json_node_get_object (node));

  if (JSON_NODE_HOLDS_VALUE (node) && strcmp (kind, "status") == 0)
    {
      g_ptr_array_add (state->statuses, g_strdup (json_node_get_string (node)));
      return TRUE;
    }

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  if (strcmp (kind, "technician") == 0)
    {
      read_technician (state, json_node_get_array (node));
      return TRUE;
    }

  if (strcmp (kind, "counter") == 0)
    {
      JsonArray *row = json_node_get_array (node);
      const gint64 counter = json_array_get_int_element (row, 0);

      if (counter < 0 || counter >= DOCKET_SANDBOX_N_COUNTERS)
        return FALSE;

      state->counters[counter] = json_array_get_int_element (row, 1);
      return TRUE;
    }

  return FALSE;
}
