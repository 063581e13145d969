/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is over these of a search is not looked for. */
#define DOCKET_SEARCH_MAX_LEN 1024
#define DOCKET_SEARCH_MAX_WORDS 32

char *docket_fold (const char *text);
char *docket_search_to_fts (const char *typed);

G_END_DECLS
