/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ScriptedRequest:
 * @n: which request of this server, from 1
 * @connection: which connection it came over, from 1
 * @head: request line and headers, as they came
 * @body: what came after them
 *
 * A request, byte for byte.
 */
typedef struct
{
  guint n;
  guint connection;
  char *method;
  char *path;
  char *head;
  char *body;
} ScriptedRequest;

/**
 * ScriptedFunc:
 * @request: a request that came whole
 * @out: where to write the answer, byte for byte
 * @user_data: what was given with the function
 *
 * Answers a request; called on a thread of the server.
 *
 * Returns: whether the connection is kept
 */
typedef gboolean (*ScriptedFunc) (const ScriptedRequest *request,
                                  GOutputStream *out,
                                  gpointer user_data);

typedef struct _ScriptedServer ScriptedServer;

ScriptedServer *
scripted_server_new (ScriptedFunc func, gpointer user_data, GTlsCertificate *certificate);
void scripted_server_free (ScriptedServer *server);
char *scripted_server_get_url (ScriptedServer *server);
guint scripted_server_get_n_requests (ScriptedServer *server);
guint scripted_server_get_n_connections (ScriptedServer *server);
char *scripted_request_get_header (const ScriptedRequest *request, const char *name);
void scripted_answer (GOutputStream *out, guint status, const char *type, const char *body);
void scripted_write (GOutputStream *out, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ScriptedServer, scripted_server_free)

G_END_DECLS
