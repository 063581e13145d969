/* What opens the windows of a workspace: sync centre, directory, timesheet, billing batches.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-workspace-windows.h"

#include "docket-batches-window.h"
#include "docket-directory-window.h"
#include "docket-sync-centre.h"
#include "docket-timesheet-window.h"

typedef GtkWidget *(*MakeWindow) (GtkWindow *parent, DocketWorkspace *workspace);

static void
open_window (GtkWidget *view, MakeWindow make)
{
  GtkRoot *root = gtk_widget_get_root (view);
  DocketWorkspace *workspace = docket_workspace_view_get_workspace (DOCKET_WORKSPACE_VIEW (view));

  gtk_window_present (
    GTK_WINDOW (make (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, workspace)));
}

static void
sync_centre_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_window (user_data, docket_sync_centre_new);
}

static void
directory_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_window (user_data, docket_directory_window_new);
}

static void
timesheet_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_window (user_data, docket_timesheet_window_new);
}

static void
batches_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_window (user_data, docket_batches_window_new);
}

static const GActionEntry entries[] = {
  { "sync-centre", sync_centre_cb },
  { "directory", directory_cb },
  { "timesheet", timesheet_cb },
  { "batches", batches_cb },
};

/**
 * docket_workspace_windows_attach:
 * @view: a view; it outlives the actions
 *
 * Adds what opens windows to the actions of a workspace.
 */
void
docket_workspace_windows_attach (DocketWorkspaceView *view)
{
  g_return_if_fail (DOCKET_IS_WORKSPACE_VIEW (view));

  g_action_map_add_action_entries (G_ACTION_MAP (docket_workspace_view_get_actions (view)),
                                   entries,
                                   G_N_ELEMENTS (entries),
                                   view);
}
