/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More cells in a line are no table. */
#define DOCKET_CSV_MAX_CELLS 256

/**
 * DocketCsv:
 *
 * Reads a table as RFC 4180 has it, line by line: UTF-8 with or without a mark at its beginning,
 * any end of line, and what stands between the cells found out from the first line: a comma, a
 * semicolon or a tabulator. One thread at a time.
 */
typedef struct _DocketCsv DocketCsv;

DocketCsv *docket_csv_new (GBytes *bytes, GError **error);
void docket_csv_free (DocketCsv *csv);
gboolean docket_csv_next (DocketCsv *csv, GStrv *cells, guint *line, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCsv, docket_csv_free)

G_END_DECLS
