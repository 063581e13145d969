/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * DocketSpanKind:
 * @DOCKET_SPAN_BOLD: strong text, and headings
 * @DOCKET_SPAN_ITALIC: emphasis
 * @DOCKET_SPAN_CODE: program text, fixed width
 * @DOCKET_SPAN_QUOTE: whole lines, quoted from somebody else; `level` counts from 1
 * @DOCKET_SPAN_LINK: a link to `url`
 * @DOCKET_SPAN_LIST_ITEM: whole lines, an entry of a list with its bullet; `level` counts from 1
 *
 * What a part of a rich text is. Parts may lie within one another.
 */
typedef enum
{
  DOCKET_SPAN_BOLD,
  DOCKET_SPAN_ITALIC,
  DOCKET_SPAN_CODE,
  DOCKET_SPAN_QUOTE,
  DOCKET_SPAN_LINK,
  DOCKET_SPAN_LIST_ITEM,
} DocketSpanKind;

/**
 * DocketSpan:
 * @start: where it begins, in bytes
 * @end: where it ends, in bytes, after @start
 * @kind: what it is
 * @level: the depth of a quote or a list's entry, from 1; else 0
 * @url: (nullable): a link's address: `http`, `https` or `mailto`, nothing else
 *
 * A part of a rich text. Both ends are between two characters.
 */
typedef struct
{
  gsize start;
  gsize end;
  DocketSpanKind kind;
  guint level;
  char *url;
} DocketSpan;

/**
 * DocketRichText:
 *
 * A text with parts that are more than plain. It never changes, and may be shared by threads.
 */
typedef struct _DocketRichText DocketRichText;

#define DOCKET_TYPE_RICH_TEXT (docket_rich_text_get_type ())

GType docket_rich_text_get_type (void) G_GNUC_CONST;

DocketRichText *docket_rich_text_ref (DocketRichText *self);
void docket_rich_text_unref (DocketRichText *self);
const char *docket_rich_text_get_text (DocketRichText *self);
const DocketSpan *docket_rich_text_get_spans (DocketRichText *self, gsize *n_spans);
char *docket_rich_text_to_plain (DocketRichText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketRichText, docket_rich_text_unref)

G_END_DECLS
