/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean docket_time_parse (const char *text, gint64 *us);
char *docket_time_format (gint64 us);
gboolean docket_money_parse (const char *text, gint64 *amount);
gint64 docket_money_from_double (double units);
char *docket_money_format (gint64 amount);

G_END_DECLS
