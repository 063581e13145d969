/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-media-error.h"

G_BEGIN_DECLS

const char *docket_file_type_check (const char *name, GBytes *bytes, GError **error);
GBytes *
docket_file_type_read (GFile *file, const char *name, GCancellable *cancellable, GError **error);
const char *docket_file_type_find_ending (GBytes *bytes);
gboolean docket_file_type_is_picture_content (GBytes *bytes);
gboolean docket_file_type_is_picture (const char *content_type);
gboolean docket_file_type_is_picture_name (const char *name);

G_END_DECLS
