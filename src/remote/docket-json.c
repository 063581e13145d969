/* Reads the JSON of a server that nobody here wrote.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-json.h"

#include <glib/gi18n.h>

/* json-glib 1.6 goes down by recursion, as deep as a text asks for. */
#define MAX_DEPTH 64

/* Whether no bracket stands deeper than the parser may go. */
static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (in_string)
        {
          if (text[i] == '\\')
            i++;
          else if (text[i] == '"')
            in_string = FALSE;

          continue;
        }

      if (text[i] == '"')
        in_string = TRUE;
      else if ((text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        return FALSE;
      else if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }

  return TRUE;
}

/**
 * docket_json_parse:
 * @bytes: what a server sent
 * @error: return location for a %DOCKET_REMOTE_ERROR_BROKEN
 *
 * Returns: (transfer full) (nullable): the document
 */
JsonNode *
docket_json_parse (GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autofree char *text = NULL;
  gsize size;
  const char *data;
  JsonNode *root = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  text = g_utf8_make_valid (data != NULL ? data : "", (gssize) size);

  if (is_shallow (text, strlen (text)) &&
      json_parser_load_from_data (parser, text, (gssize) strlen (text), NULL))
    root = json_parser_get_root (parser);

  if (root == NULL)
    {
      g_set_error_literal (error,
                           DOCKET_REMOTE_ERROR,
                           DOCKET_REMOTE_ERROR_BROKEN,
                           _ ("The server's answer is unreadable. Try again later."));
      return NULL;
    }

  return json_node_ref (root);
}

static JsonObject *
get_object (JsonNode *node, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  g_set_error_literal (error,
                       DOCKET_REMOTE_ERROR,
                       DOCKET_REMOTE_ERROR_BROKEN,
                       _ ("The server's answer has another form than promised. Try again later, or "
                          "report it."));

  return NULL;
}

/**
 * docket_json_get_root:
 * @root: a document
 * @error: return location for a %DOCKET_REMOTE_ERROR_BROKEN
 *
 * Returns: (transfer none) (nullable): the object that it is
 */
JsonObject *
docket_json_get_root (JsonNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  return get_object (root, error);
}

/**
 * docket_json_get_element:
 * @array: an array
 * @i: an index within it
 * @error: return location for a %DOCKET_REMOTE_ERROR_BROKEN
 *
 * Returns: (transfer none) (nullable): the object at @i
 */
JsonObject *
docket_json_get_element (JsonArray *array, guint i, GError **error)
{
  g_return_val_if_fail (array != NULL && i < json_array_get_length (array), NULL);

  return get_object (json_array_get_element (array, i), error);
}

