/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-workspace.h"

G_BEGIN_DECLS

/* How docketctl ends: scripts depend on these. */
typedef enum
{
  DOCKET_CTL_EXIT_DONE = 0,
  DOCKET_CTL_EXIT_REFUSED = 1,
  DOCKET_CTL_EXIT_USAGE = 2,
  DOCKET_CTL_EXIT_NOT_FOUND = 3,
  DOCKET_CTL_EXIT_UNREACHABLE = 4,
  DOCKET_CTL_EXIT_SERVER_REFUSED = 5,
  DOCKET_CTL_EXIT_SECRET = 6
} DocketCtlExit;

#define DOCKET_CTL_ERROR (docket_ctl_error_quark ())

/**
 * DocketCtlError:
 * @DOCKET_CTL_ERROR_USAGE: the command line is wrong
 *
 * Errors of the command line itself.
 */
typedef enum
{
  DOCKET_CTL_ERROR_USAGE
} DocketCtlError;

GQuark docket_ctl_error_quark (void);

/**
 * DocketCtl:
 * @args: (array zero-terminated=1): the command's own words, the program's name first
 * @workspace_id: (nullable): the workspace asked for
 * @secret: (nullable): the key given for this run
 *
 * One run of docketctl.
 */
typedef struct
{
  const char *usage;
  char **args;
  char *workspace_id;
  gboolean json;
  int secret_fd;
  char *secret_env;
  char *secret;
  DocketWorkspace *workspace;
} DocketCtl;

void docket_ctl_add_common_options (DocketCtl *ctl, GOptionContext *context);
gboolean docket_ctl_parse (DocketCtl *ctl,
                           const GOptionEntry *entries,
                           guint min_words,
                           guint max_words,
                           GError **error);
const char *docket_ctl_get_word (DocketCtl *ctl, guint nth);
DocketWorkspace *docket_ctl_open (DocketCtl *ctl, GError **error);
gint64 docket_ctl_find_ticket (DocketCtl *ctl, const char *name, GError **error);
gboolean docket_ctl_usage_error (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean docket_ctl_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean docket_ctl_write_file (DocketCtl *ctl, const char *output, GBytes *bytes, GError **error);

/* The commands. */
typedef gboolean (*DocketCtlFunc) (DocketCtl *ctl, GError **error);

gboolean docket_ctl_account_add (DocketCtl *ctl, GError **error);
gboolean docket_ctl_account_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_account_remove (DocketCtl *ctl, GError **error);
gboolean docket_ctl_sync (DocketCtl *ctl, GError **error);
gboolean docket_ctl_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_show (DocketCtl *ctl, GError **error);
gboolean docket_ctl_sign (DocketCtl *ctl, GError **error);
gboolean docket_ctl_signature_get (DocketCtl *ctl, GError **error);
gboolean docket_ctl_report (DocketCtl *ctl, GError **error);
gboolean docket_ctl_create (DocketCtl *ctl, GError **error);
gboolean docket_ctl_set (DocketCtl *ctl, GError **error);
gboolean docket_ctl_reply (DocketCtl *ctl, GError **error);
gboolean docket_ctl_attachment_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_attachment_get (DocketCtl *ctl, GError **error);
gboolean docket_ctl_attachment_send (DocketCtl *ctl, GError **error);
gboolean docket_ctl_delete (DocketCtl *ctl, GError **error);
gboolean docket_ctl_remind (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_add (DocketCtl *ctl, GError **error);
gboolean docket_ctl_batch_create (DocketCtl *ctl, GError **error);
gboolean docket_ctl_batch_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_batch_show (DocketCtl *ctl, GError **error);
gboolean docket_ctl_batch_export (DocketCtl *ctl, GError **error);
gboolean docket_ctl_batch_delete (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_edit (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_delete (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_start (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_stop (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_pause (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_resume (DocketCtl *ctl, GError **error);
gboolean docket_ctl_time_status (DocketCtl *ctl, GError **error);
gboolean docket_ctl_outbox_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_outbox_retry (DocketCtl *ctl, GError **error);
gboolean docket_ctl_outbox_settle (DocketCtl *ctl, GError **error);
gboolean docket_ctl_outbox_discard (DocketCtl *ctl, GError **error);
gboolean docket_ctl_conflict_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_conflict_resolve (DocketCtl *ctl, GError **error);
gboolean docket_ctl_directory_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_directory_add (DocketCtl *ctl, GError **error);
gboolean docket_ctl_directory_edit (DocketCtl *ctl, GError **error);
gboolean docket_ctl_directory_archive (DocketCtl *ctl, GError **error);
gboolean docket_ctl_directory_import (DocketCtl *ctl, GError **error);
gboolean docket_ctl_quick_reply_list (DocketCtl *ctl, GError **error);
gboolean docket_ctl_quick_reply_add (DocketCtl *ctl, GError **error);
gboolean docket_ctl_quick_reply_remove (DocketCtl *ctl, GError **error);
gboolean docket_ctl_quick_reply_import (DocketCtl *ctl, GError **error);
gboolean docket_ctl_quick_reply_export (DocketCtl *ctl, GError **error);
gboolean docket_ctl_draft_list (DocketCtl *ctl, GError **error);

/* Texts of the command line: docket-ctl-edit.c. */
char *docket_ctl_read_text (const char *typed, GError **error);

G_END_DECLS
