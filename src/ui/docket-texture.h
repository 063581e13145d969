/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "docket-picture.h"

G_BEGIN_DECLS

GdkTexture *docket_texture_new (const DocketPicture *picture);

G_END_DECLS
