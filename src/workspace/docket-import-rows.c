/* The lines of a table to import: CSV, or an array of objects in JSON.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-import-rows-private.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "docket-model.h"
#include "docket-workspaces.h"

/* What docket_csv_make_safe() sets an apostrophe before. */
#define MADE_SAFE "=+-@\t\r"

/* The parser's stack holds more. Brackets in texts count as well: it knows more quotes than JSON.
 */
#define MAX_DEPTH 2000

struct _DocketImportRows
{
  DocketCsv *csv; /* NULL for JSON */
  JsonArray *items;
  GPtrArray *columns; /* (element-type utf8): names of JSON's members, in the order they come */
  guint n_read;
};

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_WORKSPACE_ERROR, DOCKET_WORKSPACE_ERROR_INVALID, sentence);

  return FALSE;
}

static gboolean
has_column (const DocketImportRows *rows, const char *name)
{
  return g_ptr_array_find_with_equal_func (rows->columns, name, g_str_equal, NULL);
}

static gboolean
learn_columns (DocketImportRows *rows, GError **error)
{
  for (guint i = 0; i < json_array_get_length (rows->items); i++)
    {
      JsonNode *node = json_array_get_element (rows->items, i);
      g_autoptr (GList) members = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;

      members = json_object_get_members (json_node_get_object (node));

      for (GList *l = members; l != NULL; l = l->next)
        if (!has_column (rows, l->data))
          g_ptr_array_add (rows->columns, g_strdup (l->data));

      if (rows->columns->len > DOCKET_CSV_MAX_CELLS)
        return refuse (error, _ ("It has too many cells."));
    }

  return TRUE;
}

static gboolean
is_too_deep (const char *text, gsize length)
{
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if ((text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        return TRUE;

      if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }

  return FALSE;
}

static gboolean
read_json (DocketImportRows *rows, GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  JsonNode *root;

  if (!g_utf8_validate (text, (gssize) length, NULL))
    return refuse (error, _ ("This is no JSON: it is not UTF-8."));

  if (is_too_deep (text, length))
    return refuse (error, _ ("The JSON is no list of entries, such as Docket exports."));

  if (!json_parser_load_from_data (parser, text, (gssize) length, &local_error))
    {
      g_set_error (error,
                   DOCKET_WORKSPACE_ERROR,
                   DOCKET_WORKSPACE_ERROR_INVALID,
                   _ ("This is no JSON that can be read: %s."),
                   local_error->message);
      return FALSE;
    }

  root = json_parser_get_root (parser);

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return refuse (error, _ ("The JSON is no list of entries, such as Docket exports."));

  rows->items = json_array_ref (json_node_get_array (root));
  rows->columns = g_ptr_array_new_with_free_func (g_free);

  return learn_columns (rows, error);
}

static char *
dup_cell (JsonObject *item, const char *member)
{
  JsonNode *node = json_object_get_member (item, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return json_node_dup_string (node);
    case G_TYPE_INT64:
      return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
    case G_TYPE_BOOLEAN:
      return g_strdup (json_node_get_boolean (node) ? "yes" : "no");
    default:
      return json_to_string (node, FALSE);
    }
}

static gboolean
next_item (DocketImportRows *rows, GStrv *cells, guint *line, GError **error)
{
  g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
  JsonNode *node = NULL;

  *line = rows->n_read;

  if (rows->n_read == json_array_get_length (rows->items) + 1)
    return FALSE;

  if (rows->n_read > 0)
    node = json_array_get_element (rows->items, rows->n_read - 1);

  rows->n_read++;

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (error, _ ("This is no entry."));

  for (guint i = 0; i < rows->columns->len; i++)
    {
      const char *column = g_ptr_array_index (rows->columns, i);
      g_autofree char *cell =
        node != NULL ? dup_cell (json_node_get_object (node), column) : g_strdup (column);

      g_strv_builder_add (row, cell);
    }

  *cells = g_strv_builder_end (row);

  return TRUE;
}

/* Takes the apostrophe away that keeps spreadsheets from counting. */
static void
take_as_text (GStrv cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    if (cells[i][0] == '\'' && cells[i][1] != '\0' && strchr (MADE_SAFE, cells[i][1]) != NULL)
      memmove (cells[i], cells[i] + 1, strlen (cells[i]));
}

/**
 * docket_import_is_json:
 * @file: a file
 *
 * Returns: whether its name says that it is JSON
 */
gboolean
docket_import_is_json (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  return lower != NULL && g_str_has_suffix (lower, ".json");
}

/**
 * docket_import_rows_new:
 * @bytes: a file's content
 * @is_json: whether it is JSON; it is CSV otherwise
 * @error: return location for a #DocketModelError or #DocketWorkspaceError
 *
 * Returns: (transfer full) (nullable): its lines
 */
DocketImportRows *
docket_import_rows_new (GBytes *bytes, gboolean is_json, GError **error)
{
  g_autoptr (DocketImportRows) rows = g_new0 (DocketImportRows, 1);

  g_return_val_if_fail (bytes != NULL, NULL);

  if (is_json)
    return read_json (rows, bytes, error) ? g_steal_pointer (&rows) : NULL;

  rows->csv = docket_csv_new (bytes, error);

  return rows->csv != NULL ? g_steal_pointer (&rows) : NULL;
}

/**
 * docket_import_rows_free:
 * @rows: (transfer full): lines
 */
void
docket_import_rows_free (DocketImportRows *rows)
{
  g_clear_pointer (&rows->csv, docket_csv_free);
  g_clear_pointer (&rows->items, json_array_unref);
  g_clear_pointer (&rows->columns, g_ptr_array_unref);
  g_free (rows);
}

/**
 * docket_import_rows_next:
 * @rows: lines
 * @cells: (out) (transfer full): the cells of the next one
 * @line: (out): its number in the file; with JSON that of the entry, from 1
 * @error: return location for a #DocketModelError or #DocketWorkspaceError
 *
 * A line that is wrong gives an error, and the next call goes on behind it.
 *
 * Returns: whether there was one; %FALSE without an error at the end
 */
gboolean
docket_import_rows_next (DocketImportRows *rows, GStrv *cells, guint *line, GError **error)
{
  g_return_val_if_fail (rows != NULL, FALSE);

  if (rows->csv == NULL)
    return next_item (rows, cells, line, error);

  if (!docket_csv_next (rows->csv, cells, line, error))
    return FALSE;

  take_as_text (*cells);

  return TRUE;
}
