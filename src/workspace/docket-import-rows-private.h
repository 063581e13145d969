/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DocketImportRows:
 *
 * The lines of a table that is imported, from CSV or from JSON; the first one names the columns.
 */
typedef struct _DocketImportRows DocketImportRows;

gboolean docket_import_is_json (GFile *file);
DocketImportRows *docket_import_rows_new (GBytes *bytes, gboolean is_json, GError **error);
void docket_import_rows_free (DocketImportRows *rows);
gboolean
docket_import_rows_next (DocketImportRows *rows, GStrv *cells, guint *line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketImportRows, docket_import_rows_free)

G_END_DECLS
