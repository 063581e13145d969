/* Keys without a modifier, for those who want them.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-single-keys.h"

#include "docket-actions.h"
#include "docket-workspace-preferences.h"

#define MODIFIERS                                                                                  \
  (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK | GDK_SUPER_MASK | GDK_META_MASK |             \
   GDK_HYPER_MASK)

typedef struct
{
  DocketWorkspace *workspace;
  GtkWidget *target; /* not owned: it ends with the widget that has the keys */
} Keys;

static void
keys_free (gpointer data, GClosure *closure)
{
  Keys *keys = data;

  g_object_unref (keys->workspace);
  g_free (keys);
}

/* A letter belongs to whoever takes text, and to a menu that is open. */
static gboolean
takes_letters (GtkWidget *focus)
{
  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus) ||
                           gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  const Keys *keys = user_data;
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkRoot *root = gtk_widget_get_root (widget);
  guint n_actions;
  const DocketActionInfo *actions = docket_actions_get (&n_actions);

  if ((state & MODIFIERS) != 0 || !gtk_widget_get_mapped (keys->target) ||
      takes_letters (root != NULL ? gtk_root_get_focus (root) : NULL) ||
      !docket_workspace_get_preference_boolean (keys->workspace,
                                                DOCKET_PREFERENCE_SINGLE_KEYS,
                                                FALSE))
    return GDK_EVENT_PROPAGATE;

  for (guint i = 0; i < n_actions; i++)
    if (actions[i].single_key != 0 && actions[i].single_key == gdk_keyval_to_lower (keyval))
      return gtk_widget_activate_action (keys->target, actions[i].action, NULL)
               ? GDK_EVENT_STOP
               : GDK_EVENT_PROPAGATE;

  return GDK_EVENT_PROPAGATE;
}

/**
 * docket_single_keys_attach:
 * @widget: what hears the keys
 * @workspace: whose preferences say whether they are wanted
 * @target: a widget in @widget that has the actions; the keys do something while it is shown
 *
 * Before the list, where letters start a search.
 */
void
docket_single_keys_attach (GtkWidget *widget, DocketWorkspace *workspace, GtkWidget *target)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  Keys *keys = g_new0 (Keys, 1);

  keys->workspace = g_object_ref (workspace);
  keys->target = target;
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller,
                         "key-pressed",
                         G_CALLBACK (key_pressed_cb),
                         keys,
                         keys_free,
                         0);
  gtk_widget_add_controller (widget, controller);
}
