/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DOCKET_UNICODE_MAX_MARKS 16

char *docket_unicode_valid (const char *bytes, gssize len, gsize max_len);
gboolean docket_unicode_admit (gunichar c, guint *n_marks);
char *docket_unicode_normalize (const char *text, GNormalizeMode mode);

G_END_DECLS
