/* A picture of the photo library: its file, its preview, and whether it is chosen.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-photo-item.h"

struct _DocketPhotoItem
{
  GObject parent_instance;

  GFile *file;
  GdkPaintable *preview;
  gboolean chosen;
};

G_DEFINE_FINAL_TYPE (DocketPhotoItem, docket_photo_item, G_TYPE_OBJECT)

enum
{
  PROP_PREVIEW = 1,
  PROP_CHOSEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
docket_photo_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DocketPhotoItem *self = DOCKET_PHOTO_ITEM (object);

  switch (id)
    {
    case PROP_PREVIEW:
      g_value_set_object (value, self->preview);
      break;

    case PROP_CHOSEN:
      g_value_set_boolean (value, self->chosen);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
docket_photo_item_finalize (GObject *object)
{
  DocketPhotoItem *self = DOCKET_PHOTO_ITEM (object);

  g_clear_object (&self->file);
  g_clear_object (&self->preview);

  G_OBJECT_CLASS (docket_photo_item_parent_class)->finalize (object);
}

static void
docket_photo_item_class_init (DocketPhotoItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = docket_photo_item_get_property;
  object_class->finalize = docket_photo_item_finalize;

  /**
   * DocketPhotoItem:preview:
   *
   * A small picture of it; %NULL until it is decoded.
   */
  properties[PROP_PREVIEW] = g_param_spec_object ("preview",
                                                  NULL,
                                                  NULL,
                                                  GDK_TYPE_PAINTABLE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * DocketPhotoItem:chosen:
   *
   * Whether the person wants it.
   */
  properties[PROP_CHOSEN] =
    g_param_spec_boolean ("chosen", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
docket_photo_item_init (DocketPhotoItem *self)
{
}

/**
 * docket_photo_item_new:
 * @file: a picture of the person
 *
 * Returns: (transfer full): an item that is not chosen
 */
DocketPhotoItem *
docket_photo_item_new (GFile *file)
{
  DocketPhotoItem *self = g_object_new (DOCKET_TYPE_PHOTO_ITEM, NULL);

  self->file = g_object_ref (file);

  return self;
}

/**
 * docket_photo_item_get_file:
 * @self: an item
 *
 * Returns: (transfer none): its file
 */
GFile *
docket_photo_item_get_file (DocketPhotoItem *self)
{
  g_return_val_if_fail (DOCKET_IS_PHOTO_ITEM (self), NULL);

  return self->file;
}

/**
 * docket_photo_item_get_chosen:
 * @self: an item
 *
 * Returns: whether the person wants it
 */
gboolean
docket_photo_item_get_chosen (DocketPhotoItem *self)
{
  g_return_val_if_fail (DOCKET_IS_PHOTO_ITEM (self), FALSE);

  return self->chosen;
}

/**
 * docket_photo_item_set_chosen:
 * @self: an item
 * @chosen: whether the person wants it
 */
void
docket_photo_item_set_chosen (DocketPhotoItem *self, gboolean chosen)
{
  g_return_if_fail (DOCKET_IS_PHOTO_ITEM (self));

  if (self->chosen == chosen)
    return;

  self->chosen = chosen;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

/**
 * docket_photo_item_get_preview:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): a small picture of it
 */
GdkPaintable *
docket_photo_item_get_preview (DocketPhotoItem *self)
{
  g_return_val_if_fail (DOCKET_IS_PHOTO_ITEM (self), NULL);

  return self->preview;
}

/**
 * docket_photo_item_set_preview:
 * @self: an item
 * @preview: (nullable): a small picture of it
 */
void
docket_photo_item_set_preview (DocketPhotoItem *self, GdkPaintable *preview)
{
  g_return_if_fail (DOCKET_IS_PHOTO_ITEM (self));

  if (g_set_object (&self->preview, preview))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PREVIEW]);
}
