/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DRAFT_KEEPER (docket_draft_keeper_get_type ())

G_DECLARE_FINAL_TYPE (DocketDraftKeeper, docket_draft_keeper, DOCKET, DRAFT_KEEPER, GObject)

DocketDraftKeeper *
docket_draft_keeper_new (DocketWorkspace *workspace, gint64 ticket, DocketDraftKind kind);
DocketDraftKeeper *
docket_draft_keeper_find_saving (DocketWorkspace *workspace, gint64 ticket, DocketDraftKind kind);
DocketDraftKind docket_draft_keeper_get_kind (DocketDraftKeeper *self);
gint64 docket_draft_keeper_get_draft (DocketDraftKeeper *self);
const char *docket_draft_keeper_get_text (DocketDraftKeeper *self);
DocketValues *docket_draft_keeper_get_fields (DocketDraftKeeper *self);
GPtrArray *docket_draft_keeper_get_files (DocketDraftKeeper *self);
void docket_draft_keeper_set_files (DocketDraftKeeper *self, GPtrArray *files);
gboolean docket_draft_keeper_is_saving (DocketDraftKeeper *self);
gboolean docket_draft_keeper_is_behind (DocketDraftKeeper *self, const DocketDraft *draft);
void docket_draft_keeper_take (DocketDraftKeeper *self, const DocketDraft *draft);
void docket_draft_keeper_save (DocketDraftKeeper *self, const char *text, DocketValues *fields);
void docket_draft_keeper_flush (DocketDraftKeeper *self, const char *text, DocketValues *fields);
gboolean docket_draft_keeper_is_kept (gint64 draft);

G_END_DECLS
