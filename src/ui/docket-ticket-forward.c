/* What a ticket in a window of its own asks of the window with the list.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-ticket-forward.h"

/* Where it leads is beside the list: that window comes to the front. */
static void
activate_cb (DocketWorkspaceView *view, GVariant *parameter, GSimpleAction *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));

  g_action_group_activate_action (docket_workspace_view_get_actions (view),
                                  g_action_get_name (G_ACTION (action)),
                                  parameter);

  if (GTK_IS_WINDOW (root))
    gtk_window_present (GTK_WINDOW (root));
}

/**
 * docket_ticket_forward_new:
 * @view: the view that a ticket's window came from
 *
 * Only what a ticket's page itself names: with all actions of the view, the keys of the list would
 * do something in a window that has none.
 *
 * Returns: (transfer full): a group to be inserted as `workspace`; it does nothing once the view is
 * gone
 */
GSimpleActionGroup *
docket_ticket_forward_new (DocketWorkspaceView *view)
{
  static const char *const names[] = { "open-ticket", "show-customer", "show-contact" };
  GSimpleActionGroup *group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_INT64);

      g_signal_connect_object (action,
                               "activate",
                               G_CALLBACK (activate_cb),
                               view,
                               G_CONNECT_SWAPPED);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }

  return group;
}
