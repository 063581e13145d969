/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-engine.h"
#include "docket-payload.h"
#include "docket-store-directory.h"
#include "docket-store-parts.h"
#include "docket-store-tickets.h"
#include "docket-test-sandbox.h"

G_BEGIN_DECLS

#define SECOND ((gint64) G_USEC_PER_SEC)
#define ME "tech1@example.com"

/* A computer with a workspace: a store, an engine, a clock that the test moves. */
typedef struct
{
  char *folder;
  DocketStore *store;
  DocketClock *clock;
  DocketEngine *engine;
  DocketOutboxContext context;
} Client;

Client *client_new (DocketTestSandbox *sandbox, const char *email);
Client *client_new_in (const char *folder,
                       DocketTestSandbox *sandbox,
                       const char *email,
                       DocketClock *clock);
void client_free (Client *client);
void client_leave (Client *client);
void client_set_remote (Client *client, DocketTestSandbox *sandbox, const char *key);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Client, client_free)

DocketSyncReport client_sync (Client *client);
gboolean client_try_sync (Client *client, GError **error);
void client_learn_me (Client *client);

void client_open_ticket (Client *client, gint64 ticket);
void client_apply (Client *client, DocketEdit *edit);
char *client_set (Client *client, gint64 ticket, const char *field, const char *value);
char *client_say (Client *client, gint64 ticket, const char *text, gboolean internal);
char *client_add_time (Client *client, gint64 ticket, gint64 start_at, const char *description);
gint64 client_create (Client *client, const char *title, const char *message);
char *client_delete (Client *client, gint64 ticket);
gint64 client_find (Client *client, gint64 remote_id);
char *client_get (Client *client, gint64 ticket, const char *field);
guint client_count_tickets (Client *client);
guint client_count_messages (Client *client, gint64 ticket, const char *text);
DocketOperation *client_operation (Client *client, const char *uuid);
void client_assert_state (Client *client,
                          const char *uuid,
                          DocketOperationState state,
                          DocketOperationReason reason);
void client_assert_quiet (Client *client);

JsonObject *server_ticket (DocketTestSandbox *sandbox, gint64 id, JsonNode **root);
char *server_get (DocketTestSandbox *sandbox, gint64 id, const char *member);
guint server_count_comments (DocketTestSandbox *sandbox, gint64 id, const char *text);
guint server_count_hours (DocketTestSandbox *sandbox, gint64 id, const char *description);
guint server_count_titles (DocketTestSandbox *sandbox, const char *title);
guint server_count_effects (DocketTestSandbox *sandbox, const char *uuid);
void server_fault (DocketTestSandbox *sandbox,
                   const char *method,
                   const char *path,
                   guint times,
                   const char *fault,
                   const char *arg);
void server_assert_none_rejected (DocketTestSandbox *sandbox);
gint64 server_full_ticket (DocketTestSandbox *sandbox, guint nth);

G_END_DECLS
