/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ENTRY_PICKER (docket_entry_picker_get_type ())

G_DECLARE_FINAL_TYPE (DocketEntryPicker, docket_entry_picker, DOCKET, ENTRY_PICKER, GtkPopover)

GtkWidget *docket_entry_picker_new (DocketWorkspace *workspace, DocketEntity entity);
void docket_entry_picker_set_customer (DocketEntryPicker *self, gint64 customer);
void docket_entry_picker_select (DocketEntryPicker *self, gint64 id);
void docket_entry_picker_set_hint (DocketEntryPicker *self, const char *hint);
void docket_entry_picker_set_add_label (DocketEntryPicker *self, const char *label);

G_END_DECLS
