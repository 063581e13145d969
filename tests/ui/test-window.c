/* The window and its workspaces: taking one away asks what is lost, and lets go of it first.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-settings.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-window.h"
#include "docket-workspace-view.h"

/* One a process: it is on the bus. */
static AdwApplication *application;

typedef struct
{
  GtkWidget *window;
  char *id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = GTK_WIDGET (docket_window_new (application));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_free (fixture->id);
}

static DocketWorkspaceView *
get_view (Fixture *fixture)
{
  return DOCKET_WORKSPACE_VIEW (
    docket_test_ui_find (fixture->window, DOCKET_TYPE_WORKSPACE_VIEW, NULL));
}

static DocketWorkspace *
open_workspace (Fixture *fixture, DocketWorkspace *made)
{
  fixture->id = g_strdup (docket_workspace_get_id (made));
  docket_workspace_close (made);
  g_object_unref (made);
  docket_window_open_workspace (DOCKET_WINDOW (fixture->window), fixture->id);
  docket_test_ui_wait_for (get_view (fixture) != NULL);

  return docket_workspace_view_get_workspace (get_view (fixture));
}

static AdwMessageDialog *
find_question (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data))
      return l->data;

  return NULL;
}

static gboolean
is_there (const char *id)
{
  g_autofree char *root = docket_workspaces_get_root ();
  g_autofree char *folder = g_build_filename (root, id, NULL);

  return g_file_test (folder, G_FILE_TEST_EXISTS);
}

static void
ask_to_remove (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "remove-workspace", NULL);
  docket_test_ui_wait_for (find_question () != NULL);
}

/* What is still on its way out, such as a menu, holds the view: the workspace is closed all the
 * same. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) view = NULL;

  open_workspace (fixture, docket_test_workspace_new ());
  view = GTK_WIDGET (g_object_ref (get_view (fixture)));
  gtk_widget_activate_action (view, "workspace.open-ticket", "x", (gint64) 1);
  docket_test_ui_settle (fixture->window);

  ask_to_remove (fixture);
  adw_message_dialog_response (find_question (), "remove");
  gtk_window_destroy (GTK_WINDOW (find_question ()));
  docket_test_ui_wait_for (!is_there (fixture->id));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  docket_workspace_save_draft_finish (DOCKET_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
save_draft (DocketWorkspace *workspace)
{
  g_autoptr (DocketDraft) draft = docket_draft_new ();
  gboolean saved = FALSE;

  draft->ticket = 1;
  draft->kind = DOCKET_DRAFT_KIND_REPLY;
  draft->text = g_strdup ("Half a sen");
  docket_workspace_save_draft_async (workspace, draft, NULL, saved_cb, &saved);
  docket_test_ui_wait_for (saved);
}

static void
test_ask (Fixture *fixture, gconstpointer data)
{
  DocketWorkspace *workspace = open_workspace (fixture, docket_test_workspace_new_server ());
  const char *body;

  ask_to_remove (fixture);
  body = adw_message_dialog_get_body (find_question ());
  g_assert_nonnull (strstr (body, "The server has all your changes."));
  g_assert_null (strstr (body, "draft"));
  gtk_window_destroy (GTK_WINDOW (find_question ()));

  save_draft (workspace);
  ask_to_remove (fixture);
  body = adw_message_dialog_get_body (find_question ());
  g_assert_nonnull (strstr (body, "1 draft that was not sent is lost."));
  adw_message_dialog_response (find_question (), "cancel");
  g_assert_true (is_there (fixture->id));
}

static gboolean
says (GtkWidget *widget, const char *sentence)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), sentence) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, sentence))
      return TRUE;

  return FALSE;
}

/* A notification may be older than what it speaks of. */
static void
test_stale (Fixture *fixture, gconstpointer data)
{
  DocketWorkspaceView *view;

  open_workspace (fixture, docket_test_workspace_new ());
  docket_test_ui_settle (fixture->window);
  view = get_view (fixture);
  docket_window_open_ticket (DOCKET_WINDOW (fixture->window), "gone", 1, FALSE);
  docket_test_ui_wait_for (says (fixture->window, "is not on this computer any more"));
  g_assert_true (get_view (fixture) == view);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view)));
  g_assert_null (find_question ());

  /* And one of another workspace that is there is shown there. */
  {
    g_autofree char *first = g_strdup (fixture->id);
    DocketWorkspace *made = docket_test_workspace_new ();
    g_autofree char *other = g_strdup (docket_workspace_get_id (made));

    docket_workspace_close (made);
    g_object_unref (made);
    docket_window_open_ticket (DOCKET_WINDOW (fixture->window), other, 1, FALSE);
    docket_test_ui_wait_for (
      get_view (fixture) != NULL &&
      g_str_equal (
        docket_workspace_get_id (docket_workspace_view_get_workspace (get_view (fixture))),
        other));
    g_assert_cmpstr (first, !=, other);
  }
}

static gboolean
shows (Fixture *fixture, const char *id)
{
  DocketWorkspaceView *view = get_view (fixture);

  return view != NULL &&
         g_str_equal (docket_workspace_get_id (docket_workspace_view_get_workspace (view)), id);
}

/* A start opens the workspace used last; another one when that is gone, or was asked for since. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  Fixture again = { 0 }, gone = { 0 }, asked = { 0 };
  DocketWorkspace *made = docket_test_workspace_new ();
  g_autofree char *other = g_strdup (docket_workspace_get_id (made));
  g_autofree char *last = NULL;

  docket_workspace_close (made);
  g_object_unref (made);
  open_workspace (fixture, docket_test_workspace_new ());
  last = docket_settings_dup_last_workspace ();
  g_assert_cmpstr (last, ==, fixture->id);

  set_up (&again, NULL);
  docket_test_ui_wait_for (shows (&again, fixture->id));
  tear_down (&again, NULL);

  set_up (&asked, NULL);
  docket_window_open_workspace (DOCKET_WINDOW (asked.window), other);
  docket_test_ui_wait_for (shows (&asked, other));
  docket_test_ui_settle (asked.window);
  g_assert_true (shows (&asked, other));
  tear_down (&asked, NULL);

  docket_settings_set_last_workspace ("gone");
  set_up (&gone, NULL);
  docket_test_ui_wait_for (get_view (&gone) != NULL);
  g_assert_null (find_question ());
  tear_down (&gone, NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();
  application = adw_application_new ("app.docket.Docket.TestWindow", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add ("/window/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/window/ask", Fixture, NULL, set_up, test_ask, tear_down);
  g_test_add ("/window/stale", Fixture, NULL, set_up, test_stale, tear_down);
  g_test_add ("/window/start", Fixture, NULL, set_up, test_start, tear_down);
  result = g_test_run ();
  g_object_unref (application);

  return result;
}
