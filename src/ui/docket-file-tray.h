/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-files.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FILE_TRAY (docket_file_tray_get_type ())

G_DECLARE_FINAL_TYPE (DocketFileTray, docket_file_tray, DOCKET, FILE_TRAY, AdwBin)

GtkWidget *docket_file_tray_new (void);
void docket_file_tray_set_workspace (DocketFileTray *self, DocketWorkspace *workspace);
void docket_file_tray_add_file (DocketFileTray *self, GFile *file);
void docket_file_tray_add_photo (DocketFileTray *self, GFile *file);
void docket_file_tray_add_bytes (DocketFileTray *self, GBytes *bytes, const char *name);
void docket_file_tray_add_staged (DocketFileTray *self, const DocketEditFile *file);
GPtrArray *docket_file_tray_get_files (DocketFileTray *self);
void docket_file_tray_set_files (DocketFileTray *self, GPtrArray *files);
DocketWorkspace *docket_file_tray_get_workspace (DocketFileTray *self);
guint docket_file_tray_get_room (DocketFileTray *self);
void docket_file_tray_show_all (DocketFileTray *self);
void docket_file_tray_tell (DocketFileTray *self, const char *sentence);
gboolean docket_file_tray_tell_full (DocketFileTray *self);
GCancellable *docket_file_tray_get_cancellable (DocketFileTray *self);
guint docket_file_tray_get_n_files (DocketFileTray *self);
gboolean docket_file_tray_is_empty (DocketFileTray *self);
gboolean docket_file_tray_is_busy (DocketFileTray *self);

G_END_DECLS
