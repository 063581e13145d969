/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DocketPicture:
 * @width: in pixels
 * @height: in pixels
 * @stride: bytes from one row to the next
 * @has_alpha: four bytes a pixel (R, G, B, A, not multiplied) instead of three
 * @pixels: the rows; %NULL when there is @jpeg in their place
 * @jpeg: (nullable): the picture as a JPEG, for a document that takes it as it is
 *
 * A picture that was decoded, for whoever shows it.
 */
typedef struct
{
  int width;
  int height;
  int stride;
  gboolean has_alpha;
  GBytes *pixels;
  GBytes *jpeg;
} DocketPicture;

DocketPicture *docket_picture_copy (const DocketPicture *picture);
void docket_picture_free (DocketPicture *picture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DocketPicture, docket_picture_free)

G_END_DECLS
