/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The largest file that Docket takes, as its help page says. */
#define DOCKET_MAX_FILE_BYTES ((gint64) 25 * 1024 * 1024)

/* So many are chosen at once, one message each. */
#define DOCKET_MAX_FILES 10

/**
 * DocketEditFile:
 * @name: a harmless name, see docket_file_name_make_safe()
 * @content_type: its MIME type
 * @sha256: the name of its bytes, which are kept already
 * @size: in bytes
 *
 * A file that a person adds: its bytes are on the disk before anything refers to it.
 */
typedef struct
{
  char *name;
  char *content_type;
  char *sha256;
  gint64 size;
} DocketEditFile;

#define DOCKET_TYPE_EDIT_FILE (docket_edit_file_get_type ())

GType docket_edit_file_get_type (void);
DocketEditFile *
docket_edit_file_new (const char *name, const char *content_type, const char *sha256, gint64 size);
DocketEditFile *docket_edit_file_copy (const DocketEditFile *file);
void docket_edit_file_free (DocketEditFile *file);
gboolean docket_edit_file_equal (const DocketEditFile *a, const DocketEditFile *b);
GPtrArray *docket_edit_files_copy (GPtrArray *files);
gboolean docket_edit_files_equal (GPtrArray *a, GPtrArray *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketEditFile, docket_edit_file_free)

G_END_DECLS
