/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store-directory.h"

G_BEGIN_DECLS

gboolean docket_entry_check (DocketTransaction *txn,
                             DocketEntry *entry,
                             const DocketEntry *old,
                             gint64 me,
                             GError **error);

/* In the transaction that saves it: what else carries its name follows. */
gint64 docket_entry_write (DocketTransaction *txn,
                           DocketEntry *entry,
                           gint64 me,
                           const char *me_email,
                           GError **error);

G_END_DECLS
