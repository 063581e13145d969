/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-pdf-view.h"
#include "docket-report-options.h"
#include "docket-workspace-report.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_REPORT_WINDOW (docket_report_window_get_type ())

G_DECLARE_FINAL_TYPE (DocketReportWindow, docket_report_window, DOCKET, REPORT_WINDOW, AdwWindow)

GtkWidget *docket_report_window_new (GtkWindow *parent,
                                     DocketWorkspace *workspace,
                                     DocketTicketDetails *details);
DocketReportFile *docket_report_window_get_file (DocketReportWindow *self);
DocketPdfView *docket_report_window_get_view (DocketReportWindow *self);

G_END_DECLS
