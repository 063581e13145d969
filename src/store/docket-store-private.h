/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-statement-private.h"

G_BEGIN_DECLS

gboolean docket_changes_write (DocketTransaction *txn, GError **error);

/* For a test: a disk of that many pages of 4 KiB. */
gboolean docket_store_limit_pages (DocketStore *self, guint n_pages, GError **error);

G_END_DECLS
