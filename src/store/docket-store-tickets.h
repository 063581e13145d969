/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* Lists. All leave out deleted tickets. `me` is the technician's local id, 0 when it is not known.
 */

gboolean docket_tickets_come_in_order (DocketSort sort, DocketGroup group);
GArray *docket_tickets_list_ids (DocketTransaction *txn,
                                 const DocketFilter *filter,
                                 gint64 me,
                                 DocketSort sort,
                                 gboolean ascending,
                                 DocketGroup group,
                                 guint limit,
                                 GArray *starts,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean docket_tickets_count (DocketTransaction *txn,
                               const DocketFilter *filter,
                               gint64 me,
                               guint *n_tickets,
                               GCancellable *cancellable,
                               GError **error);
GPtrArray *
docket_tickets_load_rows (DocketTransaction *txn, const gint64 *ids, guint n_ids, GError **error);

/* One ticket. */

gint64 docket_tickets_find_by_number (DocketTransaction *txn, const char *number, GError **error);
gint64
docket_tickets_find_by_remote_id (DocketTransaction *txn, const char *remote_id, GError **error);
gboolean docket_tickets_exists (DocketTransaction *txn, gint64 id);
char *docket_tickets_get_remote_id (DocketTransaction *txn, gint64 id, GError **error);
DocketTicketDetails *
docket_tickets_load_details (DocketTransaction *txn, gint64 id, GError **error);
DocketValues *docket_tickets_load_values (DocketTransaction *txn, gint64 id, GError **error);
gboolean docket_tickets_get_value (DocketTransaction *txn,
                                   gint64 id,
                                   const char *field,
                                   char **value,
                                   GError **error);

/* Writing. `values` holds canonical text of fixed and custom fields; only known ones are written.
 */

gint64 docket_tickets_insert (DocketTransaction *txn,
                              const char *remote_id,
                              const char *number,
                              DocketValues *values,
                              gint64 updated_at,
                              GError **error);
gboolean
docket_tickets_set_values (DocketTransaction *txn, gint64 id, DocketValues *values, GError **error);
gboolean docket_tickets_bind (DocketTransaction *txn,
                              gint64 id,
                              const char *remote_id,
                              const char *number,
                              GError **error);
gboolean docket_tickets_edit (DocketTransaction *txn,
                              gint64 id,
                              DocketValues *values,
                              gint64 updated_at,
                              GError **error);
gboolean
docket_tickets_get_updated (DocketTransaction *txn, gint64 id, gint64 *updated_at, GError **error);
gboolean
docket_tickets_touch (DocketTransaction *txn, gint64 id, gint64 updated_at, GError **error);
gboolean
docket_tickets_set_deleted (DocketTransaction *txn, gint64 id, gint64 deleted_at, GError **error);
gboolean docket_tickets_purge (DocketTransaction *txn, gint64 id, GError **error);
gboolean docket_tickets_set_read (DocketTransaction *txn, gint64 id, gint64 until, GError **error);
gboolean docket_tickets_set_unread (DocketTransaction *txn, gint64 id, GError **error);
gboolean docket_tickets_note_other (DocketTransaction *txn, gint64 id, gint64 at, GError **error);

/* Related tickets, both of them here. */

gboolean docket_relations_set (DocketTransaction *txn,
                               gint64 ticket,
                               gint64 other,
                               const char *kind,
                               GError **error);
GArray *
docket_relations_list (DocketTransaction *txn, gint64 ticket, const char *kind, GError **error);
GArray *docket_tickets_list_of_contact (DocketTransaction *txn,
                                        gint64 contact,
                                        gint64 but,
                                        guint limit,
                                        GError **error);
gint64 docket_relations_get (DocketTransaction *txn, gint64 ticket, char **kind, GError **error);

/* Whether a ticket's messages, times and values were read whole, and at which state of the feed
 * (see docket-store-sync.h). */

gboolean docket_tickets_get_detail_marks (DocketTransaction *txn,
                                          gint64 id,
                                          char **seen_mark,
                                          char **loaded_mark,
                                          gint64 *loaded_at,
                                          GError **error);
gboolean
docket_tickets_set_seen_mark (DocketTransaction *txn, gint64 id, const char *mark, GError **error);
gboolean docket_tickets_set_loaded_mark (DocketTransaction *txn,
                                         gint64 id,
                                         const char *mark,
                                         gint64 loaded_at,
                                         GError **error);
GArray *docket_tickets_list_stale_details (DocketTransaction *txn,
                                           gint64 me,
                                           gint64 recent_since,
                                           guint limit,
                                           GError **error);

G_END_DECLS
