/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-file-tray.h"

G_BEGIN_DECLS

/**
 * DocketAttachTrayFunc:
 * @widget: what the actions were installed on
 *
 * Returns: (transfer none) (nullable): where files go now; %NULL: none can be added
 */
typedef DocketFileTray *(*DocketAttachTrayFunc) (GtkWidget *widget);

void docket_attach_actions_install (GtkWidget *widget, DocketAttachTrayFunc get_tray);

G_END_DECLS
