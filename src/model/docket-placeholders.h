/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-values.h"

G_BEGIN_DECLS

char *docket_placeholders_fill (const char *text, DocketValues *values);

G_END_DECLS
