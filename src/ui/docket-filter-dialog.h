/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FILTER_DIALOG (docket_filter_dialog_get_type ())

G_DECLARE_FINAL_TYPE (DocketFilterDialog, docket_filter_dialog, DOCKET, FILTER_DIALOG, AdwWindow)

GtkWidget *docket_filter_dialog_new (GtkWindow *parent,
                                     DocketWorkspace *workspace,
                                     const DocketFilter *filter);
const DocketFilter *docket_filter_dialog_get_filter (DocketFilterDialog *self);

G_END_DECLS