static JsonNode *
get_member (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = json_object_get_member (reader->object, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* A member that is a plain value of that type; another type is wrong. */
static JsonNode *
get_value (DocketJsonReader *reader, const char *name, GType type)
{
  JsonNode *node = get_member (reader, name);

  if (node == NULL || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type))
    return node;

  reader->wrong = reader->wrong != NULL ? reader->wrong : name;

  return NULL;
}

static void
truncate_utf8 (char *text, gsize max_bytes)
{
  if (strlen (text) > max_bytes)
    *g_utf8_find_prev_char (text, text + max_bytes + 1) = '\0';
}

/**
 * docket_json_has:
 * @reader: a reader
 * @name: a member
 *
 * Returns: whether the object has the member, null or not: missing is not empty (sync.md, rule 17)
 */
gboolean
docket_json_has (DocketJsonReader *reader, const char *name)
{
  return json_object_has_member (reader->object, name);
}

/**
 * docket_json_is_null:
 * @reader: a reader
 * @name: a member
 *
 * Returns: whether the member is missing or null
 */
gboolean
docket_json_is_null (DocketJsonReader *reader, const char *name)
{
  return get_member (reader, name) == NULL;
}

/**
 * docket_json_get_text:
 * @reader: a reader
 * @name: a member of type string
 * @max_bytes: what is longer is cut
 *
 * Returns: (transfer full) (nullable): the text; %NULL when missing or null
 */
char *
docket_json_get_text (DocketJsonReader *reader, const char *name, gsize max_bytes)
{
  JsonNode *node = get_value (reader, name, G_TYPE_STRING);
  char *text;

  if (node == NULL)
    return NULL;

  text = g_utf8_make_valid (json_node_get_string (node), -1);
  truncate_utf8 (text, max_bytes);

  return text;
}

/**
 * docket_json_get_integer:
 * @reader: a reader
 * @name: a member of type integer
 *
 * Returns: the number; 0 when missing or null
 */
gint64
docket_json_get_integer (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = get_value (reader, name, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : 0;
}

/**
 * docket_json_get_id:
 * @reader: a reader
 * @name: a member of type integer
 *
 * Returns: (transfer full) (nullable): the id in decimal; %NULL when missing, null or not positive,
 * which is how servers say "none"
 */
char *
docket_json_get_id (DocketJsonReader *reader, const char *name)
{
  gint64 id = docket_json_get_integer (reader, name);

  return id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;
}

/**
 * docket_json_get_number:
 * @reader: a reader
 * @name: a member of type number
 *
 * Returns: the number; 0 when missing or null
 */
double
docket_json_get_number (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = get_member (reader, name);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_INT64)
    return (double) json_node_get_int (node);

  node = get_value (reader, name, G_TYPE_DOUBLE);

  return node != NULL ? json_node_get_double (node) : 0;
}

/**
 * docket_json_get_boolean:
 * @reader: a reader
 * @name: a member of type boolean
 *
 * Returns: the value; %FALSE when missing or null
 */
gboolean
docket_json_get_boolean (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = get_value (reader, name, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

/**
 * docket_json_get_time:
 * @reader: a reader
 * @name: a member of type string that holds an ISO 8601 instant; one without an offset is UTC
 *
 * Returns: microseconds UTC; 0 when missing, null or before 1970, which is how .NET says "none"
 */
gint64
docket_json_get_time (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = get_value (reader, name, G_TYPE_STRING);
  gint64 us = 0;

  if (node == NULL)
    return 0;

  if (!docket_time_parse (json_node_get_string (node), &us))
    reader->wrong = reader->wrong != NULL ? reader->wrong : name;

  return MAX (us, 0);
}

/**
 * docket_json_get_array:
 * @reader: a reader
 * @name: a member of type array
 *
 * Returns: (transfer none) (nullable): the array; %NULL when missing or null
 */
JsonArray *
docket_json_get_array (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = get_member (reader, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);

  if (node != NULL)
    reader->wrong = reader->wrong != NULL ? reader->wrong : name;

  return NULL;
}

/**
 * docket_json_get_object:
 * @reader: a reader
 * @name: a member of type object
 *
 * Returns: (transfer none) (nullable): the object; %NULL when missing or null
 */
JsonObject *
docket_json_get_object (DocketJsonReader *reader, const char *name)
{
  JsonNode *node = get_member (reader, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);

  if (node != NULL)
    reader->wrong = reader->wrong != NULL ? reader->wrong : name;

  return NULL;
}

/**
 * docket_json_check:
 * @reader: a reader of which all was read
 * @error: return location for a %DOCKET_REMOTE_ERROR_BROKEN
 *
 * Returns: whether each member that was read had the promised type
 */
gboolean
docket_json_check (DocketJsonReader *reader, GError **error)
{
  if (reader->wrong == NULL)
    return TRUE;

  g_set_error (error,
               DOCKET_REMOTE_ERROR,
               DOCKET_REMOTE_ERROR_BROKEN,
               /* Translators: %s is the name of a part of a server's answer, such as "TicketID" */
               _ ("The server's answer has another form than promised (%s). Try again later, or "
                  "report it."),
               reader->wrong);

  return FALSE;
}
