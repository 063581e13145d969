/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-ctl.h"

G_BEGIN_DECLS

gint64 docket_ctl_find_entry (DocketCtl *ctl,
                              DocketEntity entity,
                              const char *name,
                              gint64 customer,
                              GError **error);
gboolean docket_ctl_take_value (DocketCtl *ctl,
                                DocketValues *values,
                                const char *field,
                                const char *typed,
                                GError **error);
gboolean docket_ctl_take_assignment (DocketCtl *ctl,
                                     DocketValues *values,
                                     const char *prefix,
                                     const char *assignment,
                                     GError **error);
gboolean docket_ctl_parse_words (GType type, const char *typed, guint *bits, GError **error);
gboolean
docket_ctl_take_statuses (DocketCtl *ctl, DocketFilter *filter, const char *typed, GError **error);
char *docket_ctl_label_value (DocketCtl *ctl, const DocketField *field, const char *value);
const char *docket_ctl_label_kind (DocketOperationKind kind);
const char *docket_ctl_label_state (DocketOperationState state);

G_END_DECLS
