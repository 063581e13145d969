/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void docket_csv_write_line (GString *csv, const char *const *cells);
char *docket_csv_make_safe (const char *text);

G_END_DECLS
