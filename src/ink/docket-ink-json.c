/* Ink as a file: {"version": 1, "width": W, "height": H, "strokes": [[[x, y, t, p], …], …]}.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-file.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "docket-ink-private.h"

/* json-glib 1.6 goes down by recursion, as deep as a text asks for. */
#define MAX_DEPTH 4

G_DEFINE_QUARK (docket - ink - error - quark, docket_ink_error)

static void
append_number (GString *text, double value, int decimals)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, decimals == 3 ? "%.3f" : "%.2f", value);

  for (char *end = number + strlen (number) - 1; *end == '0' || *end == '.'; end--)
    {
      const gboolean dot = *end == '.';

      *end = '\0';

      if (dot)
        break;
    }

  g_string_append (text, g_str_equal (number, "-0") ? "0" : number);
}

static void
append_stroke (GString *text, DocketInk *ink, guint stroke)
{
  guint n_points;
  const DocketInkPoint *points = docket_ink_get_stroke (ink, stroke, &n_points);

  for (guint i = 0; i < n_points; i++)
    {
      g_string_append (text, i == 0 ? "[[" : ",[");
      append_number (text, points[i].x, 2);
      g_string_append_c (text, ',');
      append_number (text, points[i].y, 2);
      g_string_append_printf (text, ",%" G_GINT64_FORMAT ",", points[i].t);

      if (points[i].pressure >= 0)
        append_number (text, points[i].pressure, 3);
      else
        g_string_append (text, "null");

      g_string_append_c (text, ']');
    }

  g_string_append_c (text, ']');
}

static GBytes *
write_strokes (DocketInk *ink, guint first, guint end)
{
  GString *text = g_string_new ("{\"version\":1,\"width\":");

  append_number (text, docket_ink_get_width (ink), 2);
  g_string_append (text, ",\"height\":");
  append_number (text, docket_ink_get_height (ink), 2);
  g_string_append (text, ",\"strokes\":[");

  for (guint i = first; i < end; i++)
    {
      if (i > first)
        g_string_append_c (text, ',');

      append_stroke (text, ink, i);
    }

  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

/* Whether no bracket stands deeper than in ink. */
static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if ((text[i] == '[' || text[i] == '{') && ++depth > MAX_DEPTH)
        return FALSE;

      if ((text[i] == ']' || text[i] == '}') && depth > 0)
        depth--;
    }

  return TRUE;
}

static gboolean
get_number (JsonNode *node, double *number)
{
  const GType type =
    node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;

  if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
    return FALSE;

  *number = json_node_get_double (node);

  return isfinite (*number);
}

static gboolean
get_coordinate (JsonArray *array, guint i, double *number)
{
  return get_number (json_array_get_element (array, i), number);
}

static gboolean
read_point (DocketInk *ink, JsonNode *node, gboolean first)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  double x, y, t;
  double pressure = DOCKET_INK_NO_PRESSURE;

  if (array == NULL || json_array_get_length (array) != 4 || !get_coordinate (array, 0, &x) ||
      !get_coordinate (array, 1, &y) || !get_coordinate (array, 2, &t))
    return FALSE;

  if (!json_array_get_null_element (array, 3) &&
      (!get_coordinate (array, 3, &pressure) || pressure < 0))
    return FALSE;

  t = CLAMP (t, 0, G_MAXINT32);

  if (first)
    return docket_ink_begin_stroke (ink, x, y, (gint64) t, pressure);

  docket_ink_add_point (ink, x, y, (gint64) t, pressure);

  return TRUE;
}

static gboolean
read_stroke (DocketInk *ink, JsonNode *node)
{
  JsonArray *points = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (points == NULL || json_array_get_length (points) == 0)
    return FALSE;

  for (guint i = 0; i < json_array_get_length (points); i++)
    if (!read_point (ink, json_array_get_element (points, i), i == 0))
      return FALSE;

  docket_ink_end_stroke (ink);

  return TRUE;
}

/* The points' times count from the first point of the ink, which need not be the first here. */
static DocketInk *
read_ink (JsonObject *object)
{
  double version, width, height;
  JsonNode *strokes = json_object_get_member (object, "strokes");
  g_autoptr (DocketInk) ink = NULL;

  if (!get_number (json_object_get_member (object, "version"), &version) ||
      !get_number (json_object_get_member (object, "width"), &width) ||
      !get_number (json_object_get_member (object, "height"), &height) || version < 1 ||
      version >= 2 || width < 1 || height < 1 || strokes == NULL ||
      !JSON_NODE_HOLDS_ARRAY (strokes))
    return NULL;

  ink = docket_ink_new (width, height);
  docket_ink_start_clock (ink);

  for (guint i = 0; i < json_array_get_length (json_node_get_array (strokes)); i++)
    if (!read_stroke (ink, json_array_get_element (json_node_get_array (strokes), i)))
      return NULL;

  docket_ink_stop_clock (ink);

  return g_steal_pointer (&ink);
}

/**
 * docket_ink_to_json:
 * @ink: ink
 *
 * Returns: (transfer full): the file; the same ink gives the same bytes
 */
GBytes *
docket_ink_to_json (DocketInk *ink)
{
  g_return_val_if_fail (DOCKET_IS_INK (ink), NULL);

  return write_strokes (ink, 0, docket_ink_get_n_strokes (ink));
}

/**
 * docket_ink_stroke_to_json:
 * @ink: ink
 * @stroke: which
 *
 * Returns: (transfer full): a file of one stroke alone
 */
GBytes *
docket_ink_stroke_to_json (DocketInk *ink, guint stroke)
{
  g_return_val_if_fail (DOCKET_IS_INK (ink), NULL);
  g_return_val_if_fail (stroke < docket_ink_get_n_strokes (ink), NULL);

  return write_strokes (ink, stroke, stroke + 1);
}

/**
 * docket_ink_new_from_json:
 * @json: bytes from anywhere
 * @error: return location for a %DOCKET_INK_ERROR_BROKEN
 *
 * Strokes of more points than a hand makes are thinned.
 *
 * Returns: (transfer full) (nullable): the ink
 */
DocketInk *
docket_ink_new_from_json (GBytes *json, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *text;
  JsonNode *root = NULL;
  DocketInk *ink = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  text = g_bytes_get_data (json, &size);

  if (size > 0 && size <= DOCKET_INK_MAX_BYTES && g_utf8_validate (text, (gssize) size, NULL) &&
      is_shallow (text, size) && json_parser_load_from_data (parser, text, (gssize) size, NULL))
    root = json_parser_get_root (parser);

  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    ink = read_ink (json_node_get_object (root));

  if (ink == NULL)
    g_set_error_literal (error,
                         DOCKET_INK_ERROR,
                         DOCKET_INK_ERROR_BROKEN,
                         _ ("This is not a file of ink, or it is damaged. Give a file that a "
                            "signature pad has written."));

  return ink;
}
