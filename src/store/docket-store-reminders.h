/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* A ticket that has a reminder which is not done sleeps; there is at most one. */

gboolean docket_reminders_set (DocketTransaction *txn,
                               gint64 ticket,
                               gint64 due_at,
                               gint64 now_us,
                               GError **error);
gboolean
docket_reminders_is_due (DocketTransaction *txn, gint64 now_us, gboolean *due, GError **error);
gboolean docket_reminders_wake_due (DocketTransaction *txn, gint64 now_us, GError **error);
gboolean docket_reminders_wake_for_message (DocketTransaction *txn,
                                            gint64 ticket,
                                            gint64 created_at,
                                            gint64 now_us,
                                            GError **error);

G_END_DECLS
