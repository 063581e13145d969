/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DocketValues:
 *
 * Values of fields in canonical text, by field id. A field is either *known* (its value may then be
 * %NULL: not set) or not: missing is not empty (sync.md, rule 17). Not to be changed once it is
 * shared between threads.
 */
typedef struct _DocketValues DocketValues;

#define DOCKET_TYPE_VALUES (docket_values_get_type ())

GType docket_values_get_type (void);
DocketValues *docket_values_new (void);
DocketValues *docket_values_ref (DocketValues *values);
void docket_values_unref (DocketValues *values);
void docket_values_set (DocketValues *values, const char *field, const char *value);
void docket_values_take (DocketValues *values, const char *field, char *value);
void docket_values_set_int64 (DocketValues *values, const char *field, gint64 value);
void docket_values_forget (DocketValues *values, const char *field);
gboolean docket_values_knows (DocketValues *values, const char *field);
const char *docket_values_get (DocketValues *values, const char *field);
gint64 docket_values_get_int64 (DocketValues *values, const char *field);
GList *docket_values_list_fields (DocketValues *values);
guint docket_values_get_size (DocketValues *values);
char *docket_values_to_text (DocketValues *values);
DocketValues *docket_values_from_text (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketValues, docket_values_unref)

G_END_DECLS
