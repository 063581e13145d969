/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* Files, before a message refers to them: checked, hashed and on the disk. */
DocketEditFile *docket_workspace_stage_file (DocketWorkspace *self,
                                             GFile *file,
                                             GCancellable *cancellable,
                                             GError **error);
DocketEditFile *docket_workspace_stage_bytes (DocketWorkspace *self,
                                              GBytes *bytes,
                                              const char *name,
                                              GCancellable *cancellable,
                                              GError **error);
void docket_workspace_stage_file_async (DocketWorkspace *self,
                                        GFile *file,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void docket_workspace_stage_photo_async (DocketWorkspace *self,
                                         GFile *file,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void docket_workspace_stage_bytes_async (DocketWorkspace *self,
                                         GBytes *bytes,
                                         const char *name,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
DocketEditFile *
docket_workspace_stage_file_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* The bytes of a file of a ticket, from here or from the server. */
GBytes *docket_workspace_fetch_attachment (DocketWorkspace *self,
                                           gint64 ticket,
                                           gint64 attachment,
                                           DocketTransfer *transfer,
                                           GCancellable *cancellable,
                                           GError **error);
void docket_workspace_fetch_attachment_async (DocketWorkspace *self,
                                              gint64 ticket,
                                              gint64 attachment,
                                              DocketTransfer *transfer,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GBytes *docket_workspace_fetch_attachment_finish (DocketWorkspace *self,
                                                  GAsyncResult *result,
                                                  GError **error);

/* A picture that is here, scaled, to be shown. */
void docket_workspace_load_picture_async (DocketWorkspace *self,
                                          const char *sha256,
                                          int max_side,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
DocketPicture *
docket_workspace_load_picture_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* A file of a ticket as a file of its own: a copy to be opened, or where the person wants it. */
void docket_workspace_export_attachment_async (DocketWorkspace *self,
                                               gint64 ticket,
                                               gint64 attachment,
                                               GFile *target,
                                               DocketTransfer *transfer,
                                               GCancellable *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);
void docket_workspace_export_original_async (DocketWorkspace *self,
                                             gint64 ticket,
                                             gint64 attachment,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GFile *docket_workspace_export_attachment_finish (DocketWorkspace *self,
                                                  GAsyncResult *result,
                                                  GError **error);

G_END_DECLS
