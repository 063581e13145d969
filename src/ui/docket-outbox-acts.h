/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_OUTBOX_ACTS (docket_outbox_acts_get_type ())

G_DECLARE_FINAL_TYPE (DocketOutboxActs, docket_outbox_acts, DOCKET, OUTBOX_ACTS, AdwBin)

GtkWidget *docket_outbox_acts_new (DocketOperation *operation);
void docket_outbox_acts_set_operation (DocketOutboxActs *self, DocketOperation *operation);
void docket_outbox_acts_bind (GtkActionable *actionable,
                              const DocketOperation *operation,
                              DocketOutboxAct act);

G_END_DECLS
