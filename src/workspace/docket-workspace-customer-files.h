/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* A file that the server can't hold on its ticket: what sending it to the customer's files would
 * mean, and doing so. */
DocketFileOffer *docket_workspace_offer_file (DocketWorkspace *self,
                                              gint64 ticket,
                                              gint64 attachment,
                                              GError **error);
void docket_workspace_offer_file_async (DocketWorkspace *self,
                                        gint64 ticket,
                                        gint64 attachment,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
DocketFileOffer *
docket_workspace_offer_file_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

gboolean docket_workspace_send_file (DocketWorkspace *self,
                                     const DocketFileOffer *offer,
                                     const char *text,
                                     GError **error);
void docket_workspace_send_file_async (DocketWorkspace *self,
                                       DocketFileOffer *offer,
                                       const char *text,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
docket_workspace_send_file_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

G_END_DECLS
