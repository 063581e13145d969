/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GHashTable *docket_id_set_new (void);
void docket_id_set_add (GHashTable *set, gint64 id);

/* How one order of ids becomes another one, in short runs. */

void docket_ids_count_common (const GArray *a, const GArray *b, guint *prefix, guint *suffix);
void docket_ids_next_run (const GArray *old_ids,
                          const GArray *new_ids,
                          guint suffix,
                          guint position,
                          GHashTable *changed,
                          guint *n_removed,
                          guint *n_added);

G_END_DECLS
