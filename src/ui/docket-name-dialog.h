/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_NAME_DIALOG (docket_name_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketNameDialog, docket_name_dialog, DOCKET, NAME_DIALOG, AdwMessageDialog)

GtkWidget *docket_name_dialog_new (GtkWindow *parent,
                                   const char *heading,
                                   const char *action,
                                   const char *name);
void docket_name_dialog_set_name (DocketNameDialog *self, const char *name);

G_END_DECLS
