/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ctl.h"

G_BEGIN_DECLS

gboolean docket_ctl_add_message (DocketCtl *ctl,
                                 DocketEdit *edit,
                                 gint64 ticket,
                                 DocketMessageKind kind,
                                 const char *text,
                                 char **files,
                                 GError **error);

G_END_DECLS
