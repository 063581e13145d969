/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-workspace.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_PREFERENCE_SWITCH (docket_preference_switch_get_type ())

G_DECLARE_FINAL_TYPE (DocketPreferenceSwitch,
                      docket_preference_switch,
                      DOCKET,
                      PREFERENCE_SWITCH,
                      AdwActionRow)

GtkSwitch *docket_preference_switch_get_switch (DocketPreferenceSwitch *self);

G_END_DECLS
