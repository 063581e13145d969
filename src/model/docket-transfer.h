/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DocketTransfer:
 *
 * How far a file on its way is: written by the thread that fetches it, read by a window.
 */
typedef struct DocketTransfer DocketTransfer;

DocketTransfer *docket_transfer_new (void);
DocketTransfer *docket_transfer_ref (DocketTransfer *self);
void docket_transfer_unref (DocketTransfer *self);
void docket_transfer_set (DocketTransfer *self, gint64 done, gint64 total);
void docket_transfer_get (DocketTransfer *self, gint64 *done, gint64 *total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketTransfer, docket_transfer_unref)

G_END_DECLS
