/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sync-client.h"

G_BEGIN_DECLS

/* Files of a person on a ticket of a server that holds none there. */
DocketEditFile *client_keep_file (Client *client, const char *name, GBytes *bytes);
gint64 client_say_file (Client *client,
                        gint64 ticket,
                        DocketMessageKind kind,
                        const char *text,
                        const char *name,
                        GBytes *bytes);
DocketAttachment *client_get_attachment (Client *client, gint64 ticket, gint64 attachment);
DocketOperation *client_get_file_operation (Client *client, gint64 ticket, gint64 attachment);
gboolean client_try_send_file (Client *client, gint64 ticket, gint64 attachment, GError **error);
DocketFileOffer *client_send_file (Client *client, gint64 ticket, gint64 attachment);
void client_decide (Client *client, const char *uuid, gboolean anyway);
void client_settle (Client *client, const char *uuid);
void client_discard (Client *client, const char *uuid);

guint server_count_files (DocketTestSandbox *sandbox, const char *name, GBytes *bytes);

G_END_DECLS
