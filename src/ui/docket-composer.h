/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_COMPOSER (docket_composer_get_type ())

G_DECLARE_FINAL_TYPE (DocketComposer, docket_composer, DOCKET, COMPOSER, AdwBin)

void docket_composer_set_workspace (DocketComposer *self, DocketWorkspace *workspace);
void docket_composer_set_details (DocketComposer *self, DocketTicketDetails *details);
void docket_composer_set_max_height (DocketComposer *self, int height);
void docket_composer_set_kind (DocketComposer *self, DocketMessageKind kind);
void docket_composer_open (DocketComposer *self, gint64 ticket);
DocketMessageKind docket_composer_get_kind (DocketComposer *self);
GtkTextBuffer *docket_composer_get_buffer (DocketComposer *self, DocketMessageKind kind);
void docket_composer_focus (DocketComposer *self);
void docket_composer_give_back (DocketComposer *self,
                                gint64 ticket,
                                DocketMessageKind kind,
                                const char *text,
                                GPtrArray *files,
                                DocketValues *extras);
void docket_composer_set_statuses (DocketComposer *self, GPtrArray *statuses);
void docket_composer_set_technicians (DocketComposer *self, GPtrArray *technicians);
void docket_composer_send (DocketComposer *self);
void docket_composer_send_and (DocketComposer *self, const char *status);
void docket_composer_save (DocketComposer *self);
void docket_composer_leave (DocketComposer *self);

G_END_DECLS
