/* Any bytes as a search: SQLite itself says whether MATCH takes what is made of them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-fold.h"

#include <sqlite3.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static sqlite3_stmt *
prepare_match (void)
{
  static sqlite3_stmt *match;
  sqlite3 *db;

  if (match != NULL)
    return match;

  if (sqlite3_open (":memory:", &db) != SQLITE_OK ||
      sqlite3_exec (db,
                    "CREATE VIRTUAL TABLE texts USING fts5 "
                    "(body, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3');"
                    "INSERT INTO texts VALUES ('the printer is on fire'), ('oeuvre en panne')",
                    NULL,
                    NULL,
                    NULL) != SQLITE_OK ||
      sqlite3_prepare_v2 (db, "SELECT count(*) FROM texts WHERE texts MATCH ?", -1, &match, NULL) !=
        SQLITE_OK)
    abort ();

  return match;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *typed = g_strndup ((const char *) data, size);
  g_autofree char *folded = docket_fold (typed);
  g_autofree char *twice = docket_fold (folded);
  g_autofree char *fts = docket_search_to_fts (typed);
  sqlite3_stmt *match = prepare_match ();

  if (!g_utf8_validate (folded, -1, NULL) || !g_str_equal (folded, twice))
    abort ();

  if (fts == NULL)
    return 0;

  sqlite3_bind_text (match, 1, fts, -1, SQLITE_TRANSIENT);
  if (sqlite3_step (match) != SQLITE_ROW)
    abort ();
  sqlite3_reset (match);

  return 0;
}
