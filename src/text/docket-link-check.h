/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *docket_link_dup_named_host (const char *text, const char *url);
char *docket_link_dup_plain (const char *url);

G_END_DECLS
