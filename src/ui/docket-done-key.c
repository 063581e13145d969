/* The key that finishes a form from anywhere in it.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-done-key.h"

/**
 * docket_done_key_attach:
 * @widget: a form's window
 * @done: does what its button does
 *
 * Ctrl+Enter, before a text takes it for a new line.
 */
void
docket_done_key_attach (GtkWidget *widget, GtkShortcutFunc done)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>Return|<Control>KP_Enter"),
                      gtk_callback_action_new (done, NULL, NULL)));
  gtk_widget_add_controller (widget, controller);
}
