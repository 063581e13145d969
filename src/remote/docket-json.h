/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "docket-remote-types.h"

G_BEGIN_DECLS

/**
 * DocketJsonReader:
 * @object: what is read
 * @wrong: (nullable): the first member that had another type than promised
 *
 * Reads the members of an object: strict about types, forgiving about members that are missing or
 * null and about those that nobody asked for.
 */
typedef struct
{
  JsonObject *object;
  const char *wrong;
} DocketJsonReader;

JsonNode *docket_json_parse (GBytes *bytes, GError **error);
JsonObject *docket_json_get_root (JsonNode *root, GError **error);
JsonObject *docket_json_get_element (JsonArray *array, guint i, GError **error);

gboolean docket_json_has (DocketJsonReader *reader, const char *name);
gboolean docket_json_is_null (DocketJsonReader *reader, const char *name);
char *docket_json_get_text (DocketJsonReader *reader, const char *name, gsize max_bytes);
gint64 docket_json_get_integer (DocketJsonReader *reader, const char *name);
char *docket_json_get_id (DocketJsonReader *reader, const char *name);
double docket_json_get_number (DocketJsonReader *reader, const char *name);
gboolean docket_json_get_boolean (DocketJsonReader *reader, const char *name);
gint64 docket_json_get_time (DocketJsonReader *reader, const char *name);
JsonArray *docket_json_get_array (DocketJsonReader *reader, const char *name);
JsonObject *docket_json_get_object (DocketJsonReader *reader, const char *name);
gboolean docket_json_check (DocketJsonReader *reader, GError **error);

G_END_DECLS
