/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-report.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_REPORT_OPTIONS (docket_report_options_get_type ())

G_DECLARE_FINAL_TYPE (DocketReportOptions, docket_report_options, DOCKET, REPORT_OPTIONS, AdwBin)

void docket_report_options_set (DocketReportOptions *self,
                                DocketReportChoices *choices,
                                DocketTicketDetails *details,
                                gboolean has_logo);

G_END_DECLS
