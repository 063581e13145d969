/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* The bytes of a picture before somebody drew on it. */
gboolean docket_originals_keep (DocketTransaction *txn,
                                const char *sha256,
                                const char *original,
                                GError **error);

G_END_DECLS
