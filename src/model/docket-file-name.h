/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *docket_file_name_make_safe (const char *given);
char *docket_file_name_make_unique (const char *name, GHashTable *taken);
char *docket_file_name_make_for_customer (const char *name, const char *number, const char *sha256);
const char *docket_file_name_get_ending (const char *name);
gboolean docket_file_name_is_program (const char *name, const char *content_type);

G_END_DECLS
