/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_ROW_LOADER (docket_row_loader_get_type ())

G_DECLARE_FINAL_TYPE (DocketRowLoader, docket_row_loader, DOCKET, ROW_LOADER, GObject)

DocketRowLoader *docket_row_loader_new (DocketWorkspace *workspace);
DocketTicket *docket_row_loader_get (DocketRowLoader *self, gint64 id);
void docket_row_loader_offer (DocketRowLoader *self, GPtrArray *rows);
void docket_row_loader_reload (DocketRowLoader *self, gint64 id);
void docket_row_loader_reload_all (DocketRowLoader *self);

G_END_DECLS
