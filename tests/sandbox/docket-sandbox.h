/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define DOCKET_SANDBOX_DEFAULT_KEY "sandbox-key"

/**
 * DocketSandbox:
 *
 * A server that speaks the Atera API v3 on loopback, with data of its own, for tests and for trying
 * out. Used by one thread, whose main context it runs in.
 */
typedef struct DocketSandbox DocketSandbox;

DocketSandbox *docket_sandbox_new (const char *key, guint rate);
void docket_sandbox_free (DocketSandbox *sandbox);
void docket_sandbox_generate (DocketSandbox *sandbox, guint n_tickets, guint32 seed);
gboolean docket_sandbox_load (DocketSandbox *sandbox, const char *file, GError **error);
gboolean docket_sandbox_save (DocketSandbox *sandbox, const char *file, GError **error);
gboolean docket_sandbox_start (DocketSandbox *sandbox,
                               guint16 port,
                               GTlsCertificate *certificate,
                               GError **error);
const char *docket_sandbox_get_url (DocketSandbox *sandbox);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSandbox, docket_sandbox_free)

G_END_DECLS
