/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-ink-pad.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SIGNATURE_WINDOW (docket_signature_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketSignatureWindow,
                      docket_signature_window,
                      DOCKET,
                      SIGNATURE_WINDOW,
                      AdwWindow)

GtkWidget *docket_signature_window_new (GtkWindow *parent,
                                        DocketWorkspace *workspace,
                                        DocketTicketDetails *details);
DocketInkPad *docket_signature_window_get_pad (DocketSignatureWindow *self);

G_END_DECLS
