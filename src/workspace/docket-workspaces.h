/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-model.h"

G_BEGIN_DECLS

#define DOCKET_WORKSPACE_ERROR (docket_workspace_error_quark ())

/**
 * DocketWorkspaceError:
 * @DOCKET_WORKSPACE_ERROR_NOT_FOUND: no such workspace or ticket
 * @DOCKET_WORKSPACE_ERROR_INVALID: a value that can't be taken; the message says what to do
 * @DOCKET_WORKSPACE_ERROR_SECRET: the secret is missing or refused
 * @DOCKET_WORKSPACE_ERROR_NO_SECRET_SERVICE: there is no Secret Service: the secret is kept for
 * this run only
 *
 * Errors of workspaces, beside those of the rooms below.
 */
typedef enum
{
  DOCKET_WORKSPACE_ERROR_NOT_FOUND,
  DOCKET_WORKSPACE_ERROR_INVALID,
  DOCKET_WORKSPACE_ERROR_SECRET,
  DOCKET_WORKSPACE_ERROR_NO_SECRET_SERVICE
} DocketWorkspaceError;

GQuark docket_workspace_error_quark (void);

/**
 * DocketWorkspaceInfo:
 * @id: the folder's name
 * @me: (nullable): e-mail of the technician who uses it
 * @last_sync_at: microseconds UTC; 0: never
 * @drafts: what was begun and not sent
 * @problem: (nullable): why it can't be opened, a sentence; then only @id is known
 *
 * What a list of workspaces shows of one.
 */
typedef struct
{
  char *id;
  char *name;
  DocketServerKind kind;
  char *url;
  char *me;
  gint64 last_sync_at;
  guint waiting;
  guint needs_attention;
  guint drafts;
  char *problem;
} DocketWorkspaceInfo;

void docket_workspace_info_free (DocketWorkspaceInfo *info);
char *docket_workspace_info_dup_loss (const DocketWorkspaceInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketWorkspaceInfo, docket_workspace_info_free)

/**
 * DocketAccountSetup:
 * @name: (nullable): what to call the workspace; %NULL: the company's name
 * @url: (nullable): the server's address as typed
 * @secret: (nullable): the key as typed
 * @me: (nullable): e-mail of the technician who uses this computer
 * @sample: fill it with the sample data
 *
 * A workspace to be made.
 */
typedef struct
{
  DocketServerKind kind;
  char *name;
  char *url;
  char *secret;
  char *me;
  gboolean sample;
} DocketAccountSetup;

/* The list of workspaces is the list of folders under $XDG_DATA_HOME/docket. All synchronous: from
 * a worker. */

char *docket_workspaces_get_root (void);
GPtrArray *docket_workspaces_list (GCancellable *cancellable, GError **error);
char *docket_workspaces_find_sample (GCancellable *cancellable, GError **error);
char *docket_workspaces_create (const DocketAccountSetup *setup,
                                gboolean *secret_kept,
                                GCancellable *cancellable,
                                GError **error);
char *docket_workspaces_get_last (void);
void docket_workspaces_set_last (const char *id);
gboolean docket_workspaces_remove (const char *id, GCancellable *cancellable, GError **error);

/**
 * DocketAccountCheck:
 * @company: the account's name
 * @technicians: (element-type DocketEntry): those learnt so far, with `email`
 *
 * What set-up shows before anything is stored.
 */
typedef struct
{
  char *company;
  DocketWording wording;
  GPtrArray *technicians;
} DocketAccountCheck;

void docket_account_check_free (DocketAccountCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketAccountCheck, docket_account_check_free)

DocketAccountCheck *docket_workspaces_check (const DocketAccountSetup *setup,
                                             GCancellable *cancellable,
                                             GError **error);

G_END_DECLS
