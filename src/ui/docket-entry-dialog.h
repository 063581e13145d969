/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-entries.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ENTRY_DIALOG (docket_entry_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketEntryDialog, docket_entry_dialog, DOCKET, ENTRY_DIALOG, AdwWindow)

GtkWidget *
docket_entry_dialog_new (GtkWindow *parent, DocketWorkspace *workspace, const DocketEntry *entry);
GtkWidget *docket_entry_dialog_get_row (DocketEntryDialog *self, const char *property);
void docket_entry_dialog_choose_customer (DocketEntryDialog *self, DocketEntry *customer);
void docket_entry_dialog_finish (DocketEntryDialog *self);

G_END_DECLS
