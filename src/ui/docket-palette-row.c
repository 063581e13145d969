/* One thing that the command palette offers.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-palette-row.h"

struct _DocketPaletteRow
{
  GtkListBoxRow parent_instance;

  DocketPaletteKind kind;
  char *name;
  gint64 id;

  GtkImage *icon;
  GtkLabel *label;
  GtkLabel *detail;
  GtkLabel *key;
};

G_DEFINE_FINAL_TYPE (DocketPaletteRow, docket_palette_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

/* The row is read as a whole. */
static void
name_row (DocketPaletteRow *self)
{
  g_autofree char *name = g_strjoin (" ",
                                     gtk_label_get_text (self->label),
                                     gtk_label_get_text (self->detail),
                                     gtk_label_get_text (self->key),
                                     NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strchomp (name),
                                  -1);
}

static void
docket_palette_row_finalize (GObject *object)
{
  g_free (DOCKET_PALETTE_ROW (object)->name);

  G_OBJECT_CLASS (docket_palette_row_parent_class)->finalize (object);
}

static void
docket_palette_row_class_init (DocketPaletteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_palette_row_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-palette-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketPaletteRow, icon);
  gtk_widget_class_bind_template_child (widget_class, DocketPaletteRow, label);
  gtk_widget_class_bind_template_child (widget_class, DocketPaletteRow, detail);
  gtk_widget_class_bind_template_child (widget_class, DocketPaletteRow, key);
}

static void
docket_palette_row_init (DocketPaletteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_palette_row_new:
 * @kind: what it leads to
 * @name: (nullable): an action's detailed name, or a view's id
 * @id: local id of a ticket or customer, or 0
 * @icon_name: a symbolic icon
 * @label: what it is called
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
docket_palette_row_new (DocketPaletteKind kind,
                        const char *name,
                        gint64 id,
                        const char *icon_name,
                        const char *label)
{
  DocketPaletteRow *self = g_object_new (DOCKET_TYPE_PALETTE_ROW, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->id = id;
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->label, label);
  name_row (self);

  return GTK_WIDGET (self);
}

/**
 * docket_palette_row_set_detail:
 * @self: a row
 * @detail: (nullable): what else is good to know, in a word or two
 */
void
docket_palette_row_set_detail (DocketPaletteRow *self, const char *detail)
{
  g_return_if_fail (DOCKET_IS_PALETTE_ROW (self));

  show_text (self->detail, detail);
  name_row (self);
}

/**
 * docket_palette_row_set_key:
 * @self: a row
 * @key: (nullable): the key that does the same, as people read it
 */
void
docket_palette_row_set_key (DocketPaletteRow *self, const char *key)
{
  g_return_if_fail (DOCKET_IS_PALETTE_ROW (self));

  show_text (self->key, key);
  name_row (self);
}

/**
 * docket_palette_row_get_kind:
 * @self: a row
 *
 * Returns: what it leads to
 */
DocketPaletteKind
docket_palette_row_get_kind (DocketPaletteRow *self)
{
  g_return_val_if_fail (DOCKET_IS_PALETTE_ROW (self), DOCKET_PALETTE_ACTION);

  return self->kind;
}

/**
 * docket_palette_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): an action's detailed name, or a view's id
 */
const char *
docket_palette_row_get_name (DocketPaletteRow *self)
{
  g_return_val_if_fail (DOCKET_IS_PALETTE_ROW (self), NULL);

  return self->name;
}

/**
 * docket_palette_row_get_id:
 * @self: a row
 *
 * Returns: local id of a ticket or customer, or 0
 */
gint64
docket_palette_row_get_id (DocketPaletteRow *self)
{
  g_return_val_if_fail (DOCKET_IS_PALETTE_ROW (self), 0);

  return self->id;
}

/**
 * docket_palette_row_get_label:
 * @self: a row
 *
 * Returns: (transfer none): what it is called
 */
const char *
docket_palette_row_get_label (DocketPaletteRow *self)
{
  g_return_val_if_fail (DOCKET_IS_PALETTE_ROW (self), NULL);

  return gtk_label_get_text (self->label);
}
