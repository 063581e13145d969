/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* The rows of `meta` that the workspace keeps about itself. */
#define DOCKET_META_NAME "name"
#define DOCKET_META_KIND "kind"
#define DOCKET_META_URL "url"
#define DOCKET_META_UUID "uuid"
#define DOCKET_META_ME "me"
#define DOCKET_META_ME_EMAIL "me-email"
#define DOCKET_META_ACCOUNT "account-id"
#define DOCKET_META_ACCOUNT_ZONE "account-zone"
#define DOCKET_META_COMPANY "company"
#define DOCKET_META_WORDING "wording"
#define DOCKET_META_CURRENCY "currency"
#define DOCKET_META_ZONE "zone"
#define DOCKET_META_SAMPLE "sample"
#define DOCKET_META_LAST_NUMBER "last-number"
#define DOCKET_META_LAST_SYNC "last-sync-at"
#define DOCKET_META_UNREAD_SINCE "unread-since"

/* The file in the state directory that names the workspace used last; no workspace has this id. */
#define DOCKET_LAST_NAME "last"

struct _DocketWorkspace
{
  GObject parent_instance;

  /* Set when it was opened, and never again. */
  char *id;
  char *name;
  char *url;
  char *uuid;
  char *me_email;
  char *zone;
  DocketServerKind kind;
  DocketWording wording; /* the account's */
  DocketClock *clock;
  DocketStore *store;
  GMainContext *context;

  GMutex question_mutex; /* held by whoever asks the password store for the key */
  GMutex mutex;          /* guards what follows */
  GCond quiet;           /* tells that n_pending fell to 0 */
  gboolean closed;
  guint n_pending; /* tasks on a worker */
  gint64 me;
  const char *me_name; /* interned */
  char *secret;
  GHashTable *preferences; /* (element-type utf8 utf8): see docket-workspace-preferences.c */
  guint n_settings;        /* choices not on the disk yet */

  /* Watching: see docket-workspace-watch.c. */
  GFileMonitor *wal_monitor;
  gint64 seen_seq; /* of the one worker that looks */
  gboolean looking;
  gboolean look_again;
  GSource *teller; /* NULL when there is nothing to tell in the main context */
  GArray *news;    /* (element-type DocketChange); NULL for none */
  GThread *housekeeper;
  GCond wake_housekeeper;

  int has_offered; /* an undo of what goes to a server; see docket-workspace-offers.c */

  /* Sync: see docket-workspace-sync.c. Made in the main context's thread. */
  GCancellable *closing; /* ends what waits for the password store or the server */
  DocketEngine *engine;
  gboolean engine_started;
  char *secret_problem;
};

gboolean docket_workspaces_remove_tree (GFile *file, GError **error);

typedef void (*DocketWorkspaceFunc) (DocketWorkspace *self);

/* On a worker: reads run beside one another, writes one after the other in the order asked for. */
void docket_workspace_run_read (DocketWorkspace *self, GTask *task, GTaskThreadFunc func);
void docket_workspace_run_write (DocketWorkspace *self, GTask *task, GTaskThreadFunc func);
void docket_workspace_run_quiet (DocketWorkspace *self, DocketWorkspaceFunc func);
GTask *docket_workspace_task (DocketWorkspace *self,
                              gpointer source_tag,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/* A write that the main context hears of: commits, then looks at what changed. */
gboolean docket_workspace_commit (DocketWorkspace *self, DocketTransaction *txn, GError **error);
void docket_workspace_fill_context (DocketWorkspace *self, DocketOutboxContext *context);
gboolean docket_workspace_learn_me (DocketWorkspace *self, DocketTransaction *txn, GError **error);
gboolean
docket_workspace_wake_due (DocketWorkspace *self, GCancellable *cancellable, GError **error);
gboolean
docket_workspace_read_preferences (DocketWorkspace *self, DocketTransaction *txn, GError **error);

gboolean docket_workspace_prepare_edit (DocketWorkspace *self,
                                        DocketTransaction *txn,
                                        DocketEdit *edit,
                                        GError **error);
gboolean docket_workspace_constrain_edit (DocketTransaction *txn,
                                          DocketEdit *edit,
                                          GPtrArray *custom,
                                          GError **error);
gboolean docket_workspace_constrain_new (DocketTransaction *txn,
                                         DocketValues *values,
                                         GPtrArray *custom,
                                         GError **error);

gboolean docket_workspace_prepare_signature (DocketWorkspace *self,
                                             DocketTransaction *txn,
                                             DocketEditPart *part,
                                             GError **error);

gboolean
docket_workspace_remember_before (DocketTransaction *txn, DocketEdit *edit, GError **error);
gboolean docket_workspace_undo_here (DocketWorkspace *self,
                                     DocketTransaction *txn,
                                     DocketEdit *edit,
                                     DocketUndoCount *count,
                                     GError **error);

void docket_workspace_watch_offers (DocketWorkspace *self, DocketEdit *edit);
void docket_workspace_end_offers (DocketWorkspace *self);

gboolean docket_workspace_watch (DocketWorkspace *self, GError **error);
void docket_workspace_watch_files (DocketWorkspace *self);
void docket_workspace_unwatch (DocketWorkspace *self);
void docket_workspace_look (DocketWorkspace *self);

void docket_workspace_emit_changed (DocketWorkspace *self, GArray *changes);
void docket_workspace_emit_status (DocketWorkspace *self);
void docket_workspace_wake_engine (DocketWorkspace *self);
DocketRemote *
docket_workspace_make_remote (DocketWorkspace *self, GCancellable *cancellable, GError **error);
void docket_workspace_collect_files (DocketWorkspace *self);
void docket_workspace_stop_engine (DocketWorkspace *self);

G_END_DECLS
