/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_BATCH_VIEW (docket_batch_view_get_type ())

G_DECLARE_FINAL_TYPE (DocketBatchView, docket_batch_view, DOCKET, BATCH_VIEW, AdwBin)

void docket_batch_view_set_batch (DocketBatchView *self,
                                  const DocketBatch *batch,
                                  DocketWording wording);
char *docket_batch_describe_period (const DocketBatch *batch);

G_END_DECLS
