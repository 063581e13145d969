/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-rich-text.h"

G_BEGIN_DECLS

/* Over this, a text stays as it is and further parts of it are plain. */
#define DOCKET_RICH_TEXT_MAX_SPANS 10000

GArray *docket_rich_text_spans_new (void);
void docket_rich_text_spans_add_links (GArray *spans, const char *text);
DocketRichText *docket_rich_text_new_take (char *text, GArray *spans);

G_END_DECLS
