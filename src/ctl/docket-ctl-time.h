/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ctl.h"

G_BEGIN_DECLS

gboolean docket_ctl_print_time_entry (DocketCtl *ctl, gint64 id, gboolean changed, GError **error);

G_END_DECLS
