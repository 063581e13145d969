/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FIELD_ROW (docket_field_row_get_type ())

G_DECLARE_FINAL_TYPE (DocketFieldRow, docket_field_row, DOCKET, FIELD_ROW, AdwBin)

GtkWidget *docket_field_row_new (DocketWorkspace *workspace, const DocketField *field);
const DocketField *docket_field_row_get_field (DocketFieldRow *self);
const char *docket_field_row_get_value (DocketFieldRow *self);
void docket_field_row_set_value (DocketFieldRow *self, const char *value, const char *name);
void docket_field_row_set_status_kind (DocketFieldRow *self, DocketStatusKind kind);
void docket_field_row_set_choices (DocketFieldRow *self, GPtrArray *choices);
void docket_field_row_set_parent_value (DocketFieldRow *self, const char *value);
void docket_field_row_set_customer (DocketFieldRow *self, gint64 customer);
void docket_field_row_set_add_label (DocketFieldRow *self, const char *label);
void docket_field_row_set_hint (DocketFieldRow *self, const char *hint);
void docket_field_row_set_note (DocketFieldRow *self, const char *note);
void docket_field_row_set_mark (DocketFieldRow *self,
                                const char *icon_name,
                                const char *css_class,
                                const char *tooltip);
void docket_field_row_open (DocketFieldRow *self);
char *docket_field_row_dup_typed (DocketFieldRow *self);
void docket_field_row_type (DocketFieldRow *self, const char *text);
gboolean docket_field_row_commit (DocketFieldRow *self);
void docket_field_row_follow_wording (DocketFieldRow *self);
void docket_field_row_choose (DocketFieldRow *self, const char *value, DocketEntry *entry);

G_END_DECLS
