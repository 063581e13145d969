/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketCtlTable:
 *
 * Rows of text for a terminal, in columns as wide as their widest cell.
 */
typedef struct _DocketCtlTable DocketCtlTable;

DocketCtlTable *docket_ctl_table_new (const char *const *headings);
void docket_ctl_table_free (DocketCtlTable *table);
void docket_ctl_table_add (DocketCtlTable *table, const char *const *cells);
void docket_ctl_table_print (DocketCtlTable *table);
char *docket_ctl_format_time (gint64 us);
char *docket_ctl_format_duration (gint64 us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketCtlTable, docket_ctl_table_free)

G_END_DECLS
