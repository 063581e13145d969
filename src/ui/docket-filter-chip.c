/* What a list is filtered by, in a word or two, and the button that takes it away.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-filter-chip.h"

#include <glib/gi18n.h>

struct _DocketFilterChip
{
  GtkWidget parent_instance;

  guint facet;

  GtkLabel *label;
  GtkWidget *remove_button;
};

/* So much of it is read before several chips are scrolled. */
#define MIN_CHARS 7

G_DEFINE_FINAL_TYPE (DocketFilterChip, docket_filter_chip, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_label (DocketFilterChip *self, const char *label)
{
  /* Translators: said by a screen reader; %s is what the list is filtered by: "Open, Pending" */
  g_autofree char *remove_label = g_strdup_printf (_ ("Remove the filter %s"), label);

  gtk_label_set_label (self->label, label);
  gtk_label_set_width_chars (self->label, (int) MIN (g_utf8_strlen (label, -1), MIN_CHARS));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->label), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove_label,
                                  -1);
}

static void
remove_cb (DocketFilterChip *self)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0);
}

static gboolean
remove_key_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  remove_cb (DOCKET_FILTER_CHIP (widget));

  return GDK_EVENT_STOP;
}

static gboolean
docket_filter_chip_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (DOCKET_FILTER_CHIP (widget)->remove_button);
}

static void
docket_filter_chip_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (docket_filter_chip_parent_class)->dispose (object);
}

static void
docket_filter_chip_class_init (DocketFilterChipClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = docket_filter_chip_dispose;
  widget_class->grab_focus = docket_filter_chip_grab_focus;

  /**
   * DocketFilterChip::removed:
   *
   * The person takes this part of the filter away. Its owner takes away the chip.
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed",
                                          DOCKET_TYPE_FILTER_CHIP,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, remove_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_BackSpace, 0, remove_key_cb, NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-filter-chip.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFilterChip, label);
  gtk_widget_class_bind_template_child (widget_class, DocketFilterChip, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
docket_filter_chip_init (DocketFilterChip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_filter_chip_new:
 * @facet: the #DocketFacet that it stands for
 * @label: what is filtered by, in the person's language
 *
 * Returns: (transfer floating): a chip
 */
GtkWidget *
docket_filter_chip_new (guint facet, const char *label)
{
  DocketFilterChip *self;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_FILTER_CHIP, NULL);
  self->facet = facet;
  set_label (self, label);

  return GTK_WIDGET (self);
}

/**
 * docket_filter_chip_get_facet:
 * @self: a chip
 *
 * Returns: the #DocketFacet that it stands for
 */
guint
docket_filter_chip_get_facet (DocketFilterChip *self)
{
  g_return_val_if_fail (DOCKET_IS_FILTER_CHIP (self), 0);

  return self->facet;
}

/**
 * docket_filter_chip_get_label:
 * @self: a chip
 *
 * Returns: (transfer none): what is filtered by, in the person's language
 */
const char *
docket_filter_chip_get_label (DocketFilterChip *self)
{
  g_return_val_if_fail (DOCKET_IS_FILTER_CHIP (self), NULL);

  return gtk_label_get_label (self->label);
}
