/* Writes a table as RFC 4180 has it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-csv-writer.h"

#include <string.h>

/**
 * docket_csv_write_line:
 * @csv: where it is appended
 * @cells: (array zero-terminated=1): the cells of a line, UTF-8
 *
 * Quotes what needs it, and ends the line.
 */
void
docket_csv_write_line (GString *csv, const char *const *cells)
{
  g_return_if_fail (csv != NULL);
  g_return_if_fail (cells != NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');

      if (strpbrk (cells[i], ",;\t\"\r\n") == NULL)
        {
          g_string_append (csv, cells[i]);
          continue;
        }

      g_string_append_c (csv, '"');

      for (const char *c = cells[i]; *c != '\0'; c++)
        {
          if (*c == '"')
            g_string_append_c (csv, '"');

          g_string_append_c (csv, *c);
        }

      g_string_append_c (csv, '"');
    }

  g_string_append (csv, "\r\n");
}

/**
 * docket_csv_make_safe:
 * @text: (nullable): what somebody wrote
 *
 * A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula and carries it out
 * (OWASP, "CSV Injection"): such a text gets an apostrophe before it.
 *
 * Returns: (transfer full): a text that stays one; empty for none
 */
char *
docket_csv_make_safe (const char *text)
{
  if (text == NULL)
    return g_strdup ("");

  return strchr ("=+-@\t\r", *text) != NULL && *text != '\0' ? g_strconcat ("'", text, NULL)
                                                             : g_strdup (text);
}
