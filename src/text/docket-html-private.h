/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-html.h"

G_BEGIN_DECLS

char *docket_html_words (const char *html, gssize len);

G_END_DECLS
