/* Checks JSON and query parameters against the API's own description, and says what is wrong.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sandbox-schema.h"

#include "docket-sandbox-schema-table.h"

#include <string.h>

typedef struct
{
  char *name;
  char *type;
  gboolean nullable;
  gboolean required;
} Member;

static gboolean check_node (const char *type, JsonNode *node, const char *where, char **why);

static void
member_free (Member *member)
{
  g_free (member->name);
  g_free (member->type);
  g_free (member);
}

static GPtrArray *
parse_members (const char *text)
{
  GPtrArray *members = g_ptr_array_new_with_free_func ((GDestroyNotify) member_free);
  g_auto (GStrv) parts = g_strsplit (text, ", ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *space = strchr (parts[i], ' ');
      Member *member;

      if (space == NULL)
        continue;

      member = g_new0 (Member, 1);
      member->name = g_strndup (parts[i], space - parts[i]);
      member->type = g_strdup (space + 1);
      member->required = g_str_has_suffix (member->type, "!");
      member->nullable = g_str_has_suffix (member->type, "?");
      if (member->required || member->nullable)
        member->type[strlen (member->type) - 1] = '\0';

      g_ptr_array_add (members, member);
    }

  return members;
}

static const char *
find_text (const char *name)
{
  for (gsize i = 0; i < docket_sandbox_n_schemas; i++)
    {
      if (strcmp (docket_sandbox_schemas[i].name, name) == 0)
        return docket_sandbox_schemas[i].text;
    }

  return NULL;
}

/* Parsed once: a list of 50 tickets walks the same schema 50 times. */
static GPtrArray *
find_members (const char *name)
{
  static GHashTable *parsed;
  GPtrArray *members;
  const char *text;

  if (parsed == NULL)
    parsed =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  members = g_hash_table_lookup (parsed, name);
  if (members != NULL)
    return members;

  text = find_text (name);
  if (text == NULL || text[0] == '=')
    return NULL;

  members = parse_members (text);
  g_hash_table_insert (parsed, g_strdup (name), members);

  return members;
}

static Member *
find_member (GPtrArray *members, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    {
      Member *member = g_ptr_array_index (members, i);

      if (strcmp (member->name, name) == 0)
        return member;
    }

  return NULL;
}

static gboolean
fail (char **why, const char *where, const char *what)
{
  if (why != NULL)
    *why = g_strdup_printf ("%s: %s", where, what);

  return FALSE;
}

/* RFC 3339, section 5.6: a zone is part of it. */
static gboolean
is_date_time (const char *text)
{
  static GRegex *regex;
  g_autoptr (GDateTime) time = NULL;

  if (regex == NULL)
    regex = g_regex_new ("^\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?"
                         "([Zz]|[+-]\\d\\d:\\d\\d)$",
                         G_REGEX_DEFAULT,
                         0,
                         NULL);

  if (!g_regex_match (regex, text, 0, NULL))
    return FALSE;

  time = g_date_time_new_from_iso8601 (text, NULL);

  return time != NULL;
}

static gboolean
check_string (const char *type, const char *text, const char *where, char **why)
{
  if (strcmp (type, "date-time") == 0 && !is_date_time (text))
    return fail (why, where, "not a date and time with its zone (RFC 3339)");

  if (strcmp (type, "uuid") == 0 && !g_uuid_string_is_valid (text))
    return fail (why, where, "not a UUID");

  return TRUE;
}

static gboolean
check_number (const char *type, JsonNode *node, const char *where, char **why)
{
  const GType value_type = json_node_get_value_type (node);
  gint64 value;

  if (value_type != G_TYPE_INT64 && value_type != G_TYPE_DOUBLE)
    return fail (why, where, "not a number");

  if (strcmp (type, "double") == 0)
    return TRUE;

  if (value_type != G_TYPE_INT64)
    return fail (why, where, "not a whole number");

  value = json_node_get_int (node);
  if (strcmp (type, "int32") == 0 && (value < G_MININT32 || value > G_MAXINT32))
    return fail (why, where, "out of the range of 32 bits");

  return TRUE;
}

static gboolean
check_array (const char *type, JsonNode *node, const char *where, char **why)
{
  g_autofree char *item = g_strndup (type + 1, strlen (type) - 2);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (why, where, "not an array");

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *inner = g_strdup_printf ("%s[%u]", where, i);

      if (!check_node (item, json_array_get_element (array, i), inner, why))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_member (Member *member, JsonNode *node, const char *where, char **why)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return member->nullable ? TRUE : fail (why, where, "must not be null");

  if (member->required && json_node_get_value_type (node) == G_TYPE_STRING &&
      json_node_get_string (node)[0] == '\0')
    return fail (why, where, "must not be empty");

  return check_node (member->type, node, where, why);
}

