/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-model.h"

G_BEGIN_DECLS

void docket_time_warnings_show (GtkBox *box,
                                const DocketTimeEntry *entry,
                                guint problems,
                                const DocketTimeEntry *with,
                                gint64 away_us);

G_END_DECLS
