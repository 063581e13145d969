/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-report-words.h"
#include "docket-report.h"

G_BEGIN_DECLS

DocketDocument *docket_report_frame_begin (const DocketReportFrame *frame,
                                           DocketReportWord title,
                                           const char *subtitle);
char *docket_report_describe_ticket (const char *number, const char *title);

G_END_DECLS