static gboolean
check_object (const char *type, GPtrArray *members, JsonNode *node, const char *where, char **why)
{
  /* RFC 7807 lets a problem say more. */
  const gboolean open = strcmp (type, "ProblemDetails") == 0;
  JsonObjectIter iter;
  JsonObject *object;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (why, where, "not an object");

  object = json_node_get_object (node);
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &value))
    {
      Member *member = find_member (members, name);
      g_autofree char *inner =
        where[0] == '\0' ? g_strdup (name) : g_strdup_printf ("%s.%s", where, name);

      if (member == NULL && open)
        continue;
      if (member == NULL)
        return fail (why, inner, "the API knows no such field");
      if (!check_member (member, value, inner, why))
        return FALSE;
    }

  for (guint i = 0; i < members->len; i++)
    {
      Member *member = g_ptr_array_index (members, i);

      if (member->required && !json_object_has_member (object, member->name))
        return fail (why, member->name, "is required");
    }

  return TRUE;
}

static gboolean
check_node (const char *type, JsonNode *node, const char *where, char **why)
{
  GPtrArray *members;

  if (type[0] == '[')
    return check_array (type, node, where, why);

  members = find_members (type);
  if (members != NULL)
    return check_object (type, members, node, where, why);

  if (!JSON_NODE_HOLDS_VALUE (node))
    return fail (why, where, "of a wrong type");

  if (strcmp (type, "boolean") == 0)
    return json_node_get_value_type (node) == G_TYPE_BOOLEAN
             ? TRUE
             : fail (why, where, "not true or false");

  if (strcmp (type, "double") == 0 || g_str_has_prefix (type, "int"))
    return check_number (type, node, where, why);

  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (why, where, "not a string");

  if (find_text (type) != NULL)
    return docket_sandbox_schema_has_value (type, json_node_get_string (node))
             ? TRUE
             : fail (why, where, "not one of the values that the API knows");

  return check_string (type, json_node_get_string (node), where, why);
}

/**
 * docket_sandbox_schema_has_value:
 * @enumeration: the name of an enumeration of the API
 * @value: a text
 *
 * Returns: whether @value is one of its values, in the API's spelling
 */
gboolean
docket_sandbox_schema_has_value (const char *enumeration, const char *value)
{
  const char *text = find_text (enumeration);
  g_auto (GStrv) values = NULL;

  g_return_val_if_fail (text != NULL && text[0] == '=', FALSE);

  values = g_strsplit (text + 2, " ", -1);

  return g_strv_contains ((const char *const *) values, value);
}

/**
 * docket_sandbox_schema_check:
 * @type: a type of the API: a schema's name, or that in brackets for an array
 * @node: what came
 * @why: (out) (optional) (transfer full): what is wrong
 *
 * Returns: whether @node is a @type, to the letter
 */
gboolean
docket_sandbox_schema_check (const char *type, JsonNode *node, char **why)
{
  g_return_val_if_fail (type != NULL, FALSE);
  g_return_val_if_fail (node != NULL, FALSE);

  return check_node (type, node, "", why);
}

/**
 * docket_sandbox_schema_check_text:
 * @type: a simple type of the API
 * @text: a value of a query or a path
 * @why: (out) (optional) (transfer full): what is wrong
 *
 * Returns: whether @text reads as a @type
 */
gboolean
docket_sandbox_schema_check_text (const char *type, const char *text, char **why)
{
  gint64 number;

  if (strcmp (type, "boolean") == 0)
    return g_str_equal (text, "true") || g_str_equal (text, "false")
             ? TRUE
             : fail (why, text, "not true or false");

  if (strcmp (type, "int32") == 0 || strcmp (type, "int64") == 0)
    {
      const gboolean wide = strcmp (type, "int64") == 0;

      return g_ascii_string_to_signed (text,
                                       10,
                                       wide ? G_MININT64 : G_MININT32,
                                       wide ? G_MAXINT64 : G_MAXINT32,
                                       &number,
                                       NULL)
               ? TRUE
               : fail (why, text, "not a whole number in the range");
    }

  if (find_text (type) != NULL)
    return docket_sandbox_schema_has_value (type, text)
             ? TRUE
             : fail (why, text, "not one of the values that the API knows");

  return check_string (type, text, text, why);
}

/**
 * docket_sandbox_schema_check_query:
 * @parameters: the parameters that a call takes, `name type` each, with a comma between
 * @query: (element-type utf8 utf8): those that came
 * @why: (out) (optional) (transfer full): what is wrong
 *
 * Returns: whether the call takes @query
 */
gboolean
docket_sandbox_schema_check_query (const char *parameters, GHashTable *query, char **why)
{
  g_autoptr (GPtrArray) members = parse_members (parameters);
  GHashTableIter iter;
  gpointer name, text;

  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &text))
    {
      Member *member = find_member (members, name);
      g_autofree char *inner = NULL;

      if (member == NULL)
        return fail (why, name, "the API knows no such parameter here");

      if (docket_sandbox_schema_check_text (member->type, text, &inner))
        continue;

      return fail (why, name, inner);
    }

  return TRUE;
}

/**
 * docket_sandbox_schema_fill:
 * @type: a schema's name
 * @object: an object of it
 *
 * Gives @object the members that it lacks and that may be null.
 */
void
docket_sandbox_schema_fill (const char *type, JsonObject *object)
{
  GPtrArray *members = find_members (type);

  g_return_if_fail (members != NULL);

  for (guint i = 0; i < members->len; i++)
    {
      Member *member = g_ptr_array_index (members, i);

      if (member->nullable && !json_object_has_member (object, member->name))
        json_object_set_null_member (object, member->name);
    }
}
