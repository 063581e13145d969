/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_REMIND_EDIT (docket_remind_edit_get_type ())

G_DECLARE_FINAL_TYPE (DocketRemindEdit, docket_remind_edit, DOCKET, REMIND_EDIT, GObject)

DocketRemindEdit *
docket_remind_edit_new (DocketWorkspace *workspace, gint64 ticket, gint64 before, gint64 after);
void docket_remind_edit_apply_async (DocketRemindEdit *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
docket_remind_edit_apply_finish (DocketRemindEdit *self, GAsyncResult *result, GError **error);

G_END_DECLS
