/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ctl.h"

G_BEGIN_DECLS

gboolean docket_ctl_print_ticket (DocketCtl *ctl, gint64 ticket, GError **error);
gboolean docket_ctl_print_done (DocketCtl *ctl,
                                gint64 ticket,
                                DocketEdit *edit,
                                const char *what,
                                GError **error);

G_END_DECLS
