/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCE_CHOICE (docket_preference_choice_get_type ())

G_DECLARE_FINAL_TYPE (DocketPreferenceChoice,
                      docket_preference_choice,
                      DOCKET,
                      PREFERENCE_CHOICE,
                      AdwComboRow)

void docket_preference_choice_set_choices (DocketPreferenceChoice *self,
                                           const char *const *values,
                                           const char *const *labels);

G_END_DECLS
