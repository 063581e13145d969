/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-attach-actions.h"

G_BEGIN_DECLS

void docket_attach_take_drops (GtkWidget *area, GtkWidget *widget, DocketAttachTrayFunc get_tray);
void
docket_attach_take_pastes (GtkTextView *text, GtkWidget *widget, DocketAttachTrayFunc get_tray);

G_END_DECLS
