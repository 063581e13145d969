/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-media-error.h"

G_BEGIN_DECLS

gboolean docket_photo_position_find (GBytes *bytes);
GBytes *docket_photo_position_remove (GBytes *bytes, GError **error);

G_END_DECLS
