/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-media-error.h"
#include "docket-picture.h"

G_BEGIN_DECLS

DocketPicture *docket_picture_decode_for_paper (GBytes *bytes, GError **error);
GBytes *docket_picture_prepare_logo (GBytes *bytes, GError **error);

G_END_DECLS
