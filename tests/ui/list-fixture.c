/* What the tests of the list share: a window on the sample data.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "list-fixture.h"

#include "docket-application.h"
#include "docket-settings.h"

static DocketApplication *application; /* it has the resources */
static char *workspace_id;

static void
make_workspace (void)
{
  DocketAccountSetup setup = { .kind = DOCKET_SERVER_KIND_LOCAL, .sample = TRUE };
  g_autoptr (GError) error = NULL;

  g_free (workspace_id);
  workspace_id = docket_workspaces_create (&setup, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
list_fixture_init (int *argc, char ***argv)
{
  docket_test_ui_init (argc, argv);
  application = docket_application_new ();
}

/* All open tickets: some of each kind. As in the program, the window is there first: what is not
 * shown yet is not realized. */
void
list_fixture_open (ListFixture *fixture)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GError) error = NULL;

  fixture->workspace = docket_workspace_open (workspace_id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->view = docket_workspace_view_new (fixture->workspace, G_MENU_MODEL (menu));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window),
                               fixture->width != 0 ? fixture->width : 1240,
                               700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  docket_test_ui_wait_for (gtk_widget_get_mapped (fixture->view));
  fixture->pane = docket_test_ui_find (fixture->view, DOCKET_TYPE_LIST_PANE, NULL);
  docket_test_ui_wait_for (docket_test_ui_find (fixture->pane, DOCKET_TYPE_LIST_ROW, NULL) != NULL);
  fixture->list_view =
    GTK_LIST_VIEW (docket_test_ui_find (fixture->pane, GTK_TYPE_LIST_VIEW, NULL));
  fixture->selection = DOCKET_SELECTION (gtk_list_view_get_model (fixture->list_view));
  fixture->list = docket_selection_get_list (fixture->selection);
  docket_test_ui_wait_for (docket_ticket_list_is_arranged (fixture->list));
}

void
list_fixture_close (ListFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (fixture->view == NULL);

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_clear_object (&fixture->workspace);
}

void
list_fixture_set_up (ListFixture *fixture, gconstpointer data)
{
  make_workspace ();
  docket_settings_set_view (workspace_id, "all-open");
  list_fixture_open (fixture);
}

void
list_fixture_tear_down (ListFixture *fixture, gconstpointer data)
{
  list_fixture_close (fixture);
}

int
list_fixture_run (void)
{
  const int status = g_test_run ();

  g_clear_pointer (&workspace_id, g_free);
  g_clear_object (&application);

  return status;
}

static GtkWidget *
find_row (ListFixture *fixture, gint64 ticket)
{
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (fixture->list_view)); item != NULL;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *row = gtk_widget_get_first_child (item);

      if (DOCKET_IS_LIST_ROW (row) && docket_list_row_get_ticket (DOCKET_LIST_ROW (row)) != NULL &&
          docket_ticket_get_id (docket_list_row_get_ticket (DOCKET_LIST_ROW (row))) == ticket)
        return row;
    }

  return NULL;
}

/* The row shown at a position, once it is loaded. */
GtkWidget *
list_fixture_get_row (ListFixture *fixture, guint position)
{
  GtkWidget *row;

  docket_test_ui_wait_for (
    (row = find_row (fixture, docket_ticket_list_get_id (fixture->list, position))) != NULL &&
    docket_ticket_is_loaded (docket_list_row_get_ticket (DOCKET_LIST_ROW (row))));

  return row;
}

const DocketTicketRow *
list_fixture_get_ticket (ListFixture *fixture, guint position)
{
  GtkWidget *row = list_fixture_get_row (fixture, position);

  return docket_ticket_get_row (docket_list_row_get_ticket (DOCKET_LIST_ROW (row)));
}

gpointer
list_fixture_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_visible (window))
        return window;
    }

  return NULL;
}
