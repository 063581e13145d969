/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-remote-types.h"

G_BEGIN_DECLS

/**
 * DocketRemote:
 *
 * The interface of a server: small, synchronous, cancellable. Called on one thread at a time (the
 * sync thread; set-up's worker for `check`). A new server is one folder that implements it and one
 * line in docket_remote_new().
 */
#define DOCKET_TYPE_REMOTE (docket_remote_get_type ())

G_DECLARE_INTERFACE (DocketRemote, docket_remote, DOCKET, REMOTE, GObject)

/**
 * DocketRemoteEntryFunc:
 * @entry: (transfer none): an entry of the directory; a contact's or contract's `customer` is not
 * set: its customer's remote id is the property `customer_remote_id`
 * @user_data: what was given with the function
 *
 * Takes one entry of the directory: a customer, contact, contract, rate or technician. Custom
 * fields come from docket_remote_pull_fields(), statuses with the tickets.
 *
 * Returns: whether to go on
 */
typedef gboolean (*DocketRemoteEntryFunc) (DocketEntry *entry, gpointer user_data);

struct _DocketRemoteInterface
{
  GTypeInterface parent_interface;

  const DocketCapabilities *(*get_capabilities) (DocketRemote *self);
  DocketRemoteAccount *(*check) (DocketRemote *self, GCancellable *cancellable, GError **error);
  gboolean (*pull_directory) (DocketRemote *self,
                              gint64 since,
                              DocketRemoteEntryFunc func,
                              gpointer user_data,
                              GCancellable *cancellable,
                              GError **error);
  DocketRemotePage *(*pull_tickets) (DocketRemote *self,
                                     gint64 since,
                                     guint page,
                                     GCancellable *cancellable,
                                     GError **error);
  DocketRemoteDetails *(*pull_ticket) (DocketRemote *self,
                                       const char *remote_id,
                                       GCancellable *cancellable,
                                       GError **error);
  DocketRemoteTicket *(*peek_ticket) (DocketRemote *self,
                                      const char *remote_id,
                                      GCancellable *cancellable,
                                      GError **error);
  void (*push) (DocketRemote *self,
                const DocketPush *push,
                DocketPushOutcome *outcome,
                GCancellable *cancellable);
  GPtrArray *(*find_created) (DocketRemote *self,
                              const DocketPush *push,
                              gint64 since,
                              gboolean *complete,
                              GCancellable *cancellable,
                              GError **error);
  GBytes *(*download) (DocketRemote *self,
                       DocketDownload *download,
                       GCancellable *cancellable,
                       GError **error);
  GPtrArray *(*pull_fields) (DocketRemote *self, GCancellable *cancellable, GError **error);
  gint64 (*get_pause) (DocketRemote *self);
  void (*set_timeout) (DocketRemote *self, guint seconds);
};

DocketRemote *docket_remote_new (DocketServerKind kind,
                                 const char *url,
                                 const char *secret,
                                 DocketClock *clock,
                                 GError **error);
char *docket_remote_normalize_url (DocketServerKind kind, const char *typed, GError **error);
char *docket_remote_normalize_secret (DocketServerKind kind, const char *typed);

const DocketCapabilities *docket_remote_get_capabilities (DocketRemote *self);
const DocketCapabilities *docket_remote_get_kind_capabilities (DocketServerKind kind);
DocketRemoteAccount *
docket_remote_check (DocketRemote *self, GCancellable *cancellable, GError **error);

/* since: an instant in the server's time, microseconds UTC; 0: everything. Pages from 1. A remote
 * may fetch the pages after it ahead. With 0 the newest tickets come first. */
gboolean docket_remote_pull_directory (DocketRemote *self,
                                       gint64 since,
                                       DocketRemoteEntryFunc func,
                                       gpointer user_data,
                                       GCancellable *cancellable,
                                       GError **error);
DocketRemotePage *docket_remote_pull_tickets (DocketRemote *self,
                                              gint64 since,
                                              guint page,
                                              GCancellable *cancellable,
                                              GError **error);
/* pull_ticket: the ticket and all its parts; peek_ticket: the ticket and its custom values alone.
 */
DocketRemoteDetails *docket_remote_pull_ticket (DocketRemote *self,
                                                const char *remote_id,
                                                GCancellable *cancellable,
                                                GError **error);
DocketRemoteTicket *docket_remote_peek_ticket (DocketRemote *self,
                                               const char *remote_id,
                                               GCancellable *cancellable,
                                               GError **error);
void docket_remote_push (DocketRemote *self,
                         const DocketPush *push,
                         DocketPushOutcome *outcome,
                         GCancellable *cancellable);
/* find_created: the tickets that may be what a *create* made (element-type DocketRemoteTicket),
 * among those that came since an instant of the server's time; whether the list was read whole. */
GPtrArray *docket_remote_find_created (DocketRemote *self,
                                       const DocketPush *push,
                                       gint64 since,
                                       gboolean *complete,
                                       GCancellable *cancellable,
                                       GError **error);
/* download: goes on with what came before; when it fails, the download holds what came. */
GBytes *docket_remote_download (DocketRemote *self,
                                DocketDownload *download,
                                GCancellable *cancellable,
                                GError **error);

/* pull_fields: the custom fields of tickets with their options (element-type DocketField). */
GPtrArray *
docket_remote_pull_fields (DocketRemote *self, GCancellable *cancellable, GError **error);
/* get_pause: for how long the server wants to be left alone (429), microseconds; 0: it does not.
 * Until then every call ends at once, reading with DOCKET_REMOTE_ERROR_BUSY, a push with
 * DOCKET_PUSH_NOT_SENT. */
gint64 docket_remote_get_pause (DocketRemote *self);
/* set_timeout: how long a silent server is waited for, 30 s unless told. */
void docket_remote_set_timeout (DocketRemote *self, guint seconds);

G_END_DECLS
