/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

gboolean docket_undo_changed_nothing (DocketEdit *edit);
gboolean docket_undo_is_offered (DocketEdit *edit);
char *docket_undo_describe (DocketWorkspace *workspace, DocketEdit *edit);

G_END_DECLS
