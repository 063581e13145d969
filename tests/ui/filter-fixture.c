/* What the tests of filters and views share: a window on the sample data.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "filter-fixture.h"

#include "docket-application.h"
#include "docket-facet-row.h"
#include "docket-filter-chip.h"
#include "docket-list-pane.h"
#include "docket-settings.h"
#include "docket-workspace-view.h"

static DocketApplication *application; /* it has the resources */
static char *workspace_id;

gpointer
filter_fixture_find (GtkWidget *root, GType type)
{
  return docket_test_ui_find (root, type, NULL);
}

gpointer
filter_fixture_find_window (GType type)
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

void
filter_fixture_open (FilterFixture *fixture)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GError) error = NULL;

  fixture->workspace = docket_workspace_open (workspace_id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fixture->view = docket_workspace_view_new (fixture->workspace, G_MENU_MODEL (menu));
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1240, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (fixture->view));
}

void
filter_fixture_close (FilterFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  docket_test_ui_wait_for (fixture->view == NULL);

  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_clear_object (&fixture->workspace);
}

static void
set_up (FilterFixture *fixture, gconstpointer data)
{
  docket_settings_set_view (workspace_id, "");
  docket_settings_set_filter (workspace_id, NULL);
  filter_fixture_open (fixture);
}

static void
tear_down (FilterFixture *fixture, gconstpointer data)
{
  filter_fixture_close (fixture);
}

static char *
make_sample (void)
{
  const DocketAccountSetup setup = { .sample = TRUE };
  g_autoptr (GError) error = NULL;
  char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);

  return id;
}

guint
filter_fixture_count (DocketWorkspace *workspace, const DocketFilter *filter)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids =
    docket_workspace_list_tickets (workspace, filter, DOCKET_SORT_UPDATED, FALSE, 0, NULL, &error);

  g_assert_no_error (error);

  return ids->len;
}

static char *
get_chips (GtkWidget *root)
{
  GtkWidget *chip = filter_fixture_find (root, DOCKET_TYPE_FILTER_CHIP);
  g_autoptr (GString) chips = g_string_new (NULL);

  for (; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    g_string_append_printf (chips,
                            "%s%s",
                            chips->len > 0 ? " | " : "",
                            docket_filter_chip_get_label (DOCKET_FILTER_CHIP (chip)));

  return g_string_free (g_steal_pointer (&chips), FALSE);
}

gboolean
filter_fixture_has_chips (GtkWidget *root, const char *expected)
{
  g_autofree char *chips = get_chips (root);

  return g_str_equal (chips, expected);
}

gboolean
filter_fixture_has_subtitle (FilterFixture *fixture, const char *expected)
{
  GtkWidget *pane = filter_fixture_find (fixture->view, DOCKET_TYPE_LIST_PANE);
  AdwWindowTitle *title = filter_fixture_find (pane, ADW_TYPE_WINDOW_TITLE);

  return g_str_equal (adw_window_title_get_subtitle (title), expected);
}

void
filter_fixture_remove_chip (GtkWidget *root, guint nth)
{
  GtkWidget *chip = filter_fixture_find (root, DOCKET_TYPE_FILTER_CHIP);

  while (nth-- > 0)
    chip = gtk_widget_get_next_sibling (chip);

  g_signal_emit_by_name (filter_fixture_find (chip, GTK_TYPE_BUTTON), "clicked");
}

DocketFacetRow *
filter_fixture_find_facet_row (GtkWidget *root, DocketFacet facet, const char *value)
{
  if (DOCKET_IS_FACET_ROW (root))
    {
      DocketFacetRow *row = DOCKET_FACET_ROW (root);

      return docket_facet_row_get_facet (row) == facet &&
                 g_str_equal (docket_facet_row_get_value (row), value)
               ? row
               : NULL;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      DocketFacetRow *row = filter_fixture_find_facet_row (child, facet, value);

      if (row != NULL)
        return row;
    }

  return NULL;
}

void
filter_fixture_toggle (DocketFilterDialog *dialog, DocketFacet facet, const char *value)
{
  DocketFacetRow *row = filter_fixture_find_facet_row (GTK_WIDGET (dialog), facet, value);

  g_assert_nonnull (row);
  docket_facet_row_set_active (row, !docket_facet_row_get_active (row));
}

DocketFilterDialog *
filter_fixture_open_dialog (FilterFixture *fixture)
{
  DocketFilterDialog *dialog;

  docket_test_ui_wait_for (filter_fixture_has_chips (fixture->view, "Open, Pending | Me"));
  gtk_widget_activate_action (fixture->view, "workspace.filter", NULL);
  dialog = filter_fixture_find_window (DOCKET_TYPE_FILTER_DIALOG);
  g_assert_nonnull (dialog);
  docket_test_ui_wait_for (filter_fixture_find (GTK_WIDGET (dialog), DOCKET_TYPE_FACET_ROW) !=
                           NULL);

  return dialog;
}

void
filter_fixture_init (int *argc, char ***argv)
{
  g_setenv ("TZ", "Europe/Paris", TRUE);
  docket_test_ui_init (argc, argv);
  application = docket_application_new ();
  workspace_id = make_sample ();
}

void
filter_fixture_add (const char *path, void (*test) (FilterFixture *, gconstpointer))
{
  g_test_add (path, FilterFixture, NULL, set_up, test, tear_down);
}

int
filter_fixture_run (void)
{
  const int status = g_test_run ();

  g_clear_pointer (&workspace_id, g_free);
  g_clear_object (&application);

  return status;
}
