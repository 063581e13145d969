/* What opens the timesheet and the billing batches of a workspace.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-billing-actions.h"

#include "docket-batches-window.h"
#include "docket-timesheet-window.h"

static void
batches_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *view = user_data;
  GtkRoot *root = gtk_widget_get_root (view);
  DocketWorkspace *workspace = docket_workspace_view_get_workspace (DOCKET_WORKSPACE_VIEW (view));
  GtkWidget *window =
    docket_batches_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, workspace);

  gtk_window_present (GTK_WINDOW (window));
}

static void
timesheet_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *view = user_data;
  GtkRoot *root = gtk_widget_get_root (view);
  DocketWorkspace *workspace = docket_workspace_view_get_workspace (DOCKET_WORKSPACE_VIEW (view));
  GtkWidget *window =
    docket_timesheet_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, workspace);

  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry entries[] = {
  { "batches", batches_cb },
  { "timesheet", timesheet_cb },
};

/**
 * docket_billing_actions_attach:
 * @view: a view; it outlives the actions
 *
 * Adds what concerns time and billing to the actions of a workspace.
 */
void
docket_billing_actions_attach (DocketWorkspaceView *view)
{
  g_return_if_fail (DOCKET_IS_WORKSPACE_VIEW (view));

  g_action_map_add_action_entries (G_ACTION_MAP (docket_workspace_view_get_actions (view)),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   view);
}
