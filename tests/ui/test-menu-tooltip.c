/* A button's tooltip does not lie over the menu that it has opened.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-menu-tooltip.h"
#include "docket-test-ui.h"

static gboolean
has_tooltip (GtkWidget *button)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean has = FALSE;

  g_signal_emit_by_name (button, "query-tooltip", 1, 1, FALSE, tooltip, &has);

  return has;
}

static void
test_open (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), gtk_label_new ("Menu"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, "Ticket menu");
  adw_window_set_content (ADW_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (button));
  g_assert_true (has_tooltip (button));

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  docket_test_ui_wait_for (gtk_widget_get_mapped (popover));
  g_assert_false (has_tooltip (button));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  docket_test_ui_wait_for (!gtk_widget_get_mapped (popover));
  g_assert_true (has_tooltip (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_menu_tooltip_init ();
  g_test_add_func ("/menu-tooltip/open", test_open);

  return g_test_run ();
}
