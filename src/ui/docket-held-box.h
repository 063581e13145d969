/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "docket-conversation-item.h"

G_BEGIN_DECLS

#define DOCKET_TYPE_HELD_BOX (docket_held_box_get_type ())

G_DECLARE_FINAL_TYPE (DocketHeldBox, docket_held_box, DOCKET, HELD_BOX, AdwBin)

void docket_held_box_set_item (DocketHeldBox *self, DocketConversationItem *item);

G_END_DECLS
