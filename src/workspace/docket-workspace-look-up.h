/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/**
 * DocketLookUp:
 * @tickets: (element-type DocketTicketRow): the one whose number was typed first, then by update
 * @customers: (element-type DocketEntry): by name
 * @views: (element-type DocketSavedView): all saved views
 *
 * What a few letters may mean.
 */
typedef struct
{
  GPtrArray *tickets;
  GPtrArray *customers;
  GPtrArray *views;
} DocketLookUp;

void docket_look_up_free (DocketLookUp *look_up);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketLookUp, docket_look_up_free)

DocketLookUp *docket_workspace_look_up (DocketWorkspace *self,
                                        const char *text,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GError **error);
void docket_workspace_look_up_async (DocketWorkspace *self,
                                     const char *text,
                                     guint limit,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
DocketLookUp *
docket_workspace_look_up_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
