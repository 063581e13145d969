/* Tables as spreadsheets write them, read without trusting them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-csv.h"

#include <glib/gi18n.h>
#include <string.h>

#include "docket-field.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* What may stand between two cells. */
#define SEPARATORS ",;\t"

struct _DocketCsv
{
  GBytes *bytes;
  const char *at;
  const char *end;
  char separator;
  guint line; /* where `at` stands, from 1 */
};

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, DOCKET_MODEL_ERROR, DOCKET_MODEL_ERROR_INVALID, sentence);

  return FALSE;
}

static gboolean
is_line_end (const DocketCsv *csv)
{
  return csv->at == csv->end || *csv->at == '\n' || *csv->at == '\r';
}

/* CR, LF or both. */
static void
skip_line_end (DocketCsv *csv)
{
  if (csv->at == csv->end)
    return;

  if (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n')
    csv->at++;

  csv->at++;
  csv->line++;
}

static void
skip_line (DocketCsv *csv)
{
  while (!is_line_end (csv))
    csv->at++;

  skip_line_end (csv);
}

/* The one that is there most often in the first line, outside of quotes. */
static char
find_separator (const char *text, const char *end)
{
  guint counts[sizeof SEPARATORS - 1] = { 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (const char *p = text; p < end && (quoted || (*p != '\n' && *p != '\r')); p++)
    {
      const char *found = *p != '\0' ? strchr (SEPARATORS, *p) : NULL;

      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && found != NULL)
        counts[found - SEPARATORS]++;
    }

  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return SEPARATORS[best];
}

/* From the opening quote to behind the closing one. */
static gboolean
read_quoted (DocketCsv *csv, GString *cell)
{
  csv->at++;

  while (csv->at < csv->end)
    {
      if (*csv->at == '"' && csv->at + 1 < csv->end && csv->at[1] == '"')
        {
          g_string_append_c (cell, '"');
          csv->at += 2;
        }
      else if (*csv->at == '"')
        {
          csv->at++;
          return TRUE;
        }
      else if (*csv->at == '\n' || *csv->at == '\r')
        {
          g_string_append_c (cell, '\n');
          skip_line_end (csv);
        }
      else
        {
          g_string_append_c (cell, *csv->at++);
        }
    }

  return FALSE;
}

/* Up to the separator or the end of the line. */
static gboolean
read_cell (DocketCsv *csv, GPtrArray *cells, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  if (csv->at < csv->end && *csv->at == '"')
    {
      if (!read_quoted (csv, cell))
        return refuse (error, _ ("A quotation mark is opened and never closed."));

      if (!is_line_end (csv) && *csv->at != csv->separator)
        {
          skip_line (csv);
          return refuse (error, _ ("Something stands behind a closing quotation mark."));
        }
    }
  else
    {
      const char *start = csv->at;

      while (!is_line_end (csv) && *csv->at != csv->separator)
        csv->at++;

      g_string_append_len (cell, start, csv->at - start);
    }

  g_ptr_array_add (cells, g_string_free (g_steal_pointer (&cell), FALSE));

  return TRUE;
}

static guint
count_lines (const char *text, const char *end)
{
  guint line = 1;

  for (const char *p = text; p < end; p++)
    if (*p == '\n' || (*p == '\r' && p + 1 < end && p[1] != '\n'))
      line++;

  return line;
}

/**
 * docket_csv_new:
 * @bytes: a file's content
 * @error: return location for a #DocketModelError
 *
 * Returns: (transfer full) (nullable): a reader before the first line; %NULL when it is no text
 */
DocketCsv *
docket_csv_new (GBytes *bytes, GError **error)
{
  DocketCsv *csv;
  const char *text, *invalid;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);

  text = g_bytes_get_data (bytes, &length);

  if (length > 0 && !g_utf8_validate (text, (gssize) length, &invalid))
    {
      g_set_error (error,
                   DOCKET_MODEL_ERROR,
                   DOCKET_MODEL_ERROR_INVALID,
                   _ ("Line %u is not UTF-8. Save the table again as “CSV UTF-8”."),
                   count_lines (text, invalid));
      return NULL;
    }

  csv = g_new0 (DocketCsv, 1);
  csv->bytes = g_bytes_ref (bytes);
  csv->at = text;
  csv->end = text + length;
  csv->line = 1;

  if (length >= strlen (BYTE_ORDER_MARK) &&
      memcmp (text, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    csv->at += strlen (BYTE_ORDER_MARK);

  csv->separator = find_separator (csv->at, csv->end);

  return csv;
}

/**
 * docket_csv_free:
 * @csv: (transfer full): a reader
 */
void
docket_csv_free (DocketCsv *csv)
{
  g_bytes_unref (csv->bytes);
  g_free (csv);
}

/**
 * docket_csv_next:
 * @csv: a reader
 * @cells: (out) (transfer full): the cells of the next line that has any
 * @line: (out): where it begins, from 1; set with an error too
 * @error: return location for a #DocketModelError
 *
 * A line that is wrong gives an error, and the next call goes on behind it.
 *
 * Returns: whether there was a line; %FALSE without an error at the end
 */
gboolean
docket_csv_next (DocketCsv *csv, GStrv *cells, guint *line, GError **error)
{
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (csv != NULL, FALSE);

  while (csv->at < csv->end && is_line_end (csv))
    skip_line_end (csv);

  *line = csv->line;

  if (csv->at == csv->end)
    return FALSE;

  while (read_cell (csv, row, error))
    {
      if (is_line_end (csv))
        {
          skip_line_end (csv);
          g_ptr_array_add (row, NULL);
          *cells = (GStrv) g_ptr_array_free (g_steal_pointer (&row), FALSE);
          return TRUE;
        }

      csv->at++;

      if (row->len == DOCKET_CSV_MAX_CELLS)
        {
          skip_line (csv);
          return refuse (error, _ ("It has too many cells."));
        }
    }

  return FALSE;
}
