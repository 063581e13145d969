/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-list-look.h"

G_BEGIN_DECLS

char *docket_list_row_dup_subtitle (const DocketTicketRow *row, const DocketListLook *look);
const char *docket_list_row_get_heading (const DocketTicketRow *row, DocketGroup group);
void docket_list_row_mark_hits (GtkLabel *label, const char *search);

G_END_DECLS
