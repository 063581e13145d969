/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* Messages, attachments, time entries, drafts. Inserting sets the part's id and keeps the search
 * index and the ticket's own row (count of files, last update) in step. */

GPtrArray *docket_messages_list (DocketTransaction *txn, gint64 ticket, GError **error);
gint64 docket_messages_insert (DocketTransaction *txn, DocketMessage *message, GError **error);
gboolean docket_messages_update (DocketTransaction *txn, DocketMessage *message, GError **error);
gboolean docket_messages_delete (DocketTransaction *txn, gint64 id, GError **error);
char *docket_messages_dup_excerpt (DocketTransaction *txn,
                                   gint64 ticket,
                                   const char *search,
                                   DocketMessageKind *kind,
                                   GError **error);

GPtrArray *docket_attachments_list (DocketTransaction *txn, gint64 ticket, GError **error);
gint64
docket_attachments_insert (DocketTransaction *txn, DocketAttachment *attachment, GError **error);
gboolean docket_attachments_set_content (DocketTransaction *txn,
                                         gint64 id,
                                         const char *sha256,
                                         gint64 size,
                                         const char *content_type,
                                         GError **error);
gboolean docket_attachments_delete (DocketTransaction *txn, gint64 id, GError **error);

GPtrArray *docket_time_entries_list (DocketTransaction *txn, gint64 ticket, GError **error);
gint64 docket_time_entries_insert (DocketTransaction *txn, DocketTimeEntry *entry, GError **error);
gboolean
docket_time_entries_update (DocketTransaction *txn, DocketTimeEntry *entry, GError **error);
gboolean docket_time_entries_delete (DocketTransaction *txn, gint64 id, GError **error);
gint64 docket_time_entries_find_by_remote_id (DocketTransaction *txn,
                                              const char *remote_id,
                                              GError **error);

GPtrArray *docket_signatures_list (DocketTransaction *txn, gint64 ticket, GError **error);
gint64
docket_signatures_insert (DocketTransaction *txn, DocketSignature *signature, GError **error);

/* How a ticket's status changed, as far as this computer knows: no part of it for a server. */
GPtrArray *docket_status_changes_list (DocketTransaction *txn, gint64 ticket, GError **error);
gint64
docket_status_changes_insert (DocketTransaction *txn, DocketStatusChange *change, GError **error);
gboolean
docket_status_changes_forget (DocketTransaction *txn, const char *operation, GError **error);
gboolean docket_status_changes_take_back (DocketTransaction *txn,
                                          gint64 ticket,
                                          const char *from,
                                          const char *to,
                                          gboolean *taken,
                                          GError **error);
gboolean docket_status_changes_put_last (DocketTransaction *txn,
                                         gint64 ticket,
                                         const char *from,
                                         gint64 at,
                                         gboolean *any,
                                         GError **error);

/* Strokes, each a file of ink: those on a pad, and those of a signature. */
GPtrArray *
docket_ink_rows_list (DocketTransaction *txn, gint64 ticket, gint64 signature, GError **error);
gboolean docket_ink_rows_keep (DocketTransaction *txn,
                               gint64 ticket,
                               guint first,
                               GPtrArray *strokes,
                               GError **error);
gboolean docket_ink_rows_sign (DocketTransaction *txn,
                               gint64 ticket,
                               gint64 signature,
                               GPtrArray *strokes,
                               GError **error);

/* A draft is one for each ticket and kind; `fields` and ticket 0 make one of a new ticket. */
GPtrArray *docket_drafts_list (DocketTransaction *txn, GError **error);
DocketDraft *
docket_drafts_find (DocketTransaction *txn, gint64 ticket, DocketDraftKind kind, GError **error);
gint64 docket_drafts_save (DocketTransaction *txn, DocketDraft *draft, GError **error);
gboolean docket_drafts_give_back (DocketTransaction *txn,
                                  gint64 ticket,
                                  DocketMessageKind kind,
                                  const char *text,
                                  GPtrArray *files,
                                  DocketValues *fields,
                                  gint64 now_us,
                                  GError **error);
gboolean docket_drafts_delete (DocketTransaction *txn, gint64 id, GError **error);

/* The bytes of attachments: files beside the database, named by their SHA-256 (sync.md, rule 22).
 */
gboolean docket_blobs_add (DocketTransaction *txn,
                           GBytes *bytes,
                           const char *content_type,
                           char **sha256,
                           GError **error);
char *docket_blobs_write (DocketStore *store, GBytes *bytes, GError **error);
gboolean docket_blobs_note (DocketTransaction *txn,
                            const char *sha256,
                            const char *content_type,
                            GError **error);
GBytes *docket_blobs_read (DocketStore *store, const char *sha256, GError **error);
void docket_blob_parts_keep (DocketStore *store,
                             gint64 attachment,
                             GBytes *bytes,
                             const char *validator);
GBytes *docket_blob_parts_take (DocketStore *store, gint64 attachment, char **validator);
gboolean docket_blobs_forget_unused (DocketTransaction *txn, gint64 before_us, GError **error);
gboolean docket_blobs_let_go (DocketTransaction *txn, gint64 budget, GError **error);
void docket_blobs_sweep (DocketTransaction *txn, gint64 before_us);
char *docket_blobs_get_path (DocketStore *store, const char *sha256);

G_END_DECLS
