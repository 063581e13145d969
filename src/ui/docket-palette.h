/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PALETTE (docket_palette_get_type ())

G_DECLARE_FINAL_TYPE (DocketPalette, docket_palette, DOCKET, PALETTE, AdwWindow)

GtkWidget *docket_palette_new (GtkWindow *parent, DocketWorkspace *workspace, GtkWidget *target);
void docket_palette_add_group (DocketPalette *self, const char *prefix, GActionGroup *group);
void docket_palette_set_text (DocketPalette *self, const char *text);
gboolean docket_palette_is_finished (DocketPalette *self);
GtkListBox *docket_palette_get_list (DocketPalette *self);

G_END_DECLS
