/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SENT_LIST (docket_sent_list_get_type ())

G_DECLARE_FINAL_TYPE (DocketSentList, docket_sent_list, DOCKET, SENT_LIST, GObject)

DocketSentList *docket_sent_list_get (DocketWorkspace *workspace);
void docket_sent_list_add (DocketSentList *self, DocketEdit *edit, guint delay_ms);
DocketEdit *docket_sent_list_find (DocketSentList *self, gint64 message);
void docket_sent_list_end (DocketSentList *self, gint64 message);
void docket_sent_list_take_back (DocketSentList *self, DocketEdit *edit);
GArray *docket_sent_list_list (DocketSentList *self);

G_END_DECLS
