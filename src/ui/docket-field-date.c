/* A calendar to choose a field's day from.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-field-date.h"

#include <glib/gi18n.h>

/**
 * docket_field_date_popover_new:
 * @name: what is chosen, for a screen reader
 * @calendar: (out) (transfer none): where the day is chosen
 * @chosen: called with @object when the day is to be taken
 * @cleared: called with @object when there is to be none
 * @object: a #GObject that both end with
 *
 * Returns: (transfer floating): a popover
 */
GtkPopover *
docket_field_date_popover_new (const char *name,
                               GtkCalendar **calendar,
                               GCallback chosen,
                               GCallback cleared,
                               gpointer object)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *clear = gtk_button_new_with_label (C_ ("choice", "None"));
  GtkWidget *set = gtk_button_new_with_label (C_ ("button", "Set"));

  *calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (*calendar),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  -1);
  gtk_widget_set_hexpand (clear, TRUE);
  gtk_widget_set_hexpand (set, TRUE);
  gtk_widget_add_css_class (set, "suggested-action");
  gtk_box_append (GTK_BOX (buttons), clear);
  gtk_box_append (GTK_BOX (buttons), set);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*calendar));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (set, "clicked", chosen, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (clear, "clicked", cleared, object, G_CONNECT_SWAPPED);

  return GTK_POPOVER (popover);
}
