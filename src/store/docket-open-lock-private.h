/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int docket_open_lock_take (const char *folder, gboolean *is_alone, GError **error);
gboolean docket_open_lock_share (int fd, GError **error);
void docket_open_lock_give (int *fd);

G_END_DECLS
