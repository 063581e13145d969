/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-field-row.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_DETAILS_PANE (docket_details_pane_get_type ())

G_DECLARE_FINAL_TYPE (DocketDetailsPane, docket_details_pane, DOCKET, DETAILS_PANE, AdwBin)

void docket_details_pane_set_workspace (DocketDetailsPane *self, DocketWorkspace *workspace);
void docket_details_pane_set_choices (DocketDetailsPane *self,
                                      GPtrArray *statuses,
                                      GPtrArray *technicians,
                                      GPtrArray *fields);
void docket_details_pane_set_details (DocketDetailsPane *self, DocketTicketDetails *details);
void docket_details_pane_edit (DocketDetailsPane *self, const char *field, const char *value);
DocketFieldRow *docket_details_pane_get_row (DocketDetailsPane *self, const char *field);
GtkButton *docket_details_pane_get_timer_button (DocketDetailsPane *self);

G_END_DECLS
