/* The key that ends the application, wherever it is pressed: what was typed is kept.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-application.h"
#include "docket-new-ticket-dialog.h"
#include "docket-settings.h"
#include "docket-test-keys.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ticket-window.h"
#include "docket-window.h"
#include "docket-workspace-view.h"

/* One a process: it is on the bus. */
static DocketApplication *application;

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }

  return NULL;
}

static GtkWidget *
open_window (const char *id)
{
  DocketWindow *window;

  docket_settings_set_last_workspace (id);
  window = docket_window_new (ADW_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (
    docket_test_ui_find (GTK_WIDGET (window), DOCKET_TYPE_WORKSPACE_VIEW, NULL) != NULL);
  docket_test_keys_focus (GTK_WIDGET (window));

  return docket_test_ui_find (GTK_WIDGET (window), DOCKET_TYPE_WORKSPACE_VIEW, NULL);
}

static gboolean
has_draft (const char *id, const char *title)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketWorkspace) workspace = docket_workspace_open (id, NULL, NULL, NULL, &error);
  g_autoptr (GPtrArray) drafts = NULL;
  gboolean has = FALSE;

  g_assert_no_error (error);
  drafts = docket_workspace_list_drafts (workspace, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < drafts->len; i++)
    {
      const DocketDraft *draft = g_ptr_array_index (drafts, i);

      has |= draft->fields != NULL &&
             g_strcmp0 (docket_values_get (draft->fields, DOCKET_FIELD_ID_TITLE), title) == 0;
    }

  docket_workspace_close (workspace);

  return has;
}

static char *
make_workspace (void)
{
  g_autoptr (DocketWorkspace) workspace = docket_test_workspace_new ();
  char *id = g_strdup (docket_workspace_get_id (workspace));

  docket_test_workspace_add_ticket (workspace, "A boiler");
  docket_workspace_close (workspace);

  return id;
}

static void
wait_for_end (void)
{
  docket_test_ui_wait_for (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL);
}

static void
test_new_ticket (void)
{
  g_autofree char *id = make_workspace ();
  GtkWidget *view = open_window (id);
  GtkWindow *dialog;

  gtk_widget_activate_action (view, "workspace.new-ticket", NULL);
  docket_test_ui_wait_for ((dialog = find_window (DOCKET_TYPE_NEW_TICKET_DIALOG)) != NULL);
  docket_test_ui_wait_for (gtk_window_is_active (dialog));
  docket_test_keys_press ("n o space i n k ctrl+q");
  wait_for_end ();
  docket_test_ui_wait_for (has_draft (id, "no ink"));
}

static void
test_ticket_window (void)
{
  g_autofree char *id = make_workspace ();
  GtkWidget *view = open_window (id);
  GtkWidget *pane = docket_test_ui_find (view, g_type_from_name ("DocketListPane"), NULL);
  GtkWindow *window;

  g_signal_emit_by_name (pane, "open-window", (gint64) 1);
  docket_test_ui_wait_for ((window = find_window (DOCKET_TYPE_TICKET_WINDOW)) != NULL);
  docket_test_ui_wait_for (gtk_window_is_active (window));
  docket_test_keys_press ("ctrl+q");
  wait_for_end ();
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  docket_test_ui_init (&argc, &argv);
  application = docket_application_new ();
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/quit/new-ticket", test_new_ticket);
  g_test_add_func ("/quit/ticket-window", test_ticket_window);
  result = g_test_run ();
  g_object_unref (application);

  return result;
}
