/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ink.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

/* Signing: the picture, its message, the signature and its ink are one edit. `ink` is a file of
 * ink.
 */
gboolean docket_workspace_sign (DocketWorkspace *self,
                                gint64 ticket,
                                DocketSignature *signature,
                                GBytes *ink,
                                DocketEdit **edit,
                                GCancellable *cancellable,
                                GError **error);
void docket_workspace_sign_async (DocketWorkspace *self,
                                  gint64 ticket,
                                  DocketSignature *signature,
                                  GBytes *ink,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean docket_workspace_sign_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/* What stands on an open pad outlives the program. */
void docket_workspace_keep_ink_async (DocketWorkspace *self,
                                      gint64 ticket,
                                      guint first,
                                      GPtrArray *strokes,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
docket_workspace_keep_ink_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);
DocketInk *docket_workspace_load_ink (DocketWorkspace *self,
                                      gint64 ticket,
                                      gint64 signature,
                                      GCancellable *cancellable,
                                      GError **error);
void docket_workspace_load_ink_async (DocketWorkspace *self,
                                      gint64 ticket,
                                      gint64 signature,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
DocketInk *
docket_workspace_load_ink_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/**
 * DocketSignatureFormat:
 *
 * What a signature can be written to a file as.
 */
typedef enum
{
  DOCKET_SIGNATURE_PNG,
  DOCKET_SIGNATURE_SVG
} DocketSignatureFormat;

gboolean docket_signature_format_from_name (const char *name, DocketSignatureFormat *format);
GBytes *docket_workspace_draw_signature (DocketWorkspace *self,
                                         gint64 ticket,
                                         gint64 signature,
                                         DocketSignatureFormat format,
                                         GCancellable *cancellable,
                                         GError **error);
void docket_workspace_draw_signature_async (DocketWorkspace *self,
                                            gint64 ticket,
                                            gint64 signature,
                                            DocketSignatureFormat format,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GBytes *docket_workspace_draw_signature_finish (DocketWorkspace *self,
                                                GAsyncResult *result,
                                                GError **error);

G_END_DECLS
