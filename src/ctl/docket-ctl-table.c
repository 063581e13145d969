/* Tables for a terminal.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ctl-table.h"

#include <glib/gi18n.h>

#define GAP 2
#define MAX_CELL_CHARS 60

struct _DocketCtlTable
{
  guint n_columns;
  GPtrArray *rows; /* (element-type GStrv) */
};

/* Server text must not steer the terminal. */
static char *
make_cell (const char *text)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  guint n = 0;

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (n++ == MAX_CELL_CHARS)
        {
          g_string_append (cell, "…");
          break;
        }

      g_string_append_unichar (cell, g_unichar_iscntrl (character) ? ' ' : character);
    }

  return g_string_free (g_steal_pointer (&cell), FALSE);
}

static guint
get_width (const char *text)
{
  guint width = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      width += g_unichar_iszerowidth (character) ? 0 : g_unichar_iswide (character) ? 2 : 1;
    }

  return width;
}

static void
print_row (DocketCtlTable *table, char **row, const guint *widths)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    {
      guint width = get_width (row[i]);

      g_string_append (line, row[i]);

      for (guint j = width; i + 1 < table->n_columns && j < widths[i] + GAP; j++)
        g_string_append_c (line, ' ');
    }

  g_print ("%s\n", g_strchomp (line->str));
}

/**
 * docket_ctl_table_new:
 * @headings: (array zero-terminated=1): the headings, translated
 *
 * Returns: (transfer full): a table without rows
 */
DocketCtlTable *
docket_ctl_table_new (const char *const *headings)
{
  DocketCtlTable *table = g_new0 (DocketCtlTable, 1);

  table->n_columns = g_strv_length ((char **) headings);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  docket_ctl_table_add (table, headings);

  return table;
}

/**
 * docket_ctl_table_free:
 * @table: (transfer full): a table
 */
void
docket_ctl_table_free (DocketCtlTable *table)
{
  g_ptr_array_unref (table->rows);
  g_free (table);
}

/**
 * docket_ctl_table_add:
 * @table: a table
 * @cells: as many texts as there are headings; %NULL is an empty cell
 */
void
docket_ctl_table_add (DocketCtlTable *table, const char *const *cells)
{
  char **row = g_new0 (char *, table->n_columns + 1);

  for (guint i = 0; i < table->n_columns; i++)
    row[i] = make_cell (cells[i]);

  g_ptr_array_add (table->rows, row);
}

/**
 * docket_ctl_table_print:
 * @table: a table
 *
 * Prints it, if it has rows.
 */
void
docket_ctl_table_print (DocketCtlTable *table)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);

  for (guint i = 0; i < table->rows->len; i++)
    {
      char **row = g_ptr_array_index (table->rows, i);

      for (guint j = 0; j < table->n_columns; j++)
        widths[j] = MAX (widths[j], get_width (row[j]));
    }

  for (guint i = 0; table->rows->len > 1 && i < table->rows->len; i++)
    print_row (table, g_ptr_array_index (table->rows, i), widths);
}

/**
 * docket_ctl_format_time:
 * @us: microseconds UTC; 0 for none
 *
 * Returns: (transfer full): the time in the person's zone and language; empty for none
 */
char *
docket_ctl_format_time (gint64 us)
{
  g_autoptr (GDateTime) time = NULL;

  if (us == 0)
    return g_strdup ("");

  time = g_date_time_new_from_unix_local (us / G_USEC_PER_SEC);

  /* Translators: a date and time in a table, see g_date_time_format() */
  return time != NULL ? g_date_time_format (time, _ ("%Y-%m-%d %H:%M")) : g_strdup ("");
}

/**
 * docket_ctl_format_duration:
 * @us: microseconds
 *
 * Returns: (transfer full): hours and minutes
 */
char *
docket_ctl_format_duration (gint64 us)
{
  gint64 minutes = us / (60 * G_USEC_PER_SEC);

  /* Translators: hours and minutes of work, such as "2 h 05" */
  return g_strdup_printf (_ ("%d h %02d"), (int) (minutes / 60), (int) (minutes % 60));
}
