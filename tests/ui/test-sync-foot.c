/* The two lines at the foot of the sidebar: what the one says, the other does not deny.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-sidebar-pane.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"

void __wrap_docket_workspace_get_status (DocketWorkspace *workspace, DocketSyncStatus *status);

static DocketSyncStatus told;

void
__wrap_docket_workspace_get_status (DocketWorkspace *workspace, DocketSyncStatus *status)
{
  *status = told;
}

static gboolean
says (GtkWidget *widget, const char *words)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), words))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, words))
      return TRUE;

  return FALSE;
}

static void
tell (DocketWorkspace *workspace, DocketSyncState state, guint done, guint total)
{
  told = (DocketSyncStatus){ .state = state,
                             .done = done,
                             .total = total,
                             .last_sync_at = g_get_real_time () };
  g_signal_emit_by_name (workspace, "status-changed");
}

static void
change_something (DocketWorkspace *workspace)
{
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  docket_edit_set_field (edit, 1, DOCKET_FIELD_ID_TITLE, "Another title");
  g_assert_true (docket_workspace_apply (workspace, edit, NULL, &error));
  g_assert_no_error (error);
}

static void
test_lines (void)
{
  g_autoptr (DocketWorkspace) workspace = docket_test_workspace_new_server ();
  g_autoptr (DocketTicketList) list = docket_ticket_list_new (workspace);
  GtkWidget *window = adw_window_new ();
  GtkWidget *pane = g_object_new (DOCKET_TYPE_SIDEBAR_PANE, NULL);

  docket_sidebar_pane_set_workspace (DOCKET_SIDEBAR_PANE (pane), workspace, list);
  adw_window_set_content (ADW_WINDOW (window), pane);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (pane));

  tell (workspace, DOCKET_SYNC_STATE_IDLE, 0, 0);
  docket_test_ui_wait_for (says (pane, "Up to date") && says (pane, "Last sync "));

  tell (workspace, DOCKET_SYNC_STATE_SYNCING, 0, 0);
  docket_test_ui_wait_for (says (pane, "Syncing…"));
  g_assert_false (says (pane, "Up to date"));
  g_assert_true (says (pane, "Last sync "));

  tell (workspace, DOCKET_SYNC_STATE_SYNCING, 3, 12);
  docket_test_ui_wait_for (says (pane, "Syncing: 3 of 12"));
  g_assert_false (says (pane, "Up to date"));

  change_something (workspace);
  docket_test_ui_wait_for (says (pane, "1 change waits"));
  g_assert_true (says (pane, "Syncing: 3 of 12"));

  tell (workspace, DOCKET_SYNC_STATE_OFFLINE, 0, 0);
  docket_test_ui_wait_for (says (pane, "Offline"));
  g_assert_true (says (pane, "1 change waits"));
  g_assert_false (says (pane, "Syncing"));

  gtk_window_destroy (GTK_WINDOW (window));
  docket_workspace_close (workspace);
}

int
main (int argc, char **argv)
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  g_test_add_func ("/sync-foot/lines", test_lines);

  return g_test_run ();
}
