/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-edit.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_SEND_EXTRAS (docket_send_extras_get_type ())

G_DECLARE_FINAL_TYPE (DocketSendExtras, docket_send_extras, DOCKET, SEND_EXTRAS, AdwBin)

void docket_send_extras_set_active (DocketSendExtras *self, gboolean active);
void docket_send_extras_set (DocketSendExtras *self,
                             const char *field,
                             const char *value,
                             const char *label);
const char *docket_send_extras_get (DocketSendExtras *self, const char *field);
DocketValues *docket_send_extras_dup_values (DocketSendExtras *self);
gboolean docket_send_extras_is_empty (DocketSendExtras *self);
void docket_send_extras_clear (DocketSendExtras *self);
void docket_send_extras_add_to (DocketSendExtras *self,
                                DocketEdit *edit,
                                gint64 ticket,
                                DocketValues *seen,
                                const char *but_for);

G_END_DECLS
