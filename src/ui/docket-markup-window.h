/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-markup-canvas.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_MARKUP_WINDOW (docket_markup_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketMarkupWindow, docket_markup_window, DOCKET, MARKUP_WINDOW, AdwWindow)

GtkWindow *docket_markup_window_new (GtkWindow *parent,
                                     DocketWorkspace *workspace,
                                     const DocketEditFile *file);
DocketMarkupCanvas *docket_markup_window_get_canvas (DocketMarkupWindow *self);

G_END_DECLS
