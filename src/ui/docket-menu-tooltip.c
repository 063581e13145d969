/* The tooltips of buttons that open something.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-menu-tooltip.h"

typedef gboolean (
  *QueryTooltip) (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip);

static QueryTooltip query_before;

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget));

  if (popover != NULL && gtk_widget_get_visible (GTK_WIDGET (popover)))
    return FALSE;

  return query_before (widget, x, y, keyboard, tooltip);
}

/**
 * docket_menu_tooltip_init:
 *
 * No tooltip of a #GtkMenuButton lies over what the button has opened. Said to the class once, for
 * all of them: in GTK 4.8 the button does not tell when it is open.
 */
void
docket_menu_tooltip_init (void)
{
  GtkWidgetClass *klass;

  if (query_before != NULL)
    return;

  klass = g_type_class_ref (GTK_TYPE_MENU_BUTTON);
  query_before = klass->query_tooltip;
  klass->query_tooltip = query_tooltip;
}
