/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "docket-paper.h"
#include "docket-picture.h"

G_BEGIN_DECLS

#define DOCKET_DOCUMENT_ERROR (docket_document_error_quark ())

/**
 * DocketDocumentError:
 * @DOCKET_DOCUMENT_ERROR_TOO_LONG: more than is set on paper
 * @DOCKET_DOCUMENT_ERROR_FAILED: the library can't write it
 */
typedef enum
{
  DOCKET_DOCUMENT_ERROR_TOO_LONG,
  DOCKET_DOCUMENT_ERROR_FAILED
} DocketDocumentError;

GQuark docket_document_error_quark (void);

/**
 * DocketDocument:
 *
 * What stands on paper, from top to bottom, before it is set: made block by block, then set once.
 * Texts are of anybody: what can't be set is left out of them. One thread at a time.
 */
typedef struct _DocketDocument DocketDocument;

/**
 * DocketDocumentFact:
 * @label: what it is
 * @text: (nullable): what it says; a fact without a text is left out
 */
typedef struct
{
  const char *label;
  const char *text;
} DocketDocumentFact;

/**
 * DocketDocumentColumn:
 * @title: stands over it, on each page
 * @share: how much of the width it gets, against the others
 * @number: numbers stand to the right
 */
typedef struct
{
  const char *title;
  double share;
  gboolean number;
} DocketDocumentColumn;

/**
 * DocketDocumentRow:
 * @DOCKET_DOCUMENT_ROW_PLAIN: one of many
 * @DOCKET_DOCUMENT_ROW_TOTAL: what they come to; stays with the row before it
 */
typedef enum
{
  DOCKET_DOCUMENT_ROW_PLAIN,
  DOCKET_DOCUMENT_ROW_TOTAL
} DocketDocumentRow;

/* Of a table: at most so many columns. */
#define DOCKET_DOCUMENT_MAX_COLUMNS 8

DocketDocument *docket_document_new (const char *language, DocketPaper paper);
void docket_document_free (DocketDocument *self);
void docket_document_set_info (DocketDocument *self,
                               const char *title,
                               const char *author,
                               const char *subject,
                               gint64 created_at);
void docket_document_set_foot (DocketDocument *self, const char *text, const char *page_format);

void docket_document_add_letterhead (DocketDocument *self,
                                     const DocketPicture *logo,
                                     const char *name,
                                     const char *address);
void docket_document_add_title (DocketDocument *self, const char *title, const char *subtitle);
void docket_document_add_heading (DocketDocument *self, const char *text);
void
docket_document_add_facts (DocketDocument *self, const DocketDocumentFact *facts, guint n_facts);
void docket_document_add_text (DocketDocument *self, const char *text);
void docket_document_add_remark (DocketDocument *self, const char *text);
void docket_document_add_entry (DocketDocument *self,
                                const char *who,
                                const char *when,
                                const char *text);
void docket_document_add_table (DocketDocument *self,
                                const DocketDocumentColumn *columns,
                                guint n_columns);
void
docket_document_add_row (DocketDocument *self, DocketDocumentRow kind, const char *const *cells);
void
docket_document_add_photo (DocketDocument *self, const DocketPicture *picture, const char *caption);
void docket_document_add_signature (DocketDocument *self,
                                    const DocketPicture *picture,
                                    const char *caption);

GBytes *docket_document_to_pdf (DocketDocument *self, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketDocument, docket_document_free)

G_END_DECLS
