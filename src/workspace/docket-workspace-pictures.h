/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace-files.h"

G_BEGIN_DECLS

/* Where a picture that was taken in was taken. */
void docket_workspace_find_position_async (DocketWorkspace *self,
                                           const DocketEditFile *file,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean
docket_workspace_find_position_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
void docket_workspace_remove_position_async (DocketWorkspace *self,
                                             const DocketEditFile *file,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);

/* A picture of a camera. */
void docket_workspace_stage_picture_async (DocketWorkspace *self,
                                           const DocketPicture *picture,
                                           const char *name,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);

/* A new picture with marks on it; the one before stays on this computer. */
void docket_workspace_mark_up_async (DocketWorkspace *self,
                                     const DocketEditFile *file,
                                     GPtrArray *marks,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* The photo library: the pictures of a folder of the person. */
void docket_workspace_list_photos_async (DocketWorkspace *self,
                                         GFile *folder,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *
docket_workspace_list_photos_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
void docket_workspace_load_photo_async (DocketWorkspace *self,
                                        GFile *file,
                                        int max_side,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);

G_END_DECLS
