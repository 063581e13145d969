/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_VIEW_EDIT (docket_view_edit_get_type ())

G_DECLARE_FINAL_TYPE (DocketViewEdit, docket_view_edit, DOCKET, VIEW_EDIT, GObject)

DocketViewEdit *docket_view_edit_new_update (DocketWorkspace *workspace,
                                             const DocketSavedView *view,
                                             const DocketFilter *filter);
DocketViewEdit *docket_view_edit_new_rename (DocketWorkspace *workspace,
                                             const DocketSavedView *view,
                                             const char *name);
DocketViewEdit *docket_view_edit_new_delete (DocketWorkspace *workspace,
                                             const DocketSavedView *view);
DocketViewEdit *docket_view_edit_new_saved (DocketWorkspace *workspace, gint64 view);
void docket_view_edit_apply_async (DocketViewEdit *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean docket_view_edit_apply_finish (DocketViewEdit *self, GAsyncResult *result, GError **error);

G_END_DECLS
