/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-choice-popover.h"
#include "docket-model.h"

G_BEGIN_DECLS

void docket_field_fill_choices (const DocketField *field,
                                const char *parent_value,
                                DocketChoicePopover *popover);

G_END_DECLS
