/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-rich-text.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_RICH_LABEL (docket_rich_label_get_type ())

G_DECLARE_FINAL_TYPE (DocketRichLabel, docket_rich_label, DOCKET, RICH_LABEL, AdwBin)

void docket_rich_label_set_text (DocketRichLabel *self, DocketRichText *text);
const char *docket_rich_label_find_link (DocketRichLabel *self, gsize index);

G_END_DECLS
