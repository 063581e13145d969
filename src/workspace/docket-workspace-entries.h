/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-entry-text.h"
#include "docket-workspace.h"

G_BEGIN_DECLS

/* The directory, as a person keeps it: on this computer only. With a server it is the server's, but
 * for quick replies that are a person's own. */
gboolean docket_workspace_owns_directory (DocketWorkspace *self);
gboolean docket_workspace_owns_kind (DocketWorkspace *self, DocketEntity entity);
gboolean docket_workspace_owns_entry (DocketWorkspace *self, const DocketEntry *entry);

/**
 * DocketDirectory:
 * @entries: (element-type DocketEntry): by name
 * @names: (nullable) (element-type gint64 utf8): what customers are called, by local id, for
 * contacts and contracts; technicians for quick replies
 *
 * The entries of one kind.
 */
typedef struct
{
  GPtrArray *entries;
  GHashTable *names;
} DocketDirectory;

void docket_directory_free (DocketDirectory *directory);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketDirectory, docket_directory_free)

GPtrArray *docket_workspace_list_kept (DocketWorkspace *self, DocketEntity entity, GError **error);
GPtrArray *
docket_workspace_list_archived (DocketWorkspace *self, DocketEntity entity, GError **error);
void docket_workspace_load_directory_async (DocketWorkspace *self,
                                            DocketEntity entity,
                                            const char *search,
                                            gboolean archived,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
DocketDirectory *docket_workspace_load_directory_finish (DocketWorkspace *self,
                                                         GAsyncResult *result,
                                                         GError **error);

gint64 docket_workspace_save_entry (DocketWorkspace *self,
                                    const DocketEntry *entry,
                                    GCancellable *cancellable,
                                    GError **error);
void docket_workspace_save_entry_async (DocketWorkspace *self,
                                        const DocketEntry *entry,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gint64
docket_workspace_save_entry_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

/**
 * DocketImport:
 * @n_added: entries that are new
 * @n_updated: entries that were there and are changed
 * @n_unchanged: entries that were there just so
 * @n_skipped: lines that could not be taken
 * @problems: (element-type utf8): why, each with the number of its line; at most
 * %DOCKET_IMPORT_MAX_PROBLEMS
 * @ignored: (nullable): the columns that mean nothing here, with commas between
 *
 * What an import does, or would do.
 */
typedef struct
{
  guint n_added;
  guint n_updated;
  guint n_unchanged;
  guint n_skipped;
  GPtrArray *problems;
  char *ignored;
} DocketImport;

#define DOCKET_IMPORT_MAX_PROBLEMS 100

void docket_import_free (DocketImport *import);
char *docket_import_describe (const DocketImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketImport, docket_import_free)

DocketImport *docket_workspace_import (DocketWorkspace *self,
                                       DocketEntity entity,
                                       GFile *file,
                                       gboolean try_only,
                                       GCancellable *cancellable,
                                       GError **error);
void docket_workspace_import_async (DocketWorkspace *self,
                                    DocketEntity entity,
                                    GFile *file,
                                    gboolean try_only,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
DocketImport *
docket_workspace_import_finish (DocketWorkspace *self, GAsyncResult *result, GError **error);

gboolean docket_workspace_export_entries (DocketWorkspace *self,
                                          DocketEntity entity,
                                          GFile *file,
                                          guint *n_entries,
                                          GCancellable *cancellable,
                                          GError **error);
void docket_workspace_export_entries_async (DocketWorkspace *self,
                                            DocketEntity entity,
                                            GFile *file,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean docket_workspace_export_entries_finish (DocketWorkspace *self,
                                                 GAsyncResult *result,
                                                 guint *n_entries,
                                                 GError **error);

G_END_DECLS
