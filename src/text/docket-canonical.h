/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From how many characters a beginning is enough to know a text again. */
#define DOCKET_CANONICAL_MIN_PREFIX 24

/* Under how many letters or digits a text says nothing about what it is. */
#define DOCKET_CANONICAL_MIN_LETTERS 3

char *docket_canonical_text (const char *text_or_html);
gboolean docket_canonical_matches (const char *a, const char *b);
gboolean docket_canonical_is_weak (const char *canonical);

G_END_DECLS
