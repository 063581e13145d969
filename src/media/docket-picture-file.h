/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "docket-media-error.h"
#include "docket-picture.h"

G_BEGIN_DECLS

DocketPicture *docket_picture_decode (GBytes *bytes, int max_side, GError **error);
GBytes *docket_picture_prepare_photo (GBytes *bytes, GError **error);
GBytes *docket_picture_encode (const DocketPicture *picture, gboolean jpeg, GError **error);
GBytes *docket_picture_encode_photo (const DocketPicture *picture, GError **error);

G_END_DECLS
