/* Everything fits a width of 360 pixels: in French, with large text.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>
#include <locale.h>

#include "docket-batches-window.h"
#include "docket-config.h"
#include "docket-connect-dialog.h"
#include "docket-directory-window.h"
#include "docket-edit-ticket-dialog.h"
#include "docket-filter-dialog.h"
#include "docket-layout.h"
#include "docket-name-dialog.h"
#include "docket-new-batch-window.h"
#include "docket-new-ticket-dialog.h"
#include "docket-palette.h"
#include "docket-preferences-window.h"
#include "docket-remind-dialog.h"
#include "docket-report-window.h"
#include "docket-secret-dialog.h"
#include "docket-sidebar-pane.h"
#include "docket-signature-window.h"
#include "docket-sync-centre.h"
#include "docket-ticket-chooser.h"
#include "docket-ticket-page.h"
#include "docket-ticket-window.h"
#include "docket-time-dialog.h"
#include "docket-time-list.h"
#include "docket-timer-bar.h"
#include "docket-timesheet-window.h"
#include "list-fixture.h"

#define WIDTH 360

/* Of what a person with weak eyes chooses. */
#define LARGE_DPI (1.5 * 96 * 1024)

static guint n_too_wide;

static void
check_width (GtkWidget *widget, const char *name)
{
  GtkWidget *content = widget;
  int width;

  /* Without the border that a display without a compositor needs. */
  if (GTK_IS_WINDOW (widget))
    content = gtk_widget_get_first_child (widget);

  docket_test_ui_settle (widget);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  docket_test_ui_shot (GTK_WIDGET (gtk_widget_get_native (widget)), name);
  g_test_message ("%s: %d", name, width);

  if (width > WIDTH)
    {
      g_printerr ("%s: %d\n", name, width);
      n_too_wide++;
    }
}

static void
check_window (GtkWidget *window, const char *name)
{
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, 740);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (window));
  check_width (window, name);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
check_windows_of_ticket (ListFixture *fixture, gint64 ticket)
{
  GtkWindow *parent = GTK_WINDOW (fixture->window);
  DocketWorkspace *workspace = fixture->workspace;
  g_autoptr (GError) error = NULL;
  g_autoptr (DocketTicketDetails) details =
    docket_workspace_load_ticket (workspace, ticket, NULL, &error);

  g_assert_no_error (error);
  check_window (docket_edit_ticket_dialog_new (parent, workspace, details, NULL), "edit-ticket");
  check_window (docket_ticket_window_new (workspace, ticket), "ticket-window");
  check_window (docket_time_dialog_new (parent, workspace, ticket), "time");
  check_window (docket_time_list_new (parent, workspace, ticket), "times");
  check_window (docket_report_window_new (parent, workspace, details), "report");
  check_window (docket_signature_window_new (parent, workspace, details), "signature");
}

static void
test_windows (ListFixture *fixture, gconstpointer data)
{
  GtkWindow *parent = GTK_WINDOW (fixture->window);
  DocketWorkspace *workspace = fixture->workspace;
  g_autoptr (DocketFilter) filter = docket_filter_new_default ();
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/app/docket/Docket/ui/docket-shortcuts.ui");

  n_too_wide = 0;
  check_window (docket_palette_new (parent, workspace, fixture->view), "palette");
  check_window (docket_filter_dialog_new (parent, workspace, filter), "filter");
  check_window (docket_new_ticket_dialog_new (parent, workspace), "new-ticket");
  check_window (docket_preferences_window_new (parent, workspace), "preferences");
  check_window (docket_directory_window_new (parent, workspace), "directory");
  check_window (docket_timesheet_window_new (parent, workspace), "timesheet");
  check_window (docket_batches_window_new (parent, workspace), "batches");
  check_window (docket_new_batch_window_new (parent, workspace), "new-batch");
  check_window (docket_sync_centre_new (parent, workspace), "sync-centre");
  check_window (docket_ticket_chooser_new (parent, workspace), "ticket-chooser");
  check_window (docket_connect_dialog_new (parent), "connect");
  check_window (docket_secret_dialog_new (parent, workspace), "secret");
  check_window (docket_remind_dialog_new (parent, 0), "remind");
  check_window (
    docket_name_dialog_new (parent, _ ("Rename the view"), C_ ("button", "Rename"), "x"),
    "name");
  check_window (GTK_WIDGET (gtk_builder_get_object (builder, "shortcuts")), "shortcuts");
  check_windows_of_ticket (fixture, docket_ticket_list_get_id (fixture->list, 0));
  g_assert_cmpuint (n_too_wide, ==, 0);
}

