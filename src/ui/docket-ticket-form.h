/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-field-row.h"
#include "docket-file-tray.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_TICKET_FORM (docket_ticket_form_get_type ())

G_DECLARE_FINAL_TYPE (DocketTicketForm, docket_ticket_form, DOCKET, TICKET_FORM, AdwBin)

void docket_ticket_form_set_workspace (DocketTicketForm *self, DocketWorkspace *workspace);
void docket_ticket_form_edit (DocketTicketForm *self,
                              DocketWorkspace *workspace,
                              DocketTicketDetails *ticket);
gboolean docket_ticket_form_is_empty (DocketTicketForm *self);
gboolean docket_ticket_form_check (DocketTicketForm *self);
void docket_ticket_form_commit (DocketTicketForm *self);
DocketValues *docket_ticket_form_collect_changes (DocketTicketForm *self);
DocketValues *docket_ticket_form_collect (DocketTicketForm *self);
DocketValues *docket_ticket_form_collect_draft (DocketTicketForm *self);
DocketValues *docket_ticket_form_collect_changes_draft (DocketTicketForm *self);
char *docket_ticket_form_dup_message (DocketTicketForm *self);
void docket_ticket_form_fill (DocketTicketForm *self, DocketValues *values, const char *message);
GtkEditable *docket_ticket_form_get_title (DocketTicketForm *self);
DocketFieldRow *docket_ticket_form_get_row (DocketTicketForm *self, const char *field);
DocketFileTray *docket_ticket_form_get_tray (DocketTicketForm *self);
GtkTextBuffer *docket_ticket_form_get_message (DocketTicketForm *self);

G_END_DECLS
