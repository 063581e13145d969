/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-model.h"

G_BEGIN_DECLS

/**
 * DocketListColumn:
 *
 * The parts of a row that may be hidden. Title and marks are always shown.
 */
typedef enum
{
  DOCKET_LIST_COLUMN_NUMBER,
  DOCKET_LIST_COLUMN_CUSTOMER,
  DOCKET_LIST_COLUMN_STATUS,
  DOCKET_LIST_COLUMN_PRIORITY,
  DOCKET_LIST_COLUMN_DUE,
  DOCKET_LIST_COLUMN_ASSIGNEE,
  DOCKET_LIST_COLUMN_UPDATED,
  DOCKET_N_LIST_COLUMNS
} DocketListColumn;

/**
 * DocketListLook:
 * @columns: a bit for each #DocketListColumn that is shown
 *
 * How a view shows its tickets. A plain value.
 */
typedef struct
{
  DocketSort sort;
  gboolean ascending;
  DocketGroup group;
  guint columns;
} DocketListLook;

void docket_list_look_init (DocketListLook *look);
void docket_list_look_set_sort (DocketListLook *look, DocketSort sort);
gboolean docket_list_look_has (const DocketListLook *look, DocketListColumn column);
const char *docket_list_column_get_name (DocketListColumn column);
gboolean docket_list_look_parse (DocketListLook *look, const char *text);
char *docket_list_look_to_text (const DocketListLook *look);

G_END_DECLS