static void
set_up (ListFixture *fixture, gconstpointer data)
{
  fixture->width = WIDTH;
  list_fixture_set_up (fixture, data);
}

/* List, selection, page and sidebar, one at a time. */
static void
test_view (ListFixture *fixture, gconstpointer data)
{
  DocketTicketPage *page =
    DOCKET_TICKET_PAGE (docket_test_ui_find (fixture->view, DOCKET_TYPE_TICKET_PAGE, NULL));
  GtkWidget *layout = docket_test_ui_find (fixture->view, DOCKET_TYPE_LAYOUT, NULL);
  GtkWidget *bar;

  n_too_wide = 0;
  docket_test_ui_wait_for (docket_layout_get_mode (DOCKET_LAYOUT (layout)) == DOCKET_LAYOUT_NARROW);
  check_width (fixture->pane, "list");
  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "select.active", NULL);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->selection), 0, 3, FALSE);
  check_width (fixture->pane, "select");
  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "select.leave", NULL);
  gtk_widget_activate_action (fixture->view, "workspace.search", NULL);
  check_width (fixture->pane, "search");
  gtk_widget_activate_action (fixture->view, "workspace.toggle-sidebar", NULL);
  check_width (docket_test_ui_find (fixture->view, DOCKET_TYPE_SIDEBAR_PANE, NULL), "sidebar");
  docket_workspace_view_open_ticket (DOCKET_WORKSPACE_VIEW (fixture->view),
                                     docket_ticket_list_get_id (fixture->list, 0));
  docket_test_ui_wait_for (docket_ticket_page_get_details (page) != NULL);
  check_width (GTK_WIDGET (page), "ticket");
  adw_flap_set_reveal_flap (ADW_FLAP (docket_test_ui_find (GTK_WIDGET (page), ADW_TYPE_FLAP, NULL)),
                            TRUE);
  check_width (GTK_WIDGET (page), "details");
  gtk_widget_activate_action (fixture->view, "workspace.toggle-timer", NULL);
  docket_test_ui_wait_for (
    (bar = docket_test_ui_find (fixture->view, DOCKET_TYPE_TIMER_BAR, NULL)) != NULL);
  check_width (bar, "timer");
  g_assert_cmpuint (n_too_wide, ==, 0);
}

static GtkLabel *
find_label (GtkWidget *root, const char *text)
{
  GtkLabel *label = NULL;

  if (!gtk_widget_get_mapped (root))
    return NULL;

  if (GTK_IS_LABEL (root) && g_str_equal (gtk_label_get_label (GTK_LABEL (root)), text))
    return GTK_LABEL (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && label == NULL;
       child = gtk_widget_get_next_sibling (child))
    label = find_label (child, text);

  return label;
}

static void
check_whole (GtkWidget *root, const char *text)
{
  GtkLabel *label;

  docket_test_ui_wait_for ((label = find_label (root, text)) != NULL);
  docket_test_ui_settle (root);
  g_test_message ("%s", text);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
}

/* Who selects and what is internal is said in whole words. */
static void
test_words (ListFixture *fixture, gconstpointer data)
{
  const gint64 ticket = docket_ticket_list_get_id (fixture->list, 0);
  g_autofree char *selected = g_strdup_printf (ngettext ("%u selected", "%u selected", 4), 4);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (GError) error = NULL;

  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "select.active", NULL);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->selection), 0, 4, FALSE);
  check_whole (fixture->pane, selected);
  gtk_widget_activate_action (GTK_WIDGET (fixture->list_view), "select.leave", NULL);

  docket_edit_add_message (edit, ticket, DOCKET_MESSAGE_KIND_INTERNAL, "x", 0, 0);
  g_assert_true (docket_workspace_apply (fixture->workspace, edit, NULL, &error));
  g_assert_no_error (error);
  docket_workspace_view_open_ticket (DOCKET_WORKSPACE_VIEW (fixture->view), ticket);
  check_whole (fixture->view, _ ("INTERNAL NOTE"));
}

/* An application that runs has it by itself. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/app/docket/Docket/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char *argv[])
{
  g_setenv ("LANGUAGE", "fr", TRUE);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("DOCKET_TEST_WORDS"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  list_fixture_init (&argc, &argv);
  add_style ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) LARGE_DPI, NULL);

  g_test_add ("/narrow/view", ListFixture, NULL, set_up, test_view, list_fixture_tear_down);
  g_test_add ("/narrow/words", ListFixture, NULL, set_up, test_words, list_fixture_tear_down);
  g_test_add ("/narrow/windows", ListFixture, NULL, set_up, test_windows, list_fixture_tear_down);

  return list_fixture_run ();
}
