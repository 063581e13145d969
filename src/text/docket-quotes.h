/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-rich-text.h"

G_BEGIN_DECLS

DocketRichText *docket_rich_text_hide_quotes (DocketRichText *self);

G_END_DECLS
