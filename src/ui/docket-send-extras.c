/* What a message will change in its ticket when it is sent: shown before, and removable.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-send-extras.h"

#include <glib/gi18n.h>

/**
 * DocketSendExtras:
 *
 * A row of chips, one for each field; hidden while there is none.
 */
struct _DocketSendExtras
{
  AdwBin parent_instance;

  gboolean active;
  DocketValues *values;
  GHashTable *chips; /* (element-type utf8 GtkWidget) by field */

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (DocketSendExtras, docket_send_extras, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_some (DocketSendExtras *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          self->active && docket_values_get_size (self->values) > 0);
}

static void
remove_field (DocketSendExtras *self, const char *field)
{
  GtkWidget *chip = g_hash_table_lookup (self->chips, field);

  docket_values_forget (self->values, field);

  if (chip != NULL)
    {
      gtk_box_remove (GTK_BOX (self->box), chip);
      g_hash_table_remove (self->chips, field);
    }

  show_some (self);
}

static void
clicked_cb (DocketSendExtras *self, GtkButton *button)
{
  g_autofree char *field = g_strdup (g_object_get_data (G_OBJECT (button), "field"));

  remove_field (self, field);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static GtkWidget *
new_chip (DocketSendExtras *self, const char *field, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (label);
  /* Translators: %s is such as "Status: Pending", which a message would set when it is sent */
  g_autofree char *tooltip = g_strdup_printf (_ ("Don't set “%s”"), label);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "field", g_strdup (field), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
docket_send_extras_finalize (GObject *object)
{
  DocketSendExtras *self = DOCKET_SEND_EXTRAS (object);

  docket_values_unref (self->values);
  g_hash_table_unref (self->chips);

  G_OBJECT_CLASS (docket_send_extras_parent_class)->finalize (object);
}

static void
docket_send_extras_class_init (DocketSendExtrasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = docket_send_extras_finalize;

  /**
   * DocketSendExtras::changed:
   *
   * Something else will be set than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed",
                                          DOCKET_TYPE_SEND_EXTRAS,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
}

static void
docket_send_extras_init (DocketSendExtras *self)
{
  GtkWidget *caption = gtk_label_new (_ ("Also sets:"));

  self->values = docket_values_new ();
  self->chips = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (caption, "dim");
  gtk_box_append (GTK_BOX (self->box), caption);
  gtk_widget_add_css_class (GTK_WIDGET (self), "send-extras");
  adw_bin_set_child (ADW_BIN (self), self->box);
  show_some (self);
}

/**
 * docket_send_extras_set_active:
 * @self: the extras
 * @active: whether the message that they belong to is shown
 */
void
docket_send_extras_set_active (DocketSendExtras *self, gboolean active)
{
  g_return_if_fail (DOCKET_IS_SEND_EXTRAS (self));

  self->active = active;
  show_some (self);
}

/**
 * docket_send_extras_set:
 * @self: the extras
 * @field: a field's id
 * @value: (nullable): the canonical text that it will be set to
 * @label: for people, such as "Status: Pending"
 *
 * Adds a field, or another value for it.
 */
void
docket_send_extras_set (DocketSendExtras *self,
                        const char *field,
                        const char *value,
                        const char *label)
{
  GtkWidget *chip;

  g_return_if_fail (DOCKET_IS_SEND_EXTRAS (self));
  g_return_if_fail (field != NULL);

  remove_field (self, field);
  chip = new_chip (self, field, label);
  docket_values_set (self->values, field, value);
  g_hash_table_insert (self->chips, g_strdup (field), chip);
  gtk_box_append (GTK_BOX (self->box), chip);
  show_some (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * docket_send_extras_get:
 * @self: the extras
 * @field: a field's id
 *
 * Returns: (transfer none) (nullable): what it will be set to; %NULL too when it will not be set
 */
const char *
docket_send_extras_get (DocketSendExtras *self, const char *field)
{
  g_return_val_if_fail (DOCKET_IS_SEND_EXTRAS (self), NULL);

  return docket_values_get (self->values, field);
}

/**
 * docket_send_extras_is_empty:
 * @self: the extras
 *
 * Returns: whether nothing will be set
 */
gboolean
docket_send_extras_is_empty (DocketSendExtras *self)
{
  g_return_val_if_fail (DOCKET_IS_SEND_EXTRAS (self), TRUE);

  return docket_values_get_size (self->values) == 0;
}

/**
 * docket_send_extras_dup_values:
 * @self: the extras
 *
 * Returns: (transfer full) (nullable): all that will be set; %NULL for nothing
 */
DocketValues *
docket_send_extras_dup_values (DocketSendExtras *self)
{
  g_autoptr (GList) fields = NULL;
  DocketValues *values;

  g_return_val_if_fail (DOCKET_IS_SEND_EXTRAS (self), NULL);

  if (docket_values_get_size (self->values) == 0)
    return NULL;

  values = docket_values_new ();
  fields = docket_values_list_fields (self->values);

  for (GList *l = fields; l != NULL; l = l->next)
    docket_values_set (values, l->data, docket_values_get (self->values, l->data));

  return values;
}

/**
 * docket_send_extras_clear:
 * @self: the extras
 *
 * From now on a message sets nothing.
 */
void
docket_send_extras_clear (DocketSendExtras *self)
{
  g_autoptr (GList) fields = NULL;

  g_return_if_fail (DOCKET_IS_SEND_EXTRAS (self));

  fields = docket_values_list_fields (self->values);

  for (GList *l = fields; l != NULL; l = l->next)
    {
      g_autofree char *field = g_strdup (l->data);

      remove_field (self, field);
    }
}

/**
 * docket_send_extras_add_to:
 * @self: the extras
 * @edit: a message
 * @ticket: its ticket, local id
 * @seen: what stands on the screen
 * @but_for: (nullable): a field that the person has decided about otherwise
 *
 * Makes them parts of the same edit.
 */
void
docket_send_extras_add_to (DocketSendExtras *self,
                           DocketEdit *edit,
                           gint64 ticket,
                           DocketValues *seen,
                           const char *but_for)
{
  g_autoptr (GList) fields = NULL;

  g_return_if_fail (DOCKET_IS_SEND_EXTRAS (self));

  fields = docket_values_list_fields (self->values);

  for (GList *l = fields; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, but_for) != 0)
      docket_edit_set_field_seen (edit,
                                  ticket,
                                  l->data,
                                  docket_values_get (self->values, l->data),
                                  docket_values_get (seen, l->data));
}
