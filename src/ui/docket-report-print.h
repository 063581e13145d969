/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-pdf.h"

G_BEGIN_DECLS

void docket_report_print (DocketPdf *pdf, const char *name, GtkWindow *parent);
GtkPrintOperation *docket_report_new_print_operation (DocketPdf *pdf, const char *name);

G_END_DECLS
