/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean docket_secrets_store (const char *uuid,
                               const char *name,
                               const char *secret,
                               GCancellable *cancellable,
                               GError **error);
char *docket_secrets_lookup (const char *uuid, GCancellable *cancellable, GError **error);
gboolean docket_secrets_remove (const char *uuid, GCancellable *cancellable, GError **error);

G_END_DECLS
