/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-composer.h"
#include "docket-file-tray.h"

G_BEGIN_DECLS

void docket_composer_attach (DocketComposer *self, GListModel *files);
void docket_composer_attach_bytes (DocketComposer *self, GBytes *bytes, const char *name);
DocketFileTray *docket_composer_get_tray (DocketComposer *self, DocketMessageKind kind);

G_END_DECLS
