/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-timesheet.h"

G_BEGIN_DECLS

GtkPrintOperation *
docket_timesheet_print_new (DocketTimesheet *timesheet, const char *technician, const char *period);

G_END_DECLS
