/* The key that takes back what was done last.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-undo-key.h"

/* What is being typed has an undo of its own. An entry takes the key even when there is nothing to
 * undo in it, and does not say so: then its text stays as it is. */
static gboolean
undo_typed (GtkWidget *focus)
{
  g_autofree char *before = NULL;

  if (GTK_IS_TEXT_VIEW (focus))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus));
      const gboolean undone = gtk_text_buffer_get_can_undo (buffer);

      gtk_text_buffer_undo (buffer);

      return undone;
    }

  if (!GTK_IS_EDITABLE (focus) || !gtk_editable_get_editable (GTK_EDITABLE (focus)))
    return FALSE;

  before = g_strdup (gtk_editable_get_text (GTK_EDITABLE (focus)));
  gtk_widget_activate_action (focus, "text.undo", NULL);

  return !g_str_equal (before, gtk_editable_get_text (GTK_EDITABLE (focus)));
}

static gboolean
undo_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  DocketUndoStack *stack = docket_undo_stack_find (widget);

  if (!undo_typed (root != NULL ? gtk_root_get_focus (root) : NULL) && stack != NULL)
    docket_undo_stack_undo (stack);

  return GDK_EVENT_STOP;
}

/**
 * docket_undo_key_attach:
 * @widget: a window, or a part of it
 *
 * Has Ctrl+Z undo what was done last, wherever the focus is. It is no accelerator of the
 * application: those come before the keys of what has the focus.
 */
void
docket_undo_key_attach (GtkWidget *widget)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                            gtk_callback_action_new (undo_cb, NULL, NULL));

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (widget, controller);
}
