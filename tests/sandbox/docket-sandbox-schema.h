/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean docket_sandbox_schema_check (const char *type, JsonNode *node, char **why);
gboolean docket_sandbox_schema_check_text (const char *type, const char *text, char **why);
gboolean docket_sandbox_schema_check_query (const char *parameters, GHashTable *query, char **why);
gboolean docket_sandbox_schema_has_value (const char *enumeration, const char *value);
void docket_sandbox_schema_fill (const char *type, JsonObject *object);

G_END_DECLS
