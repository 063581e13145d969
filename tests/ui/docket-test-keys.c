/* Keys as a person presses them: through the display, to whatever has the keyboard.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-test-keys.h"

#include "docket-test-ui.h"

static void
run (const char *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (command, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

static void
answer (void)
{
  gdk_display_sync (gdk_display_get_default ());

  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/**
 * docket_test_keys_focus:
 * @window: a window that is shown
 *
 * Gives it the keyboard: there is no window manager, so that goes to the window under the pointer.
 */
void
docket_test_keys_focus (GtkWidget *window)
{
  run ("xdotool mousemove 200 8");
  docket_test_ui_wait_for (gtk_window_is_active (GTK_WINDOW (window)));
}

/**
 * docket_test_keys_press:
 * @keys: keys as xdotool calls them, separated by blanks
 *
 * Presses one after the other, before any of them has been answered.
 */
void
docket_test_keys_press (const char *keys)
{
  g_autofree char *command = g_strconcat ("xdotool key --delay 1 ", keys, NULL);

  run (command);
  answer ();
}

/**
 * docket_test_keys_click:
 * @widget: a widget that is shown
 * @n_times: 2 for a double-click
 *
 * Clicks in the middle of it.
 */
void
docket_test_keys_click (GtkWidget *widget, guint n_times)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autofree char *command = NULL;
  graphene_rect_t bounds;
  double x, y;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds));
  gtk_native_get_surface_transform (native, &x, &y);
  command = g_strdup_printf ("xdotool mousemove %d %d click --repeat %u --delay 30 1",
                             (int) (x + bounds.origin.x + bounds.size.width / 2),
                             (int) (y + bounds.origin.y + bounds.size.height / 2),
                             n_times);
  run (command);
  answer ();
}
