/* Billing batches in their windows: a preview, a batch, a deletion.
 *
 * SPDX-FileCopyrightText: The Docket contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "docket-batches-window.h"
#include "docket-new-batch-window.h"
#include "docket-test-ui.h"
#include "docket-test-workspace.h"
#include "docket-ui-resources.h"
#include "docket-workspace-billing.h"

typedef struct
{
  DocketWorkspace *workspace;
  GtkWidget *window;
} Fixture;

/* An hour of last month, on a ticket of that status. */
static gint64
add_work (DocketWorkspace *workspace, const char *status)
{
  const gint64 ticket = docket_test_workspace_add_ticket (workspace, "Printer, with time");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) first =
    g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now), 1, 9, 0, 0);
  g_autoptr (GDateTime) start = g_date_time_add_months (first, -1);
  g_autoptr (DocketEdit) edit = docket_edit_new ();
  g_autoptr (DocketTimeEntry) entry = docket_time_entry_new ();
  g_autoptr (GError) error = NULL;

  entry->start_at = g_date_time_to_unix (start) * G_USEC_PER_SEC;
  entry->end_at = entry->start_at + G_TIME_SPAN_HOUR;
  entry->billable = TRUE;
  docket_edit_add_time (edit, ticket, entry);
  docket_edit_set_field (edit, ticket, DOCKET_FIELD_ID_STATUS, status);
  docket_workspace_apply (workspace, edit, NULL, &error);
  g_assert_no_error (error);

  return ticket;
}

/* Empty: what is billed is the test's own. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  const DocketAccountSetup setup = { .name = (char *) "Test" };
  g_autoptr (GError) error = NULL;
  g_autofree char *id = docket_workspaces_create (&setup, NULL, NULL, &error);

  g_assert_no_error (error);
  fixture->workspace = docket_workspace_open (id, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
show (Fixture *fixture, GtkWidget *window)
{
  fixture->window = window;
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (window));
  docket_test_ui_wait_for (gtk_widget_get_mapped (window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_close (GTK_WINDOW (fixture->window));

  docket_test_ui_wait_for (fixture->window == NULL);
  docket_workspace_close (fixture->workspace);
  g_clear_object (&fixture->workspace);
}

static guint
count_batches (Fixture *fixture)
{
  g_autoptr (GPtrArray) batches = docket_workspace_list_batches (fixture->workspace, NULL, NULL);

  return batches->len;
}

/* A widget of a template, whichever window it is of. */
static GtkWidget *
child (Fixture *fixture, GType type, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (fixture->window, type, name));
}

static const char *
page (Fixture *fixture, GType type)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (child (fixture, type, "stack")));
}

static void
created_cb (GtkWidget *window, DocketBatch *batch, gpointer user_data)
{
  *(gint64 *) user_data = batch->duration_us;
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;
  gint64 created = 0;

  add_work (fixture->workspace, "closed");
  add_work (fixture->workspace, "open");
  show (fixture, docket_new_batch_window_new (NULL, fixture->workspace));
  g_signal_connect (fixture->window, "created", G_CALLBACK (created_cb), &created);
  button = child (fixture, DOCKET_TYPE_NEW_BATCH_WINDOW, "create_button");
  docket_test_ui_wait_for (gtk_widget_get_sensitive (button));
  g_assert_cmpstr (page (fixture, DOCKET_TYPE_NEW_BATCH_WINDOW), ==, "preview");
  g_assert_cmpuint (count_batches (fixture), ==, 0);
  g_signal_emit_by_name (button, "clicked");
  g_signal_emit_by_name (button, "clicked");
  docket_test_ui_wait_for (fixture->window == NULL);
  g_assert_cmpint (created, ==, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (count_batches (fixture), ==, 1);
}

static void
test_nothing_to_bill (Fixture *fixture, gconstpointer data)
{
  show (fixture, docket_new_batch_window_new (NULL, fixture->workspace));
  docket_test_ui_wait_for (*gtk_label_get_text (GTK_LABEL (
                             child (fixture, DOCKET_TYPE_NEW_BATCH_WINDOW, "reason"))) != '\0');
  g_assert_cmpstr (page (fixture, DOCKET_TYPE_NEW_BATCH_WINDOW), ==, "nothing");
  g_assert_false (
    gtk_widget_get_sensitive (child (fixture, DOCKET_TYPE_NEW_BATCH_WINDOW, "create_button")));
}

/* What is made elsewhere comes into the list; a row opens its batch. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  add_work (fixture->workspace, "resolved");
  show (fixture, docket_batches_window_new (NULL, fixture->workspace));
  docket_test_ui_wait_for (g_str_equal (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), "empty"));
  batch = docket_workspace_create_batch (fixture->workspace,
                                         "2000-01-01",
                                         "2100-01-01",
                                         NULL,
                                         NULL,
                                         &error);
  g_assert_no_error (error);
  docket_test_ui_wait_for (g_str_equal (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), "list"));
  row = docket_test_ui_find (child (fixture, DOCKET_TYPE_BATCHES_WINDOW, "batches"),
                             ADW_TYPE_ACTION_ROW,
                             NULL);
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  docket_test_ui_wait_for (g_str_equal (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), "batch"));
  g_assert_true (
    gtk_widget_get_visible (child (fixture, DOCKET_TYPE_BATCHES_WINDOW, "menu_button")));
  docket_test_ui_shot (fixture->window, "batch");
  g_signal_emit_by_name (child (fixture, DOCKET_TYPE_BATCHES_WINDOW, "back_button"), "clicked");
  g_assert_cmpstr (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), ==, "list");
}

/* A deletion asks first, then leaves the list. */
static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (DocketBatch) batch = NULL;
  g_autoptr (GListModel) toplevels = g_object_ref (gtk_window_get_toplevels ());
  GtkWidget *dialog = NULL;
  GtkWidget *row;

  add_work (fixture->workspace, "resolved");
  batch = docket_workspace_create_batch (fixture->workspace,
                                         "2000-01-01",
                                         "2100-01-01",
                                         NULL,
                                         NULL,
                                         NULL);
  show (fixture, docket_batches_window_new (NULL, fixture->workspace));
  docket_test_ui_wait_for (g_str_equal (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), "list"));
  row = docket_test_ui_find (child (fixture, DOCKET_TYPE_BATCHES_WINDOW, "batches"),
                             ADW_TYPE_ACTION_ROW,
                             NULL);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  docket_test_ui_wait_for (g_str_equal (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), "batch"));
  gtk_widget_activate_action (fixture->window, "batch.delete", NULL);

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        dialog = window;
    }

  g_assert_nonnull (dialog);
  g_assert_cmpuint (count_batches (fixture), ==, 1);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "delete");
  gtk_window_destroy (GTK_WINDOW (dialog));
  docket_test_ui_wait_for (g_str_equal (page (fixture, DOCKET_TYPE_BATCHES_WINDOW), "empty"));
  g_assert_cmpuint (count_batches (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  docket_test_ui_init (&argc, &argv);
  docket_ui_register_resource ();

#define ADD(name, function)                                                                        \
  g_test_add ("/batches/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("create", test_create);
  ADD ("nothing-to-bill", test_nothing_to_bill);
  ADD ("list", test_list);
  ADD ("delete", test_delete);

  return g_test_run ();
}
