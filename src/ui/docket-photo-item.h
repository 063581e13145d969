/* SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define DOCKET_TYPE_PHOTO_ITEM (docket_photo_item_get_type ())

G_DECLARE_FINAL_TYPE (DocketPhotoItem, docket_photo_item, DOCKET, PHOTO_ITEM, GObject)

DocketPhotoItem *docket_photo_item_new (GFile *file);
GFile *docket_photo_item_get_file (DocketPhotoItem *self);
gboolean docket_photo_item_get_chosen (DocketPhotoItem *self);
void docket_photo_item_set_chosen (DocketPhotoItem *self, gboolean chosen);
GdkPaintable *docket_photo_item_get_preview (DocketPhotoItem *self);
void docket_photo_item_set_preview (DocketPhotoItem *self, GdkPaintable *preview);

G_END_DECLS
