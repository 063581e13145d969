/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-store.h"

G_BEGIN_DECLS

/* Customers, contacts, contracts, technicians, rates, statuses, custom fields, quick replies: all
 * are #DocketEntry. */

GPtrArray *docket_directory_list (DocketTransaction *txn,
                                  DocketEntity entity,
                                  const char *search,
                                  gint64 customer,
                                  guint limit,
                                  GError **error);
GPtrArray *docket_directory_list_offered (DocketTransaction *txn,
                                          DocketEntity entity,
                                          const char *search,
                                          gint64 customer,
                                          guint limit,
                                          GError **error);
GPtrArray *docket_directory_list_archived (DocketTransaction *txn,
                                           DocketEntity entity,
                                           const char *search,
                                           GError **error);
GHashTable *
docket_directory_list_names (DocketTransaction *txn, DocketEntity entity, GError **error);
DocketEntry *
docket_directory_get (DocketTransaction *txn, DocketEntity entity, gint64 id, GError **error);
gint64 docket_directory_find_by_remote_id (DocketTransaction *txn,
                                           DocketEntity entity,
                                           const char *remote_id,
                                           GError **error);
DocketEntry *docket_directory_find (DocketTransaction *txn,
                                    DocketEntity entity,
                                    const char *property,
                                    const char *value,
                                    GError **error);
DocketEntry *docket_directory_find_at (DocketTransaction *txn,
                                       DocketEntity entity,
                                       gint64 customer,
                                       const char *name,
                                       GError **error);
gint64 docket_directory_save (DocketTransaction *txn, DocketEntry *entry, GError **error);

/* The statuses and the custom fields in the form that the rest of Docket uses. */
GPtrArray *docket_directory_list_statuses (DocketTransaction *txn, GError **error);
DocketStatusKind docket_directory_get_status_kind (DocketTransaction *txn, const char *status);
gboolean docket_directory_add_status (DocketTransaction *txn,
                                      const char *status,
                                      DocketStatusKind kind,
                                      GError **error);
GPtrArray *docket_directory_list_fields (DocketTransaction *txn, GError **error);
gboolean docket_directory_save_field (DocketTransaction *txn, DocketField *field, GError **error);
gboolean docket_directory_rename_field (DocketTransaction *txn,
                                        const char *name,
                                        const char *new_name,
                                        GError **error);
gboolean docket_directory_count_values (DocketTransaction *txn,
                                        const char *name,
                                        guint *n_values,
                                        GError **error);

/* Saved views. */
typedef struct
{
  gint64 id;
  char *name;
  DocketFilter *filter;
} DocketSavedView;

DocketSavedView *docket_saved_view_new (gint64 id, const char *name, const DocketFilter *filter);
void docket_saved_view_free (DocketSavedView *view);
GPtrArray *docket_views_list (DocketTransaction *txn, GError **error);
gint64 docket_views_save (DocketTransaction *txn, const DocketSavedView *view, GError **error);
gboolean docket_views_delete (DocketTransaction *txn, gint64 id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketSavedView, docket_saved_view_free)

G_END_DECLS
