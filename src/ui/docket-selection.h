/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-ticket-list.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SELECTION (docket_selection_get_type ())

G_DECLARE_FINAL_TYPE (DocketSelection, docket_selection, DOCKET, SELECTION, GObject)

DocketSelection *docket_selection_new (DocketTicketList *list);
DocketTicketList *docket_selection_get_list (DocketSelection *self);
guint docket_selection_get_size (DocketSelection *self);
gint64 docket_selection_get_single (DocketSelection *self);
void docket_selection_select_id (DocketSelection *self, gint64 id);
void docket_selection_set_keeping (DocketSelection *self, gboolean keeping);
GArray *docket_selection_dup_ids (DocketSelection *self);

G_END_DECLS
