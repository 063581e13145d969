/* One value that a filter may ask for, with its check mark.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-facet-row.h"

#include <glib/gi18n.h>

struct _DocketFacetRow
{
  AdwActionRow parent_instance;

  DocketFacet facet;
  char *value;
  char *whole;       /* the value that it is a part of; NULL for none */
  AdwAvatar *avatar; /* NULL for what is no person */

  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (DocketFacetRow, docket_facet_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_TOGGLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
toggled_cb (DocketFacetRow *self)
{
  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

/* Colour is never alone: the word stands beside it. */
static void
add_priority_dot (DocketFacetRow *self)
{
  static const char *const classes[] = { "low", "medium", "high", "critical" };
  const guint64 priority = g_ascii_strtoull (self->value, NULL, 10);
  GtkWidget *dot = adw_bin_new ();

  gtk_widget_add_css_class (dot, "priority-dot");
  gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);

  if (priority < G_N_ELEMENTS (classes))
    gtk_widget_add_css_class (dot, classes[priority]);

  adw_action_row_add_prefix (ADW_ACTION_ROW (self), dot);
}

static void
add_avatar (DocketFacetRow *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (26, NULL, FALSE));
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->avatar));
}

static void
docket_facet_row_finalize (GObject *object)
{
  g_free (DOCKET_FACET_ROW (object)->value);
  g_free (DOCKET_FACET_ROW (object)->whole);

  G_OBJECT_CLASS (docket_facet_row_parent_class)->finalize (object);
}

static void
docket_facet_row_class_init (DocketFacetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = docket_facet_row_finalize;

  /**
   * DocketFacetRow::toggled:
   *
   * The value is wanted now, or is not any more.
   */
  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled",
                                          DOCKET_TYPE_FACET_ROW,
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/docket/Docket/ui/docket-facet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, DocketFacetRow, check);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
docket_facet_row_init (DocketFacetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * docket_facet_row_new:
 * @facet: a facet with several values, or one that is on or off
 * @value: see docket_facet_has()
 * @title: the value in the person's language
 *
 * Returns: (transfer floating): a row, not checked
 */
GtkWidget *
docket_facet_row_new (DocketFacet facet, const char *value, const char *title)
{
  DocketFacetRow *self;

  g_return_val_if_fail (value != NULL, NULL);
  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (DOCKET_TYPE_FACET_ROW, "title", title, NULL);
  self->facet = facet;
  self->value = g_strdup (value);

  if (facet == DOCKET_FACET_PRIORITY)
    add_priority_dot (self);
  else if (facet == DOCKET_FACET_ASSIGNEE)
    add_avatar (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title,
                                  -1);

  return GTK_WIDGET (self);
}

/**
 * docket_facet_row_get_facet:
 * @self: a row
 *
 * Returns: what it is a value of
 */
DocketFacet
docket_facet_row_get_facet (DocketFacetRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FACET_ROW (self), DOCKET_FACET_STATUS);

  return self->facet;
}

/**
 * docket_facet_row_get_value:
 * @self: a row
 *
 * Returns: (transfer none): its value, see docket_facet_has()
 */
const char *
docket_facet_row_get_value (DocketFacetRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FACET_ROW (self), NULL);

  return self->value;
}

/**
 * docket_facet_row_get_active:
 * @self: a row
 *
 * Returns: whether it is checked
 */
gboolean
docket_facet_row_get_active (DocketFacetRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FACET_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

/**
 * docket_facet_row_set_active:
 * @self: a row
 * @active: whether it is checked
 */
void
docket_facet_row_set_active (DocketFacetRow *self, gboolean active)
{
  g_return_if_fail (DOCKET_IS_FACET_ROW (self));

  gtk_check_button_set_active (self->check, active);
}

/**
 * docket_facet_row_set_person:
 * @self: a row of an assignee
 * @name: (nullable): whose initials it shows; %NULL: nobody's
 */
void
docket_facet_row_set_person (DocketFacetRow *self, const char *name)
{
  g_return_if_fail (DOCKET_IS_FACET_ROW (self));
  g_return_if_fail (self->avatar != NULL);

  adw_avatar_set_text (self->avatar, name);
  adw_avatar_set_show_initials (self->avatar, name != NULL);
}

/**
 * docket_facet_row_set_whole:
 * @self: a row of a status
 * @whole: the standard status that it is a kind of
 *
 * Who asks for the whole gets this too; the row says so.
 */
void
docket_facet_row_set_whole (DocketFacetRow *self, const char *whole)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (DOCKET_IS_FACET_ROW (self));
  g_return_if_fail (whole != NULL);

  g_free (self->whole);
  self->whole = g_strdup (whole);
  /* Translators: %s is a status, such as Pending: this one is shown with it */
  subtitle = g_strdup_printf (_ ("Part of %s"), docket_status_get_label (whole));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
}

/**
 * docket_facet_row_get_whole:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the value that it is a part of
 */
const char *
docket_facet_row_get_whole (DocketFacetRow *self)
{
  g_return_val_if_fail (DOCKET_IS_FACET_ROW (self), NULL);

  return self->whole;
}
