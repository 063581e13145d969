/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define DOCKET_LINK_MAX_LEN 2048

char *docket_link_clean (const char *href);
char *docket_link_find (const char *text, gsize from, gsize *start, gsize *end);

G_END_DECLS
