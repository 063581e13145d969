/* Any bytes as a file of ink: what is taken comes back the same.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ink-file.h"
#include "docket-ink-tiles.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Not g_assert(): a build may leave that out. */
static void
require (gboolean holds)
{
  if (!holds)
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (DocketInk) ink = docket_ink_new_from_json (bytes, NULL);
  g_autoptr (DocketInkTiles) tiles = docket_ink_tiles_new (400, 200, 1, 0, 0);
  g_autoptr (GBytes) json = NULL;
  g_autoptr (DocketInk) again = NULL;
  g_autoptr (GBytes) json_again = NULL;

  if (ink == NULL)
    return 0;

  json = docket_ink_to_json (ink);
  again = docket_ink_new_from_json (json, NULL);
  require (again != NULL);
  json_again = docket_ink_to_json (again);
  require (g_bytes_equal (json, json_again));

  docket_ink_tiles_draw (tiles, ink);
  docket_ink_fit_page (ink);
  require (docket_ink_get_n_strokes (ink) == 0 || !docket_ink_is_blank (ink));

  return 0;
}
