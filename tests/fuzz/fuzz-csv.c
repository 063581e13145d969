/* Any bytes as a table: reading ends, each line is told once, and every cell is text.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-csv.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_cells (GStrv cells)
{
  const guint n_cells = g_strv_length (cells);

  if (n_cells == 0 || n_cells > DOCKET_CSV_MAX_CELLS)
    abort ();

  for (guint i = 0; i < n_cells; i++)
    if (!g_utf8_validate (cells[i], -1, NULL))
      abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (DocketCsv) csv = docket_csv_new (bytes, NULL);
  guint last = 0;

  while (csv != NULL)
    {
      g_auto (GStrv) cells = NULL;
      g_autoptr (GError) error = NULL;
      guint line;
      const gboolean read = docket_csv_next (csv, &cells, &line, &error);

      if (!read && error == NULL)
        break;

      if (line <= last)
        abort ();

      if (read)
        check_cells (cells);

      last = line;
    }

  return 0;
}
