/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ctl.h"

G_BEGIN_DECLS

gboolean
docket_ctl_write_output (DocketCtl *ctl, const char *output, GBytes *bytes, GError **error);
gboolean docket_ctl_has_ending (const char *output, const char *ending);

G_END_DECLS
