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
  gdk_display_sync (gdk_display_get_default ());

  while (g_main_context_iteration (NULL, FALSE))
    continue;
}
