/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *docket_photo_folder_list (GFile *folder, guint most, GCancellable *cancellable);

G_END_DECLS
