/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where nobody answers. */
#define BENCH_DATA_NOBODY "http://127.0.0.1:1"

char *bench_data_make (guint n_tickets, guint seed, const char *url);

G_END_DECLS
