/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-rich-text.h"

G_BEGIN_DECLS

/* More than this of a text is not read. */
#define DOCKET_HTML_MAX_LEN (1024 * 1024)

char *docket_html_to_text (const char *html, gssize len);
DocketRichText *docket_html_to_rich (const char *html, gssize len);
DocketRichText *docket_text_to_rich (const char *plain);

G_END_DECLS
