/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace-entries.h"

G_BEGIN_DECLS

guint docket_directory_count_kinds (void);
DocketEntity docket_directory_get_entity (guint nth);
const char *docket_directory_get_kind_label (DocketEntity entity, DocketWording wording);
const char *docket_directory_get_one_label (DocketEntity entity, DocketWording wording);
const char *docket_directory_get_name (const DocketEntry *entry);
char *docket_directory_describe (const DocketEntry *entry, const char *customer);
void docket_directory_sort_statuses (GPtrArray *entries);

G_END_DECLS
