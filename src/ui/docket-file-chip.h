/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace-files.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_FILE_CHIP (docket_file_chip_get_type ())

G_DECLARE_FINAL_TYPE (DocketFileChip, docket_file_chip, DOCKET, FILE_CHIP, AdwBin)

GtkWidget *docket_file_chip_new (DocketWorkspace *workspace);
void docket_file_chip_stage_file (DocketFileChip *self, GFile *file);
void docket_file_chip_stage_photo (DocketFileChip *self, GFile *file);
void docket_file_chip_stage_bytes (DocketFileChip *self, GBytes *bytes, const char *name);
gboolean docket_file_chip_is_placed (DocketFileChip *self);
void docket_file_chip_settle (DocketFileChip *self, gboolean keep);
void docket_file_chip_set_file (DocketFileChip *self, const DocketEditFile *file);
const DocketEditFile *docket_file_chip_get_file (DocketFileChip *self);

G_END_DECLS
