/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ctl.h"

G_BEGIN_DECLS

gboolean docket_ctl_parse_kind (const char *word, DocketEntity *entity, GError **error);

gboolean docket_ctl_import (DocketCtl *ctl,
                            DocketEntity entity,
                            const char *path,
                            gboolean try_only,
                            GError **error);

G_END_DECLS
