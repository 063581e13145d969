/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "docket-document.h"

G_BEGIN_DECLS

typedef enum
{
  DOCKET_BLOCK_LETTERHEAD, /* texts: name, address; one picture or none */
  DOCKET_BLOCK_TITLE,      /* texts: title, subtitle */
  DOCKET_BLOCK_HEADING,    /* texts: one */
  DOCKET_BLOCK_FACTS,      /* texts: label and text by turns */
  DOCKET_BLOCK_TEXT,       /* texts: one */
  DOCKET_BLOCK_REMARK,     /* texts: one */
  DOCKET_BLOCK_ENTRY,      /* texts: who, when, what */
  DOCKET_BLOCK_TABLE,      /* texts: titles, then the cells row by row */
  DOCKET_BLOCK_PHOTOS,     /* texts: captions, one a picture */
  DOCKET_BLOCK_SIGNATURE   /* texts: caption; one picture or none */
} DocketBlockKind;

typedef struct
{
  DocketBlockKind kind;
  GPtrArray *texts;    /* (element-type utf8) */
  GPtrArray *pictures; /* (element-type cairo_surface_t) */
  guint n_columns;
  double shares[DOCKET_DOCUMENT_MAX_COLUMNS];
  gboolean numbers[DOCKET_DOCUMENT_MAX_COLUMNS];
  GArray *rows; /* (element-type DocketDocumentRow) */
} DocketBlock;

struct _DocketDocument
{
  char *language;
  DocketPaper paper;
  char *title;
  char *author;
  char *subject;
  gint64 created_at;
  char *foot;
  char *page_format;
  GPtrArray *blocks; /* (element-type DocketBlock) */
  gsize n_bytes;     /* of all texts */
};

/* What was set: pages of things that have their place. Points, from the upper left corner. */

typedef enum
{
  DOCKET_ITEM_LINE,    /* of text; x and y are the place of its base line */
  DOCKET_ITEM_PICTURE, /* scaled to width and height */
  DOCKET_ITEM_RULE,    /* a thin line as long as its width */
  DOCKET_ITEM_SHADE    /* under a row */
} DocketItemKind;

typedef struct
{
  DocketItemKind kind;
  double x;
  double y;
  double width;
  double height;
  PangoLayoutLine *line;
  cairo_surface_t *picture; /* the document's */
} DocketItem;

/* A heading, for the outline. */
typedef struct
{
  char *text;
  guint page; /* from 0 */
  double y;
} DocketPlace;

typedef struct
{
  PangoContext *context;
  double width;
  double height;
  GPtrArray *pages;   /* (element-type GArray of DocketItem) */
  GPtrArray *layouts; /* (element-type PangoLayout): a line is nothing without its own */
  GArray *places;     /* (element-type DocketPlace) */
} DocketPages;

/* Space around what is set. */
#define DOCKET_MARGIN 54.0
#define DOCKET_MARGIN_FOOT 72.0

#define DOCKET_SIZE_SMALL 8.0
#define DOCKET_SIZE_TEXT 9.5

DocketPages *docket_pages_set (DocketDocument *document,
                               PangoContext *context,
                               GCancellable *cancellable,
                               GError **error);
void docket_paper_get_size (DocketPaper paper, double *width, double *height);
void docket_pages_free (DocketPages *pages);
PangoLayout *
docket_pages_make_layout (PangoContext *context, const char *text, double size, double width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketPages, docket_pages_free)

G_END_DECLS
