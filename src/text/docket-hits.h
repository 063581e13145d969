/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketHit:
 * @start: the first byte
 * @end: the byte after the last
 *
 * Where a text has something that was searched for.
 */
typedef struct
{
  guint start;
  guint end;
} DocketHit;

GArray *docket_search_find_hits (const char *text, const char *typed);
gboolean docket_search_matches (const char *text, const char *typed);
char *
docket_search_dup_excerpt (const char *text, const char *typed, guint n_before, guint n_after);

G_END_DECLS
