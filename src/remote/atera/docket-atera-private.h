/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-answer.h"
#include "docket-atera.h"
#include "docket-http.h"
#include "docket-json.h"
#include "docket-page-ahead.h"

G_BEGIN_DECLS

/* The API's own limit (reference: "50 at most"). */
#define DOCKET_ATERA_PAGE_SIZE 50

struct _DocketAtera
{
  GObject parent_instance;

  DocketHttp *http;
  DocketClock *clock;

  /* Learnt from the server on the way; NULL until then. */
  char *zone;
  GPtrArray *fields; /* (element-type DocketField) */

  /* The feed that is read, and the order of the one of all tickets (0 pages: not looked at). */
  DocketPageAhead *ahead;
  gint64 feed_since;
  guint all_pages;
  gboolean all_reversed;
};

/* docket-atera.c: reading. */
char *docket_atera_make_url (DocketAtera *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
JsonNode *docket_atera_read (DocketAtera *self,
                             const char *url,
                             DocketHttpAnswer **answer,
                             GCancellable *cancellable,
                             GError **error);

/**
 * DocketAteraItemFunc:
 * @item: an item of a list
 * @user_data: what was given with the function
 * @error: return location for a #DocketRemoteError
 *
 * Returns: whether to go on
 */
typedef gboolean (*DocketAteraItemFunc) (JsonObject *item, gpointer user_data, GError **error);

gboolean docket_atera_read_list (DocketAtera *self,
                                 const char *path,
                                 guint max_pages,
                                 DocketAteraItemFunc func,
                                 gpointer user_data,
                                 gboolean *complete,
                                 GCancellable *cancellable,
                                 GError **error);

/* docket-atera-directory.c */
DocketRemoteAccount *
docket_atera_check (DocketAtera *self, GCancellable *cancellable, GError **error);
gboolean docket_atera_pull_directory (DocketAtera *self,
                                      gint64 since,
                                      DocketRemoteEntryFunc func,
                                      gpointer user_data,
                                      GCancellable *cancellable,
                                      GError **error);
GPtrArray *docket_atera_pull_fields (DocketAtera *self, GCancellable *cancellable, GError **error);
const DocketField *docket_atera_find_field (DocketAtera *self, const char *id);

/* docket-atera-pull.c */
DocketRemotePage *docket_atera_read_page (DocketAtera *self,
                                          const char *url,
                                          GCancellable *cancellable,
                                          GError **error);
DocketRemotePage *docket_atera_pull_tickets (DocketAtera *self,
                                             gint64 since,
                                             guint page,
                                             GCancellable *cancellable,
                                             GError **error);
DocketRemoteDetails *docket_atera_pull_ticket (DocketAtera *self,
                                               const char *remote_id,
                                               GCancellable *cancellable,
                                               GError **error);
DocketRemoteTicket *docket_atera_peek_ticket (DocketAtera *self,
                                              const char *remote_id,
                                              GCancellable *cancellable,
                                              GError **error);
GPtrArray *docket_atera_find_created (DocketAtera *self,
                                      const DocketPush *push,
                                      gint64 since,
                                      gboolean *complete,
                                      GCancellable *cancellable,
                                      GError **error);

/* docket-atera-push.c */
void docket_atera_push (DocketAtera *self,
                        const DocketPush *push,
                        DocketPushOutcome *outcome,
                        GCancellable *cancellable);

G_END_DECLS
