/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DocketTurn:
 *
 * A lock that threads get in the order in which they asked, and of which its holder can tell
 * whether someone waits: what writes much can let a person go first.
 */
typedef struct
{
  GMutex mutex;
  GCond cond;
  GQueue waiting; /* (element-type GThread), the holder not among them */
  GThread *holder;
} DocketTurn;

void docket_turn_init (DocketTurn *self);
void docket_turn_clear (DocketTurn *self);
gboolean docket_turn_take (DocketTurn *self, GCancellable *cancellable, GError **error);
void docket_turn_give (DocketTurn *self);
gboolean docket_turn_is_wanted (DocketTurn *self);

G_END_DECLS
