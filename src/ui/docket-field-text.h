/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-model.h"

G_BEGIN_DECLS

const char *docket_field_get_enum_label (const DocketField *field, int value);
char *docket_field_format (const DocketField *field, const char *value, const char *name);
char *docket_field_format_typed (const DocketField *field, const char *value);

G_END_DECLS
