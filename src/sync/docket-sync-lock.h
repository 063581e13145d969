/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

int docket_sync_lock_take (const char *folder, GError **error);
void docket_sync_lock_give (int *fd);

G_END_DECLS
