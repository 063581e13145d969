/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-parts.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SIGNATURE_LIST (docket_signature_list_get_type ())

G_DECLARE_FINAL_TYPE (DocketSignatureList, docket_signature_list, DOCKET, SIGNATURE_LIST, AdwBin)

GtkWidget *docket_signature_list_new (void);
void docket_signature_list_set_details (DocketSignatureList *self, DocketTicketDetails *details);

G_END_DECLS
