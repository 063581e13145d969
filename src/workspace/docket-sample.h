/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

gboolean
docket_sample_fill (DocketTransaction *txn, gint64 now_us, gboolean set_name, GError **error);

G_END_DECLS
