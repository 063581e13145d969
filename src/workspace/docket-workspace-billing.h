/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* Billing batches: on this computer alone, in every kind of workspace. */

GPtrArray *
docket_workspace_list_batches (DocketWorkspace *self, GCancellable *cancellable, GError **error);
void docket_workspace_list_batches_async (DocketWorkspace *self,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *
docket_workspace_list_batches_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

DocketBatch *docket_workspace_get_batch (DocketWorkspace *self,
                                         gint64 batch,
                                         GCancellable *cancellable,
                                         GError **error);
void docket_workspace_get_batch_async (DocketWorkspace *self,
                                       gint64 batch,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
DocketBatch *
docket_workspace_get_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

void docket_workspace_preview_batch_async (DocketWorkspace *self,
                                           const char *from_day,
                                           const char *to_day,
                                           GArray *customers,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
DocketBatch *
docket_workspace_preview_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

DocketBatch *docket_workspace_create_batch (DocketWorkspace *self,
                                            const char *from_day,
                                            const char *to_day,
                                            GArray *customers,
                                            GCancellable *cancellable,
                                            GError **error);
void docket_workspace_create_batch_async (DocketWorkspace *self,
                                          const char *from_day,
                                          const char *to_day,
                                          GArray *customers,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
DocketBatch *
docket_workspace_create_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

gboolean docket_workspace_delete_batch (DocketWorkspace *self,
                                        gint64 batch,
                                        GCancellable *cancellable,
                                        GError **error);
void docket_workspace_delete_batch_async (DocketWorkspace *self,
                                          gint64 batch,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
docket_workspace_delete_batch_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
