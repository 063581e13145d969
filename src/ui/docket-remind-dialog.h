/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_REMIND_DIALOG (docket_remind_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketRemindDialog,
                      docket_remind_dialog,
                      DOCKET,
                      REMIND_DIALOG,
                      AdwMessageDialog)

GtkWidget *docket_remind_dialog_new (GtkWindow *parent, gint64 at);

G_END_DECLS
